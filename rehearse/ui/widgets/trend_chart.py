"""Every take of one call as a dot, the target band behind, a running median through them."""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from rehearse.measures.describe import number
from rehearse.measures.values import Band, Verdict
from rehearse.ui import formatting
from rehearse.ui.announce import announce
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting, time_scale, trend_dots, trend_scale
from rehearse.ui.widgets.trend_scale import Point, Scale

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_TIME = time_scale.TimeScale(datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(0, UTC))
NEAR = 24.0
"""How close in pixels the pointer must come to a dot."""
SMALL = 0.88
"""Size of the numbers and words around the plot, against the text of the page."""


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
        self._time = NO_TIME
        self._hovered: int | None = None
        self._places: list[QPointF] | None = None
        self._picture: QPixmap | None = None
        self._picture_of: object = None
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
        nothing: str = trend_scale.NO_TAKES,
    ) -> None:
        """Show the takes, oldest first.

        Args:
            points: When, value and take id of each take.
            band: The band by which the measure is judged; None where there is none.
            median: Running median at the times of takes; may be empty.
            unit: Unit in words, such as "words a minute".
            decimals: Decimals of a value in words.
            nothing: What is said where there is no take to show, as a sentence.
        """
        self._points = tuple(Point(*point) for point in points)
        self._band, self._median, self._unit, self._decimals = band, median, unit, decimals
        self._nothing = nothing
        values = tuple(point.value for point in self._points)
        medians = tuple(value for _, value in median)
        self._scale = trend_scale.scale_for(values + medians, band, 10.0**-decimals) if values else None
        self._time = time_scale.scale_for(self._points[0].when, self._points[-1].when) if points else NO_TIME
        self._hovered = self._picture = self._places = None
        self.setRange(1, max(1, len(points)))
        self.setPageStep(10)
        self.setValue(len(points))
        self.setAccessibleDescription(self.description())
        self.update()

    def description(self) -> str:
        """The chart in words."""
        if not self._points:
            return self._nothing
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

    def _small(self) -> QFont:
        return painting.tabular(painting.scaled(self.font(), SMALL))

    def _heading(self) -> QRectF:
        """Where the legend stands, on as many lines as it needs; the chosen take is named in the same place."""
        box = QRectF(GRID, GRID / 2, self.width() - 2 * GRID, self.height())
        wraps = Qt.TextFlag.TextWordWrap
        needed = QFontMetrics(self._small()).boundingRect(box.toRect(), wraps, self._legend() or "0").height()
        return QRectF(box.left(), box.top(), box.width(), needed)

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(self._small())
        labels = [self._tick(tick) for tick in self._scale.ticks] if self._scale else [""]
        left = max(metrics.horizontalAdvance(label) for label in labels) + 2 * GRID
        line = metrics.height()
        # Half of the highest number stands above its line.
        top = self._heading().bottom() + GRID / 2 + line / 2
        return QRectF(left, top, self.width() - left - 2 * GRID, self.height() - top - line - 1.5 * GRID)

    def _tick(self, value: float) -> str:
        return number(value, self._scale.decimals if self._scale else 0)

    def _x(self, plot: QRectF, when: datetime) -> float:
        return plot.left() + GRID + self._time.share(when) * (plot.width() - 2 * GRID)

    def _y(self, plot: QRectF, value: float) -> float:
        return plot.bottom() - (self._scale.share(value) if self._scale else 0.0) * plot.height()

    def _placed(self, plot: QRectF, figures: Iterable[tuple[datetime, float]]) -> list[QPointF]:
        """Where figures stand; as `_x` and `_y`, for thousands at once."""
        shares = self._time.shares
        left, width = plot.left() + GRID, plot.width() - 2 * GRID
        return [QPointF(left + share * width, self._y(plot, value)) for share, value in shares(figures)]

    def _laid_out(self) -> list[QPointF]:
        """Where each dot stands; reckoned once for a size and a series."""
        if self._places is None:
            plot = self._plot()
            self._places = self._placed(plot, ((point.when, point.value) for point in self._points))
        return self._places

    def place_of(self, index: int) -> QPointF:
        """Where the dot of a take stands, in the chart's own coordinates."""
        return self._laid_out()[index]

    def _nearest(self, at: QPointF) -> int | None:
        places = self._laid_out()
        first = bisect_left(places, at.x() - NEAR, key=QPointF.x)
        last = bisect_left(places, at.x() + NEAR, key=QPointF.x)
        distances = (((places[index] - at).manhattanLength(), -index) for index in range(first, last))
        distance, best = min(distances, default=(NEAR + 1, 0))
        return -best if distance <= NEAR else None

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """The dots from a picture that was drawn once, and on it what changes: the chosen take and its words."""
        with painting.antialiased(self) as painter:
            if self._scale is None:
                painter.setPen(painting.colour("muted"))
                middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(self.rect(), middle, self._nothing.rstrip("."))
            else:
                painter.drawPixmap(0, 0, self._drawn())
                self._paint_chosen(painter)
                self._paint_heading(painter)
            if self.hasFocus():
                painting.focus_ring(painter, QRectF(self.rect()))

    def _drawn(self) -> QPixmap:
        """The scale, the band, the median and every dot; drawn anew only for another size, series or theme."""
        key = (self.size(), self.devicePixelRatioF(), painting.colour("accent").name(), self.font().key())
        if self._picture is None or self._picture_of != key:
            ratio = self.devicePixelRatioF()
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            self._places = None
            with QPainter(picture) as painter:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setFont(self._small())
                plot, scale = self._plot(), painting.grown(self, 1.0)
                self._paint_scale(painter, plot)
                self._paint_times(painter, plot)
                trend_dots.paint_median(painter, self._median_line(plot), scale)
                inside = [self._is_inside(point.value) for point in self._points]
                trend_dots.paint(painter, self._laid_out(), inside, scale)
            self._picture, self._picture_of = picture, key
        return self._picture

    def _is_inside(self, value: float) -> bool:
        band = self._band
        return band is None or band.verdict(value) is Verdict.WITHIN

    def _median_line(self, plot: QRectF) -> list[QPointF]:
        return self._placed(plot, self._median)

    def _paint_scale(self, painter: QPainter, plot: QRectF) -> None:
        assert self._scale is not None  # noqa: S101 # only called with points
        if self._band is not None:
            low = self._scale.low if self._band.low is None else self._band.low
            high = self._scale.high if self._band.high is None else self._band.high
            top, bottom = self._y(plot, high), self._y(plot, low)
            painting.fill(painter, QRectF(plot.left(), top, plot.width(), bottom - top), painting.colour("band"), 0)
        for tick in self._scale.ticks:
            y = self._y(plot, tick)
            painter.setPen(QPen(painting.colour("border", 0.6), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(painting.colour("muted"))
            line = painter.fontMetrics().height()
            box = QRectF(0, y - line / 2, plot.left() - GRID, line)
            painter.drawText(
                box,
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip,
                self._tick(tick),
            )

    def _paint_times(self, painter: QPainter, plot: QRectF) -> None:
        metrics = painter.fontMetrics()
        most = int(plot.width() // (metrics.horizontalAdvance("30 Mar 2026") + 2 * GRID))
        free_from = 0.0
        for when, label in self._time.labels(most):
            x, width = self._x(plot, when), metrics.horizontalAdvance(label)
            left = min(max(0.0, x - width / 2), self.width() - float(width) - 2)
            if left < free_from:
                continue
            painter.setPen(QPen(painting.colour("border"), 1))
            painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + GRID / 2))
            painter.setPen(painting.colour("muted"))
            painter.drawText(QPointF(left, plot.bottom() + GRID + metrics.ascent()), label)
            free_from = left + width + GRID

    def _paint_chosen(self, painter: QPainter) -> None:
        index = self._chosen_index()
        if index is not None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(painting.colour("text"), 2))
            radius = painting.grown(self, trend_dots.DOT + 4)
            painter.drawEllipse(self.place_of(index), radius, radius)

    def _paint_heading(self, painter: QPainter) -> None:
        chosen = self.chosen
        painter.setFont(self._small())
        painter.setPen(painting.colour("text" if chosen else "muted"))
        painter.drawText(self._heading(), Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip, chosen or self._legend())

    def _legend(self) -> str:
        parts = [self._unit.capitalize()] if self._unit else []
        if self._band is not None:
            parts.append(f"shaded: the band of {formatting.band_range(self._band)}")
        if len(self._median) > 1:
            parts.append("dashed: running median")
        words = " · ".join(parts)
        return words[:1].upper() + words[1:]

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
