"""The first start: microphone, voice model, you. Every step can be skipped and come back to."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.ui import theme
from rehearse.ui.announce import announce
from rehearse.ui.first_steps import microphone_step, model_step, you_step
from rehearse.ui.first_steps.microphone_step import MicrophoneStep
from rehearse.ui.first_steps.model_step import ModelStep
from rehearse.ui.first_steps.you_step import YouStep
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import label
from rehearse.ui.widgets.reflow import Reflowing, letters_wide
from rehearse.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QKeyEvent

    from rehearse.ui.services import Services

WIDTH_EM = 112
"""Width of the column in widths of an average letter."""
WELCOME = "Rehearse records a call on this computer, transcribes it and shows what to change. Nothing is sent anywhere."

log = logging.getLogger(__name__)


class FirstStep(Protocol):
    """What each step offers."""

    def begin(self) -> None:
        """The step is shown."""

    def let_go(self) -> None:
        """The step is left."""


class FirstStartPage(Reflowing, QWidget):
    """Three steps, one after another.

    Signals:
        done(): The last step was left; settings may have changed.
    """

    done = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.microphone, self.model, self.you = MicrophoneStep(services), ModelStep(services), YouStep(services)
        self._steps: tuple[tuple[str, FirstStep], ...] = (
            (microphone_step.TITLE, self.microphone),
            (model_step.TITLE, self.model),
            (you_step.TITLE, self.you),
        )
        self.count, self.title = label("", "muted"), label("", "title")
        # Not in a stack, which is as high as its highest page: the lower ones could be scrolled, to nothing.
        self._pages: tuple[QWidget, ...] = (self.microphone, self.model, self.you)
        self._shown = 0
        for page in self._pages[1:]:
            page.hide()
        self.back, self.skip, self.next = QPushButton("Back"), QPushButton("Skip"), QPushButton("Next")
        theme.mark(self.back, kind="quiet")
        theme.mark(self.skip, kind="quiet")
        theme.mark(self.next, kind="primary")
        self.back.clicked.connect(lambda: self.show_step(self._shown - 1))
        self.skip.clicked.connect(self._on_next)
        self.next.clicked.connect(self._on_next)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._make_middle(), 1)
        layout.addWidget(self._make_bar())

    def begin(self, step: int = 0) -> None:
        """Start with a step, 0 the microphone; from now on the first start counts as shown."""
        if not self._services.settings.first_start_done:
            try:
                self._services.update_settings(replace(self._services.settings, first_start_done=True))
            except KnownError as error:
                log.warning("%s at the first start", error.trouble)
        self.show_step(step)

    def show_step(self, index: int) -> None:
        """Show a step and let the one before go."""
        self.let_go()
        title, step = self._steps[index]
        self._shown = index
        for place, page in enumerate(self._pages):
            page.setVisible(place == index)
        self._area.verticalScrollBar().setValue(0)
        number = f"Step {index + 1} of {len(self._steps)}"
        self.count.setText(f"{number}. {WELCOME}" if index == 0 else number)
        self.title.setText(title)
        self.back.setVisible(index > 0)
        last = index == len(self._steps) - 1
        self.next.setText("Start practising" if last else "Next")
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, f"{number}: {title}")
        step.begin()

    def let_go(self) -> None:
        """Give back what the shown step holds."""
        self._steps[self._shown][1].let_go()

    def _on_next(self) -> None:
        index = self._shown + 1
        if index < len(self._steps):
            self.show_step(index)
            return
        self.let_go()
        self.done.emit()

    def _make_middle(self) -> QScrollArea:
        inside = self._inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 4 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        column.addWidget(self.count)
        column.addWidget(self.title)
        for page in self._pages:
            column.addWidget(page, 1)
        self._area = scrolled(inside)
        return self._area

    def _make_bar(self) -> QFrame:
        bar = QFrame()
        theme.mark(bar, surface="bar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        row.setSpacing(GRID)
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        return bar

    def reflow(self, letters: float) -> None:  # noqa: ARG002 # only the size of the text matters
        """Keep the lines readable."""
        self._inside.setMaximumWidth(letters_wide(self, WIDTH_EM))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 # Qt's name
        """Scroll a step that is longer than the window; a step may hold nothing that the keyboard could go to."""
        steps = {
            Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
            Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
        }
        action = steps.get(Qt.Key(event.key()))
        if action is None:
            super().keyPressEvent(event)
        else:
            self._area.verticalScrollBar().triggerAction(action)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 # Qt's name
        """Another page: the microphone is not ours any more."""
        self.let_go()
        super().hideEvent(event)
