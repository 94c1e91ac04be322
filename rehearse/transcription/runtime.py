"""The door to faster-whisper: it is imported here only, offline, and its failures become known errors here."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    import numpy as np
    from numpy.typing import NDArray

MOST_WORKERS = 4
"""A take of ten minutes has twenty chunks, but each worker needs memory of its own."""

MOST_SOUNDS = 3
"""Encoded sounds that each thread remembers, 4 MB each."""

CORES_FOR_TWO_THREADS = 4
"""From this many cores on, each worker gets two threads, for a short take has one chunk only."""


def faster_whisper() -> ModuleType:
    """The library, told beforehand never to ask a hub for anything."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    import faster_whisper as library
    import faster_whisper.vad

    # Its progress bar, which is never shown, would share a lock between processes that nobody clears away.
    library.transcribe.tqdm.set_lock(threading.RLock())
    module: ModuleType = library
    return module


def listening_model(folder: str, *, verbatim: bool = True, **options: int) -> Any:  # noqa: ANN401 # a type of the library
    """Load a model that remembers, in each thread, what its encoder made of the last sounds.

    Whoever hears the same sound twice, with other options, pays for the encoder once.

    Args:
        folder: Where its files are.
        verbatim: Whether it can be asked for ums; kept with the model as `hears_verbatim`.
        options: What else faster-whisper is told.
    """
    library = faster_whisper()

    class ListeningModel(library.WhisperModel):  # type: ignore[misc, name-defined] # the library has no types
        hears_verbatim = verbatim

        def encode(self, features: NDArray[np.float32]) -> Any:  # noqa: ANN401
            for sound, encoded in getattr(remembered, "sounds", ()):
                if sound.shape == features.shape and bool((sound == features).all()):
                    return encoded
            encoded = super().encode(features)
            remembered.sounds = ((features.copy(), encoded), *getattr(remembered, "sounds", ())[: MOST_SOUNDS - 1])
            return encoded

    remembered = threading.local()
    return ListeningModel(folder, device="cpu", compute_type="int8", local_files_only=True, **options)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_and_threads() -> tuple[int, int]:
    """How many chunks are heard at once, and by how many threads each."""
    threads = 2 if cores() >= CORES_FOR_TWO_THREADS else 1
    return max(1, min(MOST_WORKERS, cores() // threads)), threads


@contextlib.contextmanager
def failures_known() -> Iterator[None]:
    """Turn whatever the runtime raises into RECOGNISER_FAILED; a cancel and errors known already pass as they are.

    Raises:
        KnownError: RECOGNISER_FAILED.
    """
    try:
        yield
    except (Cancelled, KnownError):
        raise
    except Exception as error:  # the runtime is native code and raises what it likes
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise KnownError(Trouble.RECOGNISER_FAILED, reason=reason) from error
