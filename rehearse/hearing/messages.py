"""What the program and its recogniser's process say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.speech import NOTHING_EXPECTED

if TYPE_CHECKING:
    from rehearse.errors import KnownError, Trouble
    from rehearse.hearing.values import HeardTake
    from rehearse.speech import Expected, Word

WIDTHS = {2: "int16", 4: "float32"}
"""How samples are sent: their bytes each, and their type for numpy."""


@dataclass(frozen=True, slots=True)
class Begin:
    """Hear a new take; what belongs to an earlier one is dropped.

    Attributes:
        take: Its number.
        sample_rate_hz: Of its samples.
        expected: Names that its sound is compared with.
    """

    take: int
    sample_rate_hz: int
    expected: Expected = NOTHING_EXPECTED


@dataclass(frozen=True, slots=True)
class Samples:
    """The next samples of a take: one channel, each of `width` bytes."""

    take: int
    samples: bytes
    width: int


@dataclass(frozen=True, slots=True)
class Finish:
    """The take is over; its result is wanted."""

    take: int


@dataclass(frozen=True, slots=True)
class Drop:
    """The take is not wanted any more."""

    take: int


Request = Begin | Samples | Finish | Drop


@dataclass(frozen=True, slots=True)
class Ready:
    """The recogniser is loaded."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a take is.

    Attributes:
        take: Which.
        frames: How many of its samples were taken in.
        waiting: How many chunks are not heard yet.
        waiting_s: How many seconds of certain chunks are not heard yet.
        steps: Rises whenever the recogniser has got on with a chunk.
    """

    take: int
    frames: int
    waiting: int
    waiting_s: float
    steps: int


@dataclass(frozen=True, slots=True)
class Further:
    """The next words of a take that is still being heard."""

    take: int
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished take."""

    take: int
    heard: HeardTake


@dataclass(frozen=True, slots=True)
class Failed:
    """The recogniser could not be loaded (`take` is None), or could not hear a take.

    Attributes:
        take: Which.
        trouble: What went wrong.
        details: What its sentence tells.
    """

    take: int | None
    trouble: Trouble
    details: dict[str, str]


Reply = Ready | Progress | Further | Finished | Failed


def failed(take: int | None, error: KnownError) -> Failed:
    """The message about an error, which comes out on the other side as the same."""
    return Failed(take, error.trouble, {name: str(value) for name, value in error.details.items()})
