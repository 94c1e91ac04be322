"""How exact each voice model is: what its makers measured, and what we did. Every such figure stands here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Published:
    """Words that a model got wrong in its makers' tests with read speech, in 100.

    Attributes:
        clear: With clear recordings (LibriSpeech test-clean).
        difficult: With difficult ones (LibriSpeech test-other).
    """

    clear: int
    difficult: int


@dataclass(frozen=True, slots=True)
class MeasuredExactness:
    """What we measured with this program. Few were said, so counts are told, not shares.

    Attributes:
        said: How many um and uh were said.
        found: How many of them were found, their start within half a second.
        false: How many were found that nobody said.
        words_wrong: Words wrong in 100.
        speech: What it was measured on.
        way: What made the figures: a command, or the record that names the recordings and the way.
    """

    said: int
    found: int
    false: int
    words_wrong: int
    speech: str
    way: str


PUBLISHED = {"tiny.en": Published(6, 15), "base": Published(5, 12), "small.en": Published(3, 7)}
"""From "Robust Speech Recognition via Large-Scale Weak Supervision" (Radford et al., 2022), rounded."""

_REAL = "17 real recordings"
_RECORD = ".github/decisions/0005-hearing-filled-pauses.md"
_SYNTHETIC = "24 takes of synthetic speech, half of them by telephone, far away or in noise"
_BENCHMARK = "tests/benchmarks/hearing.py --model NAME"

MEASURED = {
    "base": (
        MeasuredExactness(15, 14, 0, 20, _REAL, _RECORD),
        MeasuredExactness(76, 39, 4, 17, _SYNTHETIC, _BENCHMARK),
    ),
    "tiny.en": (MeasuredExactness(15, 4, 0, 23, _REAL, _RECORD),),
}
"""By name of the model; a model that is not here was not measured. The record splits the figures on synthetic
speech by voice and condition."""

NOT_MEASURED = "Not measured"


def facts(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """How exact a model is, in short lines: what each is about, and one line for every kind of speech."""
    fillers, wrong = [], []
    for found in MEASURED.get(name, ()):
        invented = f"{found.false} that nobody said" if found.false else "none invented"
        fillers.append(f"{found.found} of {found.said} found, {invented} ({found.speech})")
        wrong.append(f"{found.words_wrong} in 100 ({found.speech})")
    published = PUBLISHED.get(name)
    if published is not None:
        clear, difficult = published.clear, published.difficult
        wrong.append(f"{clear} in 100 when clear, {difficult} when difficult (read aloud, in its makers' tests)")
    return (
        ("Um and uh", tuple(fillers) or (NOT_MEASURED,)),
        ("Wrong words", tuple(wrong) or (NOT_MEASURED,)),
    )


def measured_words(name: str) -> str:
    """What we measured of a model, for people; empty where we did not."""
    return " ".join(_measured(found) for found in MEASURED.get(name, ()))


def _measured(found: MeasuredExactness) -> str:
    reported = f"and reported {found.false} that nobody said" if found.false else "and invented none"
    return (
        f"In {found.speech}, the voice model found {found.found} of {found.said} ums and uhs {reported}; "
        f"{found.words_wrong} of 100 words were wrong."
    )
