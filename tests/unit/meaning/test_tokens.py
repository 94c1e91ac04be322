"""It makes no difference to the second layer how words were written down."""

from __future__ import annotations

from importlib.resources import files

import pytest

from rehearse.meaning.encoder import Encoder
from rehearse.meaning.passages import cut
from rehearse.meaning.tokens import as_said

MODEL = Encoder(files("rehearse.meaning") / "model")


def strengths(text: str) -> dict[str, float]:
    return dict(MODEL.read(text, cut(text)).strengths[0])


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("fine and you did see the email i sent at seven", "Fine, and you did see the email I sent at 7."),
        ("the clinic and as well because i would give double", "The clinic, and as well, because I would give double."),
        ("is there any hope for me on the 4th?", "Is there, any hope, for me on the fourth?"),
        ("i'd like to follow up on the 20th", "I'd like to follow-up, on the twentieth…"),
    ],
)
def test_the_same_words_are_judged_alike_however_they_are_written(typed: str, heard: str) -> None:
    assert strengths(heard) == pytest.approx(strengths(typed), abs=1e-6)


def test_every_word_keeps_its_place() -> None:
    written = "Yes, I'm a fourth-year (at Lakeshore); may I ask?"
    words = as_said(written)
    assert words.split() == ["Yes", "I'm", "a", "fourth", "year", "at", "Lakeshore", "may", "I", "ask?"]
    assert [words.index(word) for word in words.split()] == [written.index(word) for word in words.split()]


def test_other_words_are_not_judged_alike() -> None:
    assert strengths("I'm not asking for my chances.") != pytest.approx(
        strengths("I'm asking for my chances."), abs=0.01
    )
