"""Reading recordings of any kind into one channel of samples.

libsndfile reads WAV, FLAC, MP3 and OGG; PyAV, which the recogniser brings along, reads the rest (M4A and the like),
and only where the file's first bytes say that it is such a file: FFmpeg would make noise of any bytes at all.
A file that ends before its header says, as a crash or a broken copy leaves it, is read as far as it goes.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.wav import MOST_SAMPLES, longest_s, mended_head
from rehearse.errors import KnownError, Trouble
from rehearse.files import reading_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer
    from av.container import InputContainer
    from numpy.typing import NDArray
    from soundfile import SoundFile

SHORTEST_S = 0.5
"""The least that can be judged."""

_BLOCK_FRAMES = 1 << 16

_CONTAINERS = (
    (4, b"ftyp", "mp4"),
    (0, b"\x1aE\xdf\xa3", "matroska"),
    (0, b"\xff\xf1", "aac"),
    (0, b"\xff\xf9", "aac"),
    (0, b"#!AMR", "amr"),
    (0, b"0&\xb2u\x8ef\xcf\x11", "asf"),
)
"""What libsndfile can't read: where its mark stands, the mark, and FFmpeg's name for the format."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Sound in memory.

    Attributes:
        samples: One channel, -1 to 1, shape (n,).
        sample_rate_hz: Its rate.
        path: Where it came from.
    """

    samples: NDArray[np.float32]
    sample_rate_hz: int
    path: str

    @property
    def duration_s(self) -> float:
        """How long it is."""
        return len(self.samples) / self.sample_rate_hz

    def at(self, rate_hz: int) -> NDArray[np.float32]:
        """Return the samples at another rate, by soxr's high-quality recipe."""
        if rate_hz == self.sample_rate_hz:
            return self.samples
        import soxr

        resampled: NDArray[np.float32] = soxr.resample(self.samples, self.sample_rate_hz, rate_hz, quality="HQ")
        return resampled


def load(path: str | Path) -> Recording:
    """Read a recording: WAV, FLAC, MP3, OGG, M4A and more, at any rate, with any number of channels.

    Channels are averaged; samples beyond full scale are clipped.

    Raises:
        KnownError: FILE_MISSING, FILE_IS_NONE, FILE_FORBIDDEN, FILE_EMPTY, FILE_UNREADABLE, FILE_TOO_SHORT (under half
            a second) or FILE_TOO_LONG.
    """
    path = Path(path)
    head = _head(path)
    container = next((name for at, mark, name in _CONTAINERS if head[at:].startswith(mark)), None)
    recording = _by_soundfile(path) if container is None else _by_av(path, container)
    if recording.duration_s < SHORTEST_S:
        raise KnownError(Trouble.FILE_TOO_SHORT, path=path, duration_s=recording.duration_s)
    return recording


class _Collector:
    """Gathers mono samples in one array, without trusting anyone for how many there will be."""

    def __init__(self, path: Path, sample_rate_hz: int, expected: int) -> None:
        self._path = path
        self._sample_rate_hz = sample_rate_hz
        self._most = int(longest_s(sample_rate_hz) * sample_rate_hz)
        # Memory is taken up only as far as it is written to, so a header that lies costs nothing.
        self._samples = np.empty(min(max(expected, _BLOCK_FRAMES), self._most), np.float32)
        self._length = 0

    def add(self, block: NDArray[np.float32]) -> None:
        """Append a block of shape (frames, channels), mixed to one channel."""
        length = self._length + len(block)
        if length > self._most:
            raise KnownError(Trouble.FILE_TOO_LONG, path=self._path, hours=longest_s(self._sample_rate_hz) / 3600)
        if length > len(self._samples):
            grown = np.empty(min(2 * length, self._most), np.float32)
            grown[: self._length] = self._samples[: self._length]
            self._samples = grown
        mixed = block.mean(axis=1, dtype=np.float32)
        if not np.isfinite(mixed).all():
            raise _unreadable(self._path, "it holds values that are not sound")
        np.clip(mixed, -1.0, 1.0, out=self._samples[self._length : length])
        self._length = length

    def recording(self) -> Recording:
        """Return what was gathered."""
        return Recording(self._samples[: self._length], self._sample_rate_hz, str(self._path))


def _head(path: Path) -> bytes:
    with reading_errors(path):
        if not path.exists():
            raise KnownError(Trouble.FILE_MISSING, path=path)
        if not path.is_file():
            raise KnownError(Trouble.FILE_IS_NONE, path=path)
        with path.open("rb") as file:
            head = file.read(16)
    if not head:
        raise KnownError(Trouble.FILE_EMPTY, path=path)
    return head


def _by_soundfile(path: Path) -> Recording:
    import soundfile

    with _Bytes(path) as content:
        try:
            file = soundfile.SoundFile(content)
        except soundfile.SoundFileError as error:
            raise _unreadable(path, "it is not a sound file of a known kind") from error
        with file:
            _refuse_what_is_surely_too_long(path, file)
            samples = _Collector(path, file.samplerate, file.frames if file.frames < MOST_SAMPLES else 0)
            for block in _blocks(file, soundfile.SoundFileError):
                samples.add(block)
    return samples.recording()


class _Bytes(io.FileIO):
    """A file for libsndfile: without a name, which it would believe more than the content, and with a mended head."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.name = ""
        self._head = mended_head(path)

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Read on, the mended head in the place of the file's own."""
        at = self.tell()
        count = super().readinto(buffer) or 0
        mended = self._head[at : at + count]
        memoryview(buffer).cast("B")[: len(mended)] = mended
        return count


def _refuse_what_is_surely_too_long(path: Path, file: SoundFile) -> None:
    """Believe a header that speaks of hours where the file is large enough for it; others are read to be seen."""
    hours = longest_s(file.samplerate) / 3600
    if file.frames / file.samplerate > hours * 3600 and path.stat().st_size * 8 > file.frames:
        raise KnownError(Trouble.FILE_TOO_LONG, path=path, hours=hours)


def _blocks(file: SoundFile, error: type[Exception]) -> Iterator[NDArray[np.float32]]:
    """Yield a sound file block by block, up to its end or to where it is broken."""
    buffer = np.empty((_BLOCK_FRAMES, file.channels), np.float32)
    while True:
        buffer.fill(np.nan)
        try:
            # Into a buffer of ours, because soundfile else trusts the number of frames in the header.
            block = file.read(out=buffer)
        except error:
            # What was read before the broken place is in the buffer already.
            block = buffer[: np.append(np.isnan(buffer[:, 0]), [True]).argmax()]
            yield block
            return
        if not len(block):
            return
        yield block


def _by_av(path: Path, container: str) -> Recording:
    import av

    try:
        with av.open(str(path), format=container) as opened:
            if not opened.streams.audio:
                raise _unreadable(path, "it holds no sound")
            return _decoded(path, opened)
    except (av.FFmpegError, OSError) as error:
        raise _unreadable(path, "it is damaged or of an unknown kind") from error


def _decoded(path: Path, opened: InputContainer) -> Recording:
    import av

    stream = opened.streams.audio[0]
    to_float = av.AudioResampler(format="fltp")
    samples: _Collector | None = None
    try:
        for frame in opened.decode(stream):
            # The first frame knows the rate; some files give half of it in their header.
            samples = samples or _Collector(path, frame.sample_rate, 0)
            for converted in to_float.resample(frame):
                samples.add(converted.to_ndarray().T)
    except av.FFmpegError:
        if samples is None:
            raise
    if samples is None:
        raise KnownError(Trouble.FILE_TOO_SHORT, path=path, duration_s=0.0)
    return samples.recording()


def _unreadable(path: Path, reason: str) -> KnownError:
    return KnownError(Trouble.FILE_UNREADABLE, path=path, reason=reason)
