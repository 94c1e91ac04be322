"""Says what was deleted a moment ago, and brings it back where the user asks in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from rehearse.errors import KnownError
from rehearse.ui import formatting
from rehearse.ui.announce import announce
from rehearse.ui.timers import timer
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from rehearse.history.store import HistoryStore

UNDO_S = 30
"""How long a deleted take can come back."""


class DeletedTakes(Notice):
    """Hidden while nothing was deleted; counts down to the moment when it is gone for good.

    Signals:
        came_back(tuple): The takes with these ids are in the lists again.
    """

    came_back = Signal(object)

    def __init__(self, history: HistoryStore) -> None:
        super().__init__()
        self._history = history
        self._ids: tuple[str, ...] = ()
        self.time = timer(self, UNDO_S * 1000, self.delete_for_good, once=True)

    def delete(self, ids: tuple[str, ...]) -> bool:
        """Take these out of every list; False where that could not be done, which is said."""
        try:
            self._history.bin.put(ids)
        except KnownError as error:
            self.say(error.message, Tone.STOP)
            return False
        self._ids = (*self._ids, *ids)
        self.time.start()
        words = formatting.count(len(self._ids), "take was", "takes were").capitalize()
        them = "it" if len(self._ids) == 1 else "them"
        self.say(
            f"{words} deleted. Undo brings {them} back within {UNDO_S} seconds, not later.",
            steps=(("Undo", self.undo),),
        )
        return True

    def undo(self) -> None:
        """Bring back what was deleted within the time."""
        ids, self._ids = self._ids, ()
        if not ids:
            return
        self.time.stop()
        self.hide()
        try:
            self._history.bin.restore(ids)
        except KnownError as error:
            self.say(error.message, Tone.STOP)
            return
        announce(self, f"{formatting.count(len(ids), 'take is', 'takes are').capitalize()} back")
        self.came_back.emit(ids)

    def delete_for_good(self) -> None:
        """Remove rows, reports and recordings: when the time is over, and when the window closes."""
        self._ids = ()
        self.time.stop()
        self.hide()
        try:
            self._history.bin.empty()
        except KnownError as error:
            self.say(error.message, Tone.STOP)
