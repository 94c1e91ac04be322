"""Trying out a voice model: whether it can be loaded at all, and how fast it is on this machine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import model_folder, runtime, speeds
from rehearse.transcription.transcriber import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.transcription.speeds import Speed


def name_of(folder: Path) -> str:
    """The name of the model in a folder, once it is sure that the folder holds one that can be loaded.

    Raises:
        KnownError: MODEL_FOLDER_UNFIT.
    """
    model_folder.check(folder)
    try:
        with runtime.failures_known():
            runtime.faster_whisper().WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    except KnownError as error:
        fault = str(error.__cause__).strip().splitlines()[:1] or ["it can't be loaded"]
        raise KnownError(Trouble.MODEL_FOLDER_UNFIT, folder=folder, reason=fault[0]) from error
    return model_folder.name_for(folder)


def measure(name: str, samples_16k: NDArray[np.float32], cancelled: Callable[[], bool] = lambda: False) -> Speed:
    """Measure how fast a model writes a recording down, voice activity included and loading left out, and keep it.

    Args:
        name: Which model.
        samples_16k: One channel with speech at 16 kHz; the longer, the more exact.
        cancelled: Asked between steps.

    Raises:
        Cancelled: `cancelled()` was true.
        KnownError: As `models.locate`, RECOGNISER_FAILED, DISK_FULL or FOLDER_READ_ONLY.
    """
    from rehearse.transcription.voice_activity import voiced_spans
    from rehearse.transcription.whisper import WhisperTranscriber

    transcriber = WhisperTranscriber(name)
    begun_s = time.perf_counter()
    transcriber.transcribe(samples_16k, voiced_spans(samples_16k), lambda _share: None, cancelled)
    speed = speeds.Speed(len(samples_16k) / RATE_HZ, time.perf_counter() - begun_s)
    speeds.keep(name, speed.sound_s, speed.took_s)
    return speed
