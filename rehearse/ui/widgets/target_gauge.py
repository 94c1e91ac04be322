"""The elapsed time of a running take against its target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from rehearse.ui.formatting import bare
from rehearse.ui.pacing import Pace, PaceZone, pace, target_words
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting

if TYPE_CHECKING:
    from rehearse.measures.values import Band

BEYOND = 4 / 3
"""How far the scale reaches beyond the target's end, so that "over" has a place; ours."""
BAR = 2.0 * GRID
"""Thickness of the bar in pixels, with text of the usual size."""
COLOURS = {
    PaceZone.FREE: "muted",
    PaceZone.BEFORE: "muted",
    PaceZone.WITHIN: "good",
    PaceZone.ENDING: "fix",
    PaceZone.OVER: "stop",
}


class TargetGauge(QProgressBar):
    """A bar from nought to beyond the target, the target as a marked stretch, the elapsed time filled in.

    A progress bar to assistive technology; its description says the target, its value changes with each whole
    second that crosses an edge, not with every tick.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: Band | None = None
        self._elapsed_s = 0.0
        self._pace = pace(0.0, None)
        self.setTextVisible(False)
        self.setAccessibleName("Time against the target")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_band(self, band: Band | None) -> None:
        """Start anew against another target."""
        self._band = band
        self._elapsed_s = 0.0
        self._pace = pace(0.0, band)
        self.setRange(0, round(self._scale_s()))
        self.setValue(0)
        self.setAccessibleDescription("No target time" if band is None else f"Target {target_words(band)}")
        self.setVisible(band is not None)
        self.update()

    def set_elapsed(self, elapsed_s: float) -> Pace:
        """Show the elapsed seconds; returns where they lie."""
        before = self._pace.place
        self._elapsed_s = elapsed_s
        self._pace = pace(elapsed_s, self._band)
        if self._pace.place is not before:
            self.setValue(min(self.maximum(), int(elapsed_s)))
        self.update()
        return self._pace

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """A wide bar and a line of figures below it."""
        return QSize(60 * GRID, round(painting.grown(self, BAR)) + GRID + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Narrow windows get a shorter bar."""
        return QSize(24 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """Track, target, elapsed time, edges with their figures."""
        if self._band is None:
            return
        with painting.antialiased(self) as painter:
            thick = painting.grown(self, BAR)
            track = QRectF(0.5, 0.5, self.width() - 1.0, thick - 1)
            painting.fill(painter, track, painting.colour("sunken"), thick / 2)
            left, right = self._x(self._band.low or 0.0), self._x(self._band.high or self._scale_s())
            painting.fill(painter, QRectF(left, track.top(), right - left, track.height()), painting.colour("band"), 2)
            done = self._x(min(self._elapsed_s, self._scale_s()))
            if self._elapsed_s > 0:
                bar = QRectF(0.5, thick / 4, max(thick / 2, done), thick / 2)
                painting.fill(painter, bar, painting.colour(COLOURS[self._pace.place]), thick / 4)
            self._edges(painter, self._band, thick)

    def _edges(self, painter: QPainter, band: Band, thick: float) -> None:
        painter.setFont(painting.tabular(self.font()))
        for edge_s in (band.low, band.high):
            if edge_s is None:
                continue
            x = self._x(edge_s)
            painter.setPen(QPen(painting.colour("accent"), 2))
            painter.drawLine(QPointF(x, 0), QPointF(x, thick + GRID / 2))
            painter.setPen(painting.colour("muted"))
            half = painting.grown(self, 5 * GRID)
            box = QRectF(x - half, thick + GRID / 2, 2 * half, self.fontMetrics().height() + GRID / 2)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, f"{bare(edge_s)} s")

    def _scale_s(self) -> float:
        if self._band is None:
            return 1.0
        return (self._band.high or (self._band.low or 0.0) * 2 or 60.0) * BEYOND

    def _x(self, seconds: float) -> float:
        return self.width() * seconds / self._scale_s()


class PlaceMark(QWidget):
    """A shape beside the words, so that the place is never said by colour alone.

    A ring before the target, a disc within, a half disc as it ends, a triangle beyond.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = PaceZone.BEFORE
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_place(self, place: PaceZone) -> None:
        """Show another place."""
        if place is not self._place:
            self._place = place
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As high as a capital letter needs."""
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """Paint the shape of the place."""
        side = min(self.width(), self.height()) - 4.0
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        colour = painting.colour(COLOURS[self._place])
        with painting.antialiased(self) as painter:
            painter.setPen(QPen(colour, 2))
            painter.setBrush(colour if self._place is PaceZone.WITHIN else Qt.BrushStyle.NoBrush)
            if self._place is PaceZone.OVER:
                painter.setBrush(colour)
                top = QPointF(box.center().x(), box.top())
                painter.drawPolygon(QPolygonF([top, box.bottomRight(), box.bottomLeft()]))
                return
            painter.drawEllipse(box)
            if self._place is PaceZone.ENDING:
                painter.setBrush(colour)
                painter.drawPie(box, -90 * 16, -180 * 16)
