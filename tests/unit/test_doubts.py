from __future__ import annotations

import pytest

from rehearse.doubts import doubts, guessed
from rehearse.speech import Transcript, Word
from rehearse.target import Target


def test_words_that_the_recogniser_was_unsure_of_are_doubts() -> None:
    transcript = Transcript(
        (Word("I", 0, 1, 0.9), Word("am", 1, 2, 0.49, otherwise="an"), Word("Maya", 2, 3, 0.2)), "scripted"
    )
    assert doubts(transcript, Target()) == ((2, 4), (5, 9))


@pytest.mark.parametrize(("number", "doubtful"), [("1304457", 7), ("13904457", 0), ("139044577", 9)])
def test_a_number_that_lacks_a_digit_or_has_one_too_many_is_doubtful(number: str, doubtful: int) -> None:
    words = ("ID", *number, "thanks")
    transcript = Transcript(tuple(Word(word, at, at + 1, 0.9) for at, word in enumerate(words)), "scripted")
    assert len(doubts(transcript, Target())) == doubtful


def test_a_number_of_as_many_digits_as_the_card_s_is_not_doubtful() -> None:
    words = tuple(Word(word, at, at + 1, 0.9) for at, word in enumerate(("ID", *"0441863")))
    assert doubts(Transcript(words, "scripted"), Target(applicant_id="N0441863")) == ()


def test_a_word_that_both_hearings_have_alike_is_doubtful_only_where_it_was_hardly_heard() -> None:
    words = (Word("internal", 0, 1, 0.46), Word("medicine", 1, 2, 0.29))
    assert doubts(Transcript(words, "scripted"), Target()) == ((9, 17),)


def test_a_digit_has_no_second_hearing_that_could_agree() -> None:
    assert doubts(Transcript((Word("4", 0, 1, 0.46),), "scripted"), Target()) == ((0, 1),)


def test_where_a_model_hears_only_once_nothing_agrees() -> None:
    assert doubts(Transcript((Word("internal", 0, 1, 0.46),), "tiny.en"), Target()) == ((0, 8),)


def test_words_below_the_lowest_confidence_are_guessed() -> None:
    words = (Word("a", 0, 1, 0.9), Word("raise", 1, 2, 0.09), Word("even", 2, 3, 0.31))
    assert guessed(Transcript(words, "scripted")) == ((2, 7),)


def test_where_another_hearing_has_others_for_several_words_all_of_them_are_doubted_with_the_first() -> None:
    words = ("at", 0.9, None), ("an", 0.4, "my near"), ("Irmemorial", 0.9, ""), ("Hospital", 0.9, None)
    heard = tuple(Word(text, at, at + 1, sure, otherwise=other) for at, (text, sure, other) in enumerate(words))
    assert doubts(Transcript(heard, "scripted"), Target()) == ((3, 5), (6, 16))
