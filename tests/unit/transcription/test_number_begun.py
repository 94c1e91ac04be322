"""Digits at the beginning of a chunk that only its second hearing has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rehearse.transcription.heard import Piece
from rehearse.transcription.number_begun import begun


def said(text: str, from_s: float = 0.0) -> list[Piece]:
    return [Piece(f" {word}", from_s + at, from_s + at + 1, 0.9) for at, word in enumerate(text.split())]


def put_before(first: str, second: str) -> str:
    return "".join(piece.text for piece in begun(said(first), said(second))).strip()


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        ("Thank you so much.", "nine eight, thank you so much", "nine eight, Thank you so much."),
        ("Thank you so much.", "oh, seven. Thank you so much.", "oh, seven. Thank you so much."),
        ("Please, I can wait.", "98 66 please, I can wait.", "98 66 Please, I can wait."),
    ],
)
def test_digits_that_the_first_hearing_passes_over_stand_before_it(first: str, second: str, together: str) -> None:
    assert put_before(first, second) == together


def test_digits_take_the_place_of_one_word_that_nobody_was_sure_of() -> None:
    said_first = said("Wendy, please, I can")
    unsure = [replace(said_first[0], probability=0.2), *said_first[1:]]
    texts = ["".join(piece.text for piece in begun(first, said("20, please, I can"))) for first in (unsure, said_first)]
    assert texts == [" 20, please, I can", " Wendy, please, I can"]


@pytest.mark.parametrize(
    "second",
    [
        "",
        "nine eight",
        "nine eight, goodbye",
        "nine eight, thanks so much",
        "oh, thank you so much",
        "one thank you so much",
        "so nine eight, thank you so much",
        "thank you so much, nine eight",
    ],
)
def test_what_may_be_something_else_is_left_out(second: str) -> None:
    assert put_before("Thank you so much.", second) == "Thank you so much."


def test_digits_that_both_hearings_have_stay_once() -> None:
    assert put_before("nine eight, thank you", "nine eight, thank you") == "nine eight, thank you"


def test_where_the_first_hearing_has_nothing_nothing_is_put_before_it() -> None:
    assert put_before("", "nine eight, thank you") == ""


def test_the_words_stay_in_order_of_their_times() -> None:
    pieces = begun(said("Thank you"), said("nine eight, thank you"))
    assert [(piece.start_s, piece.end_s) for piece in pieces] == [(0, 1), (1, 2), (2, 2), (1, 2)]
