"""`rehearse analyze`: one report per recording, as text or as one line of JSON each."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from rehearse.errors import KnownError
from rehearse.target import Target

if TYPE_CHECKING:
    import argparse

    from rehearse.phrases import RuleBook
    from rehearse.report import Report
    from rehearse.scenarios.scenario import Scenario
    from rehearse.transcription.transcriber import Transcriber

WRONG_USE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    from rehearse.settings import DEFAULT_MODEL
    from rehearse.target_json import EXAMPLE

    parser.add_argument("audio", nargs="+", metavar="AUDIO", help="recordings: WAV, FLAC, MP3, M4A, OGG, any rate")
    parser.add_argument("--scenario", default="practice-intro", metavar="ID", help="the call (default: practice-intro)")
    parser.add_argument("--target", metavar="CARD.json", help=f"the program being called, such as {EXAMPLE}")
    parser.add_argument("--model", default=DEFAULT_MODEL, metavar="NAME", help="the voice model (default: %(default)s)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Print one report per recording; one that can't be judged is named on stderr, and the others go on."""
    from rehearse import phrases, scenarios
    from rehearse.target_json import read_target
    from rehearse.transcription.whisper import WhisperTranscriber

    scenario = scenarios.get(arguments.scenario)
    if not scenario.spoken:
        sys.stderr.write(f"rehearse analyze: {scenario.id} is written, not spoken; use rehearse check for it\n")
        return WRONG_USE
    target = read_target(arguments.target) if arguments.target else Target()
    rulebook = phrases.load()
    transcriber = WhisperTranscriber(arguments.model)
    status = 0
    for number, path in enumerate(arguments.audio):
        try:
            report = _report(path, scenario, target, transcriber, rulebook)
        except KnownError as error:
            sys.stderr.write(f"rehearse analyze: {error.message}\n")
            status = 1
            continue
        if arguments.format == "text" and number:
            sys.stdout.write("\n" + "─" * 80 + "\n\n")
        _print(report, scenario, rulebook, arguments.format)
    return status


def _report(path: str, scenario: Scenario, target: Target, transcriber: Transcriber, rulebook: RuleBook) -> Report:
    from rehearse.analysis import analyse
    from rehearse.audio.decode import load

    return analyse(load(path), scenario, target, transcriber=transcriber, rulebook=rulebook)


def _print(report: Report, scenario: Scenario, rulebook: RuleBook, output: str) -> None:
    if output == "json":
        from rehearse.report_json import to_json

        sys.stdout.write(json.dumps(to_json(report), ensure_ascii=False) + "\n")
    else:
        from rehearse.report_text import to_text

        titles = {name: element.title for name, element in rulebook.element_by_id.items()}
        sys.stdout.write(to_text(report, scenario, titles))
    sys.stdout.flush()
