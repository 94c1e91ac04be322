"""A call to rehearse: its goal, what belongs into it, how long it may take."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.measures.values import Band


class Origin(StrEnum):
    """Where a figure comes from: the articles, or our own choice (marked so in the program)."""

    ARTICLES = "articles"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Scenario:
    """A call to rehearse.

    Attributes:
        id: Stable id, as in `rehearse analyze --scenario`.
        title: Short name for people.
        goal: What the call is for, one sentence.
        listener: Who hears it ("the residency coordinator").
        required: Must-says in the order in which they are best said; each a group of which one suffices.
        optional: Welcome extras.
        avoid: What to keep out, short sentences.
        model: A model answer, invented names.
        length: Band of `speech_duration_s` in seconds; None where only words count (e-mail).
        length_origin: Whether the band stands in the articles.
        words: Band of the number of words; only for the e-mail.
        rules: Ids of the scenarios whose phrase rules apply.
        spoken: False where no voice measures make sense.
    """

    id: str
    title: str
    goal: str
    listener: str
    required: tuple[tuple[str, ...], ...]
    optional: tuple[str, ...]
    avoid: tuple[str, ...]
    model: str
    length: Band | None
    length_origin: Origin
    words: Band | None
    rules: tuple[str, ...]
    spoken: bool
