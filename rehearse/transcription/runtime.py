"""The door to faster-whisper: it is imported here only, offline, and its failures become known errors here."""

from __future__ import annotations

import contextlib
import os
import threading
from bisect import bisect_right
from concurrent.futures import Future
from contextvars import ContextVar
from functools import cached_property
from itertools import accumulate, chain
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from rehearse import heap
from rehearse.errors import KnownError, Trouble
from rehearse.speech.number_words import SAID
from rehearse.transcription import tokenizer
from rehearse.transcription.deferred import deferred
from rehearse.transcription.likelihood import Likelihood
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    import numpy as np
    from numpy.typing import NDArray

MOST_WORKERS = 4
"""A take of ten minutes has twenty chunks, but each worker needs memory of its own."""

FEWEST_SOUNDS = 2
"""Encoded sounds that a model remembers at least, 4 MB each."""

CORES_PER_ENCODER = 2
"""So many cores an encoder keeps busy, and it holds 70 MB meanwhile: so one runs at a time on two cores."""

CORES_FOR_TWO_THREADS = 4
"""From this many cores on, each worker gets two threads, for a short take has one chunk only."""


def faster_whisper() -> ModuleType:
    """The library, told beforehand never to ask a hub for anything."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    with deferred("av", "huggingface_hub"):
        import faster_whisper as library
        import faster_whisper.vad

    # Its progress bar, which is never shown, would share a lock between processes that nobody clears away.
    library.transcribe.tqdm.set_lock(threading.RLock())
    module: ModuleType = library
    return module


def listening_model(folder: str, *, verbatim: bool = True, **options: int) -> Any:  # noqa: ANN401 # a type of the library
    """Load a model that remembers what its encoder made of the last sounds.

    Whoever hears the same sound twice, with other options, at once or later, pays for the encoder once.

    Args:
        folder: Where its files are.
        verbatim: Whether it can be asked for ums; kept with the model as `hears_verbatim`.
        options: What else faster-whisper is told.
    """
    library = faster_whisper()
    remembered = EncodedSounds(max(FEWEST_SOUNDS, options.get("num_workers", 1)))

    class ListeningModel(library.WhisperModel):  # type: ignore[misc, name-defined] # the library has no types
        hears_verbatim = verbatim

        @cached_property
        def of_numbers(self) -> frozenset[int]:
            """The tokens of which numbers are made when they are said."""
            ids = (self.hf_tokenizer.token_to_id(token) for token in _OF_NUMBERS)
            return frozenset(number for number in ids if number is not None)

        def all_but_numbers(self, ending: str, *, may_end: bool) -> list[int]:
            """All tokens but those of numbers, and of the word that ends one; the library's list comes with the -1."""
            last = (f"{tokenizer.SPACE}{ending}" if ending else "", _END if may_end else "")
            kept = self.of_numbers | {self.hf_tokenizer.token_to_id(token) for token in last}
            return [-1, *(number for number in range(self.hf_tokenizer.get_vocab_size()) if number not in kept)]

        @cached_property
        def likelihood(self) -> Likelihood:
            """Compares words with sounds."""
            return Likelihood(self, library)

        def aligned(
            self, samples_16k: NDArray[np.float32], texts: Sequence[str], told: str
        ) -> list[tuple[float, float, float]]:
            """See `_aligned`."""
            return _aligned(self, library, samples_16k, texts, told)

        def encode(self, features: NDArray[np.float32]) -> Any:  # noqa: ANN401
            encoded = remembered.of(features, super().encode)
            _between_steps.get()()
            return encoded

        def find_alignment(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
            _between_steps.get()()
            return super().find_alignment(*arguments, **options)

    model = ListeningModel(folder, device="cpu", compute_type="int8", local_files_only=True, **options)
    model.hf_tokenizer = tokenizer.mended(model.hf_tokenizer)
    return model


def _aligned(
    model: Any,  # noqa: ANN401
    library: ModuleType,
    samples_16k: NDArray[np.float32],
    texts: Sequence[str],
    told: str,
) -> list[tuple[float, float, float]]:
    """Start and end in seconds, and probability, of the first word of each piece of a text in a sound.

    Args:
        model: A loaded model.
        library: faster-whisper.
        samples_16k: The sound.
        texts: The pieces.
        told: The text before them.
    """
    english = library.tokenizer.Tokenizer(model.hf_tokenizer, model.model.is_multilingual, "transcribe", "en")
    # All that the library asks a tokenizer for here; its own knows no text before.
    after_told = SimpleNamespace(
        sot_sequence=[english.sot_prev, *english.encode(f" {told}"), *english.sot_sequence],
        eot=english.eot,
        split_to_word_tokens=english.split_to_word_tokens,
    )
    features = model.feature_extractor(samples_16k)
    frames = min(features.shape[-1] - 1, model.feature_extractor.nb_max_frames)
    encoded = model.encode(library.audio.pad_or_trim(features[:, :frames]))
    tokens = [english.encode(text) for text in texts]
    words = model.find_alignment(after_told, [[*chain.from_iterable(tokens)]], encoded, frames)[0]
    begins = [*accumulate((len(word["tokens"]) for word in words), initial=0)][:-1]
    firsts = [*accumulate((len(own) for own in tokens), initial=0)][:-1]
    found = (words[bisect_right(begins, first) - 1] for first in firsts)
    return [(word["start"], word["end"], word["probability"]) for word in found]


_OF_NUMBERS = (*(f"{tokenizer.SPACE}{word}" for word in sorted(SAID | {"and", "then", "dash"})), ",", ".")
_END = "<|endoftext|>"

_between_steps: ContextVar[Callable[[], None]] = ContextVar("between_steps", default=lambda: None)


@contextlib.contextmanager
def asking_between_steps(ask: Callable[[], None]) -> Iterator[None]:
    """Have `ask` called on this thread once a sound is encoded and once it is written down; what it raises ends it."""
    token = _between_steps.set(ask)
    try:
        yield
    finally:
        _between_steps.reset(token)


class EncodedSounds:
    """The last sounds of a model with what its encoder made of them; several threads may ask at once.

    Args:
        most: How many are remembered; fewer than are heard at once would be encoded twice.
    """

    def __init__(self, most: int = FEWEST_SOUNDS) -> None:
        self._most = most
        self._choosing = threading.Lock()
        self._encoding = threading.Semaphore(max(1, cores() // CORES_PER_ENCODER))
        self._sounds: tuple[tuple[NDArray[np.float32], Future[Any]], ...] = ()

    def of(self, features: NDArray[np.float32], encode: Callable[[NDArray[np.float32]], Any]) -> Any:  # noqa: ANN401
        """What the encoder makes of a sound; whoever asks first runs it, the others wait for that."""
        with self._choosing:
            encoded = self._remembered(features)
            is_new = encoded is None
            if encoded is None:
                encoded = Future()
                self._sounds = ((features.copy(), encoded), *self._sounds[: self._most - 1])
        if is_new:
            try:
                with self._encoding:
                    heap.give_back()
                    encoded.set_result(encode(features))
                    heap.give_back()
            except BaseException as error:
                encoded.set_exception(error)
                self._forget(encoded)
                raise
        return encoded.result()

    def _remembered(self, features: NDArray[np.float32]) -> Future[Any] | None:
        same = (
            encoded
            for sound, encoded in self._sounds
            if sound.shape == features.shape and bool((sound == features).all())
        )
        return next(same, None)

    def _forget(self, failed: Future[Any]) -> None:
        with self._choosing:
            self._sounds = tuple(entry for entry in self._sounds if entry[1] is not failed)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def workers_and_threads() -> tuple[int, int]:
    """How many chunks are heard at once, and by how many threads each."""
    threads = 2 if cores() >= CORES_FOR_TWO_THREADS else 1
    return max(1, min(MOST_WORKERS, cores() // threads)), threads


@contextlib.contextmanager
def failures_known() -> Iterator[None]:
    """Turn whatever the runtime raises into RECOGNISER_FAILED; a cancel and errors known already pass as they are.

    Raises:
        KnownError: RECOGNISER_FAILED.
    """
    try:
        yield
    except (Cancelled, KnownError):
        raise
    except Exception as error:  # the runtime is native code and raises what it likes
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise KnownError(Trouble.RECOGNISER_FAILED, reason=reason) from error
