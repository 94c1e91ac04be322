"""The page on what the commands print names every key that they print, in the same order, and no other."""

from __future__ import annotations

import io
import json
import re
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse import commands, paths
from rehearse.commands.bench import Figures
from rehearse.history.store import HistoryStore
from rehearse.measures.delivery import SpokenPart
from rehearse.measures.values import (
    Band,
    Filler,
    FillerKind,
    Judgement,
    Measures,
    Pause,
    PausePlace,
    Repetition,
    Verdict,
)
from rehearse.phrases.finding import Certainty, ElementResult, Note, Severity, Status
from rehearse.programs.card import Card
from rehearse.report_json import from_json, to_json
from rehearse.speech import Span
from rehearse.target import Target
from tests.reports import a_finding, a_report

if TYPE_CHECKING:
    import pytest

    from rehearse.report import Report

PAGE = Path(__file__).parents[3] / ".github" / "OUTPUT.md"
PART = Span(0.0, 1.0)
BESIDES = ["report", "call", "silenced"]


def on_the_page() -> dict[str, list[str]]:
    """The keys of each table, by the heading above it."""
    found: dict[str, list[str]] = {}
    for section in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, rest = section.partition("\n")
        found[heading] = re.findall(r"^\| `(\w+)` \|", rest, re.MULTILINE)
    return found


def a_whole_report() -> Report:
    """A report in which nothing is left out."""
    finding = replace(a_finding("begging", Severity.STOP, Certainty.POSSIBLE), resembles="I'll do anything")
    return replace(
        a_report(findings=(finding,)),
        fillers=(Filler("um", FillerKind.FILLED_PAUSE, certain=True, span=PART),),
        repetitions=(Repetition("I, I", PART),),
        pauses=(Pause(PART, PausePlace.WITHIN_CLAUSE),),
        judgements=(Judgement("speaking_rate_wpm", Verdict.WITHIN, Band(120, 160, 100, 180)),),
        elements=(ElementResult("thanks", True, ("thanks",), Status.HEARD, "Tank ewe", 0, 8, PART, "Thank you"),),  # noqa: FBT003
        notes=(Note("response_delay_s", "this is a file"),),
        spoken=(SpokenPart("full-name", "Maya Okafor", PART, 200.0, 140.0, 0.9, 0.95, -2.0),),
    )


def keys_of_a_report(report: dict[str, Any]) -> dict[str, list[str]]:
    parts = {
        "rehearse.report/1": report,
        "audio": report["audio"],
        "transcript": report["transcript"],
        "A word": report["transcript"]["words"][0],
        "A filler": report["fillers"][0],
        "A repetition": report["repetitions"][0],
        "A pause": report["pauses"][0],
        "measures": report["measures"],
        "A verdict": report["verdicts"][0],
        "A finding": report["findings"][0],
        "A must-say": report["elements"][0],
        "A note": report["notes"][0],
        "versions": report["versions"],
        "timing": report["timing"],
        "A spoken part": report["spoken"][0],
    }
    return {heading: list(part) for heading, part in parts.items()}


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    commands.run(list(arguments))
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def a_history() -> None:
    """One analysed take, one card and one script, in the place where the commands look."""
    places = paths.paths()
    store = HistoryStore.open(places.history_file, places.recordings)
    take = store.begin_take("practice-intro", Target(), None, None, datetime(2026, 3, 16, 10, 15, tzinfo=UTC))
    store.finish_take(take.id, 48.2)
    store.save_report(take.id, a_whole_report())
    store.cards.save(Card(program="Riverbend"))
    store.scripts.save("practice-intro", None, "Hello, this is Maya Okafor.")
    store.close()


def test_the_page_names_every_key_of_a_report() -> None:
    page = on_the_page()
    keys = keys_of_a_report(to_json(a_whole_report()))
    assert {heading: page.get(heading) for heading in keys} == keys
    assert keys["measures"] == [measure.name for measure in fields(Measures)]


def test_the_page_names_every_key_of_a_check(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = io.BytesIO(b"Hello, this is Maya Okafor. I'd do anything for a spot. Thank you.")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(typed, encoding="utf-8"))
    page, found = on_the_page(), printed(capsys, "check", "--format", "json")
    spoken_only = {"resembles", "heard_as", "start_s", "end_s"}
    assert page["rehearse.check/1"] == list(found)
    assert [key for key in page["A finding"] if key not in spoken_only] == list(found["findings"][0])
    assert [key for key in page["A must-say"] if key not in spoken_only] == list(found["elements"][0])


def test_the_page_names_every_key_of_a_take_and_of_the_whole_history(capsys: pytest.CaptureFixture[str]) -> None:
    a_history()
    page = on_the_page()
    take = printed(capsys, "history", "list", "--format", "json")
    assert (page["rehearse.take/1"], page["counts"]) == (list(take), list(take["counts"]))
    everything = printed(capsys, "history", "export")
    assert page["rehearse.history/1"] == list(everything)
    assert page["Besides, in an exported take"] == BESIDES
    assert [*page["rehearse.take/1"], *BESIDES] == list(everything["takes"][0])
    assert (page["A card"], page["A script"]) == (list(everything["cards"][0]), list(everything["scripts"][0]))
    assert from_json(everything["takes"][0]["report"]) == a_whole_report()


def test_the_page_names_every_key_of_the_doctor_and_the_benchmark(capsys: pytest.CaptureFixture[str]) -> None:
    page, found = on_the_page(), printed(capsys, "doctor", "--format", "json")
    assert (page["rehearse.doctor/1"], page["A check"]) == (list(found), list(found["checks"][0]))
    assert page["Figures of the benchmark"] == [figure.name for figure in fields(Figures)]


def test_each_form_on_the_page_bears_the_name_that_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    a_history()
    everything = printed(capsys, "history", "export")
    forms = {everything["schema"], everything["takes"][0]["schema"], everything["takes"][0]["report"]["schema"]}
    forms.add(printed(capsys, "doctor", "--format", "json")["schema"])
    assert {heading for heading in on_the_page() if "/" in heading} == forms | {"rehearse.check/1"}
