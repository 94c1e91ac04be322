"""Words to tokens, so that it makes no difference how somebody wrote down what was said.

Where a recogniser puts commas and stops is its own choice, and so is whether it writes "7" or "seven". Whoever types
leaves half of that out. So the encoder gets the words alone, and the question marks, which say something of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.phrases.text import ORDINALS
from rehearse.speech.number_words import SMALL_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tokenizers import Tokenizer

LONGEST_TOKENS = 96
"""Tokens that are read of a passage; passages of the labelled texts have fewer."""

_UNSAID = re.compile(r"[,;:.!…\"“”()—–]|(?<=\w)-(?=\w)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage as the encoder reads it.

    Attributes:
        ids: What each token is.
        offsets: The characters of each token in the passage.
    """

    ids: Sequence[int]
    offsets: Sequence[tuple[int, int]]


class PassageReader:
    """Reads passages as tokens. Reading changes nothing in it, so threads may share one.

    Args:
        tokenizer: A loaded tokenizer.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.enable_truncation(LONGEST_TOKENS)
        self._tokenizer, self._said = tokenizer, _said(tokenizer)

    def exists(self, word: str) -> bool:
        """Whether a word, in lower case, is one that the tokenizer knows whole."""
        return self._tokenizer.token_to_id(word) is not None

    def tokens(self, passages: Sequence[str]) -> list[Tokens]:
        """The tokens of some passages, in their order; offsets are those in the passages as they are given."""
        encoded = self._tokenizer.encode_batch([as_said(passage) for passage in passages])
        return [Tokens([self._said.get(one, one) for one in each.ids], each.offsets) for each in encoded]


def as_said(passage: str) -> str:
    """Words and question marks alone: spaces stand where other punctuation was, so that every word keeps its place."""
    return _UNSAID.sub(lambda found: " " * len(found[0]), passage)


def _said(tokenizer: Tokenizer) -> Mapping[int, int]:
    """Numbers in figures as the numbers in words."""
    written = [(str(number), word) for number, word in enumerate(SMALL_NUMBERS)]
    written += [(f"{number}{_ending(number)}", word) for number, word in enumerate(ORDINALS)]
    pairs = ((tokenizer.token_to_id(figure), tokenizer.token_to_id(word)) for figure, word in written)
    return {figure: word for figure, word in pairs if figure is not None and word is not None}


def _ending(number: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(number, "th")
