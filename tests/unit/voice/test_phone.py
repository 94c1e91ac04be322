from __future__ import annotations

import numpy as np
import pytest

from rehearse.voice import phone
from rehearse.voice.phone import RATE_HZ, PhoneLine, through

TIMES_S = np.arange(2 * RATE_HZ) / RATE_HZ


def tone(hertz: float, level: float = 0.2) -> np.ndarray:
    return (level * np.sin(2 * np.pi * hertz * TIMES_S)).astype(np.float32)


def level_db(samples: np.ndarray) -> float:
    return 20 * float(np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64))) + 1e-12))


@pytest.mark.parametrize(("hertz", "passes"), [(100, False), (1000, True), (2500, True), (6000, False)])
def test_a_telephone_lets_through_what_lies_between_300_and_3400_hertz(hertz: float, *, passes: bool) -> None:
    lost_db = level_db(tone(hertz)) - level_db(phone.band(tone(hertz), 300, 3400))
    assert (lost_db < 0.5) is passes
    assert passes or lost_db > 40


@pytest.mark.parametrize("line", PhoneLine)
def test_every_line_has_the_same_loudness_whatever_came_in_and_never_clips(line: PhoneLine) -> None:
    faint, strong = through(tone(900, 0.005), line, 1), through(tone(900, 0.9), line, 1)
    assert level_db(faint) == pytest.approx(level_db(strong), abs=1.0)
    assert level_db(strong) == pytest.approx(-22, abs=2.0)
    assert np.abs(strong).max() <= phone.LOUDEST


def test_lines_differ_in_their_noise() -> None:
    noise = {line: level_db(through(np.zeros(RATE_HZ, np.float32), line, 1)) for line in PhoneLine}
    assert noise[PhoneLine.EXCHANGE] < noise[PhoneLine.DESK] < noise[PhoneLine.MOBILE]


def test_a_small_room_is_heard_after_the_voice() -> None:
    click = np.zeros(RATE_HZ, np.float32)
    click[1000:1100] = 0.5
    desk, room = (np.abs(through(click, line, 1)) for line in (PhoneLine.DESK, PhoneLine.SPEAKERPHONE))
    after = slice(1000 + round(0.02 * RATE_HZ), 1000 + round(0.08 * RATE_HZ))
    assert room[after].max() > 5 * desk[after].max()


def test_the_same_seed_gives_the_same_samples() -> None:
    assert np.array_equal(through(tone(900), PhoneLine.DESK, 3), through(tone(900), PhoneLine.DESK, 3))
    assert not np.array_equal(through(tone(900), PhoneLine.DESK, 3), through(tone(900), PhoneLine.DESK, 4))
