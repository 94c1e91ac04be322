"""Recognisers made of nothing for the chunk door: what they write tells which sound they were given.

Each `load_…` can be imported by a process of its own; the model's name is the path of a file that they leave behind
when they misbehave, so that they do it once.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.speech import NOTHING_EXPECTED, Word
from rehearse.transcription.transcriber import RATE_HZ, Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.speech import Expected
    from rehearse.transcription.chunks import Chunk


class FakeHearer:
    """Writes one word per stretch of voice: a sum over its samples, and whether it begins a chunk.

    The first name that is expected is borne out everywhere.

    Attributes:
        may_finish: It keeps hearing until this is set, or until it is stopped.
        chunks: What it was given, in order.
        stopped: How many chunks it was told to leave.
    """

    def __init__(self, model: str = "fake") -> None:
        self.model = model
        self.may_finish = threading.Event()
        self.may_finish.set()
        self.chunks: list[Chunk] = []
        self.stopped = 0

    def hear_chunk(
        self,
        chunk: Chunk,
        samples_16k: NDArray[np.float32],
        *,
        begins_s: float = 0.0,
        told: Callable[[float], None] = lambda _heard_s: None,
        stopped: Callable[[], bool] = lambda: False,
        expected: Expected = NOTHING_EXPECTED,
    ) -> tuple[Word, ...]:
        self.chunks.append(chunk)
        while not self.may_finish.wait(0.005):
            if stopped():
                self.stopped += 1
                raise Cancelled
        told(chunk.duration_s / 2)
        words = []
        named = next((one.name for one in expected.names), None)
        for index, span in enumerate(chunk.voiced):
            first, end = (round((at_s - begins_s) * RATE_HZ) for at_s in (span.start_s, span.end_s))
            loudness = int(abs(samples_16k[first:end]).sum() * 1000)
            words.append(Word(f"{'|' if not index else ''}{loudness}", span.start_s, span.end_s, named=named))
        return tuple(words)


class _Once(FakeHearer):
    def __init__(self, model: str, misbehave: Callable[[], None]) -> None:
        super().__init__(model)
        self._misbehave = misbehave

    def hear_chunk(self, chunk: Chunk, samples_16k: NDArray[np.float32], **options: object) -> tuple[Word, ...]:
        marker = Path(self.model)
        if not marker.exists():
            marker.touch()
            self._misbehave()
        return super().hear_chunk(chunk, samples_16k, **options)  # type: ignore[arg-type]


def _wait_for_ever() -> None:
    threading.Event().wait()


def load_fake(model: str) -> FakeHearer:
    """One that works."""
    return FakeHearer(model)


def load_crashing_once(model: str) -> FakeHearer:
    """One that takes its process down with its first chunk."""
    return _Once(model, lambda: os._exit(3))


def load_stuck_once(model: str) -> FakeHearer:
    """One that never comes back from its first chunk."""
    return _Once(model, _wait_for_ever)


def load_crashing(_model: str) -> FakeHearer:
    """One that takes its process down while it is loaded."""
    os._exit(3)


def load_missing(model: str) -> FakeHearer:
    """One that is not there."""
    raise KnownError(Trouble.MODEL_MISSING, model=model, command="pip install it")
