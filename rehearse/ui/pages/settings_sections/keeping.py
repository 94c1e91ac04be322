"""Where things are kept, how much room they take, and how to get rid of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton

from rehearse.errors import KnownError
from rehearse.measures.describe import number
from rehearse.scratch import clear_scratch
from rehearse.settings import Settings
from rehearse.ui import formatting, logs, theme
from rehearse.ui.announce import announce
from rehearse.ui.pages.settings_sections.section import Section
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.ask import ask

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMessageBox

    from rehearse.ui.services import Services

UNITS = (("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000))


class KeepingSection(Section):
    """The data folder, its size, and the way to empty it.

    Signals:
        everything_deleted: Takes, recordings, cards, settings and the log are gone.
    """

    everything_deleted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__(
            "Where things are kept",
            services,
            "Recordings, reports and cards stay in one folder on this computer; only you can read them.",
        )
        self._folder = QLabel(str(services.paths.data))
        self._folder.setWordWrap(True)
        self._folder.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._folder.setAccessibleName("Data folder")
        self.add(self._folder)
        self._size = self.add_words("")
        self._body.addSpacing(GRID)
        open_folder = QPushButton("Open the folder")
        open_folder.clicked.connect(self._open)
        self.add_row("Data folder", "Shows the files in the system's file manager.", open_folder)
        delete = QPushButton("Delete everything…")
        theme.mark(delete, kind="danger")
        delete.clicked.connect(self.ask_to_delete)
        self.add_row(
            "Delete everything",
            "Every take with its recording and report, every card, these settings and the log. You are asked twice.",
            delete,
        )

    def measure(self) -> None:
        """Add up the sizes on the worker."""
        data = self._services.paths.data
        self._services.tasks.run(lambda _task: _size_of(data), self._on_measured, lambda _error: None)

    def ask_to_delete(self) -> QMessageBox:
        """Ask for the first time; the question is returned open."""
        return ask(
            self,
            "Delete everything?",
            f"{self._what_goes()}, and your settings with name, school and ID. This can't be undone.",
            agree="Delete everything",
            refuse="Keep everything",
            agreed=self._ask_again,
        )

    def _ask_again(self) -> None:
        ask(
            self,
            "Really delete everything now?",
            "You won't be asked again. Choose “Keep everything” if you want to look at a take once more.",
            agree="Yes, delete it all now",
            refuse="Keep everything",
            agreed=self._delete,
        )

    def _what_goes(self) -> str:
        takes = formatting.count(self._services.history.lists.count(), "take", "takes")
        cards = formatting.count(len(self._services.history.cards.all()), "program's card", "programs' cards")
        return f"{takes} with recording and report, {cards}".capitalize()

    def _delete(self) -> None:
        places = self._services.paths
        try:
            self._services.history.delete_all(with_cards=True)
            self._services.update_settings(Settings(first_start_done=True))
            logs.erase(places.log)
            clear_scratch(places.cache, places.recordings)
        except KnownError as error:
            self.failed.emit(error.message)
            return
        announce(self, "Everything was deleted")
        self.measure()
        self.changed.emit()
        self.everything_deleted.emit()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._services.paths.data)))

    def _on_measured(self, found: tuple[int, int]) -> None:
        bytes_, recordings = found
        held = formatting.count(recordings, "recording", "recordings")
        self._size.setText(f"{in_words(bytes_)} in use, {held}.")


def in_words(size_bytes: int) -> str:
    """A size as people say it: "12 MB"."""
    for unit, factor in UNITS:
        if size_bytes >= factor:
            amount = size_bytes / factor
            return f"{number(amount, 0 if amount >= 10 else 1)} {unit}"
    return f"{size_bytes} bytes"


def _size_of(folder: Path) -> tuple[int, int]:
    """Bytes and recordings below a folder; what vanishes meanwhile is left out."""
    total = recordings = 0
    for file in folder.rglob("*"):
        try:
            if file.is_file():
                total += file.stat().st_size
                recordings += file.suffix == ".wav"
        except OSError:
            continue
    return total, recordings
