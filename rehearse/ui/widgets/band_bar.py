"""Where a value lies against its band: a drawn scale with the band as a raised part and the value as a pin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from rehearse.measures.values import Verdict
from rehearse.ui import formatting
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting

if TYPE_CHECKING:
    from rehearse.measures.values import Band

BAR = 6.0
"""Thickness of the scale in pixels, with text of the usual size; the band stands out of it."""
PIN = 6.0
"""Half of the height above the scale, which the value's pin takes."""


def edges(band: Band, value: float | None) -> tuple[float, float]:
    """The ends of the scale: the far edges with some room, and always the value."""
    known = [edge for edge in (band.far_low, band.low, band.high, band.far_high) if edge is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    room = (high - low or abs(high) or 1.0) * 0.25
    start = 0.0 if band.low is None else low - room
    end = high + room
    if value is not None:
        start, end = min(start, value), max(end, value)
    return (max(0.0, start) if low >= 0 and (value is None or value >= 0) else start), end


class BandBar(QWidget):
    """Draws a band and a value. What it shows stands in words beside it, so it takes no focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: Band | None = None
        self._value: float | None = None
        self._clock = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_value(self, value: float | None, band: Band | None, *, clock: bool = False) -> None:
        """Draw another value against another band, None where one is missing; with `clock` the edges are times."""
        self._value, self._band, self._clock = value, band, clock
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """A pin above, the scale, the band's edges in figures below."""
        drawn = painting.grown(self, 2 * PIN + BAR)
        return QSize(20 * GRID, round(drawn + GRID / 2 + painting.scaled_height(self, 0.88)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As high as ever, but narrow."""
        return QSize(10 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """Scale, band with its edges in figures, pin."""
        if self._band is None:
            return
        start, end = edges(self._band, self._value)
        bar, pin = painting.grown(self, BAR), painting.grown(self, PIN)
        scale = QRectF(0, 2 * pin, self.width(), bar)

        def x(value: float) -> float:
            return scale.left() + (value - start) / (end - start) * scale.width()

        with painting.antialiased(self) as painter:
            painting.fill(painter, scale, painting.colour("sunken"), bar / 2)
            left = scale.left() if self._band.low is None else x(self._band.low)
            right = scale.right() if self._band.high is None else x(self._band.high)
            part = QRectF(left, scale.top() - 1, right - left, bar + 2)
            painter.setPen(QPen(painting.colour("accent"), 1))
            painter.setBrush(painting.colour("band"))
            painter.drawRoundedRect(part, bar / 2, bar / 2)
            self._paint_edges(
                painter, {edge: x(edge) for edge in (self._band.low, self._band.high) if edge is not None}
            )
            if self._value is not None:
                at = min(max(pin, x(self._value)), self.width() - pin)
                self._paint_pin(painter, at, scale, self._band.verdict(self._value))

    def _paint_edges(self, painter: QPainter, places: dict[float, float]) -> None:
        painter.setFont(painting.tabular(painting.scaled(self.font(), 0.88)))
        painter.setPen(painting.colour("muted"))
        metrics = painter.fontMetrics()
        for edge, place in places.items():
            label = formatting.clock(round(edge)) if self._clock else formatting.bare(edge)
            width = metrics.horizontalAdvance(label)
            left = min(max(0.0, place - width / 2), self.width() - float(width))
            painter.drawText(QPointF(left, self.height() - metrics.descent()), label)

    def _paint_pin(self, painter: QPainter, x: float, scale: QRectF, verdict: Verdict) -> None:
        ink = painting.colour("text" if verdict is Verdict.WITHIN else verdict_token(verdict))
        pin = painting.grown(self, PIN)
        corners = ((x - pin * 0.8, 0.0), (x + pin * 0.8, 0.0), (x, pin * 1.4), (x - pin * 0.8, 0.0))
        painter.setPen(QPen(ink, 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(ink)
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setPen(QPen(ink, painting.grown(self, 2)))
        painter.drawLine(QPointF(x, pin * 1.4), QPointF(x, scale.bottom() + 2))


def verdict_token(verdict: Verdict) -> str:
    """The colour token of a verdict; the words beside it say the same."""
    if verdict is Verdict.WITHIN:
        return "good"
    return "stop" if verdict in (Verdict.FAR_ABOVE, Verdict.FAR_BELOW) else "fix"


def verdict_sign(verdict: Verdict) -> str:
    """The sign of a verdict: a check, or a triangle that points to the side."""
    if verdict is Verdict.WITHIN:
        return "check"
    return "over" if verdict in (Verdict.ABOVE, Verdict.FAR_ABOVE) else "under"
