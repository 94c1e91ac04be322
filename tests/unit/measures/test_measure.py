from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehearse.measures.measure import SoundFigures, measure
from rehearse.speech import Span, Transcript
from tests.builders import say

if TYPE_CHECKING:
    from rehearse.measures.values import Measures

NO_SOUND = SoundFigures()
TOKENS = st.sampled_from(["um", "uh,", "I", "applied.", "so,", "like", "you", "know", "the", "clinic,", "|"])


def measures_of(text: str, **say_it: float) -> Measures:
    transcript, voiced = say(text, **say_it)
    return measure(transcript, voiced, NO_SOUND).measures


def test_the_rates_count_words_and_leave_ums_out() -> None:
    measures = measures_of("um I applied to your uh program today", wpm=120)
    assert measures.speech_duration_s == 4.0
    assert measures.speaking_rate_wpm == 90.0
    assert measures.filled_pauses == 2
    assert measures.fillers_per_min == 30.0


def test_the_articulation_rate_leaves_every_pause_out() -> None:
    transcript, voiced = say("one two three four", wpm=60, pause_after={"two": 0.3, "three": 1.0})
    measures = measure(transcript, voiced, NO_SOUND).measures
    assert measures.speech_duration_s == 5.3
    assert measures.articulation_rate_wpm == 60.0
    assert measures.pause_count == 1
    assert measures.longest_pause_s == 1.0


def test_without_a_pause_the_longest_is_zero() -> None:
    assert measures_of("I applied").longest_pause_s == 0.0


def test_filler_phrases_are_counted_apart_and_stay_words() -> None:
    measures = measures_of("It was, you know, busy", wpm=60)
    assert (measures.filler_phrases, measures.filled_pauses, measures.fillers_per_min) == (1, 0, 0.0)
    assert measures.speaking_rate_wpm == 60.0


def test_the_response_delay_runs_from_the_countdowns_end_to_the_first_word() -> None:
    transcript, voiced = say("Good morning", start_s=1.7)
    assert measure(transcript, voiced, NO_SOUND, zero_s=1.0).measures.response_delay_s == 0.7


def test_who_begins_before_the_countdowns_end_has_no_negative_delay() -> None:
    transcript, voiced = say("Good morning", start_s=0.6)
    assert measure(transcript, voiced, NO_SOUND, zero_s=1.0).measures.response_delay_s == 0.0


def test_a_file_has_no_response_delay() -> None:
    assert measures_of("Good morning").response_delay_s is None


def test_without_words_only_the_figures_of_the_sound_are_there() -> None:
    sound = SoundFigures(loudness_lufs=-50.0, signal_to_noise_db=None, pitch_variation_st=None)
    measured = measure(Transcript((), "test"), (Span(1, 2),), sound, zero_s=1.0)
    assert (measured.fillers, measured.repetitions, measured.pauses) == ((), (), ())
    assert {name: value for name, value in measured.measures.items() if value is not None} == {"loudness_lufs": -50.0}


@given(st.lists(TOKENS, max_size=40), st.floats(60, 300))
def test_no_measure_is_ever_negative(tokens: list[str], wpm: float) -> None:
    measured = measure(*say(" ".join(tokens), wpm=wpm), NO_SOUND, zero_s=5.0)
    assert all(value is None or value >= 0 for value in asdict(measured.measures).values())


@given(st.floats(0.3, 5.0), st.floats(80, 220))
def test_a_longer_silence_slows_the_speech_and_not_the_articulation(silence_s: float, wpm: float) -> None:
    text = "I applied through the system to your program last week"
    shorter = measure(*say(text, wpm=wpm, pause_after={"system": silence_s}), NO_SOUND).measures
    longer = measure(*say(text, wpm=wpm, pause_after={"system": silence_s + 1}), NO_SOUND).measures
    assert longer.speaking_rate_wpm is not None
    assert shorter.speaking_rate_wpm is not None
    assert longer.speaking_rate_wpm < shorter.speaking_rate_wpm
    assert longer.articulation_rate_wpm == shorter.articulation_rate_wpm


def test_in_a_call_only_ones_own_turns_are_time_and_pauses() -> None:
    transcript, voiced = say(
        "one two three four five six", wpm=60, pause_after={"two": 1.5, "three": 20.0, "five": 0.4}
    )
    turns = (Span(0.0, 4.5), Span(24.5, 27.9))
    measured = measure(transcript, voiced, NO_SOUND, turns=turns)
    assert [pause.span.duration_s for pause in measured.pauses] == pytest.approx([1.5, 0.4])
    assert measured.measures.longest_pause_s == 1.5
    assert measured.measures.speech_duration_s == 7.9
    assert measured.measures.speaking_rate_wpm == pytest.approx(6 * 60 / 7.9, abs=0.1)
    assert measured.measures.articulation_rate_wpm == 60.0


def test_a_turn_without_words_takes_no_time() -> None:
    transcript, voiced = say("one two", wpm=60)
    measures = measure(transcript, voiced, NO_SOUND, turns=(Span(0.0, 2.0), Span(10.0, 15.0))).measures
    assert measures.speech_duration_s == 2.0
