from __future__ import annotations

import pytest

from rehearse.speech import Transcript, Word, is_filled_pause


@pytest.mark.parametrize(
    "text", ["um", "Um,", "uh...", "Uhh", "umm", "uhm", "er", "err,", "erm.", "Ehm", "ahm", "uh-um", "“Um,”"]
)
def test_the_spellings_of_um_and_uh_are_filled_pauses(text: str) -> None:
    assert is_filled_pause(text)


@pytest.mark.parametrize("text", ["ah", "oh", "hmm", "mm", "a", "her", "hum", "umbrella", "uh-huh", "am", ""])
def test_words_and_sounds_that_mean_something_are_not(text: str) -> None:
    assert not is_filled_pause(text)


def test_what_was_heard_is_told_apart_into_words_and_possible_ums() -> None:
    words = (Word("I", 0.0, 0.2), Word("um", 0.3, 0.5, 0.1, certain=False), Word("applied", 0.6, 1.0))
    transcript = Transcript.of(words, "base")
    assert transcript.text == "I applied"
    assert transcript.possible == words[1:2]


def test_the_second_reading_has_the_other_words_and_knows_where_they_stand_in_the_first() -> None:
    words = (
        Word("no", 0, 1),
        Word("hot", 1, 2, otherwise="not able"),
        Word("table.", 2, 3, otherwise=""),
        Word("Bye", 3, 4, otherwise="By"),
    )
    first = Transcript(words, "base")
    second = first.second_reading
    assert first.text == "no hot table. Bye"
    assert second.transcript.text == "no not able By"
    assert first.text[slice(*second.in_first(3, 11))] == "hot table."
    assert first.text[slice(*second.in_first(7, 14))] == "hot table. Bye"


def test_without_other_words_the_second_reading_is_the_first() -> None:
    first = Transcript((Word("Good", 0, 1), Word("morning.", 1, 2)), "base")
    assert first.second_reading.transcript == first
    assert first.second_reading.in_first(5, 6) == (5, 13)


def test_names_that_the_sound_bears_out_are_read_in_place_of_the_words_that_stand_there() -> None:
    maya = "Maya Okafor"
    words = (
        Word("I'm", 0.0, 0.5),
        Word("my", 0.5, 1.0, 0.2, named=maya),
        Word("aquifer.", 1.0, 1.5, 0.3, otherwise="ocker for.", named=maya),
        Word("Thank", 2.0, 2.5),
    )
    reading = Transcript(words, "test").with_names
    assert reading.transcript.text == "I'm Maya Okafor. Thank"
    assert reading.transcript.words[1].probability == 1.0
    assert reading.in_first(4, 16) == (4, 15)


def test_without_such_names_nothing_is_read_otherwise() -> None:
    words = (Word("my", 0.0, 0.5), Word("name", 0.5, 1.0))
    assert Transcript(words, "test").with_names.transcript.words == words
