from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from rehearse.speech import Span
from rehearse.transcription.heard import Piece
from rehearse.transcription.word_times import SHORTEST_S, settle


def times(
    heard: list[tuple[str, float, float]], voiced: tuple[Span, ...], probability: float = 0.9
) -> dict[str, tuple[float, float]]:
    pieces = [Piece(text, start_s, end_s, probability) for text, start_s, end_s in heard]
    return {word.text: (word.start_s, word.end_s) for word in settle(pieces, voiced)}


def test_a_first_word_that_begins_in_silence_begins_with_the_voice() -> None:
    assert times([("Good", 0.0, 1.2), ("morning.", 1.2, 1.6)], (Span(0.9, 1.6),))["Good"] == (0.9, 1.2)


def test_a_last_word_that_is_cut_short_reaches_the_end_of_the_voice() -> None:
    assert times([("Thank", 0.0, 0.3), ("you.", 0.3, 0.5)], (Span(0.0, 0.7),))["you."] == (0.3, 0.7)


def test_a_word_stretched_over_a_pause_lies_where_most_of_its_voice_is() -> None:
    found = times([("I", 0.0, 0.3), ("applied", 0.3, 2.0), ("here.", 2.0, 2.4)], (Span(0, 0.4), Span(1.5, 2.4)))
    assert found["applied"] == (1.5, 2.0)


def test_a_word_without_length_gets_one() -> None:
    found = times([("we", 0.0, 0.3), ("had", 0.3, 0.3), ("a", 0.3, 0.5)], (Span(0, 0.5),))
    assert found["had"][1] - found["had"][0] >= SHORTEST_S - 1e-9


def test_a_word_in_silence_moves_to_the_voice_beside_it() -> None:
    found = times([("Hello", 0.0, 0.5), ("there", 1.0, 1.3)], (Span(0, 0.5), Span(1.6, 2.0)))
    assert found["there"][0] == 1.6


def test_a_doubtful_word_far_from_any_voice_is_left_out() -> None:
    assert "you" not in times([("Hello", 0.0, 0.5), ("you", 8.0, 8.3)], (Span(0, 0.5),), probability=0.3)


def test_what_a_second_hearing_has_for_several_words_stays_where_only_the_first_of_them_is_left_out() -> None:
    hot = Piece("hot", 8.0, 8.3, 0.3, otherwise="not able to")
    table, of = Piece("table", 10.0, 10.5, 0.9, otherwise=""), Piece("of", 10.5, 11.0, 0.9)
    assert [(w.text, w.otherwise) for w in settle((hot, table, of), (Span(10, 11),))] == [
        ("table", "not able to"),
        ("of", None),
    ]


def test_what_a_second_hearing_has_goes_with_the_only_word_in_its_place() -> None:
    hot, of = Piece("hot", 8.0, 8.3, 0.3, otherwise="not"), Piece("of", 10.0, 11.0, 0.9)
    assert [(w.text, w.otherwise) for w in settle((hot, of), (Span(10, 11),))] == [("of", None)]


def test_without_voice_there_are_no_words() -> None:
    assert times([("you", 0.0, 0.3)], ()) == {}


PIECES = st.lists(st.tuples(st.floats(0, 30), st.floats(0, 3), st.floats(0, 1)), max_size=30)
STRETCHES = st.lists(st.tuples(st.floats(0.2, 3), st.floats(0.2, 3)), min_size=1, max_size=10)


@given(PIECES, STRETCHES)
def test_words_are_in_order_and_never_overlap_and_all_have_a_length(
    pieces: list[tuple[float, float, float]], stretches: list[tuple[float, float]]
) -> None:
    heard = [Piece(f"w{i}", start, start + length, p) for i, (start, length, p) in enumerate(sorted(pieces))]
    voiced, now_s = [], 0.0
    for gap_s, length_s in stretches:
        voiced.append(Span(now_s + gap_s, now_s + gap_s + length_s))
        now_s += gap_s + length_s
    words = settle(heard, voiced)
    assert all(before.end_s <= after.start_s + 0.0011 for before, after in pairwise(words))
    assert all(word.end_s - word.start_s >= SHORTEST_S - 0.0011 for word in words)
    assert all(word.start_s >= 0 for word in words)


def test_what_another_hearing_has_in_place_of_a_word_stays_with_it() -> None:
    (word,) = settle((Piece("wider", 0.1, 0.5, 0.9, otherwise="harder"),), (Span(0.0, 1.0),))
    assert word.otherwise == "harder"
