"""Texts as somebody speaks them, and what the program hears and judges in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from rehearse import meaning, phrases, scenarios
from rehearse.analysis import check_words
from rehearse.transcription.voice_activity import voiced_spans
from tests.synthesis import conditions, voices
from tests.synthesis.voices import RATE_HZ, Voice

if TYPE_CHECKING:
    from rehearse.phrases.finding import CheckResult
    from rehearse.target import Target
    from rehearse.transcription.whisper import WhisperTranscriber

VOICES = (
    Voice("hibari", "heart", "American woman"),
    Voice("flite", "slt", "American woman"),
    Voice("flite", "rms", "American man"),
    Voice("espeak", "en-us", "American man"),
    Voice("espeak", "en-gb+f3", "British woman"),
)
SPELLED = (
    (r"\bAAMC\b", "A A M C"),
    (r"\bVCMC\b", "V C M C"),
    (r"\bMS(\d)\b", r"M S \1"),
    (r"\bIMG\b", "I M G"),
    (r"\bUS\b", "U S"),
)


def read_aloud(text: str) -> str:
    """A typed text as it is said: long numbers digit by digit, in groups of four, short forms letter by letter."""
    for short, said in SPELLED:
        text = re.sub(short, said, text)
    return re.sub(r"\d{4,}", lambda match: " ".join(_groups(match[0])), text)


def _groups(digits: str) -> list[str]:
    grouped = [" ".join(digits[at : at + 4]) for at in range(0, len(digits), 4)]
    return [group + "," for group in grouped[:-1]] + grouped[-1:]


def heard_and_judged(
    recogniser: WhisperTranscriber, voice: Voice, text: str, scenario: str, target: Target
) -> tuple[str, CheckResult]:
    """A text spoken, heard and checked: what was written down, and what is said of it."""
    silence = np.zeros(RATE_HZ // 2, np.float32)
    clean = np.concatenate([silence, voices.speak(voice, read_aloud(text)), silence])
    samples = conditions.apply(clean, "quiet", np.random.default_rng(len(text)))
    expected = phrases.expected(target)
    transcript = recogniser.transcribe(samples, voiced_spans(samples), lambda _share: None, lambda: False, expected)
    return transcript.text, check_words(transcript, scenarios.get(scenario), target, phrases.load())


def judged(text: str, scenario: str, target: Target) -> CheckResult:
    """What the program says of a typed text."""
    return meaning.check(text, scenarios.get(scenario), target, phrases.load())
