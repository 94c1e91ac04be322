"""Render the two demo takes into `assets/demo/`: a first attempt with the usual trouble, and a calm one.

The voice is that of hibari-tts; the people, numbers and hospitals are invented. The same script gives the same samples
every time; an Ogg file's serial number is drawn anew at each run, so the files themselves differ in a few bytes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile
from hibari import SAMPLE_RATE, Hibari

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDER = Path(__file__).resolve().parent.parent / "assets" / "demo"
SEED = 20
PEAK = 0.5
ROOM_NOISE = 10 ** (-66 / 20)
"""RMS of the added room noise: about 40 dB under the voice, so that the silences are those of a quiet room."""

SAID_AS = {
    "Okafor": "[Okafor](/ˈOkəfˌɔɹ/)",
    "AAMC ID": "A-A-M-C I-D",
}
"""Spellings that the voice reads well, for words that it would say otherwise."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words said in one breath at one pace, and the silence after them.

    Attributes:
        text: What is said.
        speed: Pace against the voice's own, 1.0.
        pause_s: Silence after it, in seconds.
    """

    text: str
    speed: float = 0.82
    pause_s: float = 0.35


FIRST_ATTEMPT = (
    Stretch("Um, good morning.", speed=1.0, pause_s=0.5),
    Stretch("My name is, uh, Maya Okafor, and I'm a fourth-year student at Lakeshore.", speed=0.9, pause_s=0.6),
    Stretch("Um, so, I applied through SOAP to the internal medicine program at Riverbend,", speed=1.0, pause_s=2.9),
    Stretch("and, um, I wanted to call because", speed=1.0, pause_s=0.2),
    Stretch(
        "I did surgery in the fall and then pediatrics and then I went back to medicine in the winter, "
        "and I also had a research month, and we made a poster about discharge letters,",
        speed=1.45,
        pause_s=0.1,
    ),
    Stretch(
        "and then in February I had another month on the wards, and everybody there told me that I should call "
        "as many programs as I could, and so that is what I am doing today.",
        speed=1.45,
        pause_s=0.8,
    ),
    Stretch("Uh, I really need a spot,", speed=1.05, pause_s=0.3),
    Stretch("and, um, I will do anything you need.", speed=1.05, pause_s=1.2),
    Stretch("So, uh, please consider my application. Thank you so much for your time.", speed=1.1, pause_s=0.6),
)

CALM_TAKE = (
    Stretch("Good morning.", pause_s=0.6),
    Stretch("My name is Maya Okafor. I am a fourth-year medical student at Lakeshore.", pause_s=0.9),
    Stretch("My AAMC ID is one, four, eight, seven,", pause_s=0.35),
    Stretch("two, zero, nine, three.", pause_s=1.0),
    Stretch("I applied through SOAP to the internal medicine program at Riverbend Medical Center.", pause_s=0.9),
    Stretch("I am drawn to your program because your residents run an evening clinic for farm workers.", pause_s=0.6),
    Stretch("I helped to run one like it for two years, and I would like to continue that work.", pause_s=0.9),
    Stretch("On my sub-internship, my attendings trusted me with six patients of my own each day.", pause_s=1.1),
    Stretch("Is there anything else you need from me to complete my file?", pause_s=1.1),
    Stretch("I would be grateful to be considered for an interview.", pause_s=0.8),
    Stretch("Thank you for your time.", pause_s=0.6),
)

TAKES = {"first-attempt": FIRST_ATTEMPT, "calm-take": CALM_TAKE}


def silence(seconds: float) -> NDArray[np.float32]:
    """That many seconds of nothing."""
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def trimmed(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The voice without the silence that the model puts around it, so that pauses last as long as they say."""
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    margin = SAMPLE_RATE // 20
    return samples[max(0, loud[0] - margin) : loud[-1] + margin]


def render(stretches: tuple[Stretch, ...], voice: Hibari) -> NDArray[np.float32]:
    """One take at the voice's sample rate, in a quiet room, at an even level."""
    parts = [silence(0.6)]
    for number, stretch in enumerate(stretches):
        text = stretch.text
        for spelling, said_as in SAID_AS.items():
            text = text.replace(spelling, said_as)
        parts += [trimmed(voice(text, speed=stretch.speed, seed=SEED + number)), silence(stretch.pause_s)]
    samples = np.concatenate(parts)
    room = np.random.default_rng(SEED).normal(0, ROOM_NOISE, len(samples))
    return np.asarray(samples * (PEAK / np.abs(samples).max()) + room, np.float32)


def main() -> None:
    """Write each take as Ogg Vorbis, with the words said beside it."""
    voice = Hibari()
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, stretches in TAKES.items():
        samples = render(stretches, voice)
        recording = FOLDER / f"{name}.ogg"
        soundfile.write(recording, samples, SAMPLE_RATE, format="OGG", subtype="VORBIS", compression_level=0.6)
        words = "\n".join(stretch.text for stretch in stretches)
        recording.with_suffix(".txt").write_text(words + "\n", encoding="utf-8")
        print(f"{recording.name}: {len(samples) / SAMPLE_RATE:.1f} s, {recording.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
