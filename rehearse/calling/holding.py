"""A call whose microphone is gone: music is heard, the microphone is tried again, and the call goes on where it stood.

It counts as back once sound comes from it. One that can be opened and then sends nothing, as while the system has
suspended it, is tried again like one that is missing.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.voice import tones

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rehearse.audio.recorder import Recorder
    from rehearse.calling.loudspeaker import CallLoudspeaker

log = logging.getLogger(__name__)

LOST = frozenset({Trouble.MICROPHONE_LOST, Trouble.MICROPHONE_STALLED})
"""After these the microphone is opened again."""

TRY_AGAIN_S = 2.0
"""How often that is tried."""

GIVE_UP_S = 60.0
"""After so long without a microphone the call ends with what was said until then."""

MUSIC_S = 8.0
"""How much music is played at once: all of its chords."""


class Hold:
    """The waiting of one call; all methods belong to one thread.

    Attributes:
        trouble: What the user is told while the call waits; None while it goes on.
        opened_s: When the microphone was opened again, on the caller's clock.
    """

    def __init__(self, recorder: Recorder, loudspeaker: CallLoudspeaker, clock: Callable[[], float]) -> None:
        """Wait with this loudspeaker for this microphone."""
        self.trouble: KnownError | None = None
        self.opened_s = 0.0
        self._recorder, self._loudspeaker, self._clock = recorder, loudspeaker, clock
        self._lost_s = self._tried_s = 0.0
        self._plays = False

    def begin(self, lost: KnownError) -> KnownError:
        """The microphone is gone and was given back; what the user is told."""
        self.trouble = KnownError(Trouble.CALL_ON_HOLD, device=lost.details["device"])
        self._lost_s, self._plays = self._clock(), False
        return self.trouble

    @property
    def has_lasted_too_long(self) -> bool:
        """Whether nobody can be expected to wait any longer."""
        return self._clock() - self._lost_s >= GIVE_UP_S

    def is_over(self, path: Path, on_sound: Callable[[bytes], None]) -> bool:
        """Play, and try the microphone now and then; True once it is recorded again.

        Args:
            path: A new file for what is said from then on.
            on_sound: As for `Recorder.start`.
        """
        if not self._loudspeaker.is_sounding:
            # Behind the other side's line, where one is still to be heard.
            self._loudspeaker.say(tones.hold(MUSIC_S))
            self._plays = True
        if not self._recorder.is_recording:
            self._try(path, on_sound)
        elif self._recorder.elapsed_s:
            self._resume()
            return True
        elif (trouble := self._recorder.trouble()) is not None and trouble.trouble in LOST:
            self._recorder.throw_away()
        return False

    def _try(self, path: Path, on_sound: Callable[[bytes], None]) -> None:
        if self._clock() - self._tried_s < TRY_AGAIN_S:
            return
        self._tried_s = self._clock()
        try:
            self._recorder.open()
            self.opened_s = self._clock()
            self._recorder.start(path, on_sound)
        except KnownError as error:
            self._recorder.close()
            log.info("%s: the microphone is still gone", error.trouble)

    def _resume(self) -> None:
        if self._plays:
            self._loudspeaker.cut()
        self._loudspeaker.say(tones.pick_up())
        self.trouble = None
