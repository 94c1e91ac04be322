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
    """What we measured with this program.

    Attributes:
        fillers_found: Of 100 um and uh that were said, so many were found.
        fillers_right: Of 100 that were found, so many were said.
        words_wrong: Words wrong in 100.
        speech: What it was measured on.
        command: What made the figures.
    """

    fillers_found: int
    fillers_right: int
    words_wrong: int
    speech: str
    command: str


PUBLISHED = {"tiny.en": Published(6, 15), "base": Published(5, 12), "small.en": Published(3, 7)}
"""From "Robust Speech Recognition via Large-Scale Weak Supervision" (Radford et al., 2022), rounded."""

MEASURED: dict[str, Measured] = {}
"""By name of the model; a model that is not here was not measured."""

NOT_MEASURED = "How exact it is on such calls was not measured."


def words(name: str) -> str:
    """How exact a model is, for people."""
    return " ".join((_measured(MEASURED.get(name)), _published(PUBLISHED.get(name)))).strip()


def measured_words(name: str) -> str:
    """What we measured of a model, for people; empty where we did not."""
    return _measured(MEASURED[name]) if name in MEASURED else ""


def _measured(found: Measured | None) -> str:
    if found is None:
        return NOT_MEASURED
    return (
        f"On {found.speech} it found {found.fillers_found} of 100 um and uh, {found.fillers_right} of 100 that it "
        f"found were there, and {found.words_wrong} of 100 words were wrong."
    )


def _published(found: Published | None) -> str:
    if found is None:
        return ""
    return (
        f"In its makers' tests with read speech, {found.clear} words in 100 were wrong if clear, {found.difficult} if "
        "difficult."
    )
