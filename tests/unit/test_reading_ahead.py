from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse import phrases
from rehearse.meaning.check import _SHIPPED, _layer
from rehearse.reading_ahead import ReadingAhead
from rehearse.speech import Word
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def ahead() -> Iterator[ReadingAhead]:
    reading = ReadingAhead()
    yield reading
    reading.close()


def words(text: str, **heard_otherwise: str) -> tuple[Word, ...]:
    return tuple(Word(word, 0.0, 1.0, otherwise=heard_otherwise.get(word)) for word in text.split())


def is_read(passage: str) -> bool:
    return passage in _layer(phrases.load(), _SHIPPED).encoder._remembered


def test_a_sentence_is_read_once_another_has_begun(ahead: ReadingAhead) -> None:
    told = ahead.begin()
    told(words("My turtle has read every book of"))
    told(words("the county. And now the"))
    wait_until(lambda: is_read("My turtle has read every book of the county."), "the sentence as it was heard")
    told(words("turtle writes. Well, I do"))
    wait_until(lambda: is_read("And now the turtle writes."), "the next one")
    assert not is_read("My turtle has read every book of")
    assert not is_read("Well, I do")


def test_a_second_take_does_not_go_on_with_the_words_of_the_first(ahead: ReadingAhead) -> None:
    ahead.begin()(words("An owl sits in the"))
    ahead.begin()(words("old tree of our garden. Yes, it does"))
    wait_until(lambda: is_read("old tree of our garden."), "the second take")
    assert not is_read("An owl sits in the old tree of our garden.")


def test_the_words_of_the_second_hearing_are_read_too(ahead: ReadingAhead) -> None:
    ahead.begin()(words("Her tortoise is called Henrietta for short. And now it sleeps", Henrietta="Harriet"))
    wait_until(lambda: is_read("Her tortoise is called Harriet for short."), "the other hearing")
