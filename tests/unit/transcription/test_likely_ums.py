"""Ums that the verbatim hearing left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.speech import Span
from rehearse.transcription.heard import Piece
from rehearse.transcription.likely_ums import LIKELY, added, unfilled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VOICED = (Span(0.0, 2.0),)
HEARD = [Piece(" I", 0.0, 0.2, 0.9), Piece(" see", 0.2, 0.9, 0.9), Piece(" you.", 1.6, 2.0, 0.9)]
"""Between "see" and "you" are 1.4 seconds of voice."""


def judge(
    um: float, uh: float = 0.0, following: float = 0.9, asked: list[str] | None = None
) -> Callable[[Sequence[str]], list[Piece]]:
    """A recogniser that finds ums so likely, and the words after them."""
    likely = {" um,": um, " uh,": uh}

    def aligned(texts: Sequence[str]) -> list[Piece]:
        if asked is not None:
            asked.append("".join(texts))
        return [Piece(text, 0.3 * at, 0.3 * at + 0.2, likely.get(text, following)) for at, text in enumerate(texts)]

    return aligned


def texts_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def test_a_likely_um_is_added_where_voice_is_left() -> None:
    assert texts_of(added(HEARD, VOICED, judge(0.4))) == " I see um, you."


def test_of_um_and_uh_the_likelier_is_added() -> None:
    assert texts_of(added(HEARD, VOICED, judge(0.2, 0.3))) == " I see uh, you."


def test_uh_is_not_tried_where_even_um_is_all_but_impossible() -> None:
    asked: list[str] = []
    assert added(HEARD, VOICED, judge(0.0, 0.9, asked=asked)) == HEARD
    assert len(asked) == 1


def test_an_unlikely_um_is_not_added_and_no_time_changes() -> None:
    assert added(HEARD, VOICED, judge(LIKELY * 0.9)) == HEARD


def test_an_um_after_which_the_next_word_is_hard_to_believe_is_not_added() -> None:
    assert added(HEARD, VOICED, judge(0.4, following=0.1)) == HEARD


def test_where_the_words_fill_the_voice_the_recogniser_is_not_asked() -> None:
    asked: list[str] = []
    full = [HEARD[0], Piece(" considerations", 0.2, 1.6, 0.9), HEARD[2]]
    assert added(full, (Span(0.0, 1.2), Span(1.6, 2.0)), judge(0.9, asked=asked)) == full
    assert asked == []


def test_no_um_is_tried_beside_another() -> None:
    assert unfilled([*HEARD[:2], Piece(" um,", 1.0, 1.6, 0.5), HEARD[2]], VOICED) == []


def test_ums_are_tried_before_the_first_word_and_behind_the_last() -> None:
    late = [Piece(" Yes", 1.0, 1.3, 0.9)]
    assert unfilled(late, (Span(0.0, 3.0),)) == [0, 1]


def test_nothing_is_tried_where_nothing_was_heard() -> None:
    assert unfilled([], VOICED) == []
    assert unfilled(HEARD, ()) == []
