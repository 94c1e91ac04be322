"""Deterministic changes to a passage that leave its meaning alone: what a recogniser or a learner makes of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

_HESITATIONS = ("um", "uh", "er", "like", "you know", "well", "so")
_MISHEARD = {
    "your": "you're", "you're": "your", "their": "there", "there": "their", "to": "too", "i'm": "im", "i'll": "ill",
    "don't": "dont", "can't": "cant", "no": "know", "here": "hear", "way": "weigh", "for": "four", "would": "wood",
    "eras": "heiress",
}  # fmt: skip


def changed(passage: str, chance: random.Random, neighbours: Sequence[str]) -> str:
    """The passage as it is in one case of four, else with some of the changes.

    Args:
        passage: Its words.
        chance: Source of the choices.
        neighbours: Passages of calls in which nothing is wrong; a part of one may come before or after.
    """
    if chance.random() > 0.75:
        return passage
    words = passage.split()
    if chance.random() < 0.5:
        words = re.sub(r"[^\w\s'’-]", " ", passage.lower()).split()
    if chance.random() < 0.3:
        for _ in range(chance.choice((1, 1, 2))):
            words.insert(chance.randrange(len(words) + 1), chance.choice(_HESITATIONS))
    if chance.random() < 0.25:
        words = [word for word in words if word.lower() not in ("a", "an", "the") or chance.random() < 0.4]
    if chance.random() < 0.25:
        words = [_MISHEARD.get(word.lower(), word) if chance.random() < 0.5 else word for word in words]
    if chance.random() < 0.15 and len(words) > 6:
        words.pop(chance.randrange(len(words)))
    if chance.random() < 0.2 and neighbours:
        words = _beside(words, chance.choice(neighbours).split(), chance)
    return " ".join(words)


def _beside(words: list[str], neighbour: list[str], chance: random.Random) -> list[str]:
    size = chance.randint(3, 10)
    piece = neighbour[-size:] if chance.random() < 0.5 else neighbour[:size]
    return piece + words if chance.random() < 0.5 else words + piece
