"""The timeline of a take: lanes on the waveform's time axis; what is chosen in it is chosen everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from rehearse.ui import formatting
from rehearse.ui.announce import announce
from rehearse.ui.theme import GRID
from rehearse.ui.timeline import Item, ItemKind, Lane, Timeline, in_words, item_words
from rehearse.ui.widgets import glyphs, painting
from rehearse.ui.widgets.waveform import SIGNS, TOKENS, Shape

if TYPE_CHECKING:
    from rehearse.speech import Span

PITCH = 3
SIGN = 12.0
"""Side of a sign in pixels, with text of the usual size; all that is drawn in the lanes grows with the text."""
REACH = 6.0
"""How near the pointer must come to something small, in pixels."""
SOUND = "Sound"


class TimelineChart(QSlider):
    """Draws a timeline. To assistive technology a slider from thing to thing, with all of it in words as description.

    Signals:
        chosen: What was chosen (`Item`).
        activated: What is to be heard (`Item`).
    """

    chosen = Signal(object)
    activated = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._timeline = Timeline()
        self._shape = Shape((), 0.0)
        self._columns: list[tuple[float, float]] = []
        self._selected: Span | None = None
        self._current: int | None = None
        self._position_s = 0.0
        self._names_wide: float | None = None
        self.setAccessibleName("Timeline")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw another take."""
        self._timeline, self._current, self._selected = timeline, None, None
        self._shape, self._columns = Shape((), 0.0), []
        self._position_s = 0.0
        self.setRange(0, max(0, len(timeline.items) - 1))
        self.setAccessibleDescription(in_words(timeline))
        self.setToolTip("")
        self.update()

    def show_shape(self, shape: Shape) -> None:
        """Draw the sound above the lanes."""
        self._shape, self._columns = shape, []
        self.update()

    def show_selection(self, span: Span | None) -> None:
        """Show which stretch is selected; None for none."""
        if span != self._selected:
            self._selected = span
            self.update()

    def set_position(self, position_s: float) -> None:
        """Move the play head to a place in seconds; only the strip between is painted anew."""
        left, right = sorted((self._x(self._position_s), self._x(position_s)))
        self._position_s = position_s
        self.update(QRectF(left - 3, 0, right - left + 6, self.height()).toAlignedRect())

    @property
    def current(self) -> Item | None:
        """What the keyboard stands on."""
        return None if self._current is None else self._timeline.items[self._current]

    def _line(self) -> int:
        return self.fontMetrics().height() + GRID

    def _labels(self) -> float:
        if self._names_wide is None:
            names = [SOUND, *map(str, Lane)]
            self._names_wide = max(self.fontMetrics().horizontalAdvance(name) for name in names) + 2.0 * GRID
        return self._names_wide

    def _x(self, seconds: float) -> float:
        left = self._labels()
        share = seconds / self._timeline.duration_s if self._timeline.duration_s else 0.0
        return left + min(1.0, share) * max(1.0, self.width() - left - GRID)

    def _top(self, lane: Lane) -> float:
        return (2 + list(Lane).index(lane)) * self._line()

    def rect_of(self, item: Item) -> QRectF:
        """Where an item is drawn, in the widget's own coordinates."""
        left, right = self._x(item.span.start_s), self._x(item.span.end_s)
        return QRectF(left, self._top(item.lane), max(3.0, right - left), self._line())

    def item_at(self, at: QPointF) -> Item | None:
        """What is drawn at a place, or so near to it that it must be meant."""
        near = []
        for item in self._timeline.items:
            rect = self.rect_of(item)
            if rect.top() <= at.y() < rect.bottom():
                away = max(rect.left() - at.x(), at.x() - rect.right(), 0.0)
                if away <= REACH:
                    near.append((away, rect.width(), item))
        return min(near, key=lambda found: found[:2])[2] if near else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """Names at the left, the lanes, the band and the selection behind them, the play head above all."""
        sign = painting.grown(self, SIGN)
        clip = QRectF(event.rect()).adjusted(-sign, 0, sign, 0)
        with painting.antialiased(self) as painter:
            self._paint_grounds(painter)
            self._paint_sound(painter, clip)
            for item in self._timeline.items:
                if self.rect_of(item).intersects(clip):
                    self._paint_item(painter, item)
            self._paint_head(painter)
            if self.hasFocus():
                current = self.current
                ring = QRectF(self.rect()) if current is None else self.rect_of(current).adjusted(-4, 0, 4, 0)
                painting.focus_ring(painter, ring, 4)

    def _paint_grounds(self, painter: QPainter) -> None:
        line, left = self._line(), self._labels()
        painter.setPen(painting.colour("muted"))
        for row, name in ((0, SOUND), *((2 + index, str(lane)) for index, lane in enumerate(Lane))):
            height = 2 * line if row == 0 else line
            painter.drawText(QRectF(0, row * line, left - GRID, height), Qt.AlignmentFlag.AlignVCenter, name)
        lanes = QRectF(left, 0, self.width() - left - GRID, self.height() - line)
        painting.fill(painter, lanes, painting.colour("sunken"), 4)
        band = self._timeline.band
        if band is not None and self._x(band.start_s) < self.width() - GRID - 2:
            start, end = self._x(band.start_s), self._x(band.end_s)
            painting.fill(painter, QRectF(start, 0, end - start, lanes.height()), painting.colour("good_soft"), 0)
            painting.fill(painter, QRectF(start, 0, 1, lanes.height()), painting.colour("good"), 0)
        if self._selected is not None:
            start, end = self._x(self._selected.start_s), self._x(self._selected.end_s)
            selected = QRectF(start, 0, max(3.0, end - start), lanes.height())
            painting.fill(painter, selected, painting.colour("accent", 0.25), 2)
        self._paint_axis(painter, lanes)

    def _paint_axis(self, painter: QPainter, lanes: QRectF) -> None:
        """Times below the lanes, and where the band begins."""
        painter.setFont(painting.tabular(painting.scaled(self.font(), 0.88)))
        painter.setPen(painting.colour("muted"))
        ends = formatting.clock(self._timeline.duration_s)
        below = QRectF(lanes.left(), lanes.bottom(), lanes.width(), self._line())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, formatting.clock(0))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, ends)
        if self._timeline.band is not None:
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._timeline.band_words.rstrip("."))

    def _paint_sound(self, painter: QPainter, clip: QRectF) -> None:
        left, line = self._labels(), self._line()
        count = int(self.width() - left - GRID) // PITCH
        if len(self._columns) != count:
            self._columns = self._shape.columns(count)
        for index, (low, high) in enumerate(self._columns):
            x = left + index * PITCH
            if clip.left() - PITCH <= x <= clip.right():
                top, bottom = line - max(1.0, high * (line - 2)), line + max(1.0, -low * (line - 2))
                painting.fill(painter, QRectF(x, top, PITCH - 1, bottom - top), painting.colour("muted", 0.75), 1)

    def _paint_item(self, painter: QPainter, item: Item) -> None:
        rect, scale = self.rect_of(item), painting.grown(self, 1.0)
        left, middle = rect.left(), rect.center().y()

        def bar(width: float, height: float, token: str, radius: float) -> None:
            painting.fill(painter, QRectF(left, middle - height / 2, width, height), painting.colour(token), radius)

        if item.kind is ItemKind.SPEECH:
            bar(rect.width(), 8 * scale, "accent", 3)
        elif item.kind in (ItemKind.PAUSE, ItemKind.LONG_PAUSE):
            long = item.kind is ItemKind.LONG_PAUSE
            bar(rect.width(), (3 if long else 1) * scale, "fix" if long else "muted", 1)
        elif item.kind is ItemKind.FILLER:
            bar(2 * scale, 12 * scale, "text", 1)
        elif item.mark is not None:
            ink = painting.colour(TOKENS.get(item.mark, "muted"))
            glyphs.paint(painter, SIGNS.get(item.mark, "note"), self._sign(left, middle), ink)
        elif item.kind is ItemKind.HEARD:
            bar(rect.width(), 4 * scale, "good", 2)
        else:
            bar(rect.width(), 4 * scale, "polish", 2)
            above = self._sign(left + 4 * scale, middle - 4 * scale)
            glyphs.paint(painter, "question", above, painting.colour("polish"))

    def _sign(self, x: float, y: float) -> QRectF:
        """The square of a sign around a place."""
        side = painting.grown(self, SIGN)
        return QRectF(x - side / 2, y - side / 2, side, side)

    def _paint_head(self, painter: QPainter) -> None:
        if self._shape.duration_s:
            x = self._x(self._position_s)
            painter.setPen(QPen(painting.colour("text"), 2))
            painter.drawLine(QPointF(x, 2), QPointF(x, self.height() - self._line() - 2))

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Two lines of sound, one for each lane, one for the times."""
        return QSize(60 * GRID, (3 + len(Lane)) * self._line())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Narrow enough for the smallest window."""
        return QSize(24 * GRID, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Another size of the text needs other lanes."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._names_wide = None
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Left and right go along a lane, up and down to the next one, Enter plays; the rest is the page's."""
        key, items = Qt.Key(event.key()), self._timeline.items
        if not items or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(self.current or items[0])
        elif self._current is None and key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._choose(items[0])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_lane(1 if key == Qt.Key.Key_Down else -1)
        else:
            event.ignore()

    def _step(self, step: int) -> None:
        here = self.current
        if here is not None:
            lane = self._timeline.in_lane(here.lane)
            self._choose(lane[max(0, min(len(lane) - 1, lane.index(here) + step))])

    def _change_lane(self, step: int) -> None:
        here = self.current
        if here is None:
            return
        lanes = [lane for lane in Lane if self._timeline.in_lane(lane)]
        place = lanes.index(here.lane) + step
        if 0 <= place < len(lanes):
            beside = self._timeline.in_lane(lanes[place])
            self._choose(min(beside, key=lambda item: abs(item.span.middle_s - here.span.middle_s)))

    def _choose(self, item: Item) -> None:
        self._current = self._timeline.items.index(item)
        self.setValue(self._current)
        announce(self, item_words(item))
        self.update()
        self.chosen.emit(item)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """A click chooses what lies there."""
        item = self.item_at(event.position())
        if item is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self._choose(item)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """Dragging does nothing."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """What was chosen stays chosen."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """A double click hears what lies there."""
        item = self.item_at(event.position())
        if item is not None:
            self.activated.emit(item)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 # Qt's name
        """The wheel scrolls the page."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Name what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            item = self.item_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), item_words(item) if item else "", self)
            return True
        return super().event(event)
