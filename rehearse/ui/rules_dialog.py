"""Help, Rules: every phrase rule and must-say with its reason, its examples and its source, to look up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rehearse.assets import folder
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
_HEADING = re.compile(r"^(##|###) (.+)\n", re.MULTILINE)
_FIRST_MARKED = re.compile(r"^- Marked: .*?\*\*(.+?)\*\*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule or must-say as the page of rules has it.

    Attributes:
        family: What it stands under.
        name: Its id.
        text: Everything about it, as Markdown.
    """

    family: str
    name: str
    text: str

    @property
    def title(self) -> str:
        """What it is called elsewhere in the window: words that it marks, or the name of the must-say."""
        marked = _FIRST_MARKED.search(self.text)
        return f"“{marked[1]}”" if marked else self.text.partition("\n")[0].rstrip(".")


def entries(page: str) -> tuple[Entry, ...]:
    """The entries of the page of rules, in its order."""
    found, family = [], ""
    pieces = _HEADING.split(page)[1:]
    for level, title, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        if level == "##":
            family = title
        else:
            found.append(Entry(family, title.strip("`"), text.strip()))
    return tuple(found)


class RulesDialog(QDialog):
    """A list of all entries by family with a search, and beside it what is known about the chosen one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Rules")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = entries((folder() / "rules.md").read_text(encoding="utf-8"))
        self._search = SearchField("Search the rules")
        self._search.textChanged.connect(self._narrow)
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        # A long name is scrolled to rather than cut.
        self._tree.header().setStretchLastSection(False)
        self._tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._tree.setAccessibleName("Rules and must-says")
        self._tree.currentItemChanged.connect(lambda item, _before: self._show(item))
        self.text = QTextBrowser()
        self.text.setAccessibleName("About the chosen rule")
        self._branches: dict[str, QTreeWidgetItem] = {}
        self._items = self._fill()
        self._arrange()
        self._tree.setCurrentItem(self._items[0])

    def _arrange(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GRID)
        left.addWidget(self._search)
        left.addWidget(self._tree, 1)
        both = QHBoxLayout()
        both.setSpacing(2 * GRID)
        both.addLayout(left, 1)
        both.addWidget(self.text, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        layout.addLayout(both, 1)
        layout.addWidget(buttons)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(QSize(max(110 * GRID, 110 * letter), 72 * GRID).boundedTo(self.screen().availableSize()))

    def _fill(self) -> tuple[QTreeWidgetItem, ...]:
        branches = self._branches
        items = []
        for number, entry in enumerate(self._entries):
            if entry.family not in branches:
                branch = branches[entry.family] = QTreeWidgetItem(self._tree, [entry.family])
                branch.setFlags(Qt.ItemFlag.ItemIsEnabled)
                branch.setExpanded(True)
            item = QTreeWidgetItem(branches[entry.family], [entry.title])
            item.setData(0, ENTRY_ROLE, number)
            items.append(item)
        return tuple(items)

    def _show(self, item: QTreeWidgetItem | None) -> None:
        number = None if item is None else item.data(0, ENTRY_ROLE)
        if number is not None:
            entry = self._entries[number]
            self.text.setMarkdown(f"**{entry.title}** ({entry.name})\n\n{entry.text}")

    def _narrow(self, text: str) -> None:
        """Show the entries that hold all the words, and choose the first of them."""
        wanted = text.casefold().split()
        shown = []
        for entry, item in zip(self._entries, self._items, strict=True):
            held = f"{entry.family} {entry.name} {entry.text}".casefold()
            item.setHidden(not all(word in held for word in wanted))
            if not item.isHidden():
                shown.append(item)
        families = {self._entries[item.data(0, ENTRY_ROLE)].family for item in shown}
        for family, branch in self._branches.items():
            branch.setHidden(family not in families)
        if shown:
            self._tree.setCurrentItem(shown[0])

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Lay the lines out anew: they were before the style sheet gave them their height."""
        super().showEvent(event)
        self._tree.doItemsLayout()
