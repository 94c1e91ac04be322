"""What the tests of the recorder share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import load

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from rehearse.audio.recorder import Recorder
    from rehearse.errors import Trouble

RATE_HZ = 16000


def kept(path: Path) -> NDArray[np.int16]:
    """The samples that stand in a file."""
    return np.rint(load(path).samples * 32768).astype(np.int16)


def trouble_of(recorder: Recorder) -> Trouble | None:
    error = recorder.trouble()
    return None if error is None else error.trouble
