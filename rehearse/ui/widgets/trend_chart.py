"""Every take of one call as a dot, the target band behind, a running median through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from rehearse.measures.values import Band, Verdict
from rehearse.ui import formatting
from rehearse.ui.announce import announce
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting, trend_scale
from rehearse.ui.widgets.trend_scale import Point, Scale

if TYPE_CHECKING:
    from datetime import datetime

DOT = 4.0
"""Radius of a dot in pixels; fewer pixels where many takes stand close."""
MOST_STEP = 72.0
"""Two takes shall not stand a page apart."""
NEAR = 24.0
"""How close in pixels the pointer must come to a dot."""


class TrendChart(QSlider):
    """One measure over the takes. Arrow keys go from take to take, Enter or a click opens the take.

    Dots within the band are filled, the others are rings; the chosen one is named in words above the chart.
    A slider to assistive technology: its value is the number of the chosen take, its description the whole in words.

    Signals:
        take_opened: The id of the take that is to be shown.
    """

    take_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._points: tuple[Point, ...] = ()
        self._median: tuple[tuple[datetime, float], ...] = ()
        self._band: Band | None = None
        self._unit = ""
        self._decimals = 0
        self._scale: Scale | None = None
        self._hovered: int | None = None
        self.setAccessibleName("Trend")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.valueChanged.connect(self._on_chosen)

    def set_series(
        self,
        points: tuple[tuple[datetime, float, str], ...],
        band: Band | None,
        median: tuple[tuple[datetime, float], ...],
        unit: str,
        decimals: int = 0,
    ) -> None:
        """Show the takes, oldest first.

        Args:
            points: When, value and take id of each take.
            band: The band by which the measure is judged; None where there is none.
            median: Running median at the times of takes; may be empty.
            unit: Unit in words, such as "words a minute".
            decimals: Decimals of a value in words.
        """
        self._points = tuple(Point(*point) for point in points)
        self._band, self._median, self._unit, self._decimals = band, median, unit, decimals
        values = tuple(point.value for point in self._points)
        medians = tuple(value for _, value in median)
        self._scale = trend_scale.scale_for(values + medians, band, 10.0**-decimals) if values else None
        self._hovered = None
        self.setRange(1, max(1, len(points)))
        self.setPageStep(10)
        self.setValue(len(points))
        self.setAccessibleDescription(self.description())
        self.update()

    def description(self) -> str:
        """The chart in words."""
        return trend_scale.describe(self._points, self._band, self._unit, self._decimals)

    @property
    def chosen(self) -> str:
        """The chosen take in words; empty where there is none."""
        index = self._chosen_index()
        if index is None:
            return ""
        return trend_scale.describe_point(self._points[index], self._band, self._unit, self._decimals)

    def _chosen_index(self) -> int | None:
        if self._hovered is not None:
            return self._hovered
        return self.value() - 1 if self._points and self.hasFocus() else None

    def _on_chosen(self) -> None:
        self.update()
        if self.hasFocus():
            announce(self, self.chosen)

    # Geometry

    def _plot(self) -> QRectF:
        metrics = self.fontMetrics()
        labels = [self._tick(tick) for tick in self._scale.ticks] if self._scale else [""]
        left = max(metrics.horizontalAdvance(label) for label in labels) + 2 * GRID
        line = metrics.height()
        return QRectF(left, line + 2 * GRID, self.width() - left - 2 * GRID, self.height() - 2 * line - 4 * GRID)

    def _tick(self, value: float) -> str:
        return formatting.number(value, self._scale.decimals if self._scale else 0)

    def _step(self, plot: QRectF) -> float:
        return min(MOST_STEP, (plot.width() - 2 * GRID) / max(1, len(self._points) - 1))

    def _place(self, plot: QRectF, position: float, value: float) -> QPointF:
        assert self._scale is not None  # noqa: S101 # only called with points
        return QPointF(
            plot.left() + GRID + position * self._step(plot),
            plot.bottom() - self._scale.share(value) * plot.height(),
        )

    def place_of(self, index: int) -> QPointF:
        """Where the dot of a take stands, in the chart's own coordinates."""
        return self._place(self._plot(), index, self._points[index].value)

    def _nearest(self, at: QPointF) -> int | None:
        if not self._points:
            return None
        plot = self._plot()
        index = round((at.x() - plot.left() - GRID) / max(self._step(plot), 1e-6))
        near = range(max(0, index - 3), min(len(self._points), index + 4))
        distances = [((self.place_of(other) - at).manhattanLength(), other) for other in near]
        distance, best = min(distances, default=(NEAR + 1, 0))
        return best if distance <= NEAR else None

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """Scale, band, median, dots, and the words for the chosen take."""
        with painting.antialiased(self) as painter:
            if self._scale is None:
                painter.setPen(painting.colour("muted"))
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "No takes yet")
            else:
                plot = self._plot()
                self._paint_scale(painter, plot, self._scale)
                self._paint_median(painter, plot)
                self._paint_dots(painter, plot)
                self._paint_days(painter, plot)
                self._paint_heading(painter)
            if self.hasFocus():
                painting.focus_ring(painter, QRectF(self.rect()))

    def _paint_scale(self, painter: QPainter, plot: QRectF, scale: Scale) -> None:
        painter.setFont(painting.tabular(self.font()))
        if self._band is not None:
            low = scale.low if self._band.low is None else self._band.low
            high = scale.high if self._band.high is None else self._band.high
            top, bottom = self._place(plot, 0, high).y(), self._place(plot, 0, low).y()
            painting.fill(painter, QRectF(plot.left(), top, plot.width(), bottom - top), painting.colour("band"), 0)
        for tick in scale.ticks:
            y = self._place(plot, 0, tick).y()
            painter.setPen(QPen(painting.colour("border", 0.6), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(painting.colour("muted"))
            box = QRectF(0, y - GRID, plot.left() - GRID, 2 * GRID)
            painter.drawText(
                box,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip,
                self._tick(tick),
            )

    def _paint_median(self, painter: QPainter, plot: QRectF) -> None:
        if len(self._median) < 2:
            return
        line = [self._place(plot, trend_scale.position_of(self._points, when), value) for when, value in self._median]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(painting.colour("muted"), 1.5, Qt.PenStyle.DashLine))
        painter.drawPolyline(QPolygonF(line))

    def _paint_dots(self, painter: QPainter, plot: QRectF) -> None:
        radius = max(1.5, min(DOT, self._step(plot) * 0.6)) if len(self._points) > 1 else DOT
        chosen = self._chosen_index()
        for index, point in enumerate(self._points):
            inside = self._band is None or self._band.verdict(point.value) is Verdict.WITHIN
            painter.setPen(QPen(painting.colour("accent"), 1.5))
            painter.setBrush(painting.colour("accent" if inside else "surface"))
            at = self._place(plot, index, point.value)
            painter.drawEllipse(at, radius, radius)
            if index == chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(painting.colour("text"), 2))
                painter.drawEllipse(at, radius + 4, radius + 4)

    def _paint_days(self, painter: QPainter, plot: QRectF) -> None:
        painter.setPen(painting.colour("muted"))
        metrics = self.fontMetrics()
        free_from = 0.0
        for index, when in trend_scale.days(self._points):
            x = self._place(plot, index, self._points[index].value).x()
            label = formatting.short_day(when)
            width = metrics.horizontalAdvance(label)
            left = min(x - DOT, self.width() - float(width) - 2)
            if left < free_from:
                continue
            painter.drawText(QPointF(left, plot.bottom() + GRID + metrics.ascent()), label)
            free_from = left + width + 2 * GRID

    def _paint_heading(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        chosen = self.chosen
        painter.setPen(painting.colour("text" if chosen else "muted"))
        words = chosen or self._legend()
        width = self.width() - 2 * GRID
        elided = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(GRID, GRID / 2 + metrics.ascent()), elided)

    def _legend(self) -> str:
        parts = [self._unit.capitalize()] if self._unit else []
        if self._band is not None:
            parts.append(f"shaded: the band of {formatting.band_range(self._band)}")
        if len(self._median) > 1:
            parts.append("dashed: running median")
        return " · ".join(parts)

    # Qt's events

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """A wide and low chart."""
        return QSize(60 * GRID, 26 * GRID)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Small enough for the smallest window, with text of any size."""
        return QSize(30 * GRID, 12 * GRID + 3 * self.fontMetrics().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Enter opens the chosen take; arrows are the slider's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._points:
            self.take_opened.emit(self._points[self.value() - 1].take_id)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """Name the dot under the pointer."""
        self._hovered = self._nearest(event.position())
        if self._hovered is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self.chosen, self)
        self.setCursor(Qt.CursorShape.ArrowCursor if self._hovered is None else Qt.CursorShape.PointingHandCursor)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """A click on a dot opens its take."""
        index = self._nearest(event.position())
        if index is not None:
            self.setValue(index + 1)
            self.take_opened.emit(self._points[index].take_id)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """Nothing is dragged here."""
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """The pointer names nothing any more."""
        self._hovered = None
        self.update()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 # Qt's name
        """The wheel scrolls the page, not the takes."""
        event.ignore()
