"""Hearing a whole recording in this process, as the terminal's commands do."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from rehearse.hearing.values import HeardTake
from rehearse.speech import NOTHING_EXPECTED
from rehearse.transcription.transcriber import RATE_HZ, Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.audio.decode import Recording
    from rehearse.speech import Expected
    from rehearse.transcription.transcriber import Transcriber

VOICE_SHARE = 0.03
"""Share of the work at which voice activity is done, for the progress."""


def hear(
    recording: Recording,
    transcriber: Transcriber,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
    expected: Expected = NOTHING_EXPECTED,
) -> HeardTake:
    """Hear a whole recording: voice, words and sound.

    Args:
        recording: The sound.
        transcriber: Writes the words down.
        progress: Told the share that is done, 0 to 1, never falling.
        cancelled: Asked between steps.
        expected: Names that the sound is compared with; no word depends on them.

    Raises:
        Cancelled: `cancelled()` was true.
        KnownError: RECOGNISER_FAILED.
    """
    from rehearse import acoustics
    from rehearse.transcription.voice_activity import voiced_spans

    begun_s = time.perf_counter()
    samples_16k = recording.at(RATE_HZ)
    voiced = voiced_spans(samples_16k)
    progress(VOICE_SHARE)
    if cancelled():
        raise Cancelled
    # The recogniser leaves a core idle now and then; the sound is measured on it meanwhile. Both only read.
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="rehearse-sound") as beside:
        sounding = beside.submit(acoustics.hear, recording.samples, recording.sample_rate_hz, samples_16k, voiced)
        transcript = transcriber.transcribe(
            samples_16k, voiced, lambda share: progress(VOICE_SHARE + (1 - VOICE_SHARE) * share), cancelled, expected
        )
        transcribe_s = time.perf_counter() - begun_s
        sound = sounding.result()
    if cancelled():
        raise Cancelled
    return HeardTake(recording.duration_s, recording.sample_rate_hz, voiced, transcript, sound, transcribe_s)
