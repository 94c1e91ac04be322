"""A call whose microphone is gone: music is heard, the microphone is tried again, and the call goes on where it stood.

It counts as back once sound comes from it. One that can be opened and then sends nothing, as while the system has
suspended it, is tried again like one that is missing.

A microphone that was lost may hang when it is given back or opened, so both are done aside, one after the other.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.voice import tones

if TYPE_CHECKING:
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


Aside = Callable[[Callable[[], None]], Future[None]]
"""Begins work that may hang, and returns at once."""


def aside(work: Callable[[], None]) -> Future[None]:
    """Do something on a thread of its own."""
    done: Future[None] = Future()

    def carry_out() -> None:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 # raised again where it is waited for
            done.set_exception(error)
        else:
            done.set_result(None)

    threading.Thread(target=carry_out, name="call-microphone", daemon=True).start()
    return done


class Hold:
    """The waiting of one call; all methods belong to one thread, and so does the recorder once they have settled.

    Attributes:
        trouble: What the user is told while the call waits; None while it goes on.
        opened_s: When the microphone was opened again, on the caller's clock.
    """

    def __init__(
        self, recorder: Recorder, loudspeaker: CallLoudspeaker, clock: Callable[[], float], aside: Aside
    ) -> None:
        """Wait with this loudspeaker for this microphone, which is opened and given back aside."""
        self.trouble: KnownError | None = None
        self.opened_s = 0.0
        self._recorder, self._loudspeaker, self._clock = recorder, loudspeaker, clock
        self._aside = aside
        self._under_way: Future[None] | None = None
        self._lost_s = self._tried_s = 0.0
        self._plays = False

    def begin(self, lost: KnownError, give_back: Callable[[], None]) -> KnownError:
        """The microphone is gone; what the user is told.

        Args:
            lost: Why.
            give_back: Ends what was recorded, and gives the microphone back.
        """
        self.trouble = KnownError(Trouble.CALL_ON_HOLD, device=lost.details["device"])
        self._lost_s, self._plays = self._clock(), False
        self._under_way = self._aside(give_back)
        return self.trouble

    def settle(self) -> None:
        """Wait until the microphone is given back or opened, if either is under way; on any thread.

        Where the end of what was recorded could not be written, the recorder goes on with it.
        """
        with contextlib.suppress(KnownError):
            self._take_answer()

    @property
    def has_lasted_too_long(self) -> bool:
        """Whether nobody can be expected to wait any longer."""
        return self._clock() - self._lost_s >= GIVE_UP_S

    def is_over(self, new_file: Callable[[], Path], on_sound: Callable[[bytes], None]) -> bool:
        """Play, and try the microphone now and then; True once it is recorded again.

        Args:
            new_file: Names a new file for what is said from then on.
            on_sound: As for `Recorder.start`.

        Raises:
            KnownError: DISK_SLOW, as the end of what was recorded could not be written; the recorder goes on with it.
        """
        if not self._loudspeaker.is_sounding:
            # Behind the other side's line, where one is still to be heard.
            self._loudspeaker.say(tones.hold(MUSIC_S))
            self._plays = True
        if self._under_way is not None and not self._under_way.done():
            return False
        self._take_answer()
        if not self._recorder.is_recording:
            if self._clock() - self._tried_s >= TRY_AGAIN_S:
                self._tried_s, path = self._clock(), new_file()
                self._under_way = self._aside(lambda: self._try(path, on_sound))
        elif self._recorder.elapsed_s:
            self._resume()
            return True
        elif (trouble := self._recorder.trouble()) is not None and trouble.trouble in LOST:
            self._under_way = self._aside(self._recorder.throw_away)
        return False

    def _take_answer(self) -> None:
        answer, self._under_way = self._under_way, None
        try:
            if answer is not None:
                answer.result()
        except KnownError:
            self.trouble = None
            raise

    def _try(self, path: Path, on_sound: Callable[[bytes], None]) -> None:
        """Aside."""
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
