"""Playing a recording, and knowing what of it is heard at this moment.

Two activities run at once: the *device's thread* (PortAudio's, or that of another `OutputOpener`) calls
`_Voice.fill` fifty times a second, which copies samples and notes when they will be heard, and never waits; the
*caller's thread* (the window's) does all else. It changes what is played by putting a new `_Cue` in the voice's one
slot, which the next `fill` finds; a seek is therefore heard after the device's buffer, a tenth of a second.

The position is the sample that is heard now, by the device's own word on when it will play what it was given, not
the last one handed over. Before the first sample comes a little silence and after the last a little more, because
sound servers swallow the very beginning and cut off the end (the last 0.1 s, measured on PulseAudio through ALSA).
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.audio.decode import Recording
    from rehearse.audio.output_stream import OutputOpener, OutputStream

LEAD_S = 0.05
TAIL_S = 0.2
"""The silence before and after."""

DRIFT_S = 0.001
"""How much later than the call before a call may move the sound: room for a device whose clock is not ours."""

FIRST_CALL_WITHIN_S = 4.0
STALLED_AFTER_S = 1.0
"""A device that has asked for nothing for this long has stopped; waking may take longer."""


@dataclass(frozen=True, slots=True, eq=False)
class _Cue:
    """A stretch to play, in frames of the stream; each is told from all others by being another object."""

    start: int
    end: int
    lead: int = 0


class _Anchor(NamedTuple):
    """When, on the player's clock, the recording's first sample would be heard, and how far it was handed over."""

    cue: _Cue
    origin_s: float
    handed_over: int


class _Voice:
    """What the device's thread reads and the caller's thread directs.

    Each attribute is written by one thread only: the cue by the caller's, all else, once the stream runs, by the
    device's.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._rate_hz = 1
        self._samples: NDArray[np.float32] | None = None
        self._opened_s = clock()
        self._called_s: float | None = None
        self._has_ended = False
        self._cue = self._playing = _Cue(0, 0)
        self._finished: _Cue | None = None
        self._next = 0
        self._anchor: _Anchor | None = None

    def take(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        """Take up what is to be played, at the rate that the device agreed to; before the stream starts."""
        self._samples = samples
        self._rate_hz = rate_hz

    def play(self, start_s: float, end_s: float, lead_s: float) -> None:
        """Play another stretch from the device's next call on."""
        start, end = round(start_s * self._rate_hz), round(end_s * self._rate_hz)
        self._cue = _Cue(start, end, round(lead_s * self._rate_hz))

    def fill(self, out: NDArray[np.float32], heard_in_s: float) -> bool:
        """Give the device what comes next; see `OutputOpener`."""
        cue = self._cue
        if cue is not self._playing:
            self._playing = cue
            self._next = cue.start - cue.lead
        first, self._next = self._next, self._next + len(out)
        out[:] = 0.0
        if self._samples is not None:
            start = max(first, cue.start)
            heard = self._samples[start : max(start, min(self._next, cue.end))]
            out[start - first :][: len(heard)] = heard
        self._called_s = self._clock()
        self._anchor = self._anchored(cue, self._called_s + heard_in_s - first / self._rate_hz)
        if self._next < cue.end + TAIL_S * self._rate_hz or cue is not self._cue:
            return True
        self._finished = cue
        return False

    def _anchored(self, cue: _Cue, origin_s: float) -> _Anchor:
        """Believe the earliest of the last calls: one that had to wait for its turn takes its block for later."""
        if self._anchor is not None and self._anchor.cue is cue:
            origin_s = min(origin_s, self._anchor.origin_s + DRIFT_S)
        return _Anchor(cue, origin_s, self._next)

    def ended(self) -> None:
        """Note that the stream ended, for whatever reason."""
        self._has_ended = True

    def heard_s(self) -> float:
        """Return the place in the recording that is heard now, in seconds."""
        cue, anchor = self._cue, self._anchor
        if anchor is None or anchor.cue is not cue:
            return cue.start / self._rate_hz
        frame = (self._clock() - anchor.origin_s) * self._rate_hz
        return max(cue.start, min(frame, anchor.handed_over, cue.end)) / self._rate_hz

    def is_over(self) -> bool:
        """Whether all of the cue has left the device.

        The stream ends when it has played the silence after the last sample; one that forgets to say so is given
        that time once more. Ending it when the last sample should be heard would cut off the end on devices that
        take longer than they say.
        """
        anchor = self._anchor
        if anchor is None or anchor.cue is not self._cue or self._finished is not self._cue:
            return False
        last_heard_s = anchor.origin_s + anchor.handed_over / self._rate_hz
        return self._has_ended or self._clock() > last_heard_s + TAIL_S

    def was_too_late(self) -> bool:
        """Whether a cue came just when the device had been told that there is no more."""
        return self._finished is not None and self._finished is not self._cue

    def is_lost(self) -> bool:
        """Whether the device stopped asking before it had all."""
        if self._finished is not None:
            return False
        if self._called_s is None:
            return self._has_ended or self._clock() - self._opened_s > FIRST_CALL_WITHIN_S
        return self._has_ended or self._clock() - self._called_s > STALLED_AFTER_S


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
        self._stream: OutputStream | None = None
        self._voice: _Voice | None = None
        self._position_s = 0.0
        self._end_s = 0.0
        self._trouble: KnownError | None = None

    def load(self, recording: Recording) -> None:
        """Take up a recording, at its beginning; what was playing stops."""
        self._release()
        self._trouble = None
        self._recording = recording
        self._position_s = 0.0
        self._end_s = recording.duration_s

    def play(self, start_s: float | None = None, end_s: float | None = None) -> None:
        """Play a span.

        Args:
            start_s: Where from; None goes on where it stands, or from the beginning when it stands at the end.
            end_s: Where to; None is the end of the recording.

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
        if self._voice is None:
            self._begin(recording)
        else:
            self._voice.play(self._position_s, self._end_s, 0.0)
            self._look_after()

    def pause(self) -> None:
        """Stop at the place that is heard now; `play` goes on from there. Nothing happens when nothing plays."""
        self._release()

    def seek(self, position_s: float) -> None:
        """Go to another place; what plays goes on from there, to the end of its span or, beyond that, of all."""
        recording = self._loaded()
        if self.is_playing:
            self.play(position_s, self._end_s if position_s < self._end_s else None)
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
        voice = _Voice(self._clock)
        opener = self._opener or _portaudio()
        stream = opener(self._device_name, recording.sample_rate_hz, voice.fill, voice.ended)
        voice.take(recording.at(stream.sample_rate_hz), stream.sample_rate_hz)
        voice.play(self._position_s, self._end_s, LEAD_S)
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
