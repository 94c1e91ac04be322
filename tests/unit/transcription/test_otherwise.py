from __future__ import annotations

from rehearse.transcription.heard import Piece
from rehearse.transcription.otherwise import noted


def said(text: str) -> list[Piece]:
    """A hearing: words half a second apart, a "|" where the recogniser wrote a word in pieces."""
    words = text.replace("|", " |").split()
    pieces = [word.removeprefix("|") if word.startswith("|") else f" {word}" for word in words]
    return [Piece(piece, at / 2, (at + 1) / 2, 0.9) for at, piece in enumerate(pieces)]


def other_words(first: str, second: str) -> list[tuple[str, str | None]]:
    noticed = ((piece.text.strip(), piece.otherwise) for piece in noted(said(first), said(second)))
    return [(text, other) for text, other in noticed if other is not None]


def test_a_word_that_the_second_hearing_has_otherwise_is_noted_and_stays_as_it_is() -> None:
    assert other_words("my tail wider than yours", "my tail harder than yours") == [("wider", "harder")]


def test_several_words_in_place_of_others_are_noted_with_the_first() -> None:
    heard = other_words("a hot table of doctors", "a not able to of doctors")
    assert heard == [("hot", "not able to"), ("table", "")]


def test_a_word_in_pieces_is_noted_with_its_first_piece() -> None:
    assert other_words("we are in|tons here", "we are interns here") == [("in", "interns")]


def test_where_only_the_second_hearing_ends_a_sentence_that_is_noted() -> None:
    assert other_words("no right answer, in a", "no right answer. In a") == [("answer,", "answer."), ("in", "In")]


def test_what_only_one_hearing_has_inside_the_text_is_noted() -> None:
    assert other_words("so now it is in afternoon", "so now it is afternoon") == [("in", "")]
    assert other_words("I will you again", "I will call you again") == [("will", "will call")]


def test_a_second_hearing_that_begins_late_or_ends_early_says_nothing_of_the_rest() -> None:
    assert other_words("that is not right at all", "is not right") == []


def test_hearings_that_differ_in_many_words_are_not_about_the_same_sound() -> None:
    assert other_words("I one two three four five six seven end", "I a b c d e f g end") == []
    assert other_words("I said end", "I went to the big house end") == []


def test_numbers_and_ums_are_left_as_they_are() -> None:
    assert other_words("my ID is 1204 thank you", "my ID is 1205 thank you") == []
    assert other_words("I um applied", "I applied, uh,") == [("applied", "applied,")]
