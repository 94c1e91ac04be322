"""A report as the JSON that `rehearse analyze` prints and the history keeps (schema `rehearse.report/1`), and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rehearse.measures.delivery import SpokenPart
from rehearse.measures.values import (
    AudioProblem,
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
from rehearse.phrases.check_json import element_to_json, finding_to_json, note_to_json
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Note, Severity, Status
from rehearse.report import AudioFacts, Report, Versions
from rehearse.speech import Span, Transcript, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMA = "rehearse.report/1"


def to_json(report: Report) -> dict[str, Any]:
    """A report as plain objects, lists, texts, numbers and nulls, in the order of OUTPUT.md."""
    return {
        "schema": SCHEMA,
        "scenario": report.scenario,
        "audio": {
            "path": report.audio.path,
            "duration_s": report.audio.duration_s,
            "sample_rate_hz": report.audio.sample_rate_hz,
            "problems": [problem.value for problem in report.audio.problems],
        },
        "transcript": {
            "text": report.transcript.text,
            "model": report.transcript.model,
            "words": [_word_to_json(word) for word in report.transcript.words],
        },
        "fillers": [filler_to_json(filler) for filler in report.fillers],
        "repetitions": [{"text": said.text} | _times(said.span) for said in report.repetitions],
        "pauses": [_times(pause.span) | {"place": pause.place.value} for pause in report.pauses],
        "measures": dict(report.measures.items()),
        "verdicts": [_judgement_to_json(judgement) for judgement in report.judgements],
        "findings": [finding_to_json(finding) for finding in report.findings],
        "elements": [element_to_json(element) for element in report.elements],
        "notes": [note_to_json(note) for note in report.notes],
        "versions": asdict(report.versions),
        "timing": {"transcribe_s": report.transcribe_s},
        "spoken": [_spoken_to_json(part) for part in report.spoken],
    }


def from_json(found: Mapping[str, Any]) -> Report:
    """The report that `to_json` wrote.

    Raises:
        ValueError: It is of another schema, or a value is not what the schema says.
        KeyError: Something is missing.
        TypeError: Something has the wrong shape.
    """
    if found.get("schema") != SCHEMA:
        msg = f"not a report of the schema {SCHEMA}: {found.get('schema')!r}"
        raise ValueError(msg)
    audio, transcript = found["audio"], found["transcript"]
    return Report(
        scenario=found["scenario"],
        audio=AudioFacts(
            path=audio["path"],
            duration_s=audio["duration_s"],
            sample_rate_hz=audio["sample_rate_hz"],
            problems=tuple(AudioProblem(problem) for problem in audio["problems"]),
        ),
        transcript=Transcript(tuple(Word(**word) for word in transcript["words"]), transcript["model"]),
        fillers=tuple(filler_from_json(filler) for filler in found["fillers"]),
        repetitions=tuple(Repetition(said["text"], _span(said)) for said in found["repetitions"]),
        pauses=tuple(Pause(_span(pause), PausePlace(pause["place"])) for pause in found["pauses"]),
        measures=Measures(**found["measures"]),
        judgements=tuple(_judgement_from_json(judgement) for judgement in found["verdicts"]),
        findings=tuple(finding_from_json(finding) for finding in found["findings"]),
        elements=tuple(element_from_json(element) for element in found["elements"]),
        notes=tuple(Note(note["about"], note["text"]) for note in found["notes"]),
        versions=Versions(**found["versions"]),
        transcribe_s=found["timing"]["transcribe_s"],
        spoken=tuple(_spoken_from_json(part) for part in found.get("spoken", ())),
    )


def _times(span: Span) -> dict[str, Any]:
    return {"start_s": span.start_s, "end_s": span.end_s}


def _span(found: Mapping[str, Any]) -> Span:
    return Span(found["start_s"], found["end_s"])


def _span_if_spoken(found: Mapping[str, Any]) -> Span | None:
    return _span(found) if "start_s" in found else None


def _word_to_json(word: Word) -> dict[str, Any]:
    return {"text": word.text, "start_s": word.start_s, "end_s": word.end_s, "probability": word.probability}


def filler_to_json(filler: Filler) -> dict[str, Any]:
    """A filler with its times."""
    certainty = Certainty.CERTAIN if filler.certain else Certainty.POSSIBLE
    return {"text": filler.text, "kind": filler.kind.value, "certainty": certainty.value} | _times(filler.span)


def filler_from_json(found: Mapping[str, Any]) -> Filler:
    """The filler that `filler_to_json` wrote."""
    certain = Certainty(found["certainty"]) is Certainty.CERTAIN
    return Filler(found["text"], FillerKind(found["kind"]), certain, _span(found))


def _spoken_to_json(part: SpokenPart) -> dict[str, Any]:
    return {
        "element": part.about,
        "text": part.text,
        **_times(part.span),
        "words_per_min": part.words_per_min,
        "rest_words_per_min": part.rest_words_per_min,
        "probability": part.probability,
        "rest_probability": part.rest_probability,
        "louder_db": part.louder_db,
    }


def _spoken_from_json(found: Mapping[str, Any]) -> SpokenPart:
    figures = ("words_per_min", "rest_words_per_min", "probability", "rest_probability", "louder_db")
    return SpokenPart(found["element"], found["text"], _span(found), *(found[name] for name in figures))


def _judgement_to_json(judgement: Judgement) -> dict[str, Any]:
    band = judgement.band
    found: dict[str, Any] = {"measure": judgement.measure, "verdict": judgement.verdict.value}
    found |= {"low": band.low, "high": band.high}
    far = {"far_low": band.far_low, "far_high": band.far_high}
    return found | {name: edge for name, edge in far.items() if edge is not None}


def _judgement_from_json(found: Mapping[str, Any]) -> Judgement:
    band = Band(found["low"], found["high"], found.get("far_low"), found.get("far_high"))
    return Judgement(found["measure"], Verdict(found["verdict"]), band)


def finding_from_json(found: Mapping[str, Any]) -> Finding:
    """The finding that `finding_to_json` wrote."""
    return Finding(
        rule=found["rule"],
        family=found["family"],
        severity=Severity(found["severity"]),
        certainty=Certainty(found["certainty"]),
        text=found["text"],
        start_char=found["start_char"],
        end_char=found["end_char"],
        message=found["message"],
        instead=found["instead"],
        why=found["why"],
        span=_span_if_spoken(found),
        resembles=found.get("resembles"),
    )


def element_from_json(found: Mapping[str, Any]) -> ElementResult:
    """The must-say that `element_to_json` wrote."""
    return ElementResult(
        element=found["element"],
        required=found["required"],
        one_of=tuple(found["one_of"]),
        status=Status(found["status"]),
        text=found["text"],
        start_char=found["start_char"],
        end_char=found["end_char"],
        span=_span_if_spoken(found),
        heard_as=found.get("heard_as"),
    )
