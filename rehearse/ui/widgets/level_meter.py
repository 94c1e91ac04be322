"""The input level while a take is recorded: a calm bar and one word for it."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from rehearse.ui.theme import GRID
from rehearse.ui.widgets import painting

FLOOR_DB = -60.0
"""Below this the bar is empty: room tone of a good microphone."""
GOOD_FROM_DB = -30.0
LOUD_FROM_DB = -3.0
"""Peaks from here on come close to clipping. These two edges are ours."""
EDGE = 2.0
"""Thickness of the marks at these edges in pixels, with text of the usual size."""
FALL_DB = 1.0
"""How far the bar falls from one call to the next; 30 calls a second make a fall that the eye can follow."""
WORD_FALL_DB = 0.15
"""The word follows more slowly, so that a breath between two sentences doesn't change it."""


class Loudness(StrEnum):
    """The level in one word."""

    NONE = "No sound"
    QUIET = "Quiet"
    GOOD = "Good level"
    LOUD = "Too loud"

    @classmethod
    def of(cls, level_db: float) -> Loudness:
        """The word for a peak level in dB full scale."""
        if level_db <= FLOOR_DB:
            return cls.NONE
        if level_db < GOOD_FROM_DB:
            return cls.QUIET
        return cls.GOOD if level_db < LOUD_FROM_DB else cls.LOUD


class LevelMeter(QProgressBar):
    """Shows the microphone's peak level; the owner calls `set_level_db` about 30 times a second.

    A progress bar to assistive technology, whose value changes only when the word does: a level that a screen
    reader repeated 30 times a second would drown what the person says.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level_db = FLOOR_DB
        self._slow_db = FLOOR_DB
        self._word = Loudness.NONE
        self.setRange(int(FLOOR_DB), 0)
        self.setValue(int(FLOOR_DB))
        self.setTextVisible(False)
        self.setAccessibleName("Microphone level")
        self.setAccessibleDescription(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def word(self) -> str:
        """The level in one word, as it is painted and read aloud."""
        return self._word

    def set_level_db(self, level_db: float | None) -> None:
        """Show a peak level in dB full scale since the last call; None where nothing is being heard."""
        if level_db is None:
            self._level_db = self._slow_db = FLOOR_DB
        else:
            level_db = min(0.0, max(FLOOR_DB, level_db))
            self._level_db = max(level_db, self._level_db - FALL_DB)
            self._slow_db = max(level_db, self._slow_db - WORD_FALL_DB)
        word = Loudness.of(self._slow_db)
        if word is not self._word:
            self._word = word
            self.setValue(round(self._slow_db))
            self.setAccessibleDescription(word)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """Wide enough for a bar beside the longest word."""
        return QSize(self._word_width() + 26 * GRID, max(3 * GRID, self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """A short bar and the word."""
        return QSize(self._word_width() + 12 * GRID, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """Track, marks where "good" begins and ends, fill, word."""
        with painting.antialiased(self) as painter:
            height = painting.grown(self, GRID)
            track = QRectF(0, (self.height() - height) / 2, self.width() - self._word_width() - 2 * GRID, height)
            painting.fill(painter, track, painting.colour("sunken"))
            self._draw_edges(painter, track, "muted")
            share = (self._level_db - FLOOR_DB) / -FLOOR_DB
            if share > 0:
                filled = QRectF(track.left(), track.top(), max(height, track.width() * share), height)
                painting.fill(painter, filled, painting.colour(self._colour()))
                painter.save()
                painter.setClipRect(filled)
                self._draw_edges(painter, track, "surface")
                painter.restore()
            painter.setPen(painting.colour("text" if self._word is Loudness.GOOD else "muted"))
            if self._word is Loudness.LOUD:
                painter.setPen(painting.colour("stop"))
            box = QRectF(track.right() + 2 * GRID, 0, self._word_width(), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._word)

    def _draw_edges(self, painter: QPainter, track: QRectF, colour: str) -> None:
        """Mark where "good" begins and ends: beside the fill in ink, on it in the colour of paper."""
        painter.setPen(QPen(painting.colour(colour), painting.grown(self, EDGE), c=Qt.PenCapStyle.FlatCap))
        for edge_db in (GOOD_FROM_DB, LOUD_FROM_DB):
            x = track.left() + track.width() * (edge_db - FLOOR_DB) / -FLOOR_DB
            painter.drawLine(QPointF(x, track.top() - 3), QPointF(x, track.bottom() + 3))

    def _colour(self) -> str:
        return {Loudness.LOUD: "stop", Loudness.GOOD: "accent"}.get(Loudness.of(self._level_db), "muted")

    def _word_width(self) -> int:
        return max(self.fontMetrics().horizontalAdvance(word) for word in Loudness) + 2
