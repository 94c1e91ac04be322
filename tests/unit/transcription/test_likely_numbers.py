"""When the sound bears out a number of which every hearing has a digit less."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.transcription.likely_numbers import GAINS_MORE, is_borne_out

if TYPE_CHECKING:
    from collections.abc import Callable


def gaining(**gains: float) -> Callable[[str], float]:
    """A sound that adds so much to words, given with underscores, and nothing to others."""
    return lambda words: gains.get(words.replace(" ", "_"), 0.0)


@pytest.mark.parametrize("whole", ["one_two_oh_four", "one_two_zero_four"])
def test_a_number_whose_words_gain_much_more_than_those_written_is_borne_out(whole: str) -> None:
    assert is_borne_out("one, two four.", "1204", gaining(one_two_four=5.0, **{whole: 5.1 + GAINS_MORE}))


def test_a_digit_said_twice_may_have_been_said_as_double() -> None:
    assert is_borne_out("one six four", "1664", gaining(one_double_six_four=GAINS_MORE))


def test_a_digit_may_have_been_written_as_another_and_double_as_a_digit() -> None:
    assert is_borne_out("one nine four", "1204", gaining(one_two_oh_four=9.0)) is False
    assert is_borne_out("one nine oh four", "1204", gaining(one_two_oh_four=GAINS_MORE))
    assert is_borne_out("one two six four", "1664", gaining(one_double_six_four=GAINS_MORE))


def test_a_number_that_gains_little_more_is_not_borne_out() -> None:
    assert not is_borne_out("one two four", "1204", gaining(one_two_four=5.0, one_two_oh_four=4.9 + GAINS_MORE))


@pytest.mark.parametrize("said", ["one four", "one nine five four", "", "nothing of the kind"])
def test_a_number_that_is_not_the_card_s_but_for_one_word_is_not_asked_for(said: str) -> None:
    def gain(_words: str) -> float:
        pytest.fail("the sound was asked")

    assert not is_borne_out(said, "1204", gain)
