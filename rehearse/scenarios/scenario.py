"""A call to rehearse: its goal, what belongs into it, how long it may take."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.measures.values import Band


class Origin(StrEnum):
    """Where a figure comes from: the articles, or our own choice (marked so in the program)."""

    ARTICLES = "articles"
    OURS = "ours"


@dataclass(frozen=True, slots=True)
class Style:
    """One of several good ways to make a call on which the articles differ; the user chooses.

    Attributes:
        prefers: The must-say to be made where another would do as well.
        model: A model answer in this style.
    """

    prefers: str
    model: str


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
        styles: Ways to make the call, by name; empty where there is one way only.
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
    styles: Mapping[str, Style] = field(default_factory=dict)

    def in_style(self, name: str) -> Scenario:
        """The call as it is shown to somebody who chose a style; judged it is in every style alike.

        Args:
            name: Of the style; a name that the call doesn't know changes nothing.
        """
        style = self.styles.get(name)
        if style is None:
            return self
        required = tuple((style.prefers,) if style.prefers in group else group for group in self.required)
        return replace(self, required=required, model=style.model)
