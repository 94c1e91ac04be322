"""What is expected to be said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExpectedName:
    """A name that may be said; the sound is compared with it once the words are written.

    Attributes:
        name: As it is spelled.
        behind: Where it must come: right behind one of these, each one or more words in lower case.
    """

    name: str
    behind: tuple[str, ...]
