"""Whose turn it is, on a clock turned by hand."""

from __future__ import annotations

import pytest

from rehearse.call import Ending
from rehearse.call.turn_end import COMPLETE_S, HANGING_S
from rehearse.calling.conductor import LinePhase
from tests.unit.calling.desk import Desk

INTRODUCTION = (
    "Hi, my name is Maya Okafor, a fourth year student at Lakeshore. My AAMC ID is 1 4 8 7 2 0 9 3. "
    "I applied to internal medicine at Riverbend through SOAP and wanted to say that I am very interested."
)


def test_the_other_side_answers_soon_after_a_whole_sentence() -> None:
    desk = Desk("opening-call")
    desk.answer(INTRODUCTION)
    waited_s = desk.until(LinePhase.THEIRS)
    assert COMPLETE_S - 0.15 <= waited_s <= COMPLETE_S + 0.15
    (taken,) = desk.conductor.taken
    assert taken.turn.text == INTRODUCTION
    assert taken.span.duration_s == pytest.approx(3.0, abs=0.1)
    assert taken.gap_s == pytest.approx(waited_s, abs=0.1)


def test_a_pause_in_mid_sentence_is_waited_for() -> None:
    desk = Desk("opening-call")
    desk.answer("Hi, my name is Maya Okafor and")
    desk.pass_time(HANGING_S - 0.3)
    assert desk.conductor.phase is LinePhase.YOURS
    desk.answer(INTRODUCTION)
    desk.until(LinePhase.THEIRS)
    assert len(desk.conductor.taken) == 1
    assert desk.conductor.taken[0].span.duration_s > 6


def test_whoever_speaks_again_just_before_the_reply_goes_on_and_a_click_does_not() -> None:
    goes_on, clicks = Desk("opening-call"), Desk("opening-call")
    for desk, burst_s in ((goes_on, 0.5), (clicks, 0.06)):
        desk.answer("Hi, this is Maya Okafor, and I applied to your program.")
        desk.pass_time(COMPLETE_S - 0.1)
        desk.pass_time(burst_s, voice=True)
        desk.pass_time(0.3)
    assert goes_on.conductor.taken == []
    assert [taken.turn.text for taken in clicks.conductor.taken] == [clicks.says]


def test_what_is_said_after_the_words_were_written_down_counts_too() -> None:
    desk = Desk("opening-call")
    desk.answer("Hi, this is Maya Okafor.")
    desk.pass_time(0.5)
    desk.answer(INTRODUCTION)
    desk.until(LinePhase.THEIRS)
    assert [taken.turn.text for taken in desk.conductor.taken] == [INTRODUCTION]


def test_over_a_loudspeaker_the_programs_own_voice_is_never_an_answer() -> None:
    desk = Desk("opening-call")
    desk.echo = True
    desk.until(LinePhase.YOURS)
    desk.pass_time(1.0)
    assert desk.conductor.taken == []
    desk.answer(INTRODUCTION)
    desk.until(LinePhase.THEIRS)
    desk.until(LinePhase.YOURS)
    desk.pass_time(1.0)
    assert len(desk.conductor.taken) == 1


def test_with_a_headset_who_begins_to_speak_stops_the_other_side() -> None:
    desk = Desk("opening-call", headset=True)
    desk.pass_time(1.2)
    assert desk.loudspeaker.is_sounding
    desk.says = INTRODUCTION
    desk.pass_time(2.0, voice=True)
    assert desk.conductor.phase is LinePhase.YOURS
    assert not desk.loudspeaker.is_sounding
    desk.until(LinePhase.THEIRS)
    assert desk.conductor.taken[0].turn.barged_in


def test_a_headset_that_is_none_is_found_out_and_turns_are_taken_strictly_from_then_on() -> None:
    desk = Desk("opening-call", headset=True)
    desk.hears_speaker = True
    desk.until(LinePhase.YOURS)
    assert desk.conductor.taken == []
    assert desk.conductor.own_voice is not None
    desk.pass_time(0.5)
    desk.answer(INTRODUCTION)
    desk.until(LinePhase.THEIRS)
    desk.until(LinePhase.YOURS)
    desk.pass_time(1.0)
    assert [taken.turn.text for taken in desk.conductor.taken] == [INTRODUCTION]


def test_chatter_in_their_silence_is_a_turn_of_its_own_and_quiet_is_let_be() -> None:
    talks, waits = (Desk("still-reviewing-pitch", state="quiet") for _ in range(2))
    talks.answer("So yeah, that is me.", 1.5)
    waits.until(LinePhase.YOURS)
    for desk in (talks, waits):
        desk.until(LinePhase.THEIRS)
    branches = [desk.conductor.call.exchanges[0].branch for desk in (talks, waits)]
    assert branches == ["chatters", "keeps-quiet"]
    assert 3 <= waits.conductor.taken[0].turn.silence_s <= 5.5


def test_a_message_of_three_minutes_is_kept_whole_and_ends_in_the_mailbox_cutting_it_off() -> None:
    desk = Desk("voicemail", state="message")
    desk.until(LinePhase.YOURS)
    desk.says = "I wanted to tell you so much more,"
    for _ in range(18):
        desk.pass_time(9.6, voice=True)
        desk.pass_time(0.4)
    desk.until(LinePhase.OVER)
    (taken,) = desk.conductor.taken
    assert taken.span.duration_s == pytest.approx(180, abs=1)
    assert desk.conductor.call.exchanges[0].branch == "too-long"
    # Written down in pieces, each of which the recogniser gives the same words.
    assert taken.turn.text == " ".join([desk.says] * 9)


def test_silence_is_answered_too_and_ends_the_call_in_the_end() -> None:
    desk = Desk("opening-call")
    desk.until(LinePhase.OVER, within_s=180)
    assert desk.conductor.call.ended is not None
    assert len(desk.conductor.taken) >= 2
    assert all(taken.turn.is_silent for taken in desk.conductor.taken)


def test_whoever_talks_on_and_on_is_interrupted() -> None:
    desk = Desk("opening-call")
    desk.until(LinePhase.YOURS)
    desk.says = "and then I did another rotation and"
    patience_s = desk.conductor.call.reply.patience_s
    assert patience_s is not None
    for second in range(round(patience_s) + 5):
        desk.pass_time(0.7 if second % 5 == 4 else 1.0, voice=True)
        desk.pass_time(0.3 if second % 5 == 4 else 0.0)
        if desk.conductor.taken:
            break
    (taken,) = desk.conductor.taken
    assert taken.turn.interrupted
    assert taken.span.duration_s == pytest.approx(patience_s, abs=1.0)


def test_hanging_up_keeps_what_was_said_last() -> None:
    desk = Desk("opening-call")
    desk.answer("I understand. Thank you for your time, goodbye.")
    desk.conductor.hang_up()
    desk.until(LinePhase.OVER, within_s=1)
    assert desk.conductor.call.ended is Ending.YOU_HUNG_UP
    (taken,) = desk.conductor.taken
    assert taken.turn.hung_up
    assert taken.turn.text.startswith("I understand")


def test_hanging_up_while_it_rings_ends_the_call_without_a_turn_of_words() -> None:
    desk = Desk("opening-call")
    desk.pass_time(0.5)
    desk.conductor.hang_up()
    desk.until(LinePhase.OVER, within_s=1)
    assert desk.conductor.call.ended is Ending.YOU_HUNG_UP
    desk.pass_time(0.2)
    assert not desk.loudspeaker.is_sounding


def test_hanging_up_during_their_last_words_only_ends_the_sound() -> None:
    desk = Desk("opening-call")
    while desk.conductor.call.ended is None:
        desk.pass_time(0.5)
    assert desk.conductor.phase is LinePhase.THEIRS
    turns = len(desk.conductor.taken)
    desk.conductor.hang_up()
    assert desk.conductor.phase is LinePhase.OVER
    assert len(desk.conductor.taken) == turns


def test_a_reply_that_is_late_is_spoken_as_soon_as_it_is_ready() -> None:
    desk = Desk("opening-call")
    desk.until(LinePhase.YOURS)
    desk.worker.is_held = True
    desk.answer(INTRODUCTION)
    desk.pass_time(3.0)
    assert desk.conductor.phase is LinePhase.YOURS
    desk.worker.is_held = False
    desk.worker.go_on()
    desk.pass_time(0.1)
    assert desk.conductor.phase is LinePhase.THEIRS


def test_a_noise_without_words_counts_as_silence() -> None:
    desk = Desk("opening-call")
    desk.answer("", seconds=0.4)
    desk.until(LinePhase.THEIRS)
    (taken,) = desk.conductor.taken
    assert taken.turn.is_silent
    assert taken.turn.duration_s == 0
