from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.speech import Span
from rehearse.transcription.heard import Piece
from rehearse.transcription.merging import has_runs, insert, only_verbatim

if TYPE_CHECKING:
    from rehearse.transcription.merging import Unheard

CHUNK = Span(0.0, 20.0)


def said(text: str, step_s: float = 0.5) -> tuple[Piece, ...]:
    """A hearing: words half a second apart."""
    return tuple(
        Piece(f" {word}", index * step_s, (index + 1) * step_s, 0.9) for index, word in enumerate(text.split())
    )


def more(plain: str, verbatim: str) -> tuple[Unheard, ...]:
    return only_verbatim(said(plain), said(verbatim), CHUNK)


def found(plain: str, verbatim: str) -> list[tuple[int, str]]:
    return [(place.after, "".join(piece.text for piece in place.pieces).strip()) for place in more(plain, verbatim)]


def test_an_um_between_two_words_that_both_share_is_found_behind_the_first() -> None:
    assert found("I applied to your program", "I applied, um, to your program.") == [(1, "um,")]


def test_an_um_before_the_first_and_behind_the_last_word_is_found() -> None:
    assert found("Good morning.", "Um, good morning, uh.") == [(-1, "Um,"), (1, "uh.")]


def test_an_um_that_both_wrote_is_not_found_twice() -> None:
    assert found("I, um, applied", "I, uh, applied") == []


def test_words_that_the_plain_hearing_left_out_are_found() -> None:
    assert found("we had a long year", "we, we had a, we had a long year") == [(-1, "we, we had a,")]


def test_where_the_hearings_differ_only_the_um_is_taken() -> None:
    assert found("I saw the warden yesterday", "I saw um the ward in yesterday") == [(1, "um")]
    assert found("I saw warden yesterday", "I saw um ward in yesterday") == [(1, "um")]


def test_of_a_run_of_ums_that_nobody_says_none_is_taken() -> None:
    assert found("the exception of rhythm", "the exception of er, er, er, er, er, rhythm") == []
    assert found("the exception of rhythm", "the exception of er, er, rhythm") == [(2, "er, er,")]


def test_the_same_word_again_and_again_is_a_hearing_that_goes_round_in_circles() -> None:
    assert has_runs(said("the exception of er, er, uh, er, er"))
    assert has_runs(said("the, or, or, or, or, or"))
    assert not has_runs(said("I, I, I, um, I applied, I did"))


def test_a_hyphenated_ending_is_not_torn_from_its_word() -> None:
    plain = (Piece(" cold", 0.0, 0.4, 0.9), Piece("-hearted", 0.4, 0.9, 0.9), Piece(" man", 1.4, 1.8, 0.9))
    verbatim = (*plain[:2], Piece(" um,", 1.0, 1.3, 0.9), plain[2])
    (place,) = only_verbatim(plain, verbatim, CHUNK)
    assert place.after == 1
    assert place.between == Span(0.0, 1.8)


def test_nothing_is_found_in_two_equal_hearings_and_in_none() -> None:
    assert found("Thank you.", "Thank you.") == []
    assert found("", "") == []


def test_the_words_beside_an_inserted_um_make_room_for_it() -> None:
    pieces = (Piece(" and", 0.0, 1.5, 0.9), Piece(" I", 1.0, 2.5, 0.9))
    um = Piece(" um,", 0.8, 1.4, 0.5)
    merged = insert(pieces, [(0, (um,))])
    assert [(piece.text, piece.start_s, piece.end_s) for piece in merged] == [
        (" and", 0.0, 0.8),
        (" um,", 0.8, 1.4),
        (" I", 1.4, 2.5),
    ]


def test_insertions_in_several_places_keep_their_order() -> None:
    ums = [Piece(f" um{index}", index + 0.4, index + 0.5, 0.5) for index in range(3)]
    merged = insert(said("one two", 1.0), [(-1, ums[:1]), (0, ums[1:2]), (1, ums[2:])])
    assert [piece.text.strip() for piece in merged] == ["um0", "one", "um1", "two", "um2"]
