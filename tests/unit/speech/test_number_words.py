"""Digits in words, and two readings of a number put together."""

from __future__ import annotations

import pytest

from rehearse.speech.number_words import digits_at, together


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("double six", ("66", 2)),
        ("triple 5", ("555", 2)),
        ("double check", ("", 1)),
        ("ninety three", ("93", 2)),
        ("ninety", ("90", 1)),
        ("oh four", ("0", 1)),
        ("oh dear", ("", 1)),
        ("for six", ("", 1)),
    ],
)
def test_digits_at_the_beginning_of_a_number(words: str, said: tuple[str, int]) -> None:
    assert digits_at(words.split(), 0, inside=False) == said


def test_what_sounds_like_a_digit_is_one_between_two_others_only() -> None:
    assert digits_at(["for", "six"], 0, inside=True) == ("4", 1)
    assert digits_at(["for", "409"], 0, inside=True) == ("4", 1)
    assert digits_at(["far", "7"], 0, inside=True) == ("4", 1)
    assert digits_at(["double", "faw"], 0, inside=True) == ("44", 2)
    assert digits_at(["for", "now"], 0, inside=True) == ("", 1)
    assert digits_at(["double", "for"], 0, inside=False) == ("", 1)


def test_two_years_are_not_joined_by_the_word_between_them() -> None:
    assert digits_at(["to", "2021"], 0, inside=True) == ("", 1)
    assert digits_at(["at", "5"], 0, inside=True) == ("", 1)


def test_two_readings_together_hold_both_in_order_and_nothing_else() -> None:
    assert together("1475308", "1447538") == "14475308"
    assert together("123", "123") == "123"
    assert together("", "12") == "12"
