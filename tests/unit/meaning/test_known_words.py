from __future__ import annotations

import pytest

from rehearse.meaning.known_words import KnownWords

EXISTING = {"hobbies", "internal"}
WORDS = KnownWords(("your interns are asking", "was it the anesthetist", "his hopes"), EXISTING.__contains__)


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("your intons here", "your interns here"),
        ("he is osking.", "he is asking."),
        ("Intons, I hear", "interns, I hear"),
    ],
)
def test_a_word_that_does_not_exist_is_taken_for_the_known_one_that_sounds_like_it(heard: str, meant: str) -> None:
    assert " ".join(WORDS.meant(heard.split())) == meant


@pytest.mark.parametrize(
    "heard",
    ["my hobbies are", "I am Intons", "the asks", "some xylophonist", "in 24intons", "intons's"],
    ids=["a word that exists", "a name", "a short word", "like no known word", "with figures", "of two parts"],
)
def test_other_words_stay_as_they_are(heard: str) -> None:
    assert " ".join(WORDS.meant(heard.split())) == heard
