"""Reports for tests of what keeps and compares them: one that is told apart by a few facts, and any at all."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import strategies as st

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
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Note, Severity, Status
from rehearse.report import AudioFacts, Report, Versions
from rehearse.speech import Span, Transcript, Word

T = TypeVar("T")

VERSIONS = Versions(app="0.1.0", rules="1", measures="1", model="tiny.en")


def a_transcript(text: str) -> Transcript:
    """The words, half a second each, without a gap."""
    words = [Word(word, index * 0.5, index * 0.5 + 0.5, 0.9) for index, word in enumerate(text.split())]
    return Transcript(tuple(words), "tiny.en")


def a_finding(rule: str, severity: Severity, certainty: Certainty = Certainty.CERTAIN) -> Finding:
    """The first six letters of the text, found by a rule."""
    return Finding(
        rule, "desperation", severity, certainty, "please", 0, 6, "A message.", "Instead.", "Why.", Span(0, 1)
    )


def an_element(element: str, status: Status, *one_of: str, required: bool = True) -> ElementResult:
    """A must-say, perhaps one of several of which one suffices."""
    return ElementResult(element, required, one_of or (element,), status)


def a_report(
    text: str = "Hello this is Maya Okafor",
    measures: Measures | None = None,
    *,
    findings: tuple[Finding, ...] = (),
    elements: tuple[ElementResult, ...] = (),
    judgements: tuple[Judgement, ...] = (),
    versions: Versions = VERSIONS,
) -> Report:
    """A report on these words."""
    return Report(
        scenario="practice-intro",
        audio=AudioFacts("take.wav", 48.2, 48000),
        transcript=a_transcript(text),
        fillers=(),
        repetitions=(),
        pauses=(),
        measures=measures or Measures(speech_duration_s=46.9, speaking_rate_wpm=141.0, filled_pauses=4),
        judgements=judgements,
        findings=findings,
        elements=elements,
        notes=(),
        versions=versions,
        transcribe_s=3.2,
    )


def _seconds() -> st.SearchStrategy[float]:
    return st.integers(0, 3_600_000).map(lambda thousandths: thousandths / 1000)


def _figures() -> st.SearchStrategy[float]:
    return st.integers(-1_000_000, 1_000_000).map(lambda hundredths: hundredths / 100)


def _spans() -> st.SearchStrategy[Span]:
    return st.tuples(_seconds(), _seconds()).map(lambda edges: Span(min(edges), max(edges)))


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
_WORD = st.from_regex(r"[A-Za-z0-9éß’'“”.,?-]{1,10}", fullmatch=True)


def _words() -> st.SearchStrategy[Word]:
    probability = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
    return st.builds(lambda text, span, sure: Word(text, span.start_s, span.end_s, sure), _WORD, _spans(), probability)


def _transcripts() -> st.SearchStrategy[Transcript]:
    def ordered(words: list[Word], model: str) -> Transcript:
        return Transcript(tuple(sorted(words, key=lambda word: (word.start_s, word.end_s))), model)

    return st.builds(ordered, st.lists(_words(), max_size=6), _TEXT)


def _measures() -> st.SearchStrategy[Measures]:
    counts = {"filled_pauses", "filler_phrases", "pause_count"}
    values = {
        name: st.none() | (st.integers(0, 500) if name in counts else _figures()) for name, _ in Measures().items()
    }
    return st.builds(Measures, **values)


def _bands() -> st.SearchStrategy[Band]:
    edge = st.none() | _figures()
    return st.builds(Band, low=edge, high=edge, far_low=edge, far_high=edge)


def _findings() -> st.SearchStrategy[Finding]:
    return st.builds(
        Finding,
        rule=_TEXT,
        family=_TEXT,
        severity=st.sampled_from(Severity),
        certainty=st.sampled_from(Certainty),
        text=_TEXT,
        start_char=st.integers(0, 1000),
        end_char=st.integers(0, 1000),
        message=_TEXT,
        instead=_TEXT,
        why=_TEXT,
        span=st.none() | _spans(),
        resembles=st.none() | _TEXT,
    )


def _elements() -> st.SearchStrategy[ElementResult]:
    shown = st.builds(
        ElementResult,
        element=_TEXT,
        required=st.booleans(),
        one_of=st.lists(_TEXT, max_size=3).map(tuple),
        status=st.sampled_from([Status.HEARD, Status.UNCLEAR]),
        text=_TEXT,
        start_char=st.integers(0, 1000),
        end_char=st.integers(0, 1000),
        span=st.none() | _spans(),
        heard_as=st.none() | _TEXT,
    )
    absent = st.builds(
        ElementResult, _TEXT, st.booleans(), st.lists(_TEXT, max_size=3).map(tuple), st.just(Status.MISSING)
    )
    return shown | absent


def _spoken() -> st.SearchStrategy[SpokenPart]:
    figures = (_figures(), _figures(), _figures(), _figures(), st.none() | _figures())
    return st.builds(SpokenPart, _TEXT, _TEXT, _spans(), *figures)


def any_reports() -> st.SearchStrategy[Report]:
    """Any report that can be written as JSON, figures as fine as they are printed."""
    return st.builds(
        Report,
        scenario=_TEXT,
        audio=st.builds(
            AudioFacts,
            path=_TEXT,
            duration_s=_seconds(),
            sample_rate_hz=st.integers(1, 1_000_000),
            problems=st.lists(st.sampled_from(AudioProblem), unique=True).map(tuple),
        ),
        transcript=_transcripts(),
        fillers=_some(st.builds(Filler, _TEXT, st.sampled_from(FillerKind), st.booleans(), _spans())),
        repetitions=_some(st.builds(Repetition, _TEXT, _spans())),
        pauses=_some(st.builds(Pause, _spans(), st.sampled_from(PausePlace))),
        measures=_measures(),
        judgements=st.lists(
            st.builds(
                Judgement, st.sampled_from([name for name, _ in Measures().items()]), st.sampled_from(Verdict), _bands()
            ),
            max_size=4,
            unique_by=lambda judgement: judgement.measure,
        ).map(tuple),
        findings=_some(_findings()),
        elements=_some(_elements()),
        notes=_some(st.builds(Note, _TEXT, _TEXT)),
        versions=st.builds(Versions, _TEXT, _TEXT, _TEXT, _TEXT),
        transcribe_s=st.none() | _seconds(),
        spoken=_some(_spoken()),
    )


def _some(values: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(values, max_size=3).map(tuple)
