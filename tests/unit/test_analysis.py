from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse import meaning, phrases, scenarios
from rehearse.acoustics import SoundMeasures
from rehearse.analysis import analyse, judge_take
from rehearse.audio.decode import Recording
from rehearse.hearing.values import HeardTake
from rehearse.measures.values import AudioProblem, Band, Verdict
from rehearse.phrases.finding import Status
from rehearse.speech import NOTHING_EXPECTED, Span, Transcript
from rehearse.target import Target
from rehearse.transcription.transcriber import Cancelled
from tests.builders import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.phrases.finding import ElementResult
    from rehearse.report import Report
    from rehearse.speech import Expected

INTRO = scenarios.get("practice-intro")
RATE_HZ = 16000


class Scripted:
    """A recogniser that hears what it was told."""

    model = "scripted"

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = Transcript(transcript.words, self.model)

    def transcribe(
        self,
        samples_16k: np.ndarray,  # noqa: ARG002
        voiced: tuple[Span, ...],  # noqa: ARG002
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,  # noqa: ARG002
    ) -> Transcript:
        for share in (0.0, 0.5, 1.0):
            progress(share)
        if cancelled():
            raise Cancelled
        return self.transcript


def recording(seconds: float, level: float = 0.01) -> Recording:
    """Noise: the recogniser is scripted, and voice activity finds no voice in it."""
    samples = np.random.default_rng(2).standard_normal(round(seconds * RATE_HZ)) * level
    return Recording(samples.astype(np.float32), RATE_HZ, "take.wav")


def report_on(text: str, *, seconds: float = 10.0, level: float = 0.01, **options: object) -> Report:
    scripted = Scripted(say(text)[0] if text else Transcript((), "scripted"))
    return analyse(
        recording(seconds, level),
        INTRO,
        Target(),
        transcriber=scripted,
        rulebook=phrases.load(),
        **options,  # type: ignore[arg-type]
    )


def test_findings_and_must_says_carry_the_time_at_which_they_were_said() -> None:
    report = report_on("Good morning, I will do anything you need. Thank you.")
    finding = next(found for found in report.findings if found.rule == "do-anything")
    assert report.transcript.text[finding.start_char : finding.end_char] == finding.text
    assert finding.span is not None
    assert finding.span.start_s == pytest.approx(
        report.transcript.words_in_chars(finding.start_char, finding.end_char).start * 0.4
    )
    thanks = next(element for element in report.elements if element.element == "thanks")
    assert thanks.status is Status.HEARD
    assert thanks.span is not None
    assert (thanks.span.start_s, thanks.span.end_s) == (pytest.approx(3.2), pytest.approx(4.0))


def test_the_report_says_what_it_was_made_with_and_of() -> None:
    report = report_on("Good morning.")
    assert report.scenario == "practice-intro"
    assert (report.audio.path, report.audio.duration_s, report.audio.sample_rate_hz) == ("take.wav", 10.0, RATE_HZ)
    assert report.versions.model == "scripted"
    assert report.versions.rules == meaning.version(phrases.load())
    assert report.transcribe_s is not None


def test_measures_are_judged_by_the_users_own_bands() -> None:
    report = report_on("Good morning, I applied.", bands={"speaking_rate_wpm": Band(high=100, far_high=120)})
    (pace,) = [judgement for judgement in report.judgements if judgement.measure == "speaking_rate_wpm"]
    assert pace.verdict is Verdict.FAR_ABOVE


def test_every_measure_that_could_not_be_taken_has_a_note() -> None:
    report = report_on("Good morning.")
    noted = {note.about for note in report.notes}
    assert {name for name, value in report.measures.items() if value is None} <= noted


def test_a_take_with_a_countdown_has_a_response_delay_and_no_note_about_it() -> None:
    report = report_on("Good morning.", zero_s=0.0)
    assert report.measures.response_delay_s == 0.0
    assert "response_delay_s" not in {note.about for note in report.notes}


def test_a_silent_take_says_that_nothing_was_heard() -> None:
    report = report_on("", level=0.0)
    assert AudioProblem.SILENT in report.audio.problems
    assert report.transcript.text == ""
    assert all(value is None for _, value in report.measures.items())
    assert report.judgements == ()
    assert {element.status for element in report.elements if element.required} == {Status.MISSING}
    assert any("Nothing was heard" in note.text for note in report.notes)


def test_a_take_of_noise_says_that_no_voice_was_heard() -> None:
    report = report_on("", level=0.1)
    assert report.audio.problems == (AudioProblem.NOISY,)
    assert any("No voice was heard" in note.text for note in report.notes)


def test_lost_frames_are_named_among_the_problems() -> None:
    assert AudioProblem.DROPPED_FRAMES in report_on("Good morning.", dropped_frames=480).audio.problems


def test_progress_rises_from_nothing_to_everything() -> None:
    shares: list[float] = []
    report_on("Good morning.", progress=shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(0 <= share <= 1 for share in shares)


def test_a_cancelled_analysis_makes_no_report() -> None:
    with pytest.raises(Cancelled):
        report_on("Good morning.", cancelled=lambda: True)


def test_a_mock_call_is_measured_by_its_turns_and_its_length_is_not_judged_as_a_whole() -> None:
    said, voiced = say("Good morning, this is Maya. Thank you, goodbye.", wpm=60, pause_after={"Maya.": 50.0})
    heard = HeardTake(60.0, RATE_HZ, voiced, said, SoundMeasures(None, None, None, (), ()), 0.0)
    judged = partial(judge_take, heard, "take.wav", INTRO, Target(), rulebook=phrases.load())
    alone, call = judged(), judged(turns=(Span(0, 5), Span(55, 58)))
    assert {one.measure for one in alone.judgements} - {one.measure for one in call.judgements} == {"speech_duration_s"}
    assert (alone.measures.speech_duration_s, call.measures.speech_duration_s) == (58.0, 8.0)
    assert (alone.measures.longest_pause_s, call.measures.longest_pause_s) == (50.0, 0.0)
    (note,) = [note.text for note in call.notes if note.about == "speech_duration_s"]
    assert note == "You spoke in 2 turns; listening and waiting are left out."


def test_a_name_that_only_the_sound_bears_out_was_heard_where_its_words_stand() -> None:
    words = list(say("Good morning, my name is my aquifer. I am calling about your program.")[0].words)
    target = Target(applicant="Maya Okafor")

    def full_name() -> ElementResult:
        scripted = Scripted(Transcript(tuple(words), "scripted"))
        report = analyse(
            recording(10.0), scenarios.get("opening-call"), target, transcriber=scripted, rulebook=phrases.load()
        )
        return next(element for element in report.elements if element.element == "full-name")

    assert full_name().status is not Status.HEARD
    words[5:7] = [replace(word, named="Maya Okafor") for word in words[5:7]]
    assert (full_name().status, full_name().text) == (Status.HEARD, "my aquifer.")
    assert full_name().heard_as == "Maya Okafor"
    assert full_name().span == Span(words[5].start_s, words[6].end_s)
    words[5:7] = [replace(word, named="Carla Mendoza") for word in words[5:7]]
    assert full_name().status is not Status.HEARD
