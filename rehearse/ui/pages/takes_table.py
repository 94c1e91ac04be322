"""The list of takes as the user handles it: open, delete and analyse again from the keyboard or with the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from rehearse.ui import formatting
from rehearse.ui.pages.takes_model import COLUMNS, PROGRAM, TakesModel
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex
    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from rehearse.history.values import TakeRow

CELL_MARGIN = GRID + 2
"""Left and right of a cell's text: as in the style sheet, and a little for rounding."""
VISIBLE_LINES = 4
"""How many takes can be seen at least, however small the window."""


class TakesTable(QTableView):
    """A table of takes in which whole lines are chosen; several may be chosen for deleting.

    Signals:
        opened(str): Id of the take that is to be opened.
        delete_asked: The chosen takes are to be deleted.
        choice_changed: Other takes are chosen.
    """

    opened = Signal(str)
    delete_asked = Signal()
    choice_changed = Signal()

    def __init__(self, model: TakesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes = model
        self.setModel(model)
        self.setAccessibleName("Takes, newest first")
        self.setAccessibleDescription("Enter opens the take, Delete deletes it with its recording.")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self.choice_changed)
        self.selectionModel().selectionChanged.connect(lambda *_: self.choice_changed.emit())
        self._set_up_headers()

    def chosen(self) -> tuple[str, ...]:
        """Ids of the chosen takes, newest first."""
        lines = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(take_id for take_id in map(self._takes.id_at, lines) if take_id is not None)

    def chosen_row(self) -> TakeRow | None:
        """The chosen take; None where it is none or several."""
        indexes = self.selectionModel().selectedRows()
        return self._takes.row_at(indexes[0].row()) if len(indexes) == 1 else None

    def chosen_words(self) -> str:
        """What the chosen takes are called: one by its call, day and program, several by their number."""
        amount, row = len(self.chosen()), self.chosen_row()
        if row is not None:
            parts = (self._takes.call(row), self._takes.when(row), row.take.target.program)
            return " · ".join(part for part in parts if part)
        return f"{formatting.count(amount, 'take', 'takes').capitalize()} chosen" if amount else ""

    def choose(self, line: int) -> None:
        """Choose a line, or the last one where there are fewer."""
        last = self._takes.rowCount() - 1
        if last >= 0:
            # Not `selectRow`, which adds the line to those chosen while Ctrl is held, as it is for Ctrl+Z.
            index = self._takes.index(min(max(0, line), last), 0)
            alone = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(index, alone)

    def fit_columns(self) -> None:
        """Give each column the width of its sample in the font in force, and share out the room that is left."""
        body, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        shown = [number for number in range(len(COLUMNS)) if not self.isColumnHidden(number)]
        widths = {
            number: max(body.horizontalAdvance(COLUMNS[number].sample), head.horizontalAdvance(COLUMNS[number].title))
            + 2 * CELL_MARGIN
            for number in shown
        }
        room = max(0, self.viewport().width() - sum(widths.values()))
        shares = sum(COLUMNS[number].share for number in shown)
        for number, width in widths.items():
            self.setColumnWidth(number, width + room * COLUMNS[number].share // max(1, shares))
        line = body.height() + 2 * GRID
        self.verticalHeader().setDefaultSectionSize(line)
        header = head.height() + 2 * GRID
        self.setMinimumHeight(header + VISIBLE_LINES * line + 2 * GRID)

    def _set_up_headers(self) -> None:
        vertical, horizontal = self.verticalHeader(), self.horizontalHeader()
        vertical.hide()
        vertical.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        vertical.setMinimumSectionSize(1)
        horizontal.setHighlightSections(False)
        horizontal.setStretchLastSection(True)
        self.fit_columns()

    def show_program_column(self, *, shown: bool) -> None:
        """The column of programs is there only where a take has one."""
        self.setColumnHidden(PROGRAM, not shown)
        self.fit_columns()

    def _open(self, index: QModelIndex) -> None:
        take_id = self._takes.id_at(index.row())
        if take_id is not None:
            self.opened.emit(take_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Enter opens, Delete asks to delete; all else is the table's own."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not event.modifiers():
            self.choose(0 if event.key() == Qt.Key.Key_Home else self._takes.rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """The columns fill the room."""
        super().resizeEvent(event)
        self.fit_columns()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 # Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.fit_columns()
