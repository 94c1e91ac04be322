"""`rehearse check`: phrase rules and structure checks on a script, a draft e-mail or many texts."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.files import reading_errors
from rehearse.json_text import parsed
from rehearse.target import Target

if TYPE_CHECKING:
    import argparse

    from rehearse.phrases import RuleBook
    from rehearse.phrases.finding import CheckResult
    from rehearse.scenarios import Scenario


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    from rehearse.target_json import EXAMPLE

    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="a text file; - or nothing reads stdin")
    parser.add_argument("--scenario", default="practice-intro", metavar="ID", help="the call (default: practice-intro)")
    parser.add_argument("--target", metavar="CARD.json", help=f"the program being called, such as {EXAMPLE}")
    parser.add_argument("--jsonl", metavar="CORPUS.jsonl", help="many texts: one JSON object per line")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Print what the rules and structure checks say."""
    from rehearse import meaning, phrases, scenarios
    from rehearse.target_json import read_target

    rulebook = phrases.load()
    target = read_target(arguments.target) if arguments.target else Target()
    scenario = scenarios.get(arguments.scenario)
    if arguments.jsonl:
        return _run_corpus(arguments, rulebook, scenario, target)
    text = _read(arguments.file)
    _print(meaning.check(text, scenario, target, rulebook), None, scenario, arguments.format)
    return 0


def _run_corpus(arguments: argparse.Namespace, rulebook: RuleBook, scenario: Scenario, target: Target) -> int:
    """One line out per line in; a line that can't be judged is named on stderr and the others go on."""
    status = 0
    for number, line in enumerate(_lines(arguments.jsonl), start=1):
        if not line.strip():
            continue
        try:
            _check_line(line, f"{arguments.jsonl}, line {number}", arguments.format, rulebook, scenario, target)
        except KnownError as error:
            sys.stderr.write(f"rehearse check: {error.message}\n")
            status = 1
    return status


def _check_line(line: str, where: str, output: str, rulebook: RuleBook, scenario: Scenario, target: Target) -> None:
    from rehearse import meaning, scenarios
    from rehearse.target_json import target_from_json

    item = _item(line, where)
    if "target" in item:
        target = target_from_json(item["target"], where)
    if "scenario" in item:
        scenario = scenarios.get(str(item["scenario"]))
    text_id = None if item.get("id") is None else str(item["id"])
    _print(meaning.check(item["text"], scenario, target, rulebook), text_id, scenario, output)


def _item(line: str, where: str) -> dict[str, Any]:
    try:
        item = parsed(line)
    except json.JSONDecodeError as error:
        raise KnownError(Trouble.LINE_NOT_JSON, where=where, character=error.pos + 1) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits, or brackets nested by the thousand.
        raise KnownError(Trouble.LINE_NOT_JSON, where=where, character=1) from error
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise KnownError(Trouble.LINE_WITHOUT_TEXT, where=where)
    if not item["text"].strip():
        raise KnownError(Trouble.TEXT_EMPTY, path=where)
    return item


def _read(file: str) -> str:
    raw = sys.stdin.buffer.read() if file == "-" else _bytes(file)
    name = "standard input" if file == "-" else file
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError(Trouble.TEXT_UNREADABLE, path=name, reason="it is not UTF-8") from error
    if not any(c.isalnum() for c in text):
        raise KnownError(Trouble.TEXT_EMPTY, path=name)
    return text


def _lines(file: str) -> list[str]:
    # str.splitlines would part a line at U+2028, U+2029 and U+0085 too, which JSON allows inside a string.
    return _read(file).split("\n")


def _bytes(file: str) -> bytes:
    path = Path(file)
    with reading_errors(path):
        return path.read_bytes()


def _print(result: CheckResult, text_id: str | None, scenario: Scenario, output: str) -> None:
    from rehearse.phrases.check_json import to_json
    from rehearse.phrases.check_text import to_text

    if output == "json":
        sys.stdout.write(json.dumps(to_json(result, text_id, scenario.id), ensure_ascii=False) + "\n")
    else:
        heading = f"{text_id}: " if text_id else ""
        sys.stdout.write(heading + to_text(result, scenario.title))
