"""Small drawn signs and the buttons that carry them: shapes that tell states apart without colour."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QPushButton, QWidget

from rehearse.ui import theme
from rehearse.ui.widgets import painting

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QColor, QShowEvent

UNIT = 16.0
"""Every sign is drawn in a square of this side and scaled."""
SHARPNESS = 3.0
"""Pixels drawn per pixel shown, so that signs stay sharp on any screen."""


def _triangle(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _play() -> QPainterPath:
    return _triangle((4.5, 2.5), (13.5, 8), (4.5, 13.5))


def _pause() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3.5, 2.5, 3, 11), 1, 1)
    path.addRoundedRect(QRectF(9.5, 2.5, 3, 11), 1, 1)
    return path


def _previous() -> QPainterPath:
    path = _triangle((13, 3), (6, 8), (13, 13))
    path.addRect(QRectF(3, 3, 2, 10))
    return path


def _next() -> QPainterPath:
    path = _triangle((3, 3), (10, 8), (3, 13))
    path.addRect(QRectF(11, 3, 2, 10))
    return path


def _octagon() -> QPainterPath:
    return _triangle((5, 1.5), (11, 1.5), (14.5, 5), (14.5, 11), (11, 14.5), (5, 14.5), (1.5, 11), (1.5, 5))


def _up() -> QPainterPath:
    return _triangle((8, 2.5), (14, 13), (2, 13))


def _down() -> QPainterPath:
    return _triangle((2, 3), (14, 3), (8, 13.5))


def _diamond() -> QPainterPath:
    return _triangle((8, 1.5), (14.5, 8), (8, 14.5), (1.5, 8))


def _dot() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 4.5, 4.5)
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 6, 6)
    return path


def _square() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(3, 3, 10, 10), 1.5, 1.5)
    return path


def _star() -> QPainterPath:
    outer = [(8 + 7 * math.sin(math.tau * k / 5), 8.6 - 7 * math.cos(math.tau * k / 5)) for k in range(5)]
    inner = [
        (8 + 2.9 * math.sin(math.tau * (k + 0.5) / 5), 8.6 - 2.9 * math.cos(math.tau * (k + 0.5) / 5)) for k in range(5)
    ]
    return _triangle(*(point for pair in zip(outer, inner, strict=True) for point in pair))


FILLED: dict[str, Callable[[], QPainterPath]] = {
    "play": _play,
    "pause": _pause,
    "previous": _previous,
    "next": _next,
    "stop": _octagon,
    "fix": _diamond,
    "polish": _dot,
    "over": _up,
    "under": _down,
    "record": _disc,
    "end": _square,
    "star": _star,
}
STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "check": (((2.5, 8.5), (6.5, 12.5), (13.5, 4)),),
    "again": (((13.4, 2.2), (13.2, 6.2), (9.3, 5.6)),),
    "note": (((8, 7.2), (8, 11.5)), ((8, 4.5), (8, 4.7))),
    "open": (((3.5, 6), (8, 10.5), (12.5, 6)),),
    "closed": (((6, 3.5), (10.5, 8), (6, 12.5)),),
    "cross": (((4, 4), (12, 12)), ((12, 4), (4, 12))),
    "question": (((5.8, 6), (6.4, 4.6), (8, 4), (9.7, 4.7), (10.2, 6.1), (9.2, 7.5), (8, 8.6)), ((8, 11.6), (8, 11.8))),
    "practice": (
        (
            (6, 3.5),
            (6, 8),
            (6.6, 9.4),
            (8, 10),
            (9.4, 9.4),
            (10, 8),
            (10, 3.5),
            (9.4, 2.1),
            (8, 1.5),
            (6.6, 2.1),
            (6, 3.5),
        ),
        ((3.5, 7.5), (3.8, 9.6), (5.4, 11.8), (8, 12.6), (10.6, 11.8), (12.2, 9.6), (12.5, 7.5)),
        ((8, 12.6), (8, 14.8)),
    ),
    "call": (
        (
            (4.6, 2.2),
            (6.6, 5.4),
            (5.4, 6.8),
            (6.6, 9.0),
            (8.8, 10.4),
            (10.4, 9.2),
            (13.8, 11.2),
            (13.0, 13.6),
            (11.0, 14.0),
            (6.6, 12.0),
            (3.6, 8.6),
            (2.2, 4.8),
            (2.6, 2.8),
            (4.6, 2.2),
        ),
    ),
    "captions": (
        ((2, 3.4), (14, 3.4), (14, 12.6), (2, 12.6), (2, 3.4)),
        ((4.8, 7), (8.6, 7)),
        ((4.8, 9.8), (11.2, 9.8)),
    ),
    "report": (
        ((3.5, 1.8), (12.5, 1.8), (12.5, 14.2), (3.5, 14.2), (3.5, 1.8)),
        ((6, 5.4), (10, 5.4)),
        ((6, 8), (10, 8)),
        ((6, 10.6), (8.4, 10.6)),
    ),
    "progress": (((2, 2), (2, 14), (14.4, 14)), ((4.6, 10.6), (7.4, 7.2), (10, 8.8), (13.6, 4))),
    "programs": (
        ((2, 6), (14, 6), (14, 14), (2, 14), (2, 6)),
        ((4, 6), (4, 3.8), (12, 3.8), (12, 6)),
        ((6, 3.8), (6, 1.8), (10, 1.8), (10, 3.8)),
        ((5.2, 10), (10.8, 10)),
    ),
    "settings": (
        ((2, 4.5), (8, 4.5)),
        ((12, 4.5), (14, 4.5)),
        ((2, 11.5), (4, 11.5)),
        ((8, 11.5), (14, 11.5)),
        ((10, 2.6), (11.9, 4.5), (10, 6.4), (8.1, 4.5), (10, 2.6)),
        ((6, 9.6), (7.9, 11.5), (6, 13.4), (4.1, 11.5), (6, 9.6)),
    ),
}
ROUND = frozenset({"missing", "note", "question"})
"""Signs with a ring around them."""


def paint(painter: QPainter, sign: str, rect: QRectF, ink: QColor) -> None:
    """Draw a sign into a square in one colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / UNIT, rect.height() / UNIT)
    if sign in FILLED:
        painter.fillPath(FILLED[sign](), ink)
    pen = QPen(ink, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in STROKES.get(sign, ()):
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke]))
    if sign == "hang-up":
        # The receiver, put down.
        painter.translate(UNIT / 2, UNIT / 2 + 1)
        painter.rotate(135)
        painter.translate(-UNIT / 2, -UNIT / 2)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in STROKES["call"][0]]))
    if sign == "again":
        painter.drawArc(QRectF(2.4, 2.6, 11, 11), 22 * 16, 310 * 16)
    if sign in ROUND:
        pen.setWidthF(1.4)
        painter.setPen(pen)
        painter.drawEllipse(QPointF(8, 8), 6.8, 6.8)
    painter.restore()


def pixmap(sign: str, token: str, side: int) -> QPixmap:
    """A sign in a token's colour as a picture of `side` pixels."""
    picture = QPixmap(QSize(side, side) * SHARPNESS)
    picture.setDevicePixelRatio(SHARPNESS)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, sign, QRectF(0, 0, side, side), painting.colour(token))
    painter.end()
    return picture


class SignLabel(QWidget):
    """A sign beside text. Decoration only: what it means always stands in words too."""

    def __init__(self, sign: str, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._token = sign, token
        side = self.sizeHint()
        self.setFixedSize(side)

    def show_sign(self, sign: str, token: str) -> None:
        """Draw another sign."""
        self._sign, self._token = sign, token
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As high as the text beside it."""
        side = max(12, round(self.fontMetrics().height() * 0.9))
        return QSize(side, side)

    def paintEvent(self, _event: QEvent) -> None:  # noqa: N802 # Qt's name
        """The sign, in the colour of the theme in force."""
        with painting.antialiased(self) as painter:
            paint(painter, self._sign, QRectF(self.rect()), painting.colour(self._token))


CHANGES = frozenset({QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.PaletteChange})
"""After these a sign may have another size or colour."""


class SignButton(QPushButton):
    """A button with a sign before its words, or with the sign alone and its words for screen readers and tooltip."""

    def __init__(
        self, sign: str, words: str, parent: QWidget | None = None, *, kind: str = "", show_words: bool = True
    ) -> None:
        super().__init__(f" {words}" if show_words else "", parent)
        self._sign, self._kind = sign, kind
        self._drawn: tuple[object, ...] = ()
        self.setAccessibleName(words)
        if not show_words:
            self.setToolTip(words)
        if kind:
            theme.mark(self, kind=kind)

    def show_sign(self, sign: str, words: str) -> None:
        """Change what the button does, in its sign and in words."""
        self._sign = sign
        self.setAccessibleName(words)
        if self.text():
            self.setText(f" {words}")
        else:
            self.setToolTip(words)
        if self.isVisible():
            self._redraw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Follow the theme and the text size."""
        if self.isVisible() and event.type() in CHANGES:
            self._redraw()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Catch up with what changed while the button was hidden, or not yet shown."""
        self._redraw()
        super().showEvent(event)

    def _redraw(self) -> None:
        side = max(12, round(self.fontMetrics().height() * 0.8))
        wanted = (self._sign, side, theme.current())
        if wanted == self._drawn:
            return
        self._drawn = wanted
        self.setIconSize(QSize(side, side))
        icon = QIcon(pixmap(self._sign, "on_accent" if self._kind in {"primary", "record"} else "text", side))
        icon.addPixmap(pixmap(self._sign, "muted", side), QIcon.Mode.Disabled)
        self.setIcon(icon)
