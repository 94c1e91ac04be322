"""Labelled recordings in altered forms, for few recordings tell little and a form of one may be heard otherwise.

    python tests/benchmarks/altered.py INDEX TO

INDEX is a JSON file beside a folder `audio`, a list of {"file", "seconds", "words", "fillers": [{"t", "text"}],
"text"}; no such recordings are part of the program. For each form a folder comes into TO with the recordings as WAV and
an `index.json` of the same kind, with times moved along. The forms: begun 0.3 to 2 s earlier or later and louder or
softer (moved), and so also 4 % faster, 4 % slower in noise, in a small room, by telephone; and joined in pairs at the
same loudness. The same recordings give the same forms.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rehearse.audio.decode import Recording, load
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.transcription.voice_activity import voiced_spans
from tests.speech import write_wav
from tests.synthesis.conditions import Surroundings, recorded

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]
    Label = dict[str, Any]

FASTER, SLOWER = 1.04, 0.96
FORMS: dict[str, tuple[float, Surroundings | None]] = {
    "moved": (1.0, None),
    "faster": (FASTER, None),
    "slower-in-noise": (SLOWER, Surroundings(-25.0)),
    "in-a-room": (1.0, Surroundings(-40.0, reverberation_s=0.3)),
    "by-telephone": (1.0, Surroundings(-35.0, by_telephone=True)),
}
"""How fast each form is, and what the voice goes through."""
QUIET_S = 0.25
"""The quietest moment of a recording of this length is its background."""
LOUDNESS = 0.05
"""Root mean square of joined recordings."""
PEAK = 0.98


def background(sound: Sound, seconds: float) -> Sound:
    """The quietest moment of a recording, forwards and backwards, for so long."""
    length = round(QUIET_S * RATE_HZ)
    starts = range(0, len(sound) - length, length // 10)
    quietest = min((at for at in starts if np.any(sound[at : at + length])), key=lambda at: float(power(sound, at)))
    piece = sound[quietest : quietest + length]
    rounds = round(seconds * RATE_HZ) // length + 2
    return np.concatenate([piece[:: 1 if at % 2 == 0 else -1] for at in range(rounds)])[: round(seconds * RATE_HZ)]


def power(sound: Sound, at: int) -> float:
    """Mean square of a moment."""
    return float(np.square(sound[at : at + round(QUIET_S * RATE_HZ)]).mean())


def later(label: Label, seconds: float, speed: float = 1.0) -> Label:
    """A label of a recording that begins so much later, and then is so much faster."""

    def moved(filler: Label) -> Label:
        return filler if filler["t"] is None else {**filler, "t": (filler["t"] + seconds) / speed}

    return {
        **label,
        "seconds": (label["seconds"] + seconds) / speed,
        "fillers": [moved(filler) for filler in label["fillers"]],
    }


def louder(sound: Sound, factor: float) -> Sound:
    """Never so loud that it is cut."""
    return np.asarray(sound * min(factor, PEAK / (float(np.abs(sound).max()) + 1e-9)), np.float32)


def altered(label: Label, sound: Sound, form: str) -> tuple[Label, Sound]:
    """One recording in one form."""
    chance = np.random.default_rng(zlib.crc32(f"{form}/{label['file']}".encode()))
    label, sound = begun_elsewhere(label, sound, chance)
    sound = louder(sound, 10 ** (chance.uniform(-8, 4) / 20))
    speed, around = FORMS[form]
    if speed != 1.0:
        label, sound = later(label, 0.0, speed), Recording(sound, round(RATE_HZ * speed), label["file"]).at(RATE_HZ)
    return label, recorded(sound, around, chance) if around is not None else sound


def begun_elsewhere(label: Label, sound: Sound, chance: Generator) -> tuple[Label, Sound]:
    """Begun 0.3 to 2 s earlier, in its own background, or as much later as there is silence for."""
    by_s, voiced = float(chance.uniform(0.3, 2.0)), voiced_spans(sound)
    silent_s = voiced[0].start_s - QUIET_S if voiced else 0.0
    if silent_s > QUIET_S and chance.random() < 0.5:
        by_s = min(by_s, silent_s)
        return later(label, -by_s), sound[round(by_s * RATE_HZ) :]
    return later(label, by_s), np.concatenate([background(sound, by_s), sound])


def joined(pair: list[tuple[Label, Sound]], chance: Generator) -> tuple[Label, Sound]:
    """Recordings one after the other, with a pause between them."""
    (label, sound), *others = ((label, louder(s, LOUDNESS / float(np.sqrt(np.square(s).mean())))) for label, s in pair)
    for other, following in others:
        silent_s = float(chance.uniform(0.8, 1.6)) / 2
        sound = np.concatenate([sound, background(sound, silent_s), background(following, silent_s)])
        moved = later(other, len(sound) / RATE_HZ)
        sound = np.concatenate([sound, following])
        label = {
            "file": f"{Path(label['file']).stem}-{other['file']}",
            "seconds": moved["seconds"],
            "words": label["words"] + other["words"],
            "fillers": [*label["fillers"], *moved["fillers"]],
            "text": f"{label['text']} {other['text']}",
        }
    return label, sound


def main() -> None:
    """Write all forms."""
    parser = argparse.ArgumentParser()
    parser.add_argument("index", type=Path)
    parser.add_argument("to", type=Path)
    arguments = parser.parse_args()
    labels = json.loads(arguments.index.read_text())
    originals = [(label, load(arguments.index.parent / "audio" / label["file"]).at(RATE_HZ)) for label in labels]
    chance = np.random.default_rng(zlib.crc32(b"joined"))
    shuffled = [originals[at] for at in chance.permutation(len(originals))]
    forms = {form: [altered(*one, form) for one in originals] for form in FORMS}
    forms["joined"] = [joined(shuffled[at : at + 2], chance) for at in range(0, len(shuffled), 2)]
    for form, takes in forms.items():
        folder = arguments.to / form / "audio"
        folder.mkdir(parents=True, exist_ok=True)
        named = [({**label, "file": f"{Path(label['file']).stem}.wav"}, sound) for label, sound in takes]
        for label, sound in named:
            write_wav(folder / label["file"], sound)
        (folder.parent / "index.json").write_text(json.dumps([label for label, _ in named], indent=1))


if __name__ == "__main__":
    main()
