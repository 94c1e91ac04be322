"""Playing a recording, and knowing what of it is heard at this moment.

Two activities run at once: the *device's thread* (PortAudio's, or that of another `OutputOpener`) calls
`Voice.fill` many times a second, which copies samples and notes when they will be heard, and never waits; the
*caller's thread* (the window's) does all else. It changes what is played by putting a new `Cue` in the voice's one
slot, which the next `fill` finds; a seek is therefore heard after the device's buffer.

The position is the sample that is heard now, by the device's own word on when it will play what it was given, not
the last one handed over.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rehearse.audio.voice import Voice
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.audio.decode import Recording
    from rehearse.audio.output_stream import OutputOpener, OutputStream

LEAD_S = 0.05
"""The silence before the first sample."""


class Player:
    """Plays one recording at a time: the whole, from any place, or a span of it.

    All of it belongs to the caller's thread.
    """

    def __init__(
        self,
        device_name: str | None = None,
        opener: OutputOpener | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Prepare for a loudspeaker by name, None for the system's default; it is opened by `play`."""
        self._device_name = device_name
        self._opener = opener
        self._clock = clock
        self._recording: Recording | None = None
        self._resampled: tuple[Recording, int, NDArray[np.float32]] | None = None
        self._stream: OutputStream | None = None
        self._voice: Voice | None = None
        self._position_s = 0.0
        self._end_s = 0.0
        self._repeat_from_s: float | None = None
        self._trouble: KnownError | None = None

    def load(self, recording: Recording) -> None:
        """Take up a recording, at its beginning; what was playing stops."""
        self._release()
        self._trouble = None
        self._recording = recording
        self._position_s = 0.0
        self._end_s = recording.duration_s
        self._repeat_from_s = None

    def exchange(self, recording: Recording, position_s: float, end_s: float | None = None) -> None:
        """Take up another recording in the place of this one; what plays goes on with it, at once.

        Args:
            recording: The other one.
            position_s: Where in it to go on.
            end_s: Where in it to stop; None is its end. A repeated span is not repeated any more.

        Raises:
            KnownError: As `play`.
        """
        playing = self.is_playing
        self._recording = recording
        if playing:
            self.play(position_s, end_s)
        else:
            self._position_s = min(max(0.0, position_s), recording.duration_s)

    def play(self, start_s: float | None = None, end_s: float | None = None, *, repeat: bool = False) -> None:
        """Play a span.

        Args:
            start_s: Where from; None goes on where it stands, or from the beginning when it stands at the end.
            end_s: Where to; None is the end of the recording.
            repeat: Whether to play it again and again, with a little rest between, until something else is asked for.

        Raises:
            KnownError: NO_LOUDSPEAKER, DEVICE_MISSING, LOUDSPEAKER_BUSY, ...; the position stays.
        """
        recording = self._loaded()
        self._look_after()
        position_s = self.position_s
        if start_s is None:
            start_s = 0.0 if position_s >= recording.duration_s else position_s
        self._trouble = None
        self._end_s = recording.duration_s if end_s is None else min(end_s, recording.duration_s)
        self._position_s = min(max(0.0, start_s), self._end_s)
        self._repeat_from_s = self._position_s if repeat else None
        self._start_here(recording)

    def _start_here(self, recording: Recording) -> None:
        if self._voice is None or self._stream is None:
            self._begin(recording)
        else:
            self._cue(self._voice, self._samples_at(recording, self._stream.sample_rate_hz), 0.0)
            self._look_after()

    def _cue(self, voice: Voice, samples: NDArray[np.float32], lead_s: float) -> None:
        voice.play(samples, self._position_s, self._end_s, lead_s, repeats=self._repeat_from_s is not None)

    def _samples_at(self, recording: Recording, rate_hz: int) -> NDArray[np.float32]:
        """The samples at the stream's rate, worked out once for each recording."""
        if self._resampled is None or self._resampled[0] is not recording or self._resampled[1] != rate_hz:
            self._resampled = (recording, rate_hz, recording.at(rate_hz))
        return self._resampled[2]

    def pause(self) -> None:
        """Stop at the place that is heard now; `play` goes on from there. Nothing happens when nothing plays."""
        self._release()

    def seek(self, position_s: float) -> None:
        """Go to another place; what plays goes on from there, to the end of its span or, beyond that, of all.

        Within a span that repeats it goes on repeating; outside of it the repeating ends.
        """
        recording = self._loaded()
        if self.is_playing:
            within = position_s < self._end_s
            repeat_from_s = self._repeat_from_s
            if repeat_from_s is not None and within and position_s >= repeat_from_s:
                self._position_s = position_s
                self._start_here(recording)
            else:
                self.play(position_s, self._end_s if within and repeat_from_s is None else None)
        else:
            self._position_s = min(max(0.0, position_s), recording.duration_s)

    @property
    def position_s(self) -> float:
        """The place in the recording that is heard now, in seconds."""
        return self._position_s if self._voice is None else self._voice.heard_s()

    @property
    def duration_s(self) -> float:
        """How long the recording is; 0 when none is loaded."""
        return 0.0 if self._recording is None else self._recording.duration_s

    @property
    def is_playing(self) -> bool:
        """Whether the loudspeaker plays, its last silence included; once that is over, it is given back."""
        self._look_after()
        return self._voice is not None

    def trouble(self) -> KnownError | None:
        """Return why the sound stopped before its end, until the next `play` or `load`; None when all is well."""
        self._look_after()
        return self._trouble

    def close(self) -> None:
        """Stop and give the loudspeaker back."""
        self._release()

    def _begin(self, recording: Recording) -> None:
        voice = Voice(self._clock)
        opener = self._opener or _portaudio()
        stream = opener(self._device_name, recording.sample_rate_hz, voice.fill, voice.ended)
        voice.agree(stream.sample_rate_hz)
        self._cue(voice, self._samples_at(recording, stream.sample_rate_hz), LEAD_S)
        try:
            stream.start()
        except KnownError:
            stream.close()
            raise
        self._stream, self._voice = stream, voice

    def _look_after(self) -> None:
        if self._voice is None or self._stream is None:
            return
        if self._voice.was_too_late():
            self._release()
            try:
                self._begin(self._loaded())
            except KnownError as error:
                self._trouble = error
        elif self._voice.is_lost():
            self._trouble = KnownError(Trouble.LOUDSPEAKER_LOST, device=self._stream.device_name)
            self._release()
        elif self._voice.is_over():
            self._release()
        elif self._repeat_from_s is not None and self._voice.has_rested():
            self._position_s = self._repeat_from_s
            self._start_here(self._loaded())

    def _release(self) -> None:
        if self._stream is None or self._voice is None:
            return
        self._position_s = self._voice.heard_s()
        stream, self._stream, self._voice = self._stream, None, None
        stream.close()

    def _loaded(self) -> Recording:
        if self._recording is None:
            raise RuntimeError("no recording is loaded")
        return self._recording


def _portaudio() -> OutputOpener:
    from rehearse.audio.output_stream import open_loudspeaker

    return open_loudspeaker
