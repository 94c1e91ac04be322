"""A text is cut into passages that the encoder can read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rehearse.meaning.passages import LONGEST, Passage, clauses, cut


def words(text: str) -> list[str]:
    return [text[passage.start : passage.end] for passage in cut(text)]


def test_a_sentence_is_a_passage() -> None:
    text = "Good morning, this is Lena Fischer. I applied to your program! Is my file complete?"
    assert words(text) == [
        "Good morning, this is Lena Fischer.",
        "I applied to your program!",
        "Is my file complete?",
    ]


def test_a_title_does_not_end_a_sentence() -> None:
    assert words("I spoke with Dr. Alvarez about it.") == ["I spoke with Dr. Alvarez about it."]


def test_a_word_or_two_are_read_with_the_sentence_beside_them() -> None:
    assert words("Hi. My name is Lena Fischer. Thanks.") == ["Hi. My name is Lena Fischer. Thanks."]


def test_words_without_stops_are_read_in_windows_of_which_one_holds_each_clause_whole() -> None:
    clause = "i would take any spot you have left"
    text = f"hello i am lena fischer i applied for family medicine and {clause} i can start at once i am waiting"
    assert len(words(text)) > 1
    assert any(clause in window for window in words(text))
    assert all(len(window.split()) <= LONGEST for window in words(text))


def test_a_text_without_words_has_no_passages() -> None:
    assert cut("") == cut(" … !") == ()


@given(st.text(alphabet="ab .,?!\n'’", max_size=400))
def test_every_word_stands_in_a_passage_and_passages_go_forward(text: str) -> None:
    passages = cut(text)
    starts = [passage.start for passage in passages]
    assert starts == sorted(set(starts))
    held = {place for passage in passages for place in range(passage.start, passage.end)}
    assert all(place in held for place, letter in enumerate(text) if letter.isalnum())


def test_a_passage_falls_into_its_clauses() -> None:
    text = "I know that you are busy, but I need this spot because my family waits"
    parts = [text[clause.start : clause.end] for clause in clauses(text, Passage(0, len(text)))]
    assert parts == ["I know that you are busy,", "but I need this spot", "because my family waits"]
