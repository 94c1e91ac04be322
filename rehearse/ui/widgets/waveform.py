"""A take drawn as its waveform with the play head and the marks under it: the seek control of the replay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip, QWidget

from rehearse.ui import formatting
from rehearse.ui.marks import Mark, MarkKind
from rehearse.ui.theme import GRID
from rehearse.ui.widgets import glyphs, painting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.speech import Span

STEP_S = 2.0
LONG_STEP_S = 10.0
PITCH = 3
"""Pixels from one bar of the outline to the next, a gap of one included."""
SIGN = 12.0
"""Side of a mark's sign in pixels, with text of the usual size; it grows with the text."""
LOUD_SHARE = 0.98
"""A click or a knock shall not make the voice small: the loudest fiftieth is drawn cut off."""
QUIETEST_PEAK = 0.05
"""A quiet take is drawn as high as a loud one, but a silent one stays a line."""
JUMPS = {
    Qt.Key.Key_Left: -STEP_S,
    Qt.Key.Key_Right: STEP_S,
    Qt.Key.Key_PageDown: -LONG_STEP_S,
    Qt.Key.Key_PageUp: LONG_STEP_S,
}
SIGNS = {MarkKind.STOP: "stop", MarkKind.FIX: "fix", MarkKind.POLISH: "polish", MarkKind.POSSIBLE: "question"}
TOKENS = {MarkKind.STOP: "stop", MarkKind.FIX: "fix", MarkKind.POLISH: "polish"}


@dataclass(frozen=True, slots=True)
class Shape:
    """A recording's outline: the lowest and highest sample of each of many equal parts."""

    peaks: tuple[tuple[float, float], ...]
    duration_s: float

    def columns(self, count: int) -> list[tuple[float, float]]:
        """The outline in `count` parts, drawn as high as all but the loudest parts allow; those are cut off."""
        if not self.peaks or count <= 0:
            return []
        heights = sorted(max(-low, high) for low, high in self.peaks)
        loudest = max(QUIETEST_PEAK, heights[int((len(heights) - 1) * LOUD_SHARE)])
        result = []
        for column in range(count):
            first = column * len(self.peaks) // count
            part = self.peaks[first : max(first + 1, (column + 1) * len(self.peaks) // count)]
            low, high = min(low for low, _ in part), max(high for _, high in part)
            result.append((max(-1.0, low / loudest), min(1.0, high / loudest)))
        return result


class Waveform(QSlider):
    """Draws a take and lets the play head be moved by click, drag and keys.

    A slider in milliseconds to assistive technology. Its value follows the play head only while nothing plays,
    so that a screen reader doesn't talk over the voice.

    Signals:
        seek_requested: The user asked for this place, in seconds.
    """

    seek_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._shape = Shape((), 0.0)
        self._marks: tuple[Mark, ...] = ()
        self._position_s = 0.0
        self._selected: Span | None = None
        self._drawn: tuple[QPixmap, QPixmap] | None = None
        self.setAccessibleName("Position in the recording")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._describe()

    def show_shape(self, shape: Shape) -> None:
        """Draw another recording, from its beginning."""
        if shape == self._shape:
            self.set_position(0.0)
            return
        self._shape = shape
        self._drawn = None
        self.setRange(0, round(shape.duration_s * 1000))
        self.set_position(0.0)

    def show_marks(self, marks: tuple[Mark, ...]) -> None:
        """Draw other marks under the waveform."""
        self._marks = marks
        self._describe()
        self.update()

    def show_selection(self, span: Span | None) -> None:
        """Show which stretch is selected; None for none."""
        if span != self._selected:
            self._selected = span
            self._describe()
            self.update()

    def set_position(self, position_s: float, *, moving: bool = False) -> None:
        """Move the play head to a place in seconds; `moving` while the take is heard."""
        before = self._x(self._position_s)
        self._position_s = min(max(0.0, position_s), self._shape.duration_s)
        if not moving:
            self.setValue(round(self._position_s * 1000))
            self._describe()
        after = self._x(self._position_s)
        left, right = sorted((before, after))
        self.update(QRectF(left - 3, 0, right - left + 6, self.height()).toAlignedRect())

    @property
    def position_s(self) -> float:
        """Where the play head stands, in seconds."""
        return self._position_s

    def description(self) -> str:
        """The waveform in words: place, length and what is marked."""
        place = f"{formatting.clock(self._position_s)} of {formatting.clock(self._shape.duration_s)}."
        selected = ""
        if self._selected is not None:
            span = self._selected
            selected = f" Selected: {formatting.clock(span.start_s)} to {formatting.clock(span.end_s)}."
        return f"{place}{selected} {_in_words(self._marks)}"

    def _describe(self) -> None:
        self.setAccessibleDescription(self.description())

    def _sign(self) -> float:
        return painting.grown(self, SIGN)

    def _strip(self) -> float:
        return self._sign() + GRID / 2

    def _x(self, position_s: float) -> float:
        inner = max(1, self.width() - 2 * GRID)
        share = position_s / self._shape.duration_s if self._shape.duration_s else 0.0
        return GRID + share * inner

    def _seconds(self, x: float) -> float:
        inner = max(1, self.width() - 2 * GRID)
        return min(1.0, max(0.0, (x - GRID) / inner)) * self._shape.duration_s

    def mark_at(self, at: QPointF) -> Mark | None:
        """The mark whose sign lies under a place in the strip below the waveform."""
        if at.y() < self.height() - self._strip():
            return None
        near = [mark for mark in self._marks if abs(self._x(mark.span.start_s) - at.x()) <= self._sign() * 0.7]
        return min(near, key=lambda mark: mark.kind.rank, default=None)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """The heard part in the accent, the rest muted, pauses as gaps, signs below, the play head above all."""
        with painting.antialiased(self) as painter:
            ground = QRectF(0, 0, self.width(), self.height() - self._strip())
            painting.fill(painter, ground, painting.colour("sunken"), GRID)
            head = self._x(self._position_s)
            if self._selected is not None:
                left, right = self._x(self._selected.start_s), self._x(self._selected.end_s)
                selected = QRectF(left, ground.top(), max(3.0, right - left), ground.height())
                painting.fill(painter, selected, painting.colour("accent", 0.25), 2)
            if self._shape.peaks:
                rest, heard = self._pictures()
                painter.drawPixmap(0, 0, rest)
                painter.save()
                painter.setClipRect(QRectF(0, 0, head, self.height()))
                painter.drawPixmap(0, 0, heard)
                painter.restore()
            self._paint_marks(painter, event.rect())
            if self.isEnabled() and self._shape.duration_s:
                painter.setPen(QPen(painting.colour("text"), 2))
                painter.drawLine(QPointF(head, 2), QPointF(head, ground.bottom() - 2))
            if self.hasFocus():
                painting.focus_ring(painter, ground, GRID)

    def _pictures(self) -> tuple[QPixmap, QPixmap]:
        ratio = self.devicePixelRatioF()
        if self._drawn is None or self._drawn[0].size() != self.size() * ratio:
            columns = self._shape.columns((self.width() - 2 * GRID) // PITCH)
            self._drawn = (self._draw(columns, "muted", 0.75), self._draw(columns, "accent", 1.0))
        return self._drawn

    def _draw(self, columns: Sequence[tuple[float, float]], token: str, alpha: float) -> QPixmap:
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        middle = (self.height() - self._strip()) / 2
        reach = middle - GRID / 2
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column, (low, high) in enumerate(columns):
            top, bottom = middle - max(1.0, high * reach), middle + max(1.0, -low * reach)
            bar = QRectF(GRID + column * PITCH, top, PITCH - 1, bottom - top)
            painting.fill(painter, bar, painting.colour(token, alpha), 1)
        painter.end()
        return picture

    def _paint_marks(self, painter: QPainter, clip: QRect) -> None:
        side, scale = self._sign(), painting.grown(self, 1.0)
        top = self.height() - side
        left, right = clip.left() - side, clip.right() + side
        near = [
            mark for mark in self._marks if self._x(mark.span.end_s) >= left and self._x(mark.span.start_s) <= right
        ]
        for mark in sorted(near, key=lambda mark: -mark.kind.rank):
            x = self._x(mark.span.start_s)
            ink = painting.colour(TOKENS.get(mark.kind, "muted"))
            if mark.kind in SIGNS:
                glyphs.paint(painter, SIGNS[mark.kind], QRectF(x - side / 2, top, side, side), ink)
            elif mark.kind is MarkKind.PAUSE:
                bar = QRectF(x, top + side / 2 - 1.5 * scale, max(4.0, self._x(mark.span.end_s) - x), 3 * scale)
                painting.fill(painter, bar, painting.colour("fix"), 1)
            else:
                painting.fill(painter, QRectF(x - scale, top + 1, 2 * scale, side - 2), ink, 1)

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Wide and low; the strip of signs grows with the text, the sound above it does not."""
        return QSize(60 * GRID, round(6 * GRID + self._strip()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Narrow enough for the smallest window."""
        return QSize(20 * GRID, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Draw anew in the colours of the theme in force, and with signs as large as the text asks for."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._drawn = None
            self.updateGeometry()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Left and right seek 2 s, the page keys 10 s, Home and End to the ends; the rest is the page's."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in JUMPS:
            self._seek(self._position_s + JUMPS[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._seek(0.0 if key == Qt.Key.Key_Home else self._shape.duration_s)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """A click moves the play head; on a sign, to where its mark begins."""
        mark = self.mark_at(event.position())
        self._seek(mark.span.start_s if mark else self._seconds(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """Dragging moves the play head along."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(self._seconds(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """The head stays where it was dragged to."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 # Qt's name
        """The wheel scrolls the page, not the take."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """Name a mark under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), mark.label if mark else "", self)
            return True
        return super().event(event)

    def _seek(self, position_s: float) -> None:
        self.set_position(position_s)
        self.seek_requested.emit(self._position_s)


def _in_words(marks: tuple[Mark, ...]) -> str:
    if not marks:
        return "Nothing is marked."
    places = [f"{mark.label} at {formatting.clock(mark.span.start_s)}" for mark in marks]
    return f"Marked: {'; '.join(places)}."
