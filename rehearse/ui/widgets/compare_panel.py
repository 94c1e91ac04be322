"""Two takes side by side: the same must-says on one row, each to be heard, and one switched for the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rehearse.phrases.finding import Status
from rehearse.ui import theme
from rehearse.ui.letting_go import let_go
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.must_say_list import SIGNS, TOKENS, WORDS
from rehearse.ui.widgets.row_button import RowButton

if TYPE_CHECKING:
    from rehearse.speech import Span
    from rehearse.ui.alignment import Pair, Said

MEASURES = ("speech_duration_s", "speaking_rate_wpm", "fillers_per_min")


@dataclass(frozen=True, slots=True)
class Compared:
    """What the panel shows.

    Attributes:
        other: Name of the other take.
        figures: Name of each figure, and its value in this take and in the other, in words.
        pairs: The must-says of both.
    """

    other: str
    figures: tuple[tuple[str, str, str], ...]
    pairs: tuple[Pair, ...]


class ComparePanel(QFrame):
    """Shows two takes.

    Signals:
        switched: Hear the other take in the place of this one, or this one again.
        one_requested: These words (`Span`) of this take are to be heard.
        other_requested: These words (`Span`) of the other take are to be heard.
        closed: The user is done with it.
    """

    switched = Signal()
    one_requested = Signal(object)
    other_requested = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self.title, self.message = QLabel(), QLabel()
        self.switch = SignButton("play", "Hear the other take")
        self.close_button = SignButton("cross", "Close the comparison", kind="icon", show_words=False)
        self.switch.clicked.connect(self.switched)
        self.close_button.clicked.connect(self.closed)
        self.switch.setToolTip("Goes on at the same words of the other take (X)")
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        head = QHBoxLayout()
        head.setSpacing(GRID)
        theme.mark(self.title, text="strong")
        theme.mark(self.message, text="muted")
        for label in (self.title, self.message):
            label.setWordWrap(True)
        head.addWidget(self.title, 1)
        head.addWidget(self.switch)
        head.addWidget(self.close_button)
        column.addLayout(head)
        column.addWidget(self.message)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(0)
        for place, share in enumerate((2, 4, 4)):
            self._grid.setColumnStretch(place, share)
        column.addWidget(self._rows)

    def show_waiting(self, words: str) -> None:
        """Say what is being waited for, or why there is nothing to compare."""
        self.title.setText("Side by side")
        self.message.setText(words)
        self.message.show()
        self._rows.hide()
        self.switch.hide()

    def show_compared(self, compared: Compared) -> None:
        """Show two takes."""
        self.title.setText(f"Side by side with {compared.other}")
        self.message.hide()
        self._clear()
        for place, words in enumerate(("", "This take", compared.other[:1].upper() + compared.other[1:])):
            self._grid.addWidget(_label(words, "small"), 0, place)
        line = 1
        for name, one, other in compared.figures:
            for place, words in enumerate((name, one, other)):
                self._grid.addWidget(_label(words, "muted" if place == 0 else "plain"), line, place)
            line += 1
        for pair in compared.pairs:
            self._grid.addWidget(_label(pair.title, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            self._add(pair.title, "this take", pair.one, line, 1)
            self._add(pair.title, compared.other, pair.other, line, 2)
            line += 1
        self._rows.show()
        self.switch.show()
        self.show_side(other=False)

    def show_side(self, *, other: bool) -> None:
        """Show which of the two is heard."""
        self.switch.show_sign("play", "Hear this take again" if other else "Hear the other take")

    def _add(self, title: str, whose: str, said: Said, line: int, place: int) -> None:
        words = said.quote or WORDS.get(said.status, "")
        shown = words[:1].upper() + words[1:]
        row = RowButton(SIGNS[said.status], TOKENS[said.status], shown, pressable=said.span is not None)
        state = "heard" if said.status is Status.HEARD else WORDS[said.status].lower()
        row.setAccessibleName(f"{title}, {whose}: {state}, {words}" if said.words else f"{title}, {whose}: {state}")
        if said.span is not None:
            row.clicked.connect(lambda _checked=False, span=said.span: self._request(span, place))
        self._grid.addWidget(row, line, place, Qt.AlignmentFlag.AlignTop)

    def _request(self, span: Span, place: int) -> None:
        (self.one_requested if place == 1 else self.other_requested).emit(span)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)


def _label(words: str, role: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(GRID, GRID - 2, 0, GRID - 2)
    theme.mark(label, text=role)
    return label
