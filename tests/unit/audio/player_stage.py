"""What the tests of the player share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.voice import FADE_S
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rehearse.audio.player import Player

RATE_HZ = 16000


BUSY = KnownError(Trouble.LOUDSPEAKER_BUSY, device="Fake loudspeaker", reason="in use")


def silence(seconds: float) -> list[float]:
    return [0.0] * round(seconds * RATE_HZ)


def faded(samples: NDArray[np.float32], *, at_end: bool = False) -> list[float]:
    """What is heard of samples before and after which the recording goes on."""
    rise = (np.arange(len(samples), dtype=np.float32) / round(FADE_S * RATE_HZ)).clip(0, 1)
    return (samples * rise * (rise[::-1] if at_end else 1)).tolist()


def trouble_of(player: Player) -> Trouble | None:
    error = player.trouble()
    return None if error is None else error.trouble
