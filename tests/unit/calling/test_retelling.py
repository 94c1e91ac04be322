"""What the report of a call says once its recording was heard as any other take is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rehearse import call as calls
from rehearse import phrases
from rehearse.audio.decode import Recording
from rehearse.call import Turn
from rehearse.call.report_html import parts
from rehearse.call.report_text import to_text
from rehearse.calling.conductor import Taken
from rehearse.calling.retelling import retold
from rehearse.phrases.finding import Status
from rehearse.speech import Span, Transcript, Word
from tests.builders import say
from tests.unit.calling.desk import MAYA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.report import CallReport, TurnReport
    from rehearse.phrases.finding import ElementResult

RATE_HZ = 16_000
QUICK = "Good morning."
"""What was written down of each answer while the call lasted."""


def call_of(*answers: Sequence[Word]) -> CallReport:
    """An opening call with these answers, each timed from its own beginning, half a minute apart."""
    call, _ = calls.begin(calls.Setup(calls.load(), phrases.load(), 1, MAYA), "opening-call", "pick-up")
    taken, heard = [], []
    for number, words in enumerate(answers):
        start_s = 30.0 * number
        turn = Turn(QUICK, words[-1].end_s, began_s=start_s)
        call, _ = calls.step(call, turn)
        taken.append(Taken(turn, Span(start_s, start_s + words[-1].end_s), Span(start_s, start_s)))
        heard += [word.later(start_s) for word in words]
    recording = Recording(np.zeros(round(30 * len(answers) * RATE_HZ), np.float32), RATE_HZ, "take.wav")
    return retold(call, taken, Transcript(tuple(heard), "base"), recording)


def said(text: str) -> list[Word]:
    return list(say(text)[0].words)


def of_the_part(report: CallReport, element: str) -> ElementResult:
    (part,) = report.must_says
    return next(one for one in part.elements if one.element == element)


def heard_in(turn: TurnReport) -> set[str]:
    return {element.element for element in turn.elements}


def test_a_name_that_the_sound_bears_out_was_heard_in_the_turn_and_in_its_part() -> None:
    words = said("Good morning, my name is my aquifer. I am calling about your program.")
    misspelled = call_of(words)
    assert of_the_part(misspelled, "full-name").status is not Status.HEARD

    words[5:7] = [replace(word, named="Maya Okafor") for word in words[5:7]]
    report = call_of(words)
    name = of_the_part(report, "full-name")
    assert (name.status, name.text, name.heard_as) == (Status.HEARD, "my aquifer.", "Maya Okafor")
    assert "full-name" in heard_in(report.turns[0])
    for page in (to_text(report), "".join(parts(report, (), {}, {}))):
        assert "sounds like “Maya Okafor”, written as “my aquifer”" in page
    assert not [note for note in (*report.turns[0].notes, *report.must_says[0].notes) if note.about == "full-name"]


def test_a_must_say_that_only_the_second_hearing_has_was_heard() -> None:
    words = said("Good morning, this is Maya Okafor. Tank few for your time.")
    assert of_the_part(call_of(words), "thanks").status is Status.MISSING
    words[6:8] = [replace(words[6], otherwise="Thank"), replace(words[7], otherwise="you")]
    report = call_of(words)
    assert of_the_part(report, "thanks").status is Status.HEARD
    assert "thanks" in heard_in(report.turns[0])
    assert report.closing.thanked


def test_another_program_that_was_hardly_made_out_is_unclear_and_not_wrong() -> None:
    words = said("Good morning, I applied to internal medicine at Stonebridge Hospital.")
    assert "wrong-program" in {finding.rule for finding in call_of(words).turns[0].findings}
    words[-2:] = [replace(word, probability=0.2) for word in words[-2:]]
    report = call_of(words)
    assert "wrong-program" not in {finding.rule for finding in report.turns[0].findings}
    assert of_the_part(report, "program-named").status is Status.UNCLEAR


def test_no_sentence_goes_on_in_the_next_answer_though_no_stop_was_written() -> None:
    assert of_the_part(call_of(said("have a good day at the hospital")), "close").status is Status.HEARD
    parted = call_of(said("have a good"), said("day at the hospital"))
    assert of_the_part(parted, "close").status is Status.MISSING


def test_a_finding_has_its_time_from_the_start_of_its_turn() -> None:
    report = call_of(said("Good morning, this is Maya Okafor."), said("I would do anything for a spot."))
    (finding,) = report.turns[1].findings
    assert (finding.rule, report.turns[1].at_s) == ("do-anything", 30.0)
    assert finding.span == Span(0.0, 2.8)


def test_a_number_that_was_given_in_two_answers_was_heard_in_their_part() -> None:
    report = call_of(said("My AAMC ID is one four eight seven."), said("Two zero nine three."))
    assert of_the_part(report, "applicant-id").status is Status.HEARD
    assert "applicant-id" not in heard_in(report.turns[0])
