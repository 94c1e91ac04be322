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
class Measured:
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
_MADE = "24 takes of made speech, half of them by telephone, far away or in noise,"
_BENCHMARK = "tests/benchmarks/hearing.py --model NAME"

MEASURED = {
    "base": (Measured(15, 13, 0, 20, _REAL, _RECORD), Measured(76, 36, 6, 16, _MADE, _BENCHMARK)),
    "tiny.en": (Measured(15, 4, 0, 23, _REAL, _RECORD),),
}
"""By name of the model; a model that is not here was not measured. The record splits the figures on made speech by
voice and condition."""

NOT_MEASURED = "How exact it is on such calls was not measured."


def words(name: str) -> str:
    """How exact a model is, for people."""
    return " ".join((measured_words(name) or NOT_MEASURED, _published(PUBLISHED.get(name)))).strip()


def measured_words(name: str) -> str:
    """What we measured of a model, for people; empty where we did not."""
    return " ".join(_measured(found) for found in MEASURED.get(name, ()))


def _measured(found: Measured) -> str:
    false = f"{found.false} that nobody said" if found.false else "none that nobody said"
    return (
        f"On {found.speech} it found {found.found} of {found.said} um and uh, and {false}; "
        f"{found.words_wrong} of 100 words were wrong."
    )


def _published(found: Published | None) -> str:
    if found is None:
        return ""
    return (
        f"In its makers' tests with read speech, {found.clear} words in 100 were wrong if clear, {found.difficult} if "
        "difficult."
    )
