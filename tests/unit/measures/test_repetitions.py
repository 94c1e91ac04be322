from __future__ import annotations

import pytest

from rehearse.measures.repetitions import find_repetitions
from tests.builders import say


def repeated(text: str) -> list[str]:
    return [found.text for found in find_repetitions(say(text)[0])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("I, I will send it.", "I, I"),
        ("I, um, I will send it.", "I, um, I"),
        ("So we had a we had a long problem.", "we had a we had a"),
        ("until the, the, the room", "the, the, the"),
        ("My name is my name is Maya", "My name is my name is"),
    ],
)
def test_words_said_again_at_once_are_found(text: str, wanted: str) -> None:
    assert repeated(text) == [wanted]


@pytest.mark.parametrize(
    "text",
    [
        "It was a very very good month.",
        "My number is five five five zero one.",
        "It is 5 5 5 0 1 4 2.",
        "The A A M C number.",
        "I applied. I applied through the system.",
        "I had had a month there.",
        "We went there again and again.",
    ],
)
def test_what_is_meant_twice_is_no_repetition(text: str) -> None:
    assert repeated(text) == []


def test_a_repetition_lasts_from_its_first_to_its_last_word() -> None:
    (found,) = find_repetitions(say("Well the the clinic", wpm=60)[0])
    assert (found.span.start_s, found.span.end_s) == (1.0, 3.0)
