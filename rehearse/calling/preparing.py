"""The next reply, got ready while the applicant's silence still lasts: words, branch, and the spoken lines.

All of it runs on one worker thread, in the order in which it was asked for. A reply that was got ready too early (the
applicant went on speaking) is simply not used; `rehearse.call.step` changes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from rehearse.call import step
from rehearse.call.engine import their_seconds
from rehearse.calling.voices import silent
from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.call import CallState, Reply, Turn

    Words = Callable[[NDArray[np.float32]], str]

log = logging.getLogger(__name__)


class Speaking(Protocol):
    """What makes sound of replies; see `rehearse.calling.voices.Voices`."""

    def spoken(self, reply: Reply) -> tuple[NDArray[np.float32], ...]:
        """Each line and sound of a reply as samples."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A reply that is ready to be spoken.

    Attributes:
        turn: The turn that it answers.
        call: Where the call stands then.
        sounds: The reply's lines and sounds, in order.
    """

    turn: Turn
    call: CallState
    sounds: tuple[NDArray[np.float32], ...]

    @property
    def words(self) -> list[str]:
        """The words of the turn."""
        return self.turn.text.split()


class Preparer:
    """Gets replies ready on a worker.

    Args:
        words: Writes down a stretch of sound; what it can't make out is an empty text.
        voices: Speaks; None where there is no voice, and lines pass in silence.
        worker: Runs one job after another.
    """

    def __init__(self, words: Words, voices: Speaking | None, worker: Executor) -> None:
        self._words = words
        self._voices = voices
        self._worker = worker

    @property
    def has_voice(self) -> bool:
        """Whether lines are spoken."""
        return self._voices is not None

    def hear(self, sound: NDArray[np.float32]) -> Future[str]:
        """Write down a part of a turn that is over for certain."""
        return self._worker.submit(self._heard, sound)

    def reply(
        self, call: CallState, turn: Turn, earlier: tuple[Future[str], ...], sound: NDArray[np.float32] | None
    ) -> Future[Prepared]:
        """Get the reply to a turn ready.

        Args:
            call: Where the call stands.
            turn: The turn, its words still missing.
            earlier: Parts of it that are being written down already.
            sound: The rest; None for a turn without words.
        """
        return self._worker.submit(self._prepare, call, turn, earlier, sound)

    def spoken(self, reply: Reply) -> tuple[NDArray[np.float32], ...]:
        """A reply's lines as samples; silence of their length where they can't be spoken."""
        if self._voices is not None:
            try:
                return self._voices.spoken(reply)
            except KnownError as error:
                log.warning("%s: a reply passes in silence", error.trouble)
                self._voices = None
        return silent(reply, their_seconds(reply))

    def _heard(self, sound: NDArray[np.float32]) -> str:
        try:
            return self._words(sound).strip()
        except KnownError as error:
            log.warning("%s: a turn could not be written down", error.trouble)
            return ""

    def _prepare(
        self, call: CallState, turn: Turn, earlier: tuple[Future[str], ...], sound: NDArray[np.float32] | None
    ) -> Prepared:
        parts = [part.result() for part in earlier]
        if sound is not None and len(sound):
            parts.append(self._heard(sound))
        said = replace(turn, text=" ".join(part for part in parts if part))
        if said.is_silent and turn.duration_s:
            # A noise, or nothing that could be made out: for the other side it was silence.
            said = replace(said, silence_s=turn.duration_s, duration_s=0.0, time_to_first_word_s=None)
        after, reply = step(call, said)
        return Prepared(said, after, self.spoken(reply))
