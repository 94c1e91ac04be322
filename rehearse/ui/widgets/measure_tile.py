"""One measure: its value large, the band it is judged by drawn and in words, and how it was measured on request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from rehearse.measures.describe import verdict_words
from rehearse.ui import formatting, theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.band_bar import BandBar, verdict_sign, verdict_token
from rehearse.ui.widgets.glyphs import SignButton, SignLabel
from rehearse.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from rehearse.measures.values import Judgement

HOW = "How this was measured"


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One measure as it is shown.

    Attributes:
        measure: Its name, as in `Measures`.
        value: Its value; None where it could not be taken.
        judgement: What it is judged by; None where nothing judges it.
        extra: One more line in small print.
        how: Paragraphs for "How this was measured".
    """

    measure: str
    value: float | None
    judgement: Judgement | None
    extra: str
    how: tuple[str, ...]


class MeasureTile(QFrame):
    """Shows one measure of a report."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self._title = title
        self.paragraphs: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.number, self.unit, self.verdict, self.extra = QLabel(), QLabel(), QLabel(), QLabel()
        self.sign, self.bar = SignLabel("check", "good"), BandBar()
        self.how = SignButton("note", f"{HOW}: {title}", kind="icon", show_words=False)
        self.how.clicked.connect(self.explain)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID // 2)
        heading = QLabel(self._title)
        theme.mark(heading, text="strong")
        top = QHBoxLayout()
        top.addWidget(heading, 1)
        top.addWidget(self.how)
        column.addLayout(top)
        figures = QHBoxLayout()
        figures.setSpacing(GRID)
        self.unit.setWordWrap(True)
        theme.mark(self.unit, text="muted")
        theme.mark(self.number, text="figure")
        figures.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBaseline)
        figures.addWidget(self.unit, 1, Qt.AlignmentFlag.AlignBaseline)
        column.addLayout(figures)
        column.addWidget(self.bar)
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.verdict.setWordWrap(True)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.verdict, 1)
        column.addLayout(line)
        self.extra.setWordWrap(True)
        theme.mark(self.extra, text="small")
        column.addWidget(self.extra)
        column.addStretch(1)

    def show_measure(self, view: MeasureView) -> None:
        """Show a value, its verdict and what belongs to it."""
        value, judgement = view.value, view.judgement
        shown, unit = formatting.big_number(view.measure, value)
        self.number.setText(shown)
        self.unit.setText(unit)
        self.bar.setVisible(judgement is not None)
        self.bar.show_value(value, judgement.band if judgement else None, clock=unit == "minutes")
        self.sign.setVisible(judgement is not None and value is not None)
        self.verdict.setVisible(judgement is not None)
        if judgement is not None:
            self.sign.show_sign(verdict_sign(judgement.verdict), verdict_token(judgement.verdict))
            words = verdict_words(judgement.verdict, judgement.band) if value is not None else "not judged"
            self.verdict.setText(words[0].upper() + words[1:])
        self.extra.setText(view.extra)
        self.extra.setVisible(bool(view.extra))
        self.paragraphs = view.how
        self.how.setVisible(bool(view.how))
        self.setAccessibleName(f"{self._title}: {formatting.judged(view.measure, value, judgement)}")

    def explain(self) -> None:
        """Open "How this was measured"."""
        Popover(f"{HOW}: {self._title.lower()}", self.paragraphs, self.how).open_below()
