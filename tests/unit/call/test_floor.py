"""From what is heard, moment by moment, to a finished turn; the clock is turned by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse import call, phrases
from rehearse.call import CallState, Difficulty, Ending, Turn
from rehearse.call.floor import Floor, finished
from tests.builders import say
from tests.score_call import CARD

if TYPE_CHECKING:
    from rehearse.speech import Word

SAID = "Good morning, this is Maya Okafor. I applied through SOAP to internal medicine."


def begun(state: str = "opening-call/pick-up", difficulty: Difficulty = Difficulty.HARD) -> CallState:
    script, _, name = state.partition("/")
    return call.begin(call.Setup(call.load(), phrases.load(), 1, CARD, difficulty), script, name)[0]


def spoken(text: str, start_s: float) -> tuple[Word, ...]:
    return say(text, start_s=start_s)[0].words


def first_turn(floor: Floor, state: CallState, until_s: float = 60) -> tuple[float, Turn]:
    """Turn the clock by tenths until there is a turn."""
    for tenth in range(int(floor.their_end_s * 10), int(until_s * 10)):
        turn = finished(floor, tenth / 10, state)
        if turn is not None:
            return tenth / 10, turn
    pytest.fail("the turn never ended")


def test_a_whole_answer_ends_soon_after_its_last_voice() -> None:
    words = spoken(SAID, 11.2)
    at_s, turn = first_turn(Floor(8, 10, words, voice_end_s=words[-1].end_s, model="tiny.en"), begun())
    assert at_s - words[-1].end_s == pytest.approx(0.9, abs=0.15)
    assert (turn.text, turn.time_to_first_word_s, turn.their_s) == (SAID, 1.2, 2)
    assert turn.duration_s == pytest.approx(words[-1].end_s - 11.2)
    assert turn.transcript is not None
    assert turn.transcript.words[0].start_s == 0


def test_voice_that_has_no_words_yet_keeps_the_turn_open() -> None:
    words = spoken("I applied to internal medicine.", 1)
    floor = Floor(0, 0.5, words, voice_end_s=6.0)
    assert finished(floor, 6.3, begun()) is None
    assert finished(floor, 7.0, begun()) is not None


def test_nothing_said_becomes_a_silence_and_somebody_says_hello() -> None:
    state = begun()
    at_s, turn = first_turn(Floor(0, 3), state)
    assert (at_s, turn.silence_s, turn.text) == (8.0, 5.0, "")
    assert call.step(state, turn)[1].branch == "silent"


def test_the_other_side_cuts_in_when_its_patience_ends() -> None:
    state = begun()
    assert state.reply.patience_s == 25
    words = spoken("and then " * 50, 2)
    at_s, turn = first_turn(Floor(0, 1, words, voice_end_s=60), state)
    assert at_s == 27
    assert turn.interrupted


def test_hanging_up_ends_the_turn_at_once() -> None:
    turn = finished(Floor(0, 1), 1.3, begun(), hung_up=True)
    assert turn is not None
    assert (turn.hung_up, turn.silence_s) == (True, 0.3)
    assert call.step(begun(), turn)[0].ended is Ending.YOU_HUNG_UP


def test_the_silence_drill_ends_when_it_was_kept() -> None:
    state = begun("still-reviewing-pitch/quiet")
    at_s, turn = first_turn(Floor(0, 0), state)
    assert at_s == pytest.approx(state.reply.quiet_s, abs=0.11)
    assert call.step(state, turn)[1].branch == "keeps-quiet"


def test_who_begins_too_early_is_marked() -> None:
    words = spoken(SAID, 4.8)
    _, turn = first_turn(Floor(3, 5, words, voice_end_s=words[-1].end_s, barged_in=True), begun())
    assert (turn.barged_in, turn.time_to_first_word_s) == (True, 0)


def test_a_whole_call_goes_by_a_clock_turned_by_hand() -> None:
    state, now_s = begun(difficulty=Difficulty.KIND), 0.0
    answers = iter([SAID, "1487 2093", "I understand. I grew up here and passed Step 2. Thank you."])
    while state.ended is None:
        words = spoken(next(answers, "No, thank you. Goodbye."), now_s + 3.0)
        floor = Floor(now_s, now_s + 2.0, words, voice_end_s=words[-1].end_s)
        now_s, turn = first_turn(floor, state, until_s=now_s + 60)
        state, _ = call.step(state, turn)
    assert state.ended is Ending.GOODBYE
    assert all(exchange.turn.time_to_first_word_s == 1 for exchange in state.exchanges)
