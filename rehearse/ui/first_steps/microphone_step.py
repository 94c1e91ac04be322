"""First step: choose a microphone, see the level, say a sentence, hear it back, get a plain verdict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from rehearse.errors import KnownError, Trouble
from rehearse.ui.first_steps.microphone_check import MicrophoneCheck, TrialStep
from rehearse.ui.first_steps.verdict import MicrophoneVerdict, verdict_on_trouble
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.choice_box import ChoiceBox
from rehearse.ui.widgets.glyphs import SignButton
from rehearse.ui.widgets.level_meter import LevelMeter
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from rehearse.audio.devices import Device
    from rehearse.ui.services import Services

TITLE = "Your microphone"
INTRODUCTION = (
    "Choose the microphone you will practise with, press Record a sentence and say, for example: "
    "“Good morning, thank you for taking my call.”"
)


class MicrophoneStep(QWidget):
    """The microphone is open only while this step is shown."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._looking = False
        self.check = MicrophoneCheck(services, self)
        self.check.step_changed.connect(self._on_step)
        self.check.judged.connect(self._on_judged)
        self.check.playing_changed.connect(self._on_playing)
        self.meter = LevelMeter()
        self.check.level_changed.connect(self.meter.set_level_db)
        self.microphones = ChoiceBox()
        self.microphones.setAccessibleName("Microphone")
        self.microphones.activated.connect(self._on_chosen)
        self.look = QPushButton("Look again")
        self.look.clicked.connect(self.begin)
        self.sentence = SignButton("record", "Record a sentence")
        self.sentence.clicked.connect(self._on_sentence)
        self.hear = SignButton("play", "Hear it back")
        self.hear.clicked.connect(self._on_hear)
        self.notice = Notice()
        self._arrange()
        self._on_step(TrialStep.CLOSED)

    def begin(self) -> None:
        """Look for microphones and listen to the chosen one."""
        self.notice.hide()
        if self._looking:
            return
        self._looking = True
        self._services.tasks.run(lambda _task: self._services.find_microphones(), self._on_found, self._on_not_found)

    def let_go(self) -> None:
        """Give the microphone back."""
        self.check.let_go()

    def _arrange(self) -> None:
        choice, buttons = QHBoxLayout(), QHBoxLayout()
        for row in (choice, buttons):
            row.setSpacing(GRID)
        choice.addWidget(self.microphones, 1)
        choice.addWidget(self.look)
        buttons.addWidget(self.sentence)
        buttons.addWidget(self.hear)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        column.addWidget(label(INTRODUCTION))
        column.addLayout(choice)
        column.addWidget(self.meter)
        column.addLayout(buttons)
        column.addWidget(self.notice)
        column.addStretch(1)

    def _on_found(self, found: tuple[Device, ...]) -> None:
        self._looking = False
        chosen = self._services.settings.microphone
        self.microphones.clear()
        default = next((device.name for device in found if device.is_default), None)
        self.microphones.addItem(f"System default ({default})" if default else "System default", None)
        for device in found:
            self.microphones.addItem(device.name, device.name)
        self.microphones.setCurrentIndex(max(0, self.microphones.findData(chosen)) if chosen is not None else 0)
        if found:
            self.check.open(self.microphones.currentData())
        else:
            self._on_nothing_found(KnownError(Trouble.NO_MICROPHONE))

    def _on_not_found(self, error: Exception) -> None:
        self._looking = False
        if not isinstance(error, KnownError):
            raise error
        self._on_nothing_found(error)

    def _on_nothing_found(self, error: KnownError) -> None:
        """Say so, and put the keyboard where one looks again."""
        self._on_judged(verdict_on_trouble(error))
        if self.isVisible():
            self.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, index: int) -> None:
        name = self.microphones.itemData(index)
        self.notice.hide()
        try:
            self._services.update_settings(replace(self._services.settings, microphone=name))
        except KnownError as error:
            self.notice.say(error.message, Tone.FIX)
        self.check.open(name)

    def _on_sentence(self) -> None:
        if self.check.step is TrialStep.RECORDING:
            self.check.end()
        elif self.check.step is TrialStep.LISTENING:
            self.notice.hide()
            self.check.begin_sentence()

    def _on_hear(self) -> None:
        if self.hear.accessibleName() == "Stop":
            self.check.stop_playing()
        else:
            self.check.play()

    def _on_step(self, step: TrialStep) -> None:
        is_open = step in {TrialStep.LISTENING, TrialStep.RECORDING, TrialStep.JUDGING}
        if not is_open and self.sentence.hasFocus():
            # It would go on to Skip, which the press that is to end the sentence would then work.
            self.look.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sentence.setEnabled(is_open)
        if step is TrialStep.RECORDING:
            self.sentence.show_sign("end", "Stop and judge")
        elif step is TrialStep.JUDGING:
            self.sentence.show_sign("record", "One moment…")
        else:
            self.sentence.show_sign("record", "Record a sentence")
        self.hear.setEnabled(self.check.can_play and step in {TrialStep.LISTENING, TrialStep.CLOSED})
        if step is TrialStep.CLOSED:
            self.meter.set_level_db(None)

    def _on_judged(self, verdict: MicrophoneVerdict) -> None:
        self.hear.setEnabled(self.check.can_play)
        self.notice.say(verdict.words, verdict.tone, can_close=False)

    def _on_playing(self, playing: bool) -> None:  # noqa: FBT001 # a Qt slot
        if playing:
            self.hear.show_sign("end", "Stop")
        else:
            self.hear.show_sign("play", "Hear it back")
