"""How much likelier a sound makes words than silence does: the recogniser's decoder, forced to write the words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse.transcription.tokenizer import SPACE

if TYPE_CHECKING:
    from types import ModuleType

    from numpy.typing import NDArray

Gains = tuple[tuple[str, tuple[float, ...]], ...]
"""Words in order, each with what its tokens gain by a sound: the logarithm of their probability with the
sound, less that in silence."""

TOLD_IN_SILENCE = 3
"""So many of the words before are told in silence too, so that only the sound makes the difference."""

SILENCE_FRAMES = 200
"""Encoded frames of silence that are listened to: 4 s."""

SPARE_FRAMES = 25
"""Encoded frames behind the sound that are listened to, half a second: the encoder gives 30 s, mostly of nothing."""

FRAME_SAMPLES, FEATURES = 320, 2
"""Samples of an encoded frame, and columns of features."""

LEAST = 1e-12
"""No probability is taken for less, for its logarithm."""


class Likelihood:
    """Compares words with sounds.

    Args:
        model: A loaded model of faster-whisper.
        library: faster-whisper.
    """

    def __init__(self, model: Any, library: ModuleType) -> None:  # noqa: ANN401 # a type of the library
        self._model = model
        self._pad = library.audio.pad_or_trim
        self._english = library.tokenizer.Tokenizer(model.hf_tokenizer, model.model.is_multilingual, "transcribe", "en")
        silence = self._features(np.zeros(SILENCE_FRAMES * FRAME_SAMPLES, np.float32))
        self._silence = np.asarray(model.encode(silence))

    def gains(self, samples_16k: NDArray[np.float32], before: str, text: str) -> Gains:
        """What a sound adds to words.

        Args:
            samples_16k: The sound, at most 30 s.
            before: What was written before the place where they are looked for.
            text: The words.
        """
        encoded = np.asarray(self._model.encode(self._pad(self._features(samples_16k))))
        with_sound = self._logarithms(encoded[:, : len(samples_16k) // FRAME_SAMPLES + SPARE_FRAMES], before, text)
        in_silence = self._logarithms(self._silence, " ".join(before.split()[-TOLD_IN_SILENCE:]), text)
        words: list[tuple[str, tuple[float, ...]]] = []
        for token, here, there in zip(self._tokens(text), with_sound, in_silence, strict=True):
            part = self._model.hf_tokenizer.id_to_token(token)
            begun, gained = words.pop() if words and not part.startswith(SPACE) else ("", ())
            words.append((begun + part.removeprefix(SPACE), (*gained, here - there)))
        return tuple(words)

    def _features(self, samples_16k: NDArray[np.float32]) -> NDArray[np.float32]:
        features: NDArray[np.float32] = self._model.feature_extractor(samples_16k)[:, :-1]
        return features

    def _tokens(self, text: str) -> list[int]:
        tokens: list[int] = self._english.encode(f" {text}")
        return tokens

    def _logarithms(self, encoded: NDArray[np.float32], before: str, text: str) -> list[float]:
        """The logarithm of the probability of each token of words, behind others."""
        from ctranslate2 import StorageView

        told, own = self._english.encode(before), self._tokens(text)
        sound = StorageView.from_array(np.ascontiguousarray(encoded))
        frames = FEATURES * encoded.shape[1]
        written = self._model.model.align(sound, self._english.sot_sequence, [told + own], frames)[0]
        return [math.log(max(chance, LEAST)) for chance in written.text_token_probs[len(told) : len(told) + len(own)]]
