"""The words of a take with their marks: every word can be clicked, or reached with the arrow keys, and heard."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolTip, QWidget

from rehearse.speech import Transcript
from rehearse.ui.announce import announce
from rehearse.ui.widgets import painting, transcript_layout

if TYPE_CHECKING:
    from rehearse.ui.marks import Mark, ShownPause

MOVES = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
}
LINES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
}


class TranscriptView(QTextEdit):
    """Shows a transcript as high as its text is; the page around it scrolls.

    Signals:
        word_activated: Index of the word that was clicked, or chosen with Enter.
        words_selected: Indices (`range`) of the words that the keyboard or the pointer has selected.
    """

    word_activated = Signal(int)
    words_selected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._transcript = Transcript((), "")
        self._marks: dict[int, Mark] = {}
        self._pauses: tuple[ShownPause, ...] = ()
        self._places: transcript_layout.Places = ()
        self._starts: tuple[int, ...] = ()
        self._lit: int | None = None
        self._chosen: int | None = None
        self._begun: int | None = None
        self._selected = range(0)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setStyleSheet("QTextEdit, QTextEdit:focus { background: transparent; border: none; padding: 0; }")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Transcript")
        self.setAccessibleDescription(
            "Arrow keys go from word to word, with Shift they select, Enter plays from the word."
        )
        self.viewport().setMouseTracking(True)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size)

    def show_transcript(self, transcript: Transcript, marks: dict[int, Mark], pauses: tuple[ShownPause, ...]) -> None:
        """Show words, the mark of each marked word by its index, and the pauses between them."""
        self._transcript, self._marks, self._pauses = transcript, marks, pauses
        self._lit = self._begun = None
        self._selected = range(0)
        self._chosen = 0 if transcript.words else None
        self._write()

    def light(self, word: int | None) -> None:
        """Light the word that is being heard; None for a silence."""
        if word == self._lit:
            return
        self._lit = word
        self._show_grounds()

    def show_selected(self, words: range) -> None:
        """Show which words are selected; an empty range for none."""
        if words != self._selected:
            self._selected = words
            self._show_grounds()

    @property
    def selected(self) -> range:
        """Indices of the words that are selected."""
        return self._selected

    def _show_grounds(self) -> None:
        grounds = []
        if self._selected:
            grounds.append(self._ground(self._selected, transcript_layout.selected_format()))
        if self._lit is not None:
            grounds.append(self._ground(range(self._lit, self._lit + 1), transcript_layout.lit_format()))
        self.setExtraSelections(grounds)

    def _ground(self, words: range, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        ground = QTextEdit.ExtraSelection()
        ground.cursor = QTextCursor(self.document())
        ground.cursor.setPosition(self._places[words[0]][0])
        ground.cursor.setPosition(self._places[words[-1]][1], QTextCursor.MoveMode.KeepAnchor)
        ground.format = look
        return ground

    @property
    def lit(self) -> int | None:
        """Index of the word that is lit."""
        return self._lit

    @property
    def chosen(self) -> int | None:
        """Index of the word that the keyboard stands on."""
        return self._chosen

    def choose(self, word: int, *, extend: bool = False) -> None:
        """Move the keyboard's place to a word and select it; or all from where selecting began up to it."""
        if not self._places:
            return
        if not extend:
            self._begun = None
        elif self._begun is None:
            self._begun = self._chosen
        self.stand_at(word)
        here = self._chosen or 0
        begun = here if self._begun is None else self._begun
        self.words_selected.emit(range(min(here, begun), max(here, begun) + 1))

    def stand_at(self, word: int) -> None:
        """Move the keyboard's place to a word."""
        if not self._places:
            return
        self._chosen = max(0, min(word, len(self._places) - 1))
        self._place_cursor()
        self.viewport().update()
        mark = self._marks.get(self._chosen)
        words = self._transcript.words[self._chosen].text
        announce(self, f"{words}, {mark.label}" if mark else words)

    def word_rect(self, word: int) -> QRectF:
        """Where a word stands, in the view's own coordinates; of a word broken over two lines the first part."""
        start, end = self._places[word]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        left = self.cursorRect(cursor)
        cursor.setPosition(end)
        right = self.cursorRect(cursor)
        width = right.left() - left.left() if right.top() == left.top() else self.viewport().width() - left.left()
        return QRectF(left.left() - 2, left.top(), width + 4, left.height())

    def word_under(self, at: QPoint) -> int | None:
        """Index of the word at a place in the view; None beside the words."""
        if not self._places:
            return None
        index = bisect_right(self._starts, self.cursorForPosition(at).position()) - 1
        for candidate in (index, index - 1):
            if candidate >= 0 and self.word_rect(candidate).adjusted(-1, -4, 1, 4).contains(at.toPointF()):
                return candidate
        return None

    def _write(self) -> None:
        self._places = transcript_layout.write(
            self.document(), self._transcript, self._marks, self._pauses, self.font()
        )
        self._starts = tuple(start for start, _ in self._places)
        self._place_cursor()

    def _place_cursor(self) -> None:
        """Put the text's own cursor to the chosen word: screen readers and the line keys start from it."""
        if self._chosen is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._places[self._chosen][0])
            self.setTextCursor(cursor)

    def _on_size(self, size: QSizeF) -> None:
        self.setFixedHeight(round(size.height()) + 2)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Write the text anew in the colours and size of the theme in force."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._places:
            lit, self._lit = self._lit, None
            self._write()
            self.light(lit)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Arrows, Home and End go through the words, with Shift they select; Enter plays; the rest is the page's."""
        key = Qt.Key(event.key())
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if self._chosen is None or event.modifiers() & others:
            event.ignore()
        elif key in MOVES:
            self.choose(self._chosen + MOVES[key], extend=extend)
        elif key in LINES:
            self._choose_line(LINES[key], extend=extend)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(0 if key == Qt.Key.Key_Home else len(self._places) - 1, extend=extend)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.word_activated.emit(self._chosen)
        else:
            event.ignore()

    def _choose_line(self, step: int, *, extend: bool) -> None:
        """Go to the nearest word of the line above or below; a pause that begins a line is no word."""
        if self._chosen is None:
            return
        here = self.word_rect(self._chosen)
        line: float | None = None
        near: list[tuple[float, int]] = []
        word = self._chosen + step
        while 0 <= word < len(self._places):
            rect = self.word_rect(word)
            if rect.top() != here.top():
                line = rect.top() if line is None else line
                if rect.top() != line:
                    break
                near.append((abs(rect.center().x() - here.center().x()), word))
            word += step
        if near:
            self.choose(min(near)[1], extend=extend)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 # Qt's name
        """Show where the keyboard stands."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 # Qt's name
        """Hide where the keyboard stood."""
        super().focusOutEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """A click chooses a word and has it heard; with Shift it selects up to it."""
        word = self.word_under(event.position().toPoint())
        if word is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.choose(word, extend=extend)
        if not extend:
            self.word_activated.emit(word)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 # Qt's name
        """A hand over what can be heard; dragging selects."""
        word = self.word_under(event.position().toPoint())
        if event.buttons() & Qt.MouseButton.LeftButton and word not in (None, self._chosen):
            self.choose(word or 0, extend=True)
        over = word is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        """Name a mark under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            word = self.word_under(event.pos())
            mark = self._marks.get(word) if word is not None else None
            QToolTip.showText(event.globalPos(), mark.label if mark else "", self)
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 # Qt's name
        """The text, and a ring around the word on which the keyboard stands."""
        super().paintEvent(event)
        if self.hasFocus() and self._chosen is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painting.focus_ring(painter, self.word_rect(self._chosen).adjusted(0, -1, 0, 1), 4)
            painter.end()
