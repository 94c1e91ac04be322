"""Between Stop and the report: saving and analysing with a way out, and what to do when it failed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from rehearse.ui import motion, theme
from rehearse.ui.announce import announce
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton, SignLabel
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.reflow import Reflowing, letters_wide

WIDTH_EM = 80
"""Width of the card in widths of an average letter."""
WHOLE = 1000
"""Steps of the progress bar: fine enough to move without jumps."""


class _Centred(Reflowing, QWidget):
    """A card in the middle of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = self._card = QFrame()
        theme.mark(card, surface="card")
        self.column = QVBoxLayout(card)
        self.column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        self.column.setSpacing(2 * GRID)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 1000)
        across.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        layout.addStretch(2)
        layout.addLayout(across)
        layout.addStretch(3)

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # only the size of the text matters
        """Keep the lines readable."""
        self._card.setMaximumWidth(letters_wide(self, WIDTH_EM))


class AnalysingView(_Centred):
    """Progress of the analysis, and a way to stop it.

    Signals:
        cancel_wanted(): The user does not want to wait; the take is kept.
    """

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.words = label("", "title"), label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the analysis")
        theme.mark(self.bar, kind="work")
        self.cancel = QPushButton("Cancel")
        self.cancel.clicked.connect(self.cancel_wanted)
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        for part in (self.title, self.words, self.bar):
            self.column.addWidget(part)
        self.column.addLayout(buttons)

    def show_saving(self) -> None:
        """The recording is being put away."""
        self._show("Saving the take", "The recording is being saved on this computer.")
        self.bar.setRange(0, 1 if motion.is_reduced() else 0)
        self.cancel.setEnabled(False)

    def show_analysing(self, what: str = "the take") -> None:
        """The words are being written down and measured."""
        self._show(
            f"Listening to {what}",
            "Your words are transcribed and measured on this computer; nothing is sent anywhere. "
            "Cancel keeps the recording.",
        )
        self.set_progress(0.0)
        self.cancel.setEnabled(True)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_progress(self, share: float) -> None:
        """Show the share that is done, 0 to 1."""
        self.bar.setRange(0, WHOLE)
        self.bar.setValue(round(WHOLE * share))

    def _show(self, title: str, words: str) -> None:
        self.title.setText(title)
        self.words.setText(words)
        announce(self, title)


class FailedView(_Centred):
    """Why there is no report, and the ways on.

    Signals:
        retry_wanted(): The kept take is to be analysed again.
        record_wanted(): The call is to be recorded anew; the take stays in the list.
        leave_wanted(): Back to the calls.
        delete_wanted(): The take is to be deleted.
    """

    retry_wanted = Signal()
    record_wanted = Signal()
    leave_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.words = label("", "title"), label("")
        self.kept = label("The take is kept: you will find it in Progress.", "muted")
        self.retry = SignButton("again", "Analyse again", kind="primary")
        self.record = QPushButton("Record again")
        self.leave = QPushButton("Back to the calls")
        self.delete = QPushButton("Delete this take")
        self.retry.clicked.connect(self.retry_wanted)
        self.record.clicked.connect(self.record_wanted)
        self.leave.clicked.connect(self.leave_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        heading = QHBoxLayout()
        heading.setSpacing(GRID)
        heading.addWidget(SignLabel("fix", "fix"), 0, Qt.AlignmentFlag.AlignVCenter)
        heading.addWidget(self.title, 1)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in ((first, (self.retry, self.record)), (second, (self.leave, self.delete))):
            row.setSpacing(GRID)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
        self.column.addLayout(heading)
        self.column.addWidget(self.words)
        self.column.addWidget(self.kept)
        self.column.addLayout(first)
        self.column.addLayout(second)

    def show_failure(self, title: str, words: str) -> None:
        """Say what happened; the keyboard stands on the way to try again."""
        self.title.setText(title)
        self.words.setText(words)
        self.retry.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{title}. {words}", urgent=True)
