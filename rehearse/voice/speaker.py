"""Says a line with a person's voice over a telephone: hibari-tts, one bundled voice made into several people.

A person is a pace, a pitch and a telephone. The pitch comes from playing the sound faster or slower, which moves the
resonances along, as a larger or smaller head does; the pace is put right before.
"""

from __future__ import annotations

import logging
import re
import zlib
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse.audio.decode import Recording
from rehearse.errors import KnownError, Trouble
from rehearse.voice.phone import RATE_HZ, PhoneLine, through

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

log = logging.getLogger(__name__)

SEMITONES = 12
SILENT = 0.03
"""Samples below this are the silence that the voice puts around what it says."""
MARGIN_S = 0.06

SAID_AS: Mapping[str, str] = {
    "AAMC ID": "A-A-M-C I-D",
    "AAMC": "A-A-M-C",
    "ERAS": "[ERAS](/ˈɪɹəs/)",
    "NRMP": "N-R-M-P",
    "GME": "G-M-E",
    "IMG": "I-M-G",
    "ID": "I-D",
}
"""Abbreviations as the voice must be told to read them."""


@dataclass(frozen=True, slots=True)
class PersonVoice:
    """How one person sounds.

    Attributes:
        speed: Pace; 1 is the voice's own.
        pitch_st: Pitch against the voice's own, in semitones; useful from -5 to 5.
        line: From what kind of telephone the person speaks.
    """

    speed: float = 1.0
    pitch_st: float = 0.0
    line: PhoneLine = PhoneLine.DESK


class Speaker:
    """Says lines; loading takes a second or two, a line then far less time than it lasts. Any thread may call.

    Raises:
        KnownError: VOICE_UNAVAILABLE; the call then goes on with its lines as text.
    """

    def __init__(self) -> None:
        self._voice = _loaded()
        self._lock = Lock()

    def say(self, text: str, person: PersonVoice, said_as: Mapping[str, str] | None = None) -> NDArray[np.float32]:
        """A line as it is heard over the telephone.

        Args:
            text: What is said.
            person: Who says it.
            said_as: Names that are read in another way than they are written, by their written form.

        Returns:
            Samples at `RATE_HZ`, shape (n,); the same text and person give the same samples. Empty for an empty text.

        Raises:
            KnownError: VOICE_UNAVAILABLE.
        """
        if not text.strip():
            return np.zeros(0, np.float32)
        spoken = respelled(text, {**SAID_AS, **(said_as or {})})
        seed = zlib.crc32(f"{text}|{person}".encode()) & 0xFFFF
        ratio = 2 ** (person.pitch_st / SEMITONES)
        try:
            with self._lock:
                plain = self._voice(spoken, speed=person.speed / ratio, seed=seed)
        except Exception as error:
            log.exception("a line could not be spoken")
            raise KnownError(Trouble.VOICE_UNAVAILABLE, reason=type(error).__name__) from error
        pitched = Recording(np.asarray(plain, np.float32), round(RATE_HZ * ratio), "").at(RATE_HZ)
        return through(_trimmed(pitched), person.line, seed)


def respelled(text: str, said_as: Mapping[str, str]) -> str:
    """A text with the words that are read in another way written so; the longest first, whole words only."""
    written = sorted((word for word in said_as if said_as[word].strip()), key=len, reverse=True)
    if not written:
        return text
    any_of = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, written)) + r")(?!\w)")
    return any_of.sub(lambda found: said_as[found[1]], text)


def _loaded() -> Any:  # noqa: ANN401 # the library is not typed
    try:
        from hibari import Hibari

        return Hibari()
    except Exception as error:
        log.exception("the voice could not be loaded")
        raise KnownError(Trouble.VOICE_UNAVAILABLE, reason=type(error).__name__) from error


def _trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Without the silence around the words, but for a short margin."""
    loud = np.flatnonzero(np.abs(samples) > SILENT)
    if not len(loud):
        return samples
    margin = round(MARGIN_S * RATE_HZ)
    return samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]
