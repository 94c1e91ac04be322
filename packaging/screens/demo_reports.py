"""Invented takes of an invented applicant, with reports such as the program makes: for pictures, not for tests.

A script is plain text with marks: `{1.4}` is a pause in seconds, `[certain:...]` and `[possible:...]` are findings,
`um` and `uh` fillers. Every word gets a time from its length, so the same script always
gives the same report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from rehearse import __version__, bands, meaning, phrases, scenarios, settings
from rehearse.measures.delivery import SpokenPart
from rehearse.measures.values import (
    MEASURES_VERSION,
    AudioProblem,
    Filler,
    FillerKind,
    Measures,
    Pause,
    PausePlace,
    Repetition,
)
from rehearse.phrases.finding import Certainty, ElementResult, Finding, Note, Status
from rehearse.report import AudioFacts, Report, Versions
from rehearse.speech import Span, Transcript, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

TOKEN = re.compile(r"\{(?P<pause>[\d.]+)\}|\[(?P<open>certain|possible):|(?P<close>\])|(?P<word>[^\s\[\]{}]+)")
MODEL = settings.Settings().model
LETTER_S = 0.055
WORD_S = 0.1
GAP_S = 0.04


RULES = {
    "do anything you need,": "do-anything",
    "so sorry to bother you.": "groveling-apology",
    "whatever you have": "take-anything",
    "my dream program.": "dream-program",
}
"""Which rule a marked phrase breaks; what is said of it is taken from the rule."""


@dataclass(slots=True)
class Script:
    """What a script comes to while it is read."""

    words: list[Word] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    found: list[tuple[str, int, int]] = field(default_factory=list)
    time_s: float = 0.6

    def read(self, text: str, pace: float) -> None:
        """Read a script; `pace` above one is faster."""
        opened: list[tuple[str, int]] = []
        for token in TOKEN.finditer(text):
            if token["pause"]:
                length = float(token["pause"])
                place = PausePlace.BETWEEN_CLAUSES if self._ends_clause() else PausePlace.WITHIN_CLAUSE
                self.pauses.append(Pause(Span(self.time_s, self.time_s + length), place))
                self.time_s += length
            elif token["open"]:
                opened.append((token["open"], len(self.words)))
            elif token["close"]:
                kind, first = opened.pop()
                self.found.append((kind, first, len(self.words)))
            else:
                self._say(token["word"], pace)

    def _ends_clause(self) -> bool:
        return bool(self.words) and self.words[-1].text[-1] in ".,?!"

    def _say(self, word: str, pace: float) -> None:
        length = (WORD_S + LETTER_S * len(word)) / pace
        self.words.append(Word(word, self.time_s, self.time_s + length, 0.95))
        self.time_s += length + GAP_S


def findings(script: Script, transcript: Transcript) -> tuple[Finding, ...]:
    """The findings that the script marks."""
    made = []
    for kind, first, end in script.found:
        start_char, end_char = transcript.char_span(first)[0], transcript.char_span(end - 1)[1]
        text = transcript.text[start_char:end_char]
        rule = phrases.load().by_id[RULES[text]]
        certainty = Certainty(kind)
        made.append(
            Finding(
                rule=rule.id,
                family=rule.family,
                severity=rule.severity,
                certainty=certainty,
                text=text.rstrip(".,"),
                start_char=start_char,
                end_char=end_char - (len(text) - len(text.rstrip(".,"))),
                message=rule.message,
                instead=rule.instead,
                why=rule.why,
                span=transcript.span_of_chars(start_char, end_char),
                resembles="any position you have" if certainty is Certainty.POSSIBLE else None,
            )
        )
    return tuple(made)


def elements(
    transcript: Transcript, shown: dict[str, str | None], unclear: frozenset[str], by_sound: Mapping[str, str]
) -> tuple[ElementResult, ...]:
    """The must-says: name and the words that show it, None where they are missing."""
    made = []
    for name, text in shown.items():
        required = not name.endswith("?")
        element = name.rstrip("?")
        one_of = (element,)
        if text is None:
            made.append(ElementResult(element, required, one_of, Status.MISSING))
            continue
        start = transcript.text.index(text)
        span = transcript.span_of_chars(start, start + len(text))
        status = Status.UNCLEAR if element in unclear else Status.HEARD
        heard_as = by_sound.get(element)
        made.append(ElementResult(element, required, one_of, status, text, start, start + len(text), span, heard_as))
    return tuple(made)


def measures_of(script: Script) -> Measures:
    """The figures of a script."""
    length = script.words[-1].end_s - script.words[0].start_s
    fillers = sum(word.is_filled_pause for word in script.words)
    spoken = len(script.words) - fillers
    silent = sum(pause.span.duration_s for pause in script.pauses)
    return Measures(
        speech_duration_s=length,
        speaking_rate_wpm=spoken * 60 / length,
        articulation_rate_wpm=spoken * 60 / (length - silent),
        filled_pauses=fillers,
        filler_phrases=0,
        fillers_per_min=fillers * 60 / length,
        pause_count=sum(pause.span.duration_s >= 0.5 for pause in script.pauses),
        longest_pause_s=max((pause.span.duration_s for pause in script.pauses), default=0.0),
        response_delay_s=0.6,
        pitch_variation_st=2.9,
        loudness_lufs=-21.3,
        signal_to_noise_db=31.0,
    )


def report(
    text: str,
    shown: dict[str, str | None],
    *,
    pace: float = 1.0,
    problems: tuple[AudioProblem, ...] = (),
    notes: tuple[Note, ...] = (),
    unclear: frozenset[str] = frozenset(),
    by_sound: Mapping[str, str] = MappingProxyType({}),
) -> Report:
    """A report on a script.

    Args:
        text: The script.
        shown: The must-says in order: id (with `?` behind it where it is only welcome) and the words that show it.
        pace: Above one is faster.
        problems: What limits the judgement of the recording.
        notes: Remarks.
        unclear: Ids of must-says that could not be made out.
        by_sound: What must-says sound like for which other words were written, by their ids.
    """
    script = Script()
    script.read(text, pace)
    transcript = Transcript(tuple(script.words), MODEL)
    measures = measures_of(script)
    fillers = (
        Filler(word.text.strip(",."), FillerKind.FILLED_PAUSE, certain=True, span=word.span)
        for word in script.words
        if word.is_filled_pause
    )
    twice = (
        Repetition(f"{one.text} {two.text}", Span(one.start_s, two.end_s))
        for one, two in zip(script.words, script.words[1:], strict=False)
        if one.text.strip(",").lower() == two.text.strip(",").lower()
    )
    return Report(
        scenario="practice-intro",
        audio=AudioFacts("take.wav", script.time_s + 0.8, 48_000, problems),
        transcript=transcript,
        fillers=tuple(fillers),
        repetitions=tuple(twice),
        pauses=tuple(script.pauses),
        measures=measures,
        judgements=bands.judge(measures, scenarios.get("practice-intro")),
        findings=findings(script, transcript),
        elements=elements(transcript, shown, unclear, by_sound),
        notes=notes,
        versions=Versions(__version__, meaning.version(phrases.load()), MEASURES_VERSION, MODEL),
        transcribe_s=3.2,
        spoken=spoken(transcript, measures.articulation_rate_wpm or 0.0),
    )


def spoken(transcript: Transcript, pace_wpm: float) -> tuple[SpokenPart, ...]:
    """How the name was said, where it was: a little too fast and too softly."""
    start = transcript.text.find("Maya Okafor")
    span = transcript.span_of_chars(start, start + len("Maya Okafor")) if start >= 0 else None
    if span is None:
        return ()
    return (SpokenPart("full-name", "Maya Okafor", span, 1.4 * pace_wpm, pace_wpm, 0.82, 0.93, -7.0),)


def silent() -> Report:
    """A report on a take in which nothing was said."""
    return Report(
        scenario="practice-intro",
        audio=AudioFacts("take.wav", 12.0, 48_000, (AudioProblem.SILENT,)),
        transcript=Transcript((), MODEL),
        fillers=(),
        repetitions=(),
        pauses=(),
        measures=Measures(),
        judgements=(),
        findings=(),
        elements=elements(Transcript((), MODEL), dict.fromkeys(CALM_MUST_SAYS), frozenset(), {}),
        notes=(),
        versions=Versions(__version__, meaning.version(phrases.load()), MEASURES_VERSION, MODEL),
        transcribe_s=0.1,
    )


FIRST_SCRIPT = """
Um, good morning. {0.6} My name is Maya Okafor, I'm a fourth-year at Lakeshore, and, um, I'm [certain:so sorry to
bother you.] {1.1} I applied through SOAP to Riverbend's internal medicine program, {0.4} and, uh, I
just wanted to say that I would [certain:do anything you need,] {2.6} um, [possible:whatever you have] would be,
um, fine with me. {0.8} It is [certain:my dream program.] {0.5} I did my sub-internship in medicine,
and I carried six patients of my own each day, and I, I think that my attendings would tell you the same. {0.7}
Please, um, let me know. {0.9} Thank you so much for your time.
"""
FIRST_MUST_SAYS: dict[str, str | None] = {
    "greeting": "good morning.",
    "full-name": "Maya Okafor,",
    "role": "fourth-year",
    "applicant-id": None,
    "applied": "I applied through SOAP",
    "specialty": "internal medicine",
    "program-named": "Riverbend's",
    "specific-reason": None,
    "consideration": None,
    "thanks": "Thank you so much",
    "strength?": "I carried six patients of my own each day,",
}
CALM_SCRIPT = """
Good morning. {0.6} My name is Maya Okafor, I am a fourth-year student at Lakeshore. {0.7} My AAMC ID is one
four eight seven {0.5} two zero nine three. {0.8} I applied through SOAP to the internal medicine program at
Riverbend. {0.9} I am calling because of your street medicine clinic. I helped to run one like it for two years,
and I would like to go on with that work. {0.7} On my sub-internship, my attendings trusted me with six patients
of my own. {0.9} Is there anything else that you need from me? {0.6} I would be grateful to be considered for an
interview. {0.7} Thank you for your time.
"""
CALM_MUST_SAYS: dict[str, str | None] = {
    "greeting": "Good morning.",
    "full-name": "Maya Okafor,",
    "role": "fourth-year student",
    "applicant-id": "one four eight seven two zero nine three.",
    "applied": "I applied through SOAP",
    "specialty": "internal medicine",
    "program-named": "Riverbend.",
    "specific-reason": "your street medicine clinic.",
    "consideration": "considered for an interview.",
    "thanks": "Thank you for your time.",
    "strength?": "trusted me with six patients of my own.",
}


def first_attempt(pace: float = 1.0) -> Report:
    """A take with the usual trouble."""
    return report(FIRST_SCRIPT, FIRST_MUST_SAYS, pace=pace)


def calm_take(pace: float = 1.0) -> Report:
    """A take in which nothing needs to change."""
    return report(CALM_SCRIPT, CALM_MUST_SAYS, pace=pace)


def one_word() -> Report:
    """A take that was stopped after a word."""
    return report("Hello.", {**dict.fromkeys(CALM_MUST_SAYS), "greeting": "Hello."})


def long_take() -> Report:
    """Several minutes with everything said over and over."""
    return report(" {1.2} ".join([CALM_SCRIPT, FIRST_SCRIPT] * 4), CALM_MUST_SAYS)


def noisy_take() -> Report:
    """A take that can be judged only in part."""
    return report(
        CALM_SCRIPT.replace("Riverbend.", "river bent."),
        CALM_MUST_SAYS | {"program-named": "river bent."},
        pace=1.25,
        problems=(AudioProblem.NOISY, AudioProblem.CLIPPING),
        notes=(Note("full-name", "Something was said where your name belongs, but it could not be made out."),),
        unclear=frozenset({"full-name"}),
        by_sound={"program-named": "Riverbend"},
    )
