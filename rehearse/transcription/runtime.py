"""The door to faster-whisper: it is imported here only, offline, and its failures become known errors here."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

MOST_THREADS = 8
"""More threads make a small model slower, not faster."""


def faster_whisper() -> ModuleType:
    """The library, told beforehand never to ask a hub for anything."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    import faster_whisper as library
    import faster_whisper.vad

    module: ModuleType = library
    return module


def threads() -> int:
    """How many threads the recogniser uses: every core it may have, up to `MOST_THREADS`."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_THREADS, available))


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
