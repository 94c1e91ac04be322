from __future__ import annotations

import pytest

from rehearse.speech import Span
from rehearse.transcription.heard import (
    Piece,
    Segment,
    from_place,
    is_invented,
    left_out,
    repeats_itself,
    thin_places,
    whole_words,
    without_loops,
)

ALL_VOICE = (Span(0, 1000),)


def passage(
    text: str, probability: float = 0.9, word_s: float = 0.4, start_s: float = 0.0, log: float = -0.3
) -> Segment:
    """Pieces of equal length, one after the other; a piece begins with a space where a word begins."""
    pieces = [
        Piece(f" {word}", start_s + index * word_s, start_s + (index + 1) * word_s, probability)
        for index, word in enumerate(text.split())
    ]
    return Segment(tuple(pieces), log)


def words(*pieces: str) -> list[str]:
    heard = tuple(Piece(piece, index, index + 1, 0.9) for index, piece in enumerate(pieces))
    return [word.text for word in whole_words(heard)]


def test_endings_are_joined_to_their_word() -> None:
    assert words(" cold", "-hearted", " and", " 100", "%", " sure", ".") == ["cold-hearted", "and", "100%", "sure."]


def test_apostrophes_become_straight() -> None:
    assert words(" I’m", " Maya’s") == ["I'm", "Maya's"]


def test_stray_punctuation_is_no_word() -> None:
    assert words(" Hello", " -", " ...", " there") == ["Hello", "there"]


@pytest.mark.parametrize("written", ["14872093.", "1487-2093.", "1-4-8-7-2-0-9-3."])
def test_a_long_number_becomes_the_digits_that_were_said(written: str) -> None:
    assert words(f" {written}") == ["1", "4", "8", "7", "2", "0", "9", "3."]


@pytest.mark.parametrize("written", ["2024", "243.", "100%", "10:30", "$5,000", "3rd"])
def test_other_numbers_stay_one_word(written: str) -> None:
    assert words(f" {written}") == [written]


def test_the_digits_of_a_number_share_its_time() -> None:
    digits = list(whole_words([Piece(" 14872093", 2.0, 6.0, 0.8)]))
    assert [(digit.start_s, digit.end_s) for digit in digits][:2] == [(2.0, 2.5), (2.5, 3.0)]
    assert digits[-1].end_s == 6.0


def test_more_words_than_anybody_can_say_are_a_loop() -> None:
    assert repeats_itself(["see you in the next video " * 3], voiced_s=1.0)


def test_a_text_that_says_the_same_again_and_again_is_a_loop() -> None:
    assert repeats_itself(["see you in the next video, " * 20], voiced_s=100.0)


def test_a_number_that_goes_on_for_ever_is_a_loop() -> None:
    said = "Good morning, is this the residency office? Great, I'll give you my application."
    assert repeats_itself([f"{said} It's 1-3-5-8-04-4{'-5' * 66}"], voiced_s=13.7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words words words words",
        "I applied. I really applied to your program.",
        "My number is 5-5-5-5-5-5-5-5.",
        "I, I, I, I, I, I, I applied.",
    ],
)
def test_ordinary_speech_is_no_loop(text: str) -> None:
    assert not repeats_itself([text], voiced_s=4.0)


def test_of_a_loop_the_first_round_is_kept() -> None:
    looped = passage("Thank you for that see you next time see you next time see you next time see you next time bye")
    (kept,) = without_loops([looped])
    assert kept.text == " Thank you for that see you next time bye"


def test_a_loop_over_several_sentences_is_cut_too() -> None:
    sentences = [passage("Well then"), *(passage("no no") for _ in range(5))]
    assert [kept.text for kept in without_loops(sentences)] == [" Well then", " no"]


def test_words_said_three_times_are_kept() -> None:
    said = passage("words words words and more")
    assert without_loops([said]) == (said,)


def test_a_sentence_without_voice_under_it_is_invented() -> None:
    assert is_invented(passage("I applied to your program", start_s=10.0), (Span(0, 5),))


@pytest.mark.parametrize("text", ["Thank you.", "You", "Thanks for watching!", "Bye."])
def test_a_favourite_invention_that_is_unsure_is_invented(text: str) -> None:
    assert is_invented(passage(text, probability=0.4), ALL_VOICE)


@pytest.mark.parametrize("text", ["Thank you.", "Thank you very much.", "Bye."])
def test_the_same_words_clearly_said_are_kept(text: str) -> None:
    assert not is_invented(passage(text, probability=0.95), ALL_VOICE)


def test_a_favourite_invention_on_a_click_is_invented() -> None:
    said = passage("Thank you very much.", probability=0.9, word_s=0.02, start_s=5.0)
    assert is_invented(said, (Span(5.0, 5.15),))


def test_an_unsure_sentence_of_ones_own_is_kept() -> None:
    assert not is_invented(passage("I carried eight patients", probability=0.4), ALL_VOICE)


def thin(*lengths: tuple[str, float]) -> list[Piece]:
    now_s, pieces = 0.0, []
    for text, length_s in lengths:
        pieces.append(Piece(f" {text}", now_s, now_s + length_s, 0.9))
        now_s += length_s
    return pieces


SHORT_OF_WORDS = thin(("because", 0.4), ("of", 0.2), ("your", 2.4), ("It", 0.3), ("is", 0.2), ("near.", 0.5))
TAKE = (Span(0, 4),)


def test_a_short_word_with_much_voice_is_a_thin_place() -> None:
    ((index, stretch),) = thin_places(SHORT_OF_WORDS, TAKE)
    assert index == 2
    assert (round(stretch.start_s, 3), round(stretch.end_s, 3)) == (0.6, 3.0)


def test_a_word_before_a_silence_is_no_thin_place() -> None:
    assert thin_places(SHORT_OF_WORDS, (Span(0, 1.1), Span(3.0, 4.0))) == ()


def test_a_number_may_take_long() -> None:
    assert thin_places(thin(("14872093", 4.5), ("is", 0.2)), (Span(0, 4.7),)) == ()


def test_words_that_were_left_out_come_back_at_the_second_hearing() -> None:
    again = [passage("because of your street medicine clinic. It is")]
    assert [new.text for new in left_out(SHORT_OF_WORDS, 2, again, TAKE)] == [" street", " medicine", " clinic."]


@pytest.mark.parametrize(
    "again",
    [
        passage("I was not there"),
        passage("your"),
        passage("your street medicine clinic", probability=0.4),
        passage("your next video for watching", probability=0.5),
    ],
)
def test_a_second_hearing_that_does_not_fit_or_is_unsure_is_not_believed(again: Segment) -> None:
    assert left_out(SHORT_OF_WORDS, 2, [again], TAKE) == ()


def test_words_that_were_left_out_stand_in_another_hearing_from_the_word_of_the_place_on() -> None:
    other = thin(("of", 0.2), ("your", 0.6), ("street", 0.4), ("um", 0.3), ("clinic.", 0.4), ("It", 1.2), ("is", 0.2))
    (passage_of_place,) = from_place(SHORT_OF_WORDS, 2, other, Span(0.6, 3.0))
    assert passage_of_place.text == " your street clinic. It"
    assert [new.text for new in left_out(SHORT_OF_WORDS, 2, [passage_of_place], TAKE)] == [" street", " clinic."]


def test_another_hearing_without_the_words_before_the_place_says_nothing_of_it() -> None:
    assert from_place(SHORT_OF_WORDS, 2, thin(("on", 0.2), ("your", 0.6), ("street", 0.4)), Span(0.6, 3.0)) == ()
