from __future__ import annotations

import numpy as np
import pytest

from rehearse.assets import demo_takes
from rehearse.audio.decode import load
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_activity import SOON_S, VoiceFollower, voiced_spans

PORTION = RATE_HZ // 10


@pytest.fixture(scope="module")
def spoken() -> np.ndarray:
    return load(demo_takes()[1].path).at(RATE_HZ)[: 30 * RATE_HZ]


def test_a_voice_is_known_before_it_is_settled_and_mostly_stays_so(spoken: np.ndarray) -> None:
    follower, ahead = VoiceFollower(), {}
    for start in range(0, len(spoken), PORTION):
        follower.add(spoken[start : start + PORTION])
        if soon := follower.if_over():
            assert follower.heard_s - soon[-1].end_s < 0.6
            ahead.setdefault(len(follower.settled) + len(soon) - 1, soon[-1])
    same = [span == follower.settled[index] for index, span in ahead.items()]
    assert len(same) >= 4
    assert sum(same) >= 0.75 * len(same)


def test_looking_ahead_moves_no_edge(spoken: np.ndarray) -> None:
    follower = VoiceFollower()
    for start in range(0, len(spoken), PORTION):
        follower.add(spoken[start : start + PORTION])
        follower.if_over()
    follower.finish()
    assert tuple(follower.settled) == voiced_spans(spoken)


def test_nobody_is_thought_to_be_over_while_speaking_or_in_silence(spoken: np.ndarray) -> None:
    follower = VoiceFollower()
    follower.add(np.zeros(RATE_HZ, np.float32))
    assert (follower.if_over(), follower.speaks_s) == ((), 0.0)
    follower = VoiceFollower()
    first = voiced_spans(spoken)[0]
    follower.add(spoken[: round(first.end_s * RATE_HZ)])
    assert follower.if_over() == ()
    assert follower.speaks_s == pytest.approx(first.duration_s, abs=0.3)
    follower.add(np.zeros(round((SOON_S + 0.2) * RATE_HZ), np.float32))
    assert len(follower.if_over()) == 1
    assert follower.speaks_s == 0.0
