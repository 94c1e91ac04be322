"""A recogniser made of nothing, for the recogniser door: it writes down what it is told, as late as it is told."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from rehearse.speech import NOTHING_EXPECTED, Transcript, Word
from rehearse.transcription.transcriber import RATE_HZ, Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.speech import Expected, Span

TEXT = "Good morning, my name is Maya Okafor. Thank you for your time."


class FakeRecogniser:
    """Pass `lambda model: LocalListener(recogniser)` as the services' `make_listener`.

    Attributes:
        model: Name of the voice model that it claims to be.
        text: What it hears in every recording, spread evenly over what is voiced.
        failure: What it raises instead of hearing anything.
        may_finish: It keeps working until this is set, or until it is cancelled.
        heard_s: Length of each recording that it was given.
    """

    def __init__(self, text: str = TEXT, model: str = "tiny.en") -> None:
        self.model = model
        self.text = text
        self.failure: Exception | None = None
        self.may_finish = threading.Event()
        self.may_finish.set()
        self.heard_s: list[float] = []

    def transcribe(
        self,
        samples_16k: NDArray[np.float32],
        voiced: tuple[Span, ...],
        progress: Callable[[float], None],
        cancelled: Callable[[], bool],
        expected: Expected = NOTHING_EXPECTED,  # noqa: ARG002
    ) -> Transcript:
        self.heard_s.append(len(samples_16k) / RATE_HZ)
        progress(0.5)
        while not self.may_finish.wait(0.005):
            if cancelled():
                raise Cancelled
        if self.failure is not None:
            raise self.failure
        start_s = voiced[0].start_s if voiced else 0.0
        end_s = voiced[-1].end_s if voiced else len(samples_16k) / RATE_HZ
        words = self.text.split()
        each_s = (end_s - start_s) / max(1, len(words))
        timed = (
            Word(word, start_s + index * each_s, start_s + (index + 1) * each_s) for index, word in enumerate(words)
        )
        progress(1.0)
        return Transcript(tuple(timed), self.model)
