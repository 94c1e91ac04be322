"""A call's report as JSON (schema `rehearse.call-report/1`) and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rehearse import report_json
from rehearse.call.report import CallReport, Closing, MustSays, Steadiness, TurnReport
from rehearse.call.values import Difficulty, Ending, Line, Mood, Sound
from rehearse.measures.values import Band, Verdict
from rehearse.phrases.check_json import element_to_json, finding_to_json, note_to_json
from rehearse.phrases.finding import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "rehearse.call-report/1"

_AS_THEY_ARE = (
    *("number", "state", "scenario", "about", "branch", "quiet_s", "lines_at_s", "text", "at_s", "duration_s"),
    *("time_to_first_word_s", "pace_wpm", "loudness_lufs", "interrupted", "barged_in"),
)
"""The fields of a turn that are written as they stand."""


def to_json(report: CallReport) -> dict[str, Any]:
    """A call's report as plain objects, lists, texts, numbers and nulls."""
    return {
        "schema": SCHEMA,
        "script": report.script,
        "began": report.began,
        "seed": report.seed,
        "difficulty": report.difficulty.value,
        "duration_s": report.duration_s,
        **_band_to_json(report.target, report.verdict),
        "you_s": report.you_s,
        "they_s": report.they_s,
        "cut_off": report.cut_off,
        "barged_in": report.barged_in,
        "silences": report.silences,
        "quiet_kept": report.quiet_kept,
        "quiet_filled": report.quiet_filled,
        "steadiness": None if report.steadiness is None else asdict(report.steadiness),
        "closing": asdict(report.closing),
        "must_says": [_must_says_to_json(part) for part in report.must_says],
        "turns": [_turn_to_json(turn) for turn in report.turns],
        "versions": {"scripts": report.scripts_version, "rules": report.rules_version},
    }


def from_json(found: Mapping[str, Any]) -> CallReport:
    """The report that `to_json` wrote.

    Raises:
        ValueError: It has another schema.
    """
    if found.get("schema") != SCHEMA:
        msg = f"a report of schema {SCHEMA} is needed, not {found.get('schema')}"
        raise ValueError(msg)
    closing, steadiness = found["closing"], found["steadiness"]
    return CallReport(
        script=found["script"],
        seed=found["seed"],
        difficulty=Difficulty(found["difficulty"]),
        scripts_version=found["versions"]["scripts"],
        rules_version=found["versions"]["rules"],
        turns=tuple(_turn_from_json(turn) for turn in found["turns"]),
        must_says=tuple(_must_says_from_json(part) for part in found["must_says"]),
        duration_s=found["duration_s"],
        target=_band_from_json(found),
        verdict=_verdict_from_json(found),
        you_s=found["you_s"],
        they_s=found["they_s"],
        cut_off=found["cut_off"],
        barged_in=found["barged_in"],
        silences=found["silences"],
        quiet_kept=found["quiet_kept"],
        quiet_filled=found["quiet_filled"],
        steadiness=None if steadiness is None else Steadiness(**steadiness),
        closing=Closing(**{**closing, "ended": None if closing["ended"] is None else Ending(closing["ended"])}),
        began=found.get("began", ""),
    )


def _turn_to_json(turn: TurnReport) -> dict[str, Any]:
    return {
        "number": turn.number,
        "state": turn.state,
        "scenario": turn.scenario,
        "about": turn.about,
        "branch": turn.branch,
        "lines": [asdict(line) for line in turn.lines],
        "quiet_s": turn.quiet_s,
        "lines_at_s": turn.lines_at_s,
        "text": turn.text,
        "at_s": turn.at_s,
        "duration_s": turn.duration_s,
        "time_to_first_word_s": turn.time_to_first_word_s,
        **_band_to_json(turn.target, turn.verdict),
        "pace_wpm": turn.pace_wpm,
        "loudness_lufs": turn.loudness_lufs,
        "elements": [element_to_json(element) for element in turn.elements],
        "findings": [finding_to_json(finding) for finding in turn.findings],
        "notes": [note_to_json(note) for note in turn.notes],
        "fillers": [report_json.filler_to_json(filler) for filler in turn.fillers],
        "interrupted": turn.interrupted,
        "barged_in": turn.barged_in,
    }


def _turn_from_json(found: Mapping[str, Any]) -> TurnReport:
    return TurnReport(
        **{name: found[name] for name in _AS_THEY_ARE},
        lines=tuple(_line_from_json(line) for line in found["lines"]),
        target=_band_from_json(found),
        verdict=_verdict_from_json(found),
        elements=tuple(report_json.element_from_json(element) for element in found["elements"]),
        findings=tuple(report_json.finding_from_json(finding) for finding in found["findings"]),
        notes=tuple(Note(note["about"], note["text"]) for note in found["notes"]),
        fillers=tuple(report_json.filler_from_json(filler) for filler in found["fillers"]),
    )


def _line_from_json(found: Mapping[str, Any]) -> Line:
    sound = found["sound"]
    return Line(**{**found, "mood": Mood(found["mood"]), "sound": None if sound is None else Sound(sound)})


def _must_says_to_json(part: MustSays) -> dict[str, Any]:
    return {
        "scenario": part.scenario,
        "elements": [element_to_json(element) for element in part.elements],
        "notes": [note_to_json(note) for note in part.notes],
    }


def _must_says_from_json(found: Mapping[str, Any]) -> MustSays:
    elements = tuple(report_json.element_from_json(element) for element in found["elements"])
    return MustSays(found["scenario"], elements, tuple(Note(note["about"], note["text"]) for note in found["notes"]))


def _band_to_json(band: Band | None, verdict: Verdict | None) -> dict[str, Any]:
    return {"target": None if band is None else asdict(band), "verdict": verdict}


def _band_from_json(found: Mapping[str, Any]) -> Band | None:
    return None if found["target"] is None else Band(**found["target"])


def _verdict_from_json(found: Mapping[str, Any]) -> Verdict | None:
    return None if found["verdict"] is None else Verdict(found["verdict"])
