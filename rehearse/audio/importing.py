"""A recording made elsewhere as the recording of a take: one channel, 16 bits, for its owner alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.audio.decode import load
from rehearse.audio.pcm import to_int16
from rehearse.audio.wav import WavWriter

if TYPE_CHECKING:
    from pathlib import Path


def import_recording(source: Path, to: Path) -> float:
    """Read a recording of any kind and write it as a WAV; its length in seconds.

    Args:
        source: WAV, FLAC, MP3, OGG, M4A and more.
        to: Where it goes; must not exist yet.

    Raises:
        KnownError: What `decode.load` and `WavWriter` raise; then there is no file at `to`.
    """
    recording = load(source)
    try:
        writer = WavWriter(to, recording.sample_rate_hz)
        writer.write(to_int16(recording.samples).tobytes())
        writer.close()
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return recording.duration_s
