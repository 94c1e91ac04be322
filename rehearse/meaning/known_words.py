"""What a word that does not exist was probably meant to be: the known word that sounds most like it.

Of words of the trade a recogniser often writes the sound alone: "intons" for interns, "osking" for asking. The second
layer can do nothing with these. Whoever says such a word means one that such calls are made of, and those stand in the
known phrases.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from rehearse.phrases.sounds import distance, first_sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

SHORTEST = 5
"""Letters; shorter words sound like too many others."""

FARTHEST = 0.25
"""How far a word may be from a known one to the ear, see `sounds.distance`."""

_LETTERS = re.compile(r"[^\W\d_]+")
_ENDS_SENTENCE = (".", "?", "!")


class KnownWords:
    """The words of the known phrases.

    Args:
        phrases: The known phrases.
        exists: Whether a word, in lower case, is one of the language.
    """

    def __init__(self, phrases: Iterable[str], exists: Callable[[str], bool]) -> None:
        self._phrases, self._exists = phrases, exists

    def meant(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words of a text, each that does not exist replaced by the known one that it sounds like.

        Names stay, as far as their capital tells; so does what sounds like no known word.
        """
        before = ("", *words)
        begins = [not last or last.endswith(_ENDS_SENTENCE) for last in before]
        return tuple(self._meant(word, begins=begin) for word, begin in zip(words, begins, strict=False))

    def _meant(self, written: str, *, begins: bool) -> str:
        found = _LETTERS.search(written)
        if found is None or len(found[0]) != sum(char.isalnum() for char in written):
            return written
        word = found[0]
        if len(word) < SHORTEST or not (word.islower() or (begins and word[1:].islower())):
            return written
        word = word.lower()
        if not word.isascii() or word in self._known or self._exists(word):
            return written
        near = ((distance(word, known), known) for known in self._by_first_sound.get(first_sound(word), ()))
        far, known = min(near, default=(1.0, ""))
        return written.replace(found[0], known) if far <= FARTHEST else written

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(word for phrase in self._phrases for word in re.findall("[a-z]+", phrase.lower()))

    @cached_property
    def _by_first_sound(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST:
                found.setdefault(first_sound(word), []).append(word)
        return found
