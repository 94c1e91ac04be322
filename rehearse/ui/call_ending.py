"""The end of a mock call: what is kept of it is put together once, on the worker or by a window that closes first."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.history import recordings

if TYPE_CHECKING:
    from rehearse.call.report import CallReport
    from rehearse.calling.phone_call import CallTake, PhoneCall
    from rehearse.history.values import Take


class CallEnding:
    """A call that is over and not kept yet.

    Attributes:
        take: The call's take in the history.
    """

    def __init__(self, call: PhoneCall, take: Take) -> None:
        self.take = take
        self._call = call
        self._finishing = threading.Lock()
        self._kept: Future[tuple[CallTake, CallReport]] = Future()

    def kept(self) -> tuple[CallTake, CallReport]:
        """Finish the call and return what is kept of it, and its report as far as it was heard while it lasted.

        On any thread; whoever asks second waits for the first. After DISK_SLOW it may be asked once more, and waits
        for the disk as long as it takes.

        Raises:
            KnownError: As `PhoneCall.finish`.
        """
        with self._finishing:
            if not self._kept.done():
                try:
                    self._kept.set_result(self._put_together())
                except KnownError as error:
                    if error.trouble is Trouble.DISK_SLOW:
                        raise
                    self._kept.set_exception(error)
                except BaseException as error:  # noqa: BLE001 # raised where it is asked for
                    self._kept.set_exception(error)
        return self._kept.result()

    def _put_together(self) -> tuple[CallTake, CallReport]:
        from rehearse.calling.retelling import as_taken

        kept = self._call.finish(recordings.other_side(self.take.audio_path))
        return kept, as_taken(kept.call, kept.taken)
