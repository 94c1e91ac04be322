"""A guard on how well pauses and ums are found: made takes by a fixed seed, with margin below what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.speech.span import gaps
from rehearse.transcription.voice_activity import voiced_spans
from rehearse.transcription.whisper import WhisperTranscriber
from tests.synthesis import conditions, takes, texts
from tests.synthesis.scoring import Score, score
from tests.synthesis.voices import RATE_HZ, Voice

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.random import Generator
    from numpy.typing import NDArray

pytestmark = pytest.mark.synthesised_speech

VOICES = (Voice("espeak", "en-us", "American man"), Voice("espeak", "en-gb+f3", "British woman"))
SEED = 12
LEAST_PAUSES_F1 = 0.85
LEAST_UMS_F1 = 0.6


def made(voice: Voice, style: str, condition: str) -> takes.Take:
    return takes.make(voice, style, condition, SEED, texts.CALLS)


@pytest.mark.parametrize("condition", conditions.CONDITIONS)
def test_pauses_are_found_in_every_condition(condition: str) -> None:
    found = Score()
    for voice in VOICES:
        take = made(voice, "hesitant", condition)
        found.add(score(take, (), tuple(gaps(voiced_spans(take.samples)))))
    assert found.pauses >= 8
    assert (found.figures()["pause_f1"] or 0) >= LEAST_PAUSES_F1


def test_ums_are_found_and_none_is_invented() -> None:
    recogniser = WhisperTranscriber("base")
    found = Score()
    for style in ("hesitant", "fluent"):
        take = made(VOICES[1], style, "quiet")
        voiced = voiced_spans(take.samples)
        written = recogniser.transcribe(take.samples, voiced, lambda _share: None, lambda: False)
        found.add(score(take, [(word.text, word.start_s) for word in written.words], tuple(gaps(voiced))))
    assert found.f1 is not None
    assert found.f1 >= LEAST_UMS_F1
    assert found.fluent_false == 0


@pytest.mark.parametrize("made_by", [conditions.breath, conditions.laughter])
def test_breath_and_laughter_give_no_words(made_by: Callable[[float, Generator], NDArray[np.float32]]) -> None:
    chance = np.random.default_rng(SEED)
    silence = np.zeros(RATE_HZ // 2, np.float32)
    samples = np.concatenate([part for _ in range(6) for part in (silence, made_by(0.6, chance))])
    samples += chance.standard_normal(len(samples)).astype(np.float32) * 0.0005
    recogniser = WhisperTranscriber("base")
    written = recogniser.transcribe(samples, voiced_spans(samples), lambda _share: None, lambda: False)
    assert written.words == ()
