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
