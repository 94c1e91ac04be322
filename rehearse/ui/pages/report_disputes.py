"""What the user says to the findings of a report: one that is wrong is taken out, and can come back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rehearse.errors import KnownError
from rehearse.ui import formatting

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rehearse.phrases.finding import Finding
    from rehearse.report import Report
    from rehearse.ui.pages.wrong_finding import WrongFinding
    from rehearse.ui.services import Services


class Disputes(QObject):
    """Asks about findings that are wrong and keeps the answers.

    Signals:
        changed: What is to be shown of the take has changed; what happened, in words.
        failed: It could not be kept; the sentence for the user.
    """

    changed = Signal(str)
    failed = Signal(str)

    def __init__(self, services: Services, page: QWidget) -> None:
        super().__init__(page)
        self._services, self._page = services, page
        self._take_id = ""
        self._report: Report | None = None

    def show_report(self, take_id: str, report: Report | None) -> None:
        """From now on it is about this take."""
        self._take_id, self._report = take_id, report

    def dispute(self, finding: Finding) -> WrongFinding | None:
        """Ask what is to become of a finding that is wrong; the dialog is returned open."""
        if self._report is None:
            return None
        from rehearse.ui.pages.wrong_finding import WrongFinding

        take_id, dialog = self._take_id, WrongFinding(finding, self._report, self._page)
        dialog.accepted.connect(lambda: self._silence(take_id, finding, for_good=dialog.for_good.isChecked()))
        dialog.open()
        return dialog

    def speak_again(self) -> None:
        """Show again what was removed from this report."""
        try:
            self._services.history.silenced.remove_all(self._take_id)
        except KnownError as error:
            self.failed.emit(error.message)
            return
        self.changed.emit("What was removed is shown again")

    def _silence(self, take_id: str, finding: Finding, *, for_good: bool) -> None:
        try:
            self._services.history.silenced.add(take_id, finding.rule)
            if for_good:
                settings = self._services.settings
                silenced = dict.fromkeys((*settings.silenced_rules, finding.rule))
                self._services.update_settings(replace(settings, silenced_rules=tuple(silenced)))
        except KnownError as error:
            self.failed.emit(error.message)
        self.changed.emit(f"{formatting.quoted(finding.text)} was removed from this report")
