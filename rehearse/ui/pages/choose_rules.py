"""All phrase rules with a tick for each that is to be silenced; a search narrows them down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from rehearse.phrases.rule import Rule, RuleBook

ID_ROLE = int(Qt.ItemDataRole.UserRole)


def example(rule: Rule) -> str:
    """The words of a rule's first example that it marks."""
    _, _, marked = rule.flags[0].partition("[[")
    return marked.partition("]]")[0]


def title_of(book: RuleBook | None, rule: str) -> str:
    """A rule for people: words that it marks; its id where the rule book isn't at hand."""
    known = book.by_id.get(rule) if book is not None else None
    return f"“{example(known)}”" if known else rule


class ChooseRules(QDialog):
    """Rules by family; a ticked one is silenced."""

    def __init__(self, book: RuleBook, silenced: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self.setWindowTitle("Silence phrase rules")
        self._search = SearchField("Search the rules")
        self._search.textChanged.connect(self._narrow)
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setAccessibleName("Rules; a ticked one is silenced")
        self._items: dict[str, QTreeWidgetItem] = {}
        self._branches: dict[str, QTreeWidgetItem] = {}
        self._fill(silenced)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        keep = buttons.addButton("Keep", QDialogButtonBox.ButtonRole.AcceptRole)
        theme.mark(keep, kind="primary")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        words = QLabel("A ticked rule is silenced: it marks nothing in new reports.")
        words.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        layout.setSpacing(GRID)
        for widget in (words, self._search, self._tree, buttons):
            layout.addWidget(widget)
        letter = self.fontMetrics().averageCharWidth()
        self.resize(max(80 * GRID, 72 * letter), 66 * GRID)

    def chosen(self) -> tuple[str, ...]:
        """Ids of the ticked rules, in the order of the rule book."""
        return tuple(rule for rule, item in self._items.items() if item.checkState(0) is Qt.CheckState.Checked)

    def tick(self, rule: str, *, ticked: bool = True) -> None:
        """Tick a rule, or take its tick away."""
        self._items[rule].setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """Lay the lines out anew: they were before the style sheet gave them their height."""
        super().showEvent(event)
        self._tree.doItemsLayout()

    def _fill(self, silenced: tuple[str, ...]) -> None:
        for family in self._book.families:
            branch = QTreeWidgetItem(self._tree, [family.title])
            branch.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self._branches[family.id] = branch
            for rule in self._book.rules:
                if rule.family != family.id:
                    continue
                item = QTreeWidgetItem(branch, [title_of(self._book, rule.id)])
                item.setData(0, ID_ROLE, rule.id)
                item.setToolTip(0, f"{rule.message} {rule.why}")
                self._items[rule.id] = item
                self.tick(rule.id, ticked=rule.id in silenced)
            branch.setExpanded(True)

    def _narrow(self, text: str) -> None:
        """Show the rules that hold the words, in their name, example, message or reason."""
        wanted = text.casefold().split()
        for rule in self._book.rules:
            held = " ".join((title_of(self._book, rule.id), rule.id, rule.message, rule.why)).casefold()
            self._items[rule.id].setHidden(not all(word in held for word in wanted))
        for family, branch in self._branches.items():
            rules = [rule.id for rule in self._book.rules if rule.family == family]
            branch.setHidden(all(self._items[rule].isHidden() for rule in rules))
