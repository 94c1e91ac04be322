"""Sound for tests: made, never recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def murmur(seconds: float, rate_hz: int, seed: int = 1) -> NDArray[np.int16]:
    """Noise of the strength of speech, of which no stretch is like another; shape (frames,)."""
    noise = np.random.default_rng(seed).standard_normal(round(seconds * rate_hz))
    return (noise * 3000).clip(-32000, 32000).astype(np.int16)


def tone(seconds: float, rate_hz: int, pitch_hz: float = 220.0, level: float = 0.5) -> NDArray[np.float32]:
    """A sine, -1 to 1; shape (frames,)."""
    moments = np.arange(round(seconds * rate_hz)) / rate_hz
    return (level * np.sin(2 * np.pi * pitch_hz * moments)).astype(np.float32)


def place_of(part: NDArray[np.int16], whole: NDArray[np.int16]) -> int:
    """The first sample of the place in `whole` that is most like `part`."""
    size = 1 << (len(whole) + len(part)).bit_length()
    spectrum = np.fft.rfft(whole.astype(float), size) * np.conj(np.fft.rfft(part.astype(float), size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(whole)]))


def write_m4a(path: Path, samples: NDArray[np.float32], rate_hz: int, container: str = "ipod") -> None:
    """Write samples as a voice memo does: AAC in an MP4 file."""
    import av

    with av.open(str(path), "w", format=container) as output:
        stream = output.add_stream("aac", rate=rate_hz)
        stream.layout = "mono"
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="fltp", layout="mono")
        frame.sample_rate = rate_hz
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            output.mux(packet)
