"""Long numbers, read in figures and in words: which digits are taken for what was said."""

from __future__ import annotations

import pytest

from rehearse.transcription.heard import Heard
from rehearse.transcription.numbers import DOUBTFUL, digits_of, likelier, written_again


def pieces(text: str) -> list[Heard]:
    return [Heard(f" {word}", float(at), at + 1.0, 0.9) for at, word in enumerate(text.split())]


def heard(figures: str, words: str) -> str:
    """What is taken of a text in figures when its number is written on in words."""
    return "".join(piece.text for piece in written_again(pieces(figures), lambda _before, _digits: words)).strip()


@pytest.mark.parametrize(
    ("figures", "words", "taken"),
    [
        ("My ID is 1 5 3 8 0 6 4.", "one double five three eight oh six four.", "My ID is 15538064."),
        (
            "My ID is 1W650934, thank you",
            "one double six five oh nine three four. Thank",
            "My ID is 16650934, thank you",
        ),
        ("It is 1-2-I-8-3-5-6. Thank you", "one two nine eight double three five six.", "It is 12983356. Thank you"),
        ("It is 12. O64459, thank you", "twelve, oh six, forty four, fifty nine. Thank", "It is 12064459, thank you"),
        ("It is 1206, and N4459.", "one two zero six and N four four five nine.", "It is 12064459."),
        ("It is 1 4 4 4 7 5 3 0 8", "one four four seven five three zero eight", "It is 14475308"),
        ("It is 1627. Ash, 7 0 1", "one six two seven, dash seven seven oh one. I", "It is 16277701"),
        ("Call me at 555-217-489.", "five five five two one seven four eight three nine.", "Call me at 5552174839."),
    ],
)
def test_digits_that_were_lost_or_doubled_in_figures_are_taken_from_the_words(
    figures: str, words: str, taken: str
) -> None:
    assert heard(figures, words) == taken


@pytest.mark.parametrize(
    "words", ["one four four seven eight three eight. I would", "one four four seven, a zero", "", "thank you"]
)
def test_a_number_that_is_whole_in_figures_stays_where_the_words_lost_some_of_it(words: str) -> None:
    assert heard("It is 14478308. I would", words) == "It is 14478308. I would"


def test_a_digit_that_nobody_heard_is_not_put_in() -> None:
    assert heard("It is 1 6 6 0 1 9 4.", "one six six zero one nine four.") == "It is 1 6 6 0 1 9 4."


def test_a_number_of_which_each_reading_lost_another_digit_is_both_together_and_doubtful() -> None:
    taken = written_again(pieces("It is 1475308."), lambda _before, _digits: "one double four seven five three eight.")
    assert [(piece.text, piece.probability) for piece in taken[2:]] == [(" 14475308.", DOUBTFUL)]


def test_a_number_keeps_the_time_in_which_it_was_said() -> None:
    taken = written_again(pieces("It is 1538064."), lambda _before, _digits: "one double five three eight oh six four")
    assert (taken[2].start_s, taken[2].end_s) == (2.0, 3.0)


def test_the_words_before_a_number_are_all_that_is_told_before_it_is_written_again() -> None:
    told: list[tuple[str, int]] = []

    def again(before: str, digits: int) -> str:
        told.append((before, digits))
        return ""

    written_again(pieces("I am Maya. My ID is 1487 2093, and my phone is 555 217 4839. I passed in 2019."), again)
    assert told == [("I am Maya. My ID is 1487 2093, and my phone is", 10), ("I am Maya. My ID is", 8)]


@pytest.mark.parametrize(
    "text", ["I passed Step 2 with 245", "in 2019 we were 4 of 17", "one of two or three programs"]
)
def test_short_numbers_are_not_heard_again(text: str) -> None:
    def again(before: str, digits: int) -> str:
        pytest.fail(f"heard again after {before!r}: {digits} digits")

    assert written_again(pieces(text), again) == pieces(text)


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("one double six or one nine four seven.", "16601947"),
        ("fifteen, twenty three, eighty, sixty four. I would", "15238064"),
        ("one three zero five, and then zero seven two two", "13050722"),
        ("N, zero four four one eight six three", "0441863"),
        ("triple five, two one seven", "555217"),
        ("thank you", ""),
    ],
)
def test_digits_are_read_from_words_as_far_as_there_are_any(said: str, digits: str) -> None:
    assert digits_of(said) == digits


def test_without_a_usual_count_the_longer_reading_is_likelier() -> None:
    assert likelier("130507", "1305072") == ("1305072", True)
    assert likelier("1305072", "13") == ("1305072", True)


def test_years_stay_as_they_were_written() -> None:
    assert heard("in 2019 and 2021 we", "twenty nineteen and twenty twenty one we") == "in 2019 and 2021 we"


def test_where_nothing_was_heard_there_is_no_number() -> None:
    assert heard("", "one two three four five six seven eight") == ""
