from __future__ import annotations

import numpy as np
import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.sentence import BETWEEN_S, in_turn, trimmed
from rehearse.speech import Span
from tests.sounds import murmur, tone

RATE_HZ = 16000


def room(seconds: float) -> np.ndarray:
    return (murmur(seconds, RATE_HZ) / 32768 / 300).astype(np.float32)


def test_a_sentence_is_cut_to_what_was_said_with_a_little_around_it() -> None:
    samples = np.concatenate([room(1.5), tone(2.0, RATE_HZ, level=0.2), room(3.0)])

    cut = trimmed(Recording(samples, RATE_HZ, "again.wav"))

    assert cut is not None
    assert cut.duration_s == pytest.approx(2.5, abs=0.05)
    assert np.abs(cut.samples[round(0.25 * RATE_HZ)]) <= 0.2
    assert np.abs(cut.samples[round(0.2 * RATE_HZ) : round(2.2 * RATE_HZ)]).mean() > 0.1


@pytest.mark.parametrize("samples", [np.zeros(RATE_HZ, np.float32), np.zeros(0, np.float32), np.full(RATE_HZ, 1e-5)])
def test_where_nothing_was_said_nothing_is_left(samples: np.ndarray) -> None:
    assert trimmed(Recording(samples.astype(np.float32), RATE_HZ, "again.wav")) is None


def test_the_old_sentence_is_heard_first_and_then_the_new_one() -> None:
    old = np.zeros(10 * RATE_HZ, np.float32)
    old[4 * RATE_HZ : 6 * RATE_HZ] = tone(2.0, RATE_HZ, 300.0, 0.1)
    new = Recording(tone(1.0, 8000, 500.0, 0.05), 8000, "again.wav")

    turns = in_turn(Recording(old, RATE_HZ, "take.wav"), 6.0, Span(4.0, 6.0), new, 12.0)

    assert turns.both.duration_s == pytest.approx(0.25 + 2.0 + 0.15 + BETWEEN_S + 1.0)
    assert turns.new_from_s == pytest.approx(3.0)
    assert turns.new.duration_s == pytest.approx(1.0)
    heard = turns.both.samples
    assert np.abs(heard[RATE_HZ // 2 : RATE_HZ]).max() == pytest.approx(0.1 * 2, rel=0.02)
    assert np.abs(heard[round(3.5 * RATE_HZ) :]).max() == pytest.approx(0.05 * 4, rel=0.05)
    assert not heard[round(2.45 * RATE_HZ) : round(2.95 * RATE_HZ)].any()


def test_a_sentence_at_the_end_of_the_take_is_heard_to_its_end() -> None:
    old = Recording(tone(3.0, RATE_HZ), RATE_HZ, "take.wav")
    turns = in_turn(old, 0.0, Span(0.1, 3.0), Recording(tone(1.0, RATE_HZ), RATE_HZ, "again.wav"), 0.0)
    assert turns.new_from_s == pytest.approx(3.0 + BETWEEN_S)
