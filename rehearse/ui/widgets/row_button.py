"""A row of a list that can be pressed: a sign, a line, a second line in small print."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignLabel


class RowButton(QPushButton):
    """A button as wide as its list, whose text breaks over lines.

    The second line stands below the first where the row is `tall`, else beside it.
    A row with nothing to hear stays readable in full ink, takes no focus and can't be pressed.
    """

    def __init__(
        self,
        sign: str,
        token: str,
        title: str,
        detail: str = "",
        *,
        pressable: bool = True,
        tall: bool = True,
        leads: str = "play",
        ends_line: bool = False,
    ) -> None:
        """Make a row.

        Args:
            sign: The sign at its left.
            token: The sign's colour.
            title: The first line.
            detail: The second line.
            pressable: Whether it does anything.
            tall: Whether the second line stands below the first.
            leads: The sign at its right that says what pressing it does.
            ends_line: Whether the second line is a few words that stand unbroken at the end of the first.
        """
        super().__init__()
        theme.mark(self, kind="row")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID, GRID - 2, GRID, GRID - 2)
        row.setSpacing(GRID + GRID // 2)
        tall = tall and not ends_line
        beside = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        row.addWidget(SignLabel(sign, token, self), 0, beside)
        words = QVBoxLayout() if tall else QHBoxLayout()
        words.setSpacing(2 if tall else 2 * GRID)
        words.addWidget(_label(title, "plain", self), 1)
        if detail:
            second = _label(detail, "small", self)
            second.setWordWrap(not ends_line)
            words.addWidget(second, 0 if ends_line else 1)
        row.addLayout(words, 1)
        row.addWidget(SignLabel(leads if pressable else "", "muted", self), 0, beside)
        if pressable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{title}. {detail}" if detail else title)

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As its lines need it."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As narrow as its longest word."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 # Qt's name
        """Its lines break."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 # Qt's name
        """Height of the broken lines."""
        layout = self.layout()
        return layout.heightForWidth(width) if layout is not None else super().heightForWidth(width)


def _label(text: str, role: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    theme.mark(label, text=role)
    return label
