"""Takes that are over, and of which the disk has not taken the end yet: they are kept as any other once it has."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.ui import logs
from rehearse.ui.discarding import delete

if TYPE_CHECKING:
    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.ui.services import Services

LateEnd = Callable[[], "Recorded"]
"""Waits until the disk has taken the end of a take."""

log = logging.getLogger(__name__)


class LateTakes:
    """Waits for the disk; everything here belongs to the GUI thread."""

    def __init__(self, services: Services, tell: Callable[[KnownError], None]) -> None:
        """Wait for takes of this history; `tell` is given what goes wrong with them."""
        self._services, self._tell = services, tell
        self._waiting: set[str] = set()

    def __contains__(self, take_id: object) -> bool:
        """Whether a take is being waited for."""
        return take_id in self._waiting

    def wait_for(
        self, take_id: str, end: Callable[[], Any], save: Callable[[Any], None], saved: Callable[[], None]
    ) -> None:
        """Wait for the end of a take; one that is thrown away meanwhile is deleted then.

        Args:
            take_id: The take.
            end: Waits as long as the disk does.
            save: Keeps in the history what it returns.
            saved: Called after that.
        """
        self._waiting.add(take_id)

        def on_end(found: object) -> None:
            self._waiting.discard(take_id)
            try:
                save(found)
            except KeyError:
                delete(self._services, take_id, self._tell)
            except KnownError as error:
                self._tell(error)
            else:
                saved()

        def on_failed(error: Exception) -> None:
            self._waiting.discard(take_id)
            log.error("the end of a take was not written", exc_info=error)
            log_file = self._services.paths.log / logs.FILE_NAME
            fault = KnownError(Trouble.PROGRAM_FAULT, reason=type(error).__name__, log=log_file)
            self._tell(error if isinstance(error, KnownError) else fault)

        self._services.late_disk.run(end, on_end, on_failed)

    def discard(self, take_id: str) -> None:
        """Throw away a take that is waited for: now out of every list, and for good once the disk answers.

        Raises:
            KnownError: As every method of the history.
        """
        self._services.history.bin.put([take_id])

    def error(self, take_id: str) -> KnownError:
        """What the user is told of a take that is waited for."""
        return KnownError(Trouble.TAKE_LATE, path=self._services.history.take(take_id).audio_path)


def put_away(recorder: Recorder) -> tuple[Recorded | None, LateEnd | None]:
    """Runs on the worker: the take is ended and the microphone given back, for which a broken one takes seconds.

    Returns:
        The take; or where the disk does not answer, what waits until it does.
    """
    with closing(recorder):
        try:
            return recorder.stop(), None
        except KnownError as error:
            if error.trouble is not Trouble.DISK_SLOW:
                raise
            return None, recorder.late_end()
