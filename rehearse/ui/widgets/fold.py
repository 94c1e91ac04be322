"""A heading that opens and closes what stands below it: the rest, when it is asked for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton


class Fold(QWidget):
    """Holds one widget that is shown only while the fold is open."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._content = content
        self.button = SignButton("closed", title, kind="fold")
        self.button.clicked.connect(lambda: self.set_open(is_open=not self.is_open))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_open(is_open=False)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._content.isVisibleTo(self)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title = title
        self.set_open(is_open=self.is_open)

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the content."""
        self._content.setVisible(is_open)
        self.button.show_sign("open" if is_open else "closed", self._title)
        self.button.setAccessibleDescription("Opened" if is_open else "Closed")
