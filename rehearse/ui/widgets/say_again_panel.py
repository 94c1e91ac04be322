"""Say it again: one sentence recorded beside the take, and both heard one after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

from rehearse.ui import formatting, theme
from rehearse.ui.announce import announce
from rehearse.ui.say_again import SayAgainStep
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.flow import Flow
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.level_meter import LevelMeter

HINTS = {
    SayAgainStep.IDLE: "Press, then say the sentence in a new way. Nothing is kept unless you ask for it.",
    SayAgainStep.OPENING: "Opening the microphone.",
    SayAgainStep.RECORDING: "Say the sentence now.",
    SayAgainStep.ENDING: "One moment.",
    SayAgainStep.READY: "First the old sentence, then the new one.",
}


RECORD_WORDS = {
    SayAgainStep.IDLE: "Say it again",
    SayAgainStep.OPENING: "One moment…",
    SayAgainStep.RECORDING: "Stop",
    SayAgainStep.ENDING: "One moment…",
    SayAgainStep.READY: "Once more",
}


class SayAgainPanel(QFrame):
    """Shows the sentence that is selected and how saying it again stands.

    Signals:
        record_clicked: Record the sentence, or end recording it.
        both_clicked: Hear old and new; or be quiet.
        new_clicked: Hear the new one.
        keep_clicked: Keep the new one as a take of its own.
        closed: The user is done with it; the new sentence is thrown away.

    Attributes:
        can_keep: Whether the new sentence may be kept as a take; not in the demo, which keeps nothing.
    """

    record_clicked = Signal()
    both_clicked = Signal()
    new_clicked = Signal()
    keep_clicked = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.mark(self, surface="card")
        self.can_keep = True
        self.sentence, self.hint = QLabel(), QLabel()
        self.level = LevelMeter()
        self.record = SignButton("record", "Say it again", kind="primary")
        self.both = SignButton("play", "Hear both")
        self.new = SignButton("play", "Hear the new one")
        self.keep = SignButton("check", "Keep it")
        self.close_button = SignButton("cross", "Throw it away", kind="quiet")
        self.setAccessibleName("Say it again")
        self._arrange()
        for button, signal in (
            (self.record, self.record_clicked),
            (self.both, self.both_clicked),
            (self.new, self.new_clicked),
            (self.keep, self.keep_clicked),
            (self.close_button, self.closed),
        ):
            button.clicked.connect(signal)
        self.keep.setToolTip("Puts this one sentence into the list of takes, to be heard again; no trend counts it")
        self.record.setToolTip("Record this one sentence again (A)")
        self.show_step(SayAgainStep.IDLE)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, GRID + GRID // 2, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        caption = QLabel("Say it again")
        theme.mark(caption, text="strong")
        theme.mark(self.sentence, text="muted")
        theme.mark(self.hint, text="small")
        for label in (self.sentence, self.hint):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        for widget in (caption, self.sentence, self.level, self.hint):
            column.addWidget(widget)
        steps = Flow()
        for button in (self.record, self.both, self.new, self.keep, self.close_button):
            steps.addWidget(button)
        column.addLayout(steps)

    def show_sentence(self, words: str) -> None:
        """Show which sentence is meant."""
        self.sentence.setText(formatting.quoted(words))

    def show_step(self, step: SayAgainStep) -> None:
        """Show how it stands, and offer what can be done now."""
        recording, ready = step is SayAgainStep.RECORDING, step is SayAgainStep.READY
        self.level.setVisible(recording)
        focused = QApplication.focusWidget()
        has_keyboard = focused is not None and self.isAncestorOf(focused)
        # Never switched off: the keyboard would go elsewhere, and the press that ends the sentence with it.
        self.record.show_sign("end" if recording else "record", RECORD_WORDS[step])
        for button in (self.both, self.new):
            button.setVisible(ready)
        self.keep.setVisible(ready and self.can_keep)
        self.close_button.setVisible(step is not SayAgainStep.IDLE)
        if has_keyboard and focused is not None and not focused.isVisibleTo(self):
            self.record.setFocus()
        self.hint.setText(HINTS[step])
        if step is not SayAgainStep.IDLE:
            announce(self, HINTS[step])

    def show_playing(self, *, playing: bool) -> None:
        """Show whether old and new are being heard."""
        self.both.show_sign("pause" if playing else "play", "Stop" if playing else "Hear both")

    def say(self, words: str) -> None:
        """Say how it stands, or why it failed."""
        self.hint.setText(words)
        announce(self, words)
