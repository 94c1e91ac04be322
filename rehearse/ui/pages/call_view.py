"""A mock call while it lasts: who is on the line, whose turn it is, what they say, how long it has taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from rehearse.call.captions import caption
from rehearse.call.report import WHOLE_CALL
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.call_phase import CallPhase
from rehearse.ui.formatting import clock
from rehearse.ui.pages.call_words import status, who
from rehearse.ui.pages.speaking_view import SpeakingView
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.caller_badge import CallerBadge
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.measures.values import Band
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.call_phase import CallNow

HINT = "Space hangs up. M mutes your microphone, C shows or hides what they say."
MUST_BE_READ_HINT = "Space hangs up. M mutes your microphone."
NOTHING_YET = "What they say appears here."
BADGE_FROM_LINES = 40
"""A window of fewer lines has no room for the picture of the caller."""

ENDED_HINT = "The report of the call is being made."


def target_of(scenario: Scenario) -> Band | None:
    """How long the whole call may take, both sides; a message to a mailbox is the applicant's alone."""
    return WHOLE_CALL.get(scenario.id) or (scenario.length if scenario.id == "voicemail" else None)


class CallView(SpeakingView):
    """One call on the line.

    Signals:
        hang_up_wanted(): The applicant hangs up.
        mute_wanted(bool): The microphone is to be muted, or heard again.
        captions_wanted(bool): What the other side says is to be shown, or hidden.
    """

    hang_up_wanted = Signal()
    mute_wanted = Signal(bool)
    captions_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = self._turn = self._name = ""
        self._has_begun = self._is_over = False
        self.person, self.role, self.status = label("", "title"), label("", "muted"), label("", "strong")
        self._must_be_read = False
        self.setAccessibleName("Mock call")
        self.badge = CallerBadge()
        theme.mark(self.time, text="display")
        self.time.setAccessibleName("Length of the call")
        theme.mark(self.words, text="muted")
        self.captions = QFrame()
        self.caption = label("", "quote")
        self.caption.setAccessibleName("What they say")
        self.hang_up = SignButton("hang-up", "Hang up", kind="record")
        self.hang_up.setAccessibleDescription("Space. Ends the call and shows its report.")
        self.mute = SignButton("practice", "Mute")
        self.show_captions = SignButton("captions", "Captions")
        for button in (self.mute, self.show_captions):
            button.setCheckable(True)
        self.hang_up.clicked.connect(self.hang_up_wanted)
        self.mute.clicked.connect(self._on_mute)
        self.show_captions.clicked.connect(self._on_captions)
        self.hint = label(HINT, "muted")
        self.arrange(self._head(), (self.hang_up, self.hint, self.mute, self.show_captions))

    def _head(self) -> QVBoxLayout:
        for part in (self.person, self.role, self.status):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.mark(self.captions, surface="card")
        held = QVBoxLayout(self.captions)
        held.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        held.addWidget(self.caption)
        self.caption.setMinimumHeight(2 * self.caption.fontMetrics().lineSpacing() + GRID)
        head = QVBoxLayout()
        head.addWidget(self.heading)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self.person, self.role, self.status, self.captions, self.meter):
            head.addWidget(widget)
        against = QVBoxLayout()
        against.addWidget(self.gauge)
        against.addLayout(self.place())
        timed = QHBoxLayout()
        timed.setSpacing(2 * GRID)
        timed.addWidget(self.time)
        timed.addLayout(against, 1)
        head.addLayout(timed)
        return head

    def show_call(self, scenario: Scenario, titles: Mapping[str, str], card: Card | None, *, captions: bool) -> None:
        """Make ready for a call."""
        self._said = self._turn = ""
        self._has_begun = self._is_over = self._must_be_read = False
        self.show_captions.setEnabled(True)
        self.heading.setText(scenario.title if card is None else f"{scenario.title} · {card.program}")
        self._name = ""
        self.person.setText(scenario.title if card is None else card.program)
        self.role.setText("")
        self.badge.show_caller("", speaks=False)
        self._show_caption(NOTHING_YET, is_said=False)
        self.show_scenario(scenario, titles, card, target_of(scenario))
        self.mute.setChecked(False)
        self.show_captions.setChecked(captions)
        self.captions.setVisible(captions)
        self.set_elapsed(0.0)

    def show_now(self, now: CallNow) -> None:
        """Follow the call."""
        name, role = who(now.lines)
        if name:
            self._name = name
            self.person.setText(name)
            self.role.setText(role)
        self._has_begun = self._has_begun or bool(name) or now.phase is CallPhase.YOURS
        self.badge.show_caller(self._name, speaks=bool(name) and now.phase is CallPhase.THEIRS, on_hold=now.on_hold)
        words = status(now)
        if words != self._turn:
            self._turn = words
            self._show_turn()
            announce(self, words)
        if now.must_be_read != self._must_be_read:
            self._must_be_read = now.must_be_read
            self.captions.setVisible(self.show_captions.isChecked() or self._must_be_read)
            self.show_captions.setEnabled(not self._must_be_read)
        said = caption(now.lines)
        # What sounds on the line is said once: whose turn it is says that it rings.
        if said and said != self._said and said.rstrip(".") != words:
            self._said = said
            self._show_caption(said, is_said=True)
        if now.phase is CallPhase.CONNECTING:
            self.hang_up.setFocus(Qt.FocusReason.OtherFocusReason)
        if now.phase is CallPhase.ENDING:
            self._is_over = True
            self.words.setText("")
            self.mark.hide()
            # Before Qt hands the keyboard of a disabled button to the next one.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        hint = MUST_BE_READ_HINT if now.must_be_read else HINT
        self.hint.setText(ENDED_HINT if now.phase is CallPhase.ENDING else hint)
        for button in (self.hang_up, self.mute):
            button.setEnabled(now.phase is not CallPhase.ENDING)
        if now.message is None:
            self.notice.hide()
        else:
            self.notice.say(now.message, Tone.FIX, can_close=False)

    def set_level(self, level_db: float | None) -> None:
        """Show how loud the microphone is; one that is muted is not heard, so nothing is shown of it."""
        super().set_level(None if self.mute.isChecked() or self._is_over else level_db)

    def reflow(self, letters: float) -> None:
        """Leave the picture of the caller out where what counts would go below the fold."""
        super().reflow(letters)
        self.badge.setVisible(self.height() >= BADGE_FROM_LINES * self.fontMetrics().height())

    def set_elapsed(self, elapsed_s: float) -> None:
        """Show how long the call has taken."""
        self.time.setText(clock(elapsed_s))
        now = self.gauge.set_elapsed(elapsed_s)
        self.mark.set_place(now.place)
        # While it rings nobody's time is running out.
        is_timed = self._has_begun and not self._is_over and self.gauge.isVisibleTo(self)
        self.words.setText(now.words if is_timed else "")
        self.mark.setVisible(is_timed)

    def _show_caption(self, text: str, *, is_said: bool) -> None:
        self.caption.setText(text)
        theme.mark(self.caption, text="quote" if is_said else "muted")

    def toggle_mute(self) -> None:
        """Mute the microphone, or let it be heard again."""
        self.mute.click()

    def toggle_captions(self) -> None:
        """Show or hide what the other side says."""
        self.show_captions.click()

    def _show_turn(self) -> None:
        """Say whose turn it is, and that nothing of it will be heard where the microphone is muted."""
        self.status.setText(f"{self._turn} · your microphone is muted" if self.mute.isChecked() else self._turn)

    def _on_mute(self, muted: bool) -> None:  # noqa: FBT001 # Qt's signal
        self.mute_wanted.emit(muted)
        if muted:
            super().set_level(None)
        self._show_turn()
        announce(self, "Microphone muted" if muted else "Microphone heard again")

    def _on_captions(self, shown: bool) -> None:  # noqa: FBT001 # Qt's signal
        self.captions.setVisible(shown)
        self.captions_wanted.emit(shown)
