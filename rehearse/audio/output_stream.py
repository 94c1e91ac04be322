"""The device door for loudspeakers: what the player needs of a stream, and PortAudio's way of giving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from rehearse.audio import portaudio
from rehearse.audio.devices import choose, refresh, sounddevice
from rehearse.audio.input_stream import CLOSE_WITHIN_S
from rehearse.audio.pulse import routed
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    Fill = Callable[[NDArray[np.float32], float], bool]

QUICK_S, SAFE_S = 0.04, 0.1
"""How much the device holds ready: so little that a seek is heard at once, or enough for a machine that is too busy."""

OUTPUT_BLOCK_S = 0.01
STALLED_AFTER_S = 3.0
"""A device that has asked for nothing for this long has stopped; a busy computer may take a second or two."""

HOLES = 2
"""After so many holes in the sound, the next stream is opened the safe way."""


class Buffering:
    """Learns how much the device has to hold ready on this machine.

    Attributes:
        latency_s: What to ask of the next stream.
    """

    def __init__(self) -> None:
        self.latency_s = QUICK_S
        self._holes = 0

    def note_hole(self) -> None:
        """The device ran out of sound; called on its own thread."""
        self._holes += 1
        if self._holes >= HOLES:
            self.latency_s = SAFE_S


_buffering = Buffering()


class OutputStream(Protocol):
    """A loudspeaker, opened and not yet asked to play."""

    @property
    def device_name(self) -> str:
        """The loudspeaker's name, for the user."""

    @property
    def sample_rate_hz(self) -> int:
        """The rate that it was opened at."""

    def start(self) -> None:
        """Begin to ask for sound.

        Raises:
            KnownError: LOUDSPEAKER_BUSY.
        """

    def close(self) -> None:
        """End at once, dropping what is buffered; returns within seconds whatever the device does."""


class OutputOpener(Protocol):
    """Opens a loudspeaker."""

    def __call__(
        self, device_name: str | None, sample_rate_hz: int, fill: Fill, on_ended: Callable[[], None]
    ) -> OutputStream:
        """Open a loudspeaker.

        Args:
            device_name: One of `loudspeakers()` by name, or None for the default.
            sample_rate_hz: The rate to play at; where it is refused, the stream has the device's own.
            fill: Called on the device's own thread with the samples to fill, shape (n,), and in how many seconds
                their first will be heard; returns whether there is more to come. It must not block.
            on_ended: Called on any thread when the stream ended, by itself or by `close`.

        Raises:
            KnownError: Why nothing will be heard.
        """


class _CallbackTime(Protocol):
    @property
    def currentTime(self) -> float: ...  # noqa: N802 - PortAudio's name
    @property
    def outputBufferDacTime(self) -> float: ...  # noqa: N802


class _Status(Protocol):
    @property
    def output_underflow(self) -> bool: ...


class PortAudioOutput:
    """A loudspeaker opened by PortAudio."""

    def __init__(self, device_name: str, stream: Any, sample_rate_hz: int) -> None:  # noqa: ANN401 - untyped library
        self.device_name = device_name
        self.sample_rate_hz = sample_rate_hz
        self._stream = stream

    def start(self) -> None:
        """Begin to ask for sound.

        Raises:
            KnownError: LOUDSPEAKER_BUSY.
        """
        error_type = sounddevice().PortAudioError
        try:
            self._stream.start()
        except error_type as error:
            raise _busy(self.device_name, error) from error

    def close(self) -> None:
        """End at once, without waiting for a sound server that hangs."""
        if self._stream is not None:
            stream, self._stream = self._stream, None
            portaudio.close_within(stream, CLOSE_WITHIN_S)


def open_loudspeaker(
    device_name: str | None, sample_rate_hz: int, fill: Fill, on_ended: Callable[[], None]
) -> PortAudioOutput:
    """Open a loudspeaker through PortAudio; a failure is tried once more after looking for devices again.

    Raises:
        KnownError: NO_LOUDSPEAKER, DEVICE_MISSING, LOUDSPEAKER_BUSY, PORTAUDIO_MISSING or SOUND_SYSTEM_BROKEN.
    """
    try:
        return _open(device_name, sample_rate_hz, fill, on_ended)
    except KnownError as error:
        if error.trouble not in _CURED_BY_LOOKING_AGAIN or not refresh():
            raise
    return _open(device_name, sample_rate_hz, fill, on_ended)


_CURED_BY_LOOKING_AGAIN = {Trouble.NO_LOUDSPEAKER, Trouble.DEVICE_MISSING, Trouble.LOUDSPEAKER_BUSY}


def _open(device_name: str | None, sample_rate_hz: int, fill: Fill, on_ended: Callable[[], None]) -> PortAudioOutput:
    # Counted as open from the choice on: looking for devices again would give its number to another.
    with portaudio.opening():
        device = choose("output", device_name)
        module = sounddevice()

        def callback(out: NDArray[np.float32], _frames: int, time: _CallbackTime, status: _Status) -> None:
            if status.output_underflow:
                _buffering.note_hole()
            goes_on = fill(out[:, 0], time.outputBufferDacTime - time.currentTime)
            # Where the device insists on more channels, all say the same.
            out[:, 1:] = out[:, :1]
            if not goes_on:
                raise module.CallbackStop

        def prepare(rate_hz: int, channels: int) -> PortAudioOutput:
            stream = module.OutputStream(
                device=device.index,
                samplerate=rate_hz,
                channels=channels,
                dtype="float32",
                blocksize=round(rate_hz * OUTPUT_BLOCK_S),
                latency=_buffering.latency_s,
                callback=callback,
                finished_callback=on_ended,
            )
            return PortAudioOutput(device.name, stream, rate_hz)

        most = int(module.query_devices(device.index)["max_output_channels"])
        rates = dict.fromkeys((sample_rate_hz, device.sample_rate_hz, 48000, 44100))
        forms = [(rate_hz, channels) for rate_hz in rates for channels in dict.fromkeys((1, min(2, most), most))]
        with routed("PULSE_SINK", None if device_name is None else device.route):
            try:
                return portaudio.first_accepted(prepare, forms)
            except module.PortAudioError as error:
                raise _busy(device.name, error) from error


def _busy(device_name: str, error: Exception) -> KnownError:
    return KnownError(Trouble.LOUDSPEAKER_BUSY, device=device_name, reason=portaudio.reason_of(error))
