"""One mock call from ringing to hanging up: microphone, loudspeaker and conductor together, and what is kept of it.

The microphone's file and the ears get the very same samples, so the seconds of the ears are the seconds of the file.
Kept are two files of the same length: the applicant's side, silenced while the other side was heard over a loudspeaker,
and the other side's. What is said while the microphone is muted never gets as far as a file or the ears.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.joining import add_part
from rehearse.audio.pcm import to_int16
from rehearse.audio.wav import WavWriter, silence
from rehearse.calling.conductor import LinePhase
from rehearse.calling.holding import LOST, Hold, aside
from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings
from rehearse.voice.phone import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.call import CallState
    from rehearse.calling.conductor import Conductor, Taken
    from rehearse.calling.ears import Ears
    from rehearse.calling.holding import Aside
    from rehearse.calling.loudspeaker import CallLoudspeaker

UNHEARD = frozenset(
    {Trouble.NO_LOUDSPEAKER, Trouble.DEVICE_MISSING, Trouble.LOUDSPEAKER_LOST, Trouble.LOUDSPEAKER_BUSY}
)
"""After these the call goes on in captions."""


@dataclass(frozen=True, slots=True)
class CallTake:
    """What is kept of a call.

    Attributes:
        recorded: The applicant's side.
        call: Where the call ended.
        taken: The turns, in seconds of the recording.
        trouble: Why the other side's voice could not be kept; None where it is.
    """

    recorded: Recorded
    call: CallState
    taken: tuple[Taken, ...]
    trouble: KnownError | None = None


class PhoneCall:
    """A call that is under way; everything belongs to one thread, that of the window or of a test.

    Only what may hang, a microphone that was lost, is given back and opened again aside.
    """

    def __init__(
        self,
        conductor: Conductor,
        recorder: Recorder,
        loudspeaker: CallLoudspeaker,
        ears: Ears,
        clock: Callable[[], float],
        aside: Aside = aside,
    ) -> None:
        self._conductor, self._recorder, self._loudspeaker, self._ears = conductor, recorder, loudspeaker, ears
        self._clock = clock
        self._quiet: list[tuple[float, float]] = []
        self._parts: list[Recorded] = []
        self._late_end: Callable[[], Recorded] | None = None
        self._heard_from: list[float] = []
        self._hold = Hold(recorder, loudspeaker, clock, aside)

    @property
    def conductor(self) -> Conductor:
        """Takes the turns."""
        return self._conductor

    @property
    def muted(self) -> bool:
        """Whether the other side hears nothing of the microphone, and nothing of it is kept."""
        return self._recorder.muted

    def mute(self, *, muted: bool) -> None:
        """Let the other side hear the microphone no longer, or again."""
        self._recorder.mute(muted=muted)

    @property
    def elapsed_s(self) -> float:
        """How long the call has lasted."""
        return self._ears.heard_s

    def start(self, path: Path) -> None:
        """Begin: the recording runs and the telephone rings.

        Raises:
            KnownError: The microphone's or the disk's trouble; nothing has begun then.
        """
        self._recorder.open()
        self._recorder.start(path, self._ears.add)
        self._heard_from.append(self._clock())
        self._loudspeaker.open()
        self._conductor.begin()

    def tick(self) -> KnownError | None:
        """Do what is due, and return what is wrong with the microphone or the loudspeaker, if anything is.

        Raises:
            KnownError: DISK_FULL, FOLDER_READ_ONLY, TAKE_TOO_LONG or RECOGNISER_FAILED; the call should be ended.
        """
        if self._hold.trouble is not None:
            return self._wait_for_microphone(self._hold.trouble)
        before_s, was_deaf, knew = self._ears.heard_s, self._ears.is_deaf, self._conductor.own_voice is not None
        self._conductor.tick()
        if self._conductor.own_voice is not None and not knew:
            before_s, was_deaf = self._conductor.own_voice.start_s, True
        if was_deaf and self._ears.heard_s > before_s:
            self._keep_quiet(before_s, self._ears.heard_s)
        trouble = self._recorder.trouble()
        if trouble is not None and trouble.trouble in LOST:
            return self._lose(trouble)
        if trouble is not None and trouble.trouble is not Trouble.MICROPHONE_SILENT:
            raise trouble
        return trouble or self._deafness() or self._echo()

    def _echo(self) -> KnownError | None:
        """That a headset would be better."""
        return KnownError(Trouble.CALL_HEARS_ITSELF) if self._conductor.own_voice is not None else None

    def _deafness(self) -> KnownError | None:
        """Why the other side can't be heard, in the words that help within a call."""
        trouble = self._loudspeaker.trouble()
        if trouble is None or trouble.trouble not in UNHEARD:
            return trouble
        return KnownError(Trouble.CALL_WITHOUT_SOUND, device=trouble.details.get("device", "The loudspeaker"))

    @property
    def is_on_hold(self) -> bool:
        """Whether the microphone is gone and the call waits for it."""
        return self._hold.trouble is not None

    @property
    def must_be_read(self) -> bool:
        """Whether the other side can't be heard, so that its lines have to be shown."""
        return not self._conductor.has_voice or self._loudspeaker.trouble() is not None

    def level_db(self) -> float | None:
        """Peak of the microphone since the last call, in dB of full scale; None where no sound came."""
        return None if self.is_on_hold else self._recorder.level_db()

    def abandon(self) -> None:
        """End everything at once, and keep nothing."""
        self._hold.settle()
        self._recorder.throw_away()
        self._loudspeaker.close()
        for part in self._parts:
            part.path.unlink(missing_ok=True)

    def hang_up(self) -> None:
        """The applicant hangs up; the call is over when the conductor says so."""
        self._conductor.hang_up()

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens in the call."""
        return self._conductor.phase is LinePhase.OVER

    def finish(self, other_side: Path) -> CallTake:
        """End the recording and write the other side's; microphone and loudspeaker are given back, whatever happens.

        Args:
            other_side: A new file for the other side's voice.

        Raises:
            KnownError: DISK_SLOW, after which it may be called again and waits as long as it takes; the disk's trouble
                with what was said after a lost microphone came back.
        """
        self._hold.settle()
        with closing(self._loudspeaker):
            with closing(self._recorder):
                if self._late_end is not None and not self._recorder.is_open:
                    self._parts.append(self._late_end())
                    self._late_end = None
                elif self._hold.trouble is not None:
                    # A microphone that was opened again and has sent nothing yet.
                    self._recorder.throw_away()
                elif self._recorder.is_recording:
                    self._end_part()
            parts = tuple(self._parts)
            recorded = _joined(parts)
            trouble = None
            try:
                silence(recorded.path, self._quiet)
                self._write_other_side(other_side, parts)
            except KnownError as error:
                trouble = error
        return CallTake(recorded, self._conductor.call, tuple(self._conductor.taken), trouble)

    def _write_other_side(self, path: Path, parts: Sequence[Recorded]) -> None:
        track = np.concatenate(
            [
                # The first sample of each part was spoken before it began: the recorder holds a second ready.
                self._loudspeaker.track(from_s - part.preroll_s, part.duration_s)
                for from_s, part in zip(self._heard_from, parts, strict=True)
            ]
        )
        writer = WavWriter(path, RATE_HZ)
        writer.write(to_int16(track).tobytes())
        writer.close()

    def _keep_quiet(self, from_s: float, to_s: float) -> None:
        if self._quiet and self._quiet[-1][1] >= from_s:
            self._quiet[-1] = (self._quiet[-1][0], to_s)
        else:
            self._quiet.append((from_s, to_s))

    def _end_part(self) -> None:
        try:
            self._parts.append(self._recorder.stop())
        except KnownError as error:
            if error.trouble is Trouble.DISK_SLOW:
                self._late_end = self._recorder.late_end()
            raise

    def _next_part(self) -> Path:
        return recordings.part(self._parts[0].path, len(self._parts) + 1)

    def _lose(self, trouble: KnownError) -> KnownError:
        """The microphone is gone: what was recorded is kept, and the call waits, as on hold."""
        return self._hold.begin(trouble, self._give_back)

    def _give_back(self) -> None:
        """Aside."""
        self._end_part()
        self._recorder.close()

    def _wait_for_microphone(self, trouble: KnownError) -> KnownError | None:
        """The call goes on where it stood once the microphone is back, or ends after a minute."""
        if self._hold.has_lasted_too_long:
            self._conductor.hang_up()
        if self._conductor.phase in {LinePhase.HANGING_UP, LinePhase.OVER}:
            self._conductor.tick()
            return trouble
        if not self._hold.is_over(self._next_part, self._ears.add):
            return trouble
        if self._recorder.sample_rate_hz != self._parts[0].sample_rate_hz:
            self._ears.change_rate(self._recorder.sample_rate_hz or self._parts[0].sample_rate_hz)
        self._heard_from.append(self._hold.opened_s)
        return None


def _joined(parts: Sequence[Recorded]) -> Recorded:
    """The parts of a call in one file, the first one's."""
    first, *others = parts
    for part in others:
        if not part.frames:
            part.path.unlink(missing_ok=True)
            continue
        first = replace(
            first,
            frames=first.frames + add_part(first.path, part.path),
            dropped_frames=first.dropped_frames + part.dropped_frames,
            trouble=part.trouble,
        )
    return first
