"""How a call comes about, and what the match's rule on contact says to it: asked once, shown where a call is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rehearse.programs.call_kind import (
    AGREEMENT_SITE,
    AGREEMENT_URL,
    CONTACT_RULE,
    KINDS,
    Allowed,
    CallKind,
    contact,
    kind_of_call,
)
from rehearse.ui import theme
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.choice_box import ChoiceBox
from rehearse.ui.widgets.glyphs import SignLabel
from rehearse.ui.widgets.line_list import label

if TYPE_CHECKING:
    from rehearse.programs.card import Card

ASK = "Choose the kind of call"
NOT_ASKED = "Which kind of call is this? The match's rule on contact depends on it. Your answer is remembered."
SIGNS = {Allowed.YES: ("check", "good"), Allowed.ON_CONDITION: ("question", "fix"), Allowed.NO: ("stop", "stop")}


class KindChooser(ChoiceBox):
    """The six kinds of call, and at first none of them.

    Signals:
        kind_chosen(CallKind): The user chose one.
    """

    kind_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(ASK)
        self.setAccessibleName("Kind of call")
        for kind in KINDS:
            self.addItem(kind.title, kind.kind)
            self.setItemData(self.count() - 1, kind.explanation, Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(-1)
        self.activated.connect(lambda index: self.kind_chosen.emit(CallKind(self.itemData(index))))

    def show_kind(self, kind: CallKind | None) -> None:
        """Show a kind without asking anything."""
        self.setCurrentIndex(-1 if kind is None else self.findData(kind))


class AgreementLink(QPushButton):
    """Leads to this year's agreement, in the browser; a button, because Tab would stop twice at a link in a label."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(f"Read this year’s agreement at {AGREEMENT_SITE}", parent)
        theme.mark(self, kind="link")
        self.setToolTip(AGREEMENT_URL)
        self.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(AGREEMENT_URL)))


class ContactLine(QWidget):
    """What the rule says to the chosen kind and program, the rule itself in short, and where to read it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = SignLabel("question", "fix")
        self.verdict = label("")
        self.rule = label(" ".join(CONTACT_RULE), "small")
        self.link = AgreementLink()
        row = QHBoxLayout()
        row.setSpacing(GRID)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.verdict, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addLayout(row)
        column.addWidget(self.rule)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_contact(None, None)

    def show_contact(self, kind: CallKind | None, card: Card | None, *, invited_only: bool = False) -> None:
        """Say what holds for a kind of call to a program, and whether the user keeps to calls that are invited."""
        no_contact = card is not None and card.no_contact
        if kind is None and not no_contact:
            self._sign.show_sign("question", "fix")
            self.verdict.setText(NOT_ASKED)
            return
        said = contact(kind or CallKind.CALLED_ME, no_contact=no_contact, invited_only=invited_only)
        self._sign.show_sign(*SIGNS[said.during_soap])
        explained = "" if kind is None or no_contact else f"{kind_of_call(kind).explanation} "
        self.verdict.setText(explained + said.sentence)
