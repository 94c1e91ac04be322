"""The report page's star and note: what the user says of the take that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rehearse.errors import KnownError
from rehearse.ui.announce import announce

if TYPE_CHECKING:
    from rehearse.history.values import Take
    from rehearse.ui.pages.report_body import ReportBody
    from rehearse.ui.services import Services


class KeepsakeEditor(QObject):
    """Keeps star and note in the history.

    Signals:
        failed: Why they could not be kept, for the user.
    """

    failed = Signal(str)

    def __init__(self, services: Services, body: ReportBody) -> None:
        super().__init__(body)
        self._services, self._body = services, body
        self._take: Take | None = None
        body.star.clicked.connect(self._on_star)
        body.keepsake.written.connect(self._on_note)

    def show_take(self, take: Take | None) -> None:
        """Take up another take; a note that was being written on the one before is kept."""
        self._body.keepsake.keep()
        self._take = take
        if take is not None:
            keepsakes = self._services.history.keepsakes
            self._body.keepsake.show_note(keepsakes.note(take.id))
            self._body.star.setChecked(keepsakes.best(take.scenario) == take.id)

    def _on_star(self, on: bool) -> None:  # noqa: FBT001 # a Qt slot
        if self._take is None:
            return
        keepsakes, take_id = self._services.history.keepsakes, self._take.id
        try:
            if on:
                keepsakes.star(take_id)
            else:
                keepsakes.unstar(take_id)
        except KnownError as error:
            self._body.star.setChecked(not on)
            self.failed.emit(error.message)
            return
        announce(self._body.star, "Marked as your best take" if on else "No longer your best take")

    def _on_note(self, text: str) -> None:
        if self._take is None:
            return
        try:
            self._services.history.keepsakes.save_note(self._take.id, text)
        except KnownError as error:
            self.failed.emit(error.message)
