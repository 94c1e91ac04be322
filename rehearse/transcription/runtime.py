"""The door to faster-whisper: it is imported here only, offline, and its failures become known errors here."""

from __future__ import annotations

import contextlib
import os
import threading
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

MOST_WORKERS = 4
"""A take of ten minutes has twenty chunks, but each worker needs memory of its own."""

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


def workers_and_threads() -> tuple[int, int]:
    """How many chunks are heard at once, and by how many threads each."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    threads = 2 if cores >= CORES_FOR_TWO_THREADS else 1
    return max(1, min(MOST_WORKERS, cores // threads)), threads


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
