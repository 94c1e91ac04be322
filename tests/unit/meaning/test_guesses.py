from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.meaning.combine import Suspicion
from rehearse.meaning.guesses import STRONG, believed

if TYPE_CHECKING:
    from rehearse.meaning.passages import Passage

TEXT = "What a raise it is? Yes."
RAISE, YES = (7, 12), (20, 23)


def suspicion(strength: float, *, cued: bool = True) -> Suspicion:
    return Suspicion("ask-pay", 0, 19, strength, cued)


class Reader:
    """Gives every passage one strength, and remembers what it was asked."""

    def __init__(self, strength: float) -> None:
        self.strength, self.texts = strength, list[str]()

    def __call__(self, text: str, passages: tuple[Passage, ...]) -> list[dict[str, float]]:
        self.texts += [text[p.start : p.end] for p in passages]
        return [{"ask-pay": self.strength} for _ in passages]


def test_a_suspicion_that_is_weaker_without_a_guessed_word_counts_without_its_cue() -> None:
    reader = Reader(0.1)
    assert believed((suspicion(0.8),), TEXT, (RAISE,), reader) == (suspicion(0.8, cued=False),)
    assert reader.texts == ["What a       it is?"]


def test_one_that_is_as_strong_without_it_keeps_its_cue() -> None:
    assert believed((suspicion(0.8),), TEXT, (RAISE,), Reader(0.8)) == (suspicion(0.8),)


def test_one_in_whose_passage_nothing_was_guessed_is_not_read_again() -> None:
    reader = Reader(0.1)
    assert believed((suspicion(0.8),), TEXT, (YES,), reader) == (suspicion(0.8),)
    assert reader.texts == []


def test_a_strong_one_stays_whatever_was_guessed() -> None:
    assert believed((suspicion(STRONG),), TEXT, (RAISE,), Reader(0.1)) == (suspicion(STRONG),)


def test_a_question_stays_one_when_its_last_word_is_left_out() -> None:
    reader = Reader(0.9)
    believed((suspicion(0.8),), TEXT, ((16, 19),), reader)
    assert reader.texts == ["What a raise it   ?"]
