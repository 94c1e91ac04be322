from __future__ import annotations

from rehearse.speech import Span, Transcript, Word
from rehearse.ui.selection import Selection, nearest_word, of_span, of_words, sentence_at, to_repeat
from tests.reports import a_report

TEXT = "Good morning. My name is Maya, I applied to you. “Thank you.” Bye"
"""Half a second a word."""


def said(text: str = TEXT) -> Transcript:
    return a_report(text).transcript


def test_a_sentence_ends_with_its_stop_also_inside_quotation_marks() -> None:
    assert sentence_at(said(), 0) == range(2)
    assert sentence_at(said(), 5) == range(2, 10)
    assert sentence_at(said(), 11) == range(10, 12)
    assert sentence_at(said(), 12) == range(12, 13)


def test_a_long_silence_ends_a_sentence_where_the_stop_is_missing() -> None:
    words = (Word("hello", 0, 0.5), Word("there", 0.5, 1), Word("I", 2.5, 3), Word("am", 3, 3.5))
    assert sentence_at(Transcript(words, "tiny"), 1) == range(2)
    assert sentence_at(Transcript(words, "tiny"), 2) == range(2, 4)


def test_a_stretch_of_time_selects_the_words_in_it() -> None:
    assert of_span(said(), Span(0.4, 1.9)).words == range(1, 4)
    assert of_span(said(), Span(90, 99)).words == range(0)


def test_words_select_the_time_in_which_they_were_said() -> None:
    assert of_words(said(), range(1, 3)) == Selection(Span(0.5, 1.5), range(1, 3))
    assert of_words(said(), range(0)) is None


def test_several_words_are_repeated_as_they_are_and_one_as_its_sentence() -> None:
    assert to_repeat(said(), Selection(Span(0.5, 1.5), range(1, 3)), 0) == Span(0.5, 1.5)
    assert to_repeat(said(), Selection(Span(0.5, 1.0), range(1, 2)), 0) == Span(0.0, 1.0)


def test_a_silence_is_repeated_as_it_is() -> None:
    assert to_repeat(said(), Selection(Span(0.5, 1.5), range(0)), 0) == Span(0.5, 1.5)


def test_where_nothing_is_selected_the_sentence_at_the_play_head_is_repeated() -> None:
    assert to_repeat(said(), None, 0.6) == Span(0.0, 1.0)
    assert to_repeat(said(), None, 99.0) == Span(6.0, 6.5)
    assert to_repeat(said(""), None, 0.0) is None


def test_the_nearest_word_is_the_one_said_now_or_next() -> None:
    assert nearest_word(said(), 0.6) == 1
    assert nearest_word(said(), 99.0) == 12
