"""A recording made ready for listening: at an even loudness, slower or faster, or as the phone lets it through.

The recording itself is never changed; what is heard is a copy. Tempo is changed by FFmpeg's `atempo` filter, which
PyAV brings along: it overlaps and adds stretches of the waveform where they fit each other (WSOLA), so that the pitch
stays. The phone's band and the limiter are short enough to be seen through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import Recording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.filter import Graph
    from av.filter.context import FilterContext
    from numpy.typing import NDArray

SPEEDS = (0.75, 1.0, 1.25, 1.5)
"""How much faster than it was said a take can be heard."""

LISTENING_LUFS = -20.0
"""The loudness at which every take is heard: that of speech on the radio, with room for its peaks."""
MOST_GAIN_DB = 24.0
"""A take that is nearly silent is not made into a roar."""
CEILING = 10 ** (-1 / 20)
"""No sample is louder than this, one decibel below full scale."""

PHONE_BAND_HZ = (300.0, 3400.0)
"""What a telephone line carries (ITU-T G.712)."""
PHONE_EDGE_HZ = 150.0
"""How steep the band's edges are."""

_LIMITER_BLOCK_S = 0.001
_LIMITER_REACH = 5
"""Blocks before and after a peak over which the gain gives way: quickly enough to be missed, slowly enough not to
crackle."""
_TEMPO_LEAD_S = 0.025
"""By how much `atempo` is early, measured with short tones at all speeds (0.01 to 0.04 s)."""
_CHUNK = 1 << 18
_FRAME = 1 << 16


@dataclass(frozen=True, slots=True)
class Listening:
    """How a take is to be heard.

    Attributes:
        speed: How much faster than it was said; pitch stays.
        phone: Whether as the phone lets it through.
        gain_db: How much louder than it was recorded.
    """

    speed: float = 1.0
    phone: bool = False
    gain_db: float = 0.0


def gain_for(loudness_lufs: float | None) -> float:
    """By how many decibels a take of this loudness is raised or lowered for listening; 0 where it has none."""
    return 0.0 if loudness_lufs is None else min(MOST_GAIN_DB, LISTENING_LUFS - loudness_lufs)


def prepare(recording: Recording, listening: Listening) -> Recording:
    """Return the copy that is heard; the recording itself where nothing is to be changed.

    A place in the copy, times the speed, is the place in the recording, within about two hundredths of a second.
    """
    if listening == Listening():
        return recording
    rate_hz, samples = recording.sample_rate_hz, recording.samples
    if listening.phone:
        samples = through_phone(samples, rate_hz)
    if listening.speed != 1.0:
        samples = at_speed(samples, rate_hz, listening.speed)
    return Recording(levelled(samples, rate_hz, listening.gain_db), rate_hz, recording.path)


def levelled(samples: NDArray[np.float32], rate_hz: int, gain_db: float) -> NDArray[np.float32]:
    """Change the loudness; where a peak would go over the ceiling, all around it gives way smoothly.

    Args:
        samples: One channel, shape (n,).
        rate_hz: Its rate.
        gain_db: How much louder.
    """
    raised = samples * np.float32(10 ** (gain_db / 20))
    block = max(1, round(_LIMITER_BLOCK_S * rate_hz))
    starts = np.arange(0, len(raised), block)
    if not len(starts):
        return raised
    peaks = np.maximum.reduceat(np.abs(raised), starts)
    if peaks.max() <= CEILING:
        return raised
    allowed = np.minimum(1.0, CEILING / np.maximum(peaks, CEILING))
    padded = np.pad(allowed, 2 * _LIMITER_REACH, mode="edge")
    reach = np.lib.stride_tricks.sliding_window_view(padded, 4 * _LIMITER_REACH + 1)
    lowest = np.pad(reach.min(axis=1), _LIMITER_REACH, mode="edge")
    smooth = np.convolve(lowest, np.full(2 * _LIMITER_REACH + 1, 1 / (2 * _LIMITER_REACH + 1)), mode="valid")
    gain = np.interp(np.arange(len(raised)), starts + block / 2, smooth).astype(np.float32)
    limited: NDArray[np.float32] = np.clip(raised * gain, -CEILING, CEILING, dtype=np.float32)
    return limited


def through_phone(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    """Leave only what a telephone line carries, 300 to 3400 Hz, without moving anything in time."""
    taps = _band_pass(rate_hz)
    half = len(taps) // 2
    size = 1 << (_CHUNK + len(taps)).bit_length()
    response = np.fft.rfft(taps, size)
    result = np.zeros(len(samples) + 2 * half, np.float32)
    for start in range(0, len(samples), _CHUNK):
        part = samples[start : start + _CHUNK]
        length = len(part) + 2 * half
        result[start : start + length] += np.fft.irfft(np.fft.rfft(part, size) * response, size)[:length]
    return result[half : half + len(samples)]


def _band_pass(rate_hz: int) -> NDArray[np.float64]:
    """A windowed-sinc filter; the upper edge stays below half the rate."""
    low, high = PHONE_BAND_HZ
    half = round(1.65 * rate_hz / PHONE_EDGE_HZ)
    places = np.arange(-half, half + 1) / rate_hz
    high = min(high, 0.49 * rate_hz)
    ideal = 2 * high * np.sinc(2 * high * places) - 2 * low * np.sinc(2 * low * places)
    return np.asarray(ideal / rate_hz * np.hamming(len(places)))


def at_speed(samples: NDArray[np.float32], rate_hz: int, speed: float) -> NDArray[np.float32]:
    """Play faster or slower at the same pitch.

    Args:
        samples: One channel, shape (n,).
        rate_hz: Its rate.
        speed: 0.5 to 2; 1.5 makes two seconds of three.

    Returns:
        Shape (round(n / speed),).
    """
    lead = np.zeros(round(_TEMPO_LEAD_S * rate_hz), np.float32)
    result = np.zeros(round(len(samples) / speed), np.float32)
    filled = 0
    for part in _through_tempo(np.concatenate([lead, samples]), rate_hz, speed):
        kept = part[: len(result) - filled]
        result[filled : filled + len(kept)] = kept
        filled += len(kept)
    return result


def _through_tempo(samples: NDArray[np.float32], rate_hz: int, speed: float) -> Iterator[NDArray[np.float32]]:
    import av

    _graph, source, sink = _tempo_graph(rate_hz, speed)
    for start in range(0, len(samples), _FRAME):
        part = np.ascontiguousarray(samples[np.newaxis, start : start + _FRAME])
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = rate_hz, start, Fraction(1, rate_hz)
        source.push(frame)
        yield from _pulled(sink)
    source.push(None)
    yield from _pulled(sink)


def _tempo_graph(rate_hz: int, speed: float) -> tuple[Graph, FilterContext, FilterContext]:
    from av.filter import Graph

    graph = Graph()
    base = Fraction(1, rate_hz)
    source = graph.add_abuffer(format="fltp", sample_rate=rate_hz, layout="mono", time_base=base)
    tempo, sink = graph.add("atempo", f"tempo={speed}"), graph.add("abuffersink")
    source.link_to(tempo)
    tempo.link_to(sink)
    graph.configure()
    return graph, source, sink


def _pulled(sink: FilterContext) -> Iterator[NDArray[np.float32]]:
    from av import AudioFrame
    from av.error import BlockingIOError as NothingYet
    from av.error import EOFError as NoMore

    while True:
        try:
            frame = sink.pull()
        except (NothingYet, NoMore):
            return
        if isinstance(frame, AudioFrame):
            yield frame.to_ndarray()[0]
