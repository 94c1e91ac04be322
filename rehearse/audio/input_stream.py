"""The device door for microphones: what the recorder needs of a stream, and PortAudio's way of giving it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, SupportsBytes

from rehearse.audio import portaudio
from rehearse.audio.devices import Device, choose, refresh, sounddevice
from rehearse.audio.pulse import routed
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

BLOCK_S = 0.02
"""How much sound one callback brings: 20 ms cost under 2 % of a core, where PortAudio's own choice costs 9 %."""

BUFFER_S = 0.1
"""How much sound the device may hold back before any is lost; no block comes later for it."""

CLOSE_WITHIN_S = 2.0
"""How long closing may take before a sound server that hangs is left to itself."""


class InputStream(Protocol):
    """A microphone that is sending."""

    @property
    def device_name(self) -> str:
        """The microphone's name, for the user."""

    @property
    def sample_rate_hz(self) -> int:
        """The rate of what it sends."""

    @property
    def channels(self) -> int:
        """How many channels are interleaved in each block."""

    def close(self) -> None:
        """End it; returns within seconds whatever the device does."""


class StreamOpener(Protocol):
    """Opens a microphone, which sends from then on."""

    def __call__(
        self, device_name: str | None, on_block: Callable[[bytes, bool], None], on_ended: Callable[[], None]
    ) -> InputStream:
        """Open a microphone.

        Args:
            device_name: One of `microphones()` by name, or None for the default.
            on_block: Called on the device's own thread with each block (interleaved 16-bit samples in the machine's
                byte order) and whether sound was lost just before it. It must not block.
            on_ended: Called on any thread when the stream ended, by itself or by `close`.

        Raises:
            KnownError: Why there will be no sound.
        """


class _CallbackFlags(Protocol):
    @property
    def input_overflow(self) -> bool: ...


class PortAudioInput:
    """A microphone opened by PortAudio."""

    def __init__(self, device_name: str, stream: portaudio.PortAudioStream, sample_rate_hz: int, channels: int) -> None:
        self.device_name = device_name
        self.sample_rate_hz = sample_rate_hz
        self.channels = channels
        self._stream: portaudio.PortAudioStream | None = stream

    def close(self) -> None:
        """End it without waiting for buffers or for a sound server that hangs."""
        if self._stream is not None:
            stream, self._stream = self._stream, None
            portaudio.close_within(stream, CLOSE_WITHIN_S)


def open_microphone(
    device_name: str | None, on_block: Callable[[bytes, bool], None], on_ended: Callable[[], None]
) -> PortAudioInput:
    """Open a microphone through PortAudio, at its own rate and in mono where it allows that.

    After the sound server went away and came back, PortAudio works only once it has looked for devices again; so a
    failure is tried once more after that.

    Raises:
        KnownError: NO_MICROPHONE, DEVICE_MISSING, MICROPHONE_BUSY, PORTAUDIO_MISSING or SOUND_SYSTEM_BROKEN.
    """
    try:
        return _open(device_name, on_block, on_ended)
    except KnownError as error:
        if error.trouble not in _CURED_BY_LOOKING_AGAIN or not refresh():
            raise
    return _open(device_name, on_block, on_ended)


_CURED_BY_LOOKING_AGAIN = {Trouble.NO_MICROPHONE, Trouble.DEVICE_MISSING, Trouble.MICROPHONE_BUSY}


def _open(
    device_name: str | None, on_block: Callable[[bytes, bool], None], on_ended: Callable[[], None]
) -> PortAudioInput:
    # Counted as open from the choice on: looking for devices again would give its number to another.
    with portaudio.opening():
        device = choose("input", device_name)
        module = sounddevice()

        def callback(data: SupportsBytes, _frames: int, _time: object, status: _CallbackFlags) -> None:
            on_block(bytes(data), bool(status.input_overflow))

        def start(rate_hz: int, channels: int) -> PortAudioInput:
            stream = module.RawInputStream(
                device=device.index,
                samplerate=rate_hz,
                channels=channels,
                dtype="int16",
                blocksize=round(rate_hz * BLOCK_S),
                latency=BUFFER_S,
                callback=callback,
                finished_callback=on_ended,
            )
            try:
                stream.start()
            except module.PortAudioError:
                stream.close()
                raise
            return PortAudioInput(device.name, stream, rate_hz, channels)

        # Without a route the stream follows the system's default from one device to the next.
        with routed("PULSE_SOURCE", None if device_name is None else device.route):
            try:
                return portaudio.first_accepted(start, _forms(module.query_devices(device.index), device))
            except module.PortAudioError as error:
                reason = portaudio.reason_of(error)
                raise KnownError(Trouble.MICROPHONE_BUSY, device=device.name, reason=reason) from error


def _forms(facts: Mapping[str, Any], device: Device) -> Iterator[tuple[int, int]]:
    """Yield the rates and channel counts to ask for, its own rate and mono first."""
    most = int(facts["max_input_channels"])
    for rate_hz in dict.fromkeys((device.sample_rate_hz, round(facts["default_samplerate"]), 48000, 44100)):
        for channels in dict.fromkeys((1, min(2, most), most)):
            yield rate_hz, channels
