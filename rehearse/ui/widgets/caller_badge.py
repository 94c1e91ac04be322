"""Who is on the phone, as a round sign: the first letter of a name, a receiver before anybody has one, a pause on hold.

Decoration only: who it is and whose turn it is always stand in words beside it.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehearse.ui.widgets import glyphs, painting

LINES = 4.4
"""Its height in lines of the text around it."""

RING = 3.0
"""Width of the ring that stands around whoever speaks, in pixels."""


class CallerBadge(QWidget):
    """A round sign for the other side; a ring around it while they speak."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter, self._sign, self._speaks = "", "call", False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_caller(self, name: str, *, speaks: bool, on_hold: bool = False) -> None:
        """Show who it is.

        Args:
            name: Their name; empty where nobody has said it yet.
            speaks: Whether they are heard now.
            on_hold: Whether the call waits.
        """
        shown = name[:1].upper(), "pause" if on_hold else "" if name else "call", speaks and not on_hold
        if shown != (self._letter, self._sign, self._speaks):
            self._letter, self._sign, self._speaks = shown
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """It grows with the text."""
        side = round(LINES * self.fontMetrics().height())
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """A soft disc, the letter or sign in it, the ring."""
        disc = QRectF(self.rect()).adjusted(2 * RING, 2 * RING, -2 * RING, -2 * RING)
        with painting.antialiased(self) as painter:
            painting.fill(painter, disc, painting.colour("accent_soft"), disc.height() / 2)
            if self._sign:
                side = disc.height() * 0.4
                middle = QPointF(side / 2, side / 2)
                glyphs.paint(
                    painter,
                    self._sign,
                    QRectF(disc.center() - middle, disc.center() + middle),
                    painting.colour("accent"),
                )
            else:
                painter.setPen(painting.colour("accent"))
                painter.setFont(painting.scaled(self.font(), LINES * 0.4, QFont.Weight.DemiBold))
                painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, self._letter)
            if self._speaks:
                painter.setPen(QPen(painting.colour("accent"), RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QRectF(self.rect()).adjusted(RING / 2, RING / 2, -RING / 2, -RING / 2))
