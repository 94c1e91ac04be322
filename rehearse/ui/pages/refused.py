"""In place of everything else: why the program can't work with what it found, and that nothing was touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignLabel
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.reflow import Reflowing, letters_wide

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtGui import QCloseEvent

    from rehearse.errors import KnownError

WIDTH_EM = 80
TITLE = "Rehearse can't open its data"
UNTOUCHED = "Nothing was changed. Close this window, follow the advice above and start again."


class RefusedWindow(Reflowing, QWidget):
    """A window with one message.

    Signals:
        closed(): The user has read it.
    """

    closed = Signal()

    def __init__(self, error: KnownError, folder: Path) -> None:
        super().__init__()
        self.setWindowTitle("Rehearse")
        self.title, self.words, self.untouched = label(TITLE, "title"), label(error.message), label(UNTOUCHED, "muted")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.leave, self.open = QPushButton("Close"), QPushButton("Open the folder")
        theme.mark(self.leave, kind="primary")
        self.leave.clicked.connect(self.close)
        self.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
        card = self._card = QFrame()
        theme.mark(card, surface="card")
        column = QVBoxLayout(card)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        heading = QHBoxLayout()
        heading.setSpacing(GRID)
        heading.addWidget(SignLabel("stop", "stop"), 0, Qt.AlignmentFlag.AlignVCenter)
        heading.addWidget(self.title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.open)
        buttons.addStretch(1)
        column.addLayout(heading)
        column.addWidget(self.words)
        column.addWidget(self.untouched)
        column.addLayout(buttons)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 1000)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)
        self.resize(100 * GRID, 60 * GRID)
        self.setAccessibleName(TITLE)
        self.setAccessibleDescription(error.message)
        self.leave.setFocus()

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # only the size of the text matters
        """Keep the lines readable."""
        self._card.setMaximumWidth(letters_wide(self, WIDTH_EM))

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 # Qt's name
        """Say that the message was read."""
        super().closeEvent(event)
        self.closed.emit()
