from __future__ import annotations

import threading

import numpy as np
import pytest

from rehearse.speech import Span
from rehearse.transcription.transcriber import Cancelled
from tests.fake_recogniser import FakeRecogniser

SAMPLES = np.zeros(32_000, np.float32)
VOICED = (Span(0.5, 1.5),)


def test_it_writes_down_what_it_is_told_over_what_is_voiced() -> None:
    recogniser = FakeRecogniser("one two")
    shares: list[float] = []
    transcript = recogniser.transcribe(SAMPLES, VOICED, shares.append, lambda: False)
    assert [(word.text, word.start_s, word.end_s) for word in transcript.words] == [
        ("one", 0.5, 1.0),
        ("two", 1.0, 1.5),
    ]
    assert shares == [0.5, 1.0]
    assert recogniser.heard_s == [2.0]


def test_it_fails_as_it_is_told() -> None:
    recogniser = FakeRecogniser()
    recogniser.failure = ValueError("as told")
    with pytest.raises(ValueError, match="as told"):
        recogniser.transcribe(SAMPLES, VOICED, lambda _share: None, lambda: False)


def test_it_can_be_cancelled_while_it_works() -> None:
    recogniser = FakeRecogniser()
    recogniser.may_finish.clear()
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        recogniser.transcribe(SAMPLES, VOICED, lambda _share: None, stop.is_set)
