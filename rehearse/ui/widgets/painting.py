"""What the hand-painted widgets share: colours by token, tabular figures and the focus ring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from rehearse.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

RADIUS = 4.0
"""Corner radius of small painted shapes, in pixels."""
USUAL_LINE = 15
"""Height of a line of text in its usual size, in pixels."""


def colour(token: str, alpha: float = 1.0) -> QColor:
    """The colour of a token of the theme in force, with an opacity between 0 and 1."""
    result = QColor(getattr(theme.current(), token))
    result.setAlphaF(alpha)
    return result


def tabular(font: QFont) -> QFont:
    """The same font with figures of equal width, so that running numbers don't jitter."""
    result = QFont(font)
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def scaled(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """The same font in another size, so that painted text grows with the system's text scale."""
    result = QFont(font)
    result.setPointSizeF(font.pointSizeF() * factor)
    if weight is not None:
        result.setWeight(weight)
    return result


def antialiased(widget: QWidget) -> QPainter:
    """A painter for a widget's own surface with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def fill(painter: QPainter, rect: QRectF, colour_: QColor, radius: float = RADIUS) -> None:
    """Fill a rounded rectangle without an outline."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour_)
    painter.drawRoundedRect(rect, radius, radius)


def focus_ring(painter: QPainter, rect: QRectF, radius: float = 6.0) -> None:
    """Show that a painted widget, or a part of it, has the keyboard."""
    painter.setPen(QPen(colour("accent"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


def scaled_height(widget: QWidget, factor: float) -> int:
    """Height of a line of the widget's text in another size."""
    return QFontMetrics(scaled(widget.font(), factor)).height()


def grown(widget: QWidget, pixels: float) -> float:
    """A length beside the widget's text: as it is with text of the usual size, longer with larger text."""
    return pixels * max(1.0, widget.fontMetrics().height() / USUAL_LINE)
