"""The trend of one measure of one call: a choice of measures, the chart, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.ui import theme
from rehearse.ui.pages.progress_words import HOW, change_since_first_day
from rehearse.ui.pages.trend_series import TREND_MEASURES, TrendMeasure, in_words, series, without_points
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.trend_chart import TrendChart
from rehearse.ui.widgets.turning_row import TurningRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rehearse.history.overview import TakeFigures
    from rehearse.measures.values import Band


LEAST_CHART = 22 * GRID
LEAST_LINES = 10
"""Least height of the chart in lines of its text."""
TURN_BELOW_EM = 70
"""Below this width, in widths of the letter x, the choice of measures stands below the title."""


class LowChart(TrendChart):
    """A chart that is content with little height and takes what is left, so that the list below can be seen."""

    def sizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """As wide as any chart, and low."""
        least = max(LEAST_CHART, LEAST_LINES * self.fontMetrics().height())
        return QSize(super().sizeHint().width(), max(least, self.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 # Qt's name
        """High enough that the numbers of its scale stand apart in text of any size."""
        least = super().minimumSizeHint()
        return QSize(least.width(), max(least.height(), LEAST_LINES * self.fontMetrics().height()))


class TrendPanel(QFrame):
    """Shows takes of one call as dots over time, with band and running median.

    Signals:
        take_opened(str): Id of the take whose dot was chosen.
    """

    take_opened = Signal(str)

    def __init__(self, band_of: Callable[[str, str], Band | None], parent: QWidget | None = None) -> None:
        """Make an empty panel.

        Args:
            band_of: Gives the band for the name of a measure and the id of a call.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self._band_of = band_of
        self._takes: Sequence[TakeFigures] = ()
        self._scenario, self._call = "", ""
        theme.mark(self, surface="card")
        self._measure = QComboBox()
        self._measure.addItems([measure.title for measure in TREND_MEASURES])
        self._measure.setAccessibleName("Measure of the trend")
        self._measure.currentIndexChanged.connect(lambda _index: self._draw())
        self._title = QLabel()
        self._title.setWordWrap(True)
        theme.mark(self._title, text="strong")
        self._chart = LowChart()
        self._chart.take_opened.connect(self.take_opened)
        self._words = QLabel()
        self._words.setWordWrap(True)
        theme.mark(self._words, text="small")
        self._change = QLabel()
        self._change.setWordWrap(True)
        self._change.setToolTip(HOW)
        self._lay_out()

    @property
    def words(self) -> str:
        """The trend in words, as it stands below the chart."""
        return self._words.text()

    @property
    def last_control(self) -> QWidget:
        """What Tab reaches last in the panel."""
        return self._chart

    @property
    def change(self) -> str:
        """What has changed since the first day, in words."""
        return self._change.text()

    def show_takes(self, takes: Sequence[TakeFigures], scenario: str, call: str, *, is_last: bool = False) -> None:
        """Show the trend of a call.

        Args:
            takes: Takes of this call, newest first.
            scenario: The call's id.
            call: Its name.
            is_last: Whether it is shown because it was practised last, not because it was chosen.
        """
        self._takes, self._scenario, self._call = takes, scenario, call
        self._title.setText(f"Trend of {call}, the call practised last" if is_last else f"Trend of {call}")
        self._draw()

    def _draw(self) -> None:
        measure: TrendMeasure = TREND_MEASURES[self._measure.currentIndex()]
        found = series(self._takes, measure)
        band = None if measure.count else self._band_of(measure.name, self._scenario)
        nothing = without_points(self._takes, measure)
        self._chart.set_series(found.points, band, found.median, measure.unit, measure.decimals, nothing)
        self._chart.setAccessibleName(f"Trend: {measure.title}, {self._call}")
        words = in_words(found, measure, self._call, self._chart.description())
        self._chart.setAccessibleDescription(words)
        self._words.setText(words)
        # Without points the chart says the same.
        self._words.setVisible(bool(found.points))
        self._change.setText(change_since_first_day(self._takes, measure))
        self._change.setVisible(bool(self._change.text()))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        layout.setSpacing(GRID // 2)
        layout.addWidget(TurningRow(self._title, self._measure, TURN_BELOW_EM))
        layout.addWidget(self._change)
        layout.addWidget(self._chart, 1)
        layout.addWidget(self._words)
