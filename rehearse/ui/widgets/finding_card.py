"""One thing that was said, why it matters and what to say instead, with a button to hear just these words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from rehearse.ui import formatting, theme
from rehearse.ui.marks import MEANINGS, NAMES, MarkKind, kind_of
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.glyphs import SignButton, SignLabel
from rehearse.ui.widgets.row_button import RowButton
from rehearse.ui.widgets.waveform import SIGNS, TOKENS

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from rehearse.phrases.finding import Finding
    from rehearse.speech import Span


BESIDE_FROM_EM = 32
"""From this width, in line heights of the text, what to say instead stands beside what was said."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a card says.

    Attributes:
        message: What was heard and why it matters, one sentence.
        kind: Which kind of mark it is; None for what is no mark (a pace, a missing must-say).
        quote: The words concerned; empty where there are none.
        instead: What to say or do instead; may be empty.
        why: Why it hurts; may be empty.
        span: When it was said; None where it can't be heard.
    """

    message: str
    kind: MarkKind | None = None
    quote: str = ""
    instead: str = ""
    why: str = ""
    span: Span | None = None


def remark_of(finding: Finding) -> Remark:
    """What a card says about a finding."""
    message = finding.message
    if finding.resembles:
        message = f"Sounds like {formatting.quoted(finding.resembles)}. {message}"
    return Remark(message, kind_of(finding), finding.text, finding.instead, finding.why, finding.span)


class FindingCard(QFrame):
    """Shows one remark.

    Signals:
        play_requested: The span (`Span`) of the words that are to be heard.
        closed: The user is done with it.
        disputed: The user says that the finding it shows (`Finding`) is wrong.
    """

    play_requested = Signal(object)
    closed = Signal()
    disputed = Signal(object)

    def __init__(
        self, caption: str, *, surface: str = "card", closable: bool = False, flat: bool = False, said: str = "You said"
    ) -> None:
        """Make an empty card.

        Args:
            caption: What its remarks are to the user.
            surface: Which ground it has, as `theme` knows them.
            closable: Whether it can be put away.
            flat: Whether the button to hear the words stands in the first line, for cards as wide as the page.
            said: What stands above the words concerned.
        """
        super().__init__()
        self._flat, self._above_quote = flat, said
        theme.mark(self, surface=surface)
        self._caption = caption
        self._span: Span | None = None
        self._finding: Finding | None = None
        self.sign, self.tag = SignLabel("stop", "stop"), QLabel()
        self.quote, self.message, self.instead, self.why = QLabel(), QLabel(), QLabel(), QLabel()
        self.play = SignButton("play", "Hear these words")
        self.play.clicked.connect(self._on_play)
        self.dispute = SignButton("cross", "This is wrong", kind="quiet")
        self.dispute.setAccessibleDescription("Removes the finding from this take; asks first.")
        self.dispute.clicked.connect(self._on_dispute)
        self.close_button = SignButton("cross", "Close", kind="icon", show_words=False)
        self.close_button.clicked.connect(self.closed)
        self._arrange()
        self.close_button.setVisible(closable)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        top = QHBoxLayout()
        top.setSpacing(GRID)
        caption = self._caption_label = QLabel(self._caption)
        theme.mark(caption, text="strong")
        theme.mark(self.tag, text="small")
        top.addWidget(caption)
        top.addSpacing(GRID)
        top.addWidget(self.sign)
        self.tag.setWordWrap(True)
        top.addWidget(self.tag, 100)
        top.addStretch(1)
        top.addWidget(self.close_button)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(GRID)
        self._head.addLayout(top, 1)
        if self._flat:
            self._head.addWidget(self.play)
        column.addLayout(self._head)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(GRID)
        self._said = QLabel("You said")
        self._better = _side(QLabel("Instead"), self.instead)
        self._sides.addWidget(_side(self._said, self.quote), 1)
        self._sides.addWidget(self._better, 1)
        column.addLayout(self._sides)
        theme.mark(self.why, text="muted")
        for label in (self.quote, self.message, self.instead, self.why):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self.message)
        column.addWidget(self.why)
        if not self._flat:
            last = QHBoxLayout()
            last.setSpacing(GRID)
            last.addWidget(self.play)
            last.addStretch(1)
            last.addWidget(self.dispute)
            column.addLayout(last)
        self.dispute.setVisible(False)

    def show_caption(self, caption: str) -> None:
        """Say otherwise what its remarks are to the user."""
        self._caption = caption
        self._caption_label.setText(caption)

    def show_remark(self, remark: Remark, *, playable: bool) -> None:
        """Show a remark; `playable` where the recording is there to be heard."""
        self._finding = None
        self.dispute.setVisible(False)
        self._span = remark.span
        is_mark = remark.kind is not None
        self.sign.setVisible(is_mark)
        self.tag.setVisible(is_mark)
        if remark.kind is not None:
            self.sign.show_sign(SIGNS.get(remark.kind, "note"), TOKENS.get(remark.kind, "muted"))
            self.tag.setText(f"{NAMES[remark.kind]}: {MEANINGS[remark.kind]}")
        self.quote.setText(formatting.quoted(remark.quote) if remark.quote else remark.message)
        self._said.setText(self._above_quote if remark.quote else "This take")
        self._said.setVisible(bool(remark.quote or remark.instead))
        self.message.setText(remark.message)
        self.message.setVisible(bool(remark.quote))
        self.instead.setText(remark.instead)
        self._better.setVisible(bool(remark.instead))
        self.why.setText(remark.why)
        self.why.setVisible(bool(remark.why))
        self.play.setVisible(remark.span is not None)
        self.play.setEnabled(playable)
        spoken = [remark.quote, remark.message, remark.instead and f"Instead: {remark.instead}", remark.why]
        self.setAccessibleName(self._caption)
        self.setAccessibleDescription(" ".join(part for part in spoken if part))

    def show_finding(self, finding: Finding, *, playable: bool) -> None:
        """Show a finding, which the user may call wrong."""
        self.show_remark(remark_of(finding), playable=playable)
        self._finding = finding
        self.dispute.setVisible(not self._flat)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """Put below each other what has no room beside each other."""
        super().resizeEvent(event)
        wide = self.width() >= BESIDE_FROM_EM * self.fontMetrics().height()
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(direction)
        self._head.setDirection(direction)

    def _on_dispute(self) -> None:
        if self._finding is not None:
            self.disputed.emit(self._finding)

    def _on_play(self) -> None:
        if self._span is not None:
            self.play_requested.emit(self._span)


def _side(caption: QLabel, label: QLabel) -> QWidget:
    """A large line under a small caption."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    theme.mark(caption, text="small")
    theme.mark(label, text="quote")
    column.addWidget(caption)
    column.addWidget(label)
    column.addStretch(1)
    return holder


def finding_row(finding: Finding, leads: str = "play") -> RowButton:
    """A finding as a row of a list, with the sign for what pressing it does."""
    kind = kind_of(finding)
    message = remark_of(finding).message
    row = RowButton(SIGNS[kind], TOKENS.get(kind, "muted"), formatting.quoted(finding.text), message, leads=leads)
    row.setAccessibleName(f"{NAMES[kind]}: {formatting.quoted(finding.text)}. {message}")
    return row
