"""The mock call within the Practice page: its view, made when it is first needed, and its own keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction

from rehearse.ui.call_phase import ON_THE_LINE, CallPhase, CallWish

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QStackedWidget, QWidget

    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.call_controller import CallController
    from rehearse.ui.call_phase import CallNow
    from rehearse.ui.pages.call_view import CallView


class CallStage(QObject):
    """Shows the call that is on the line.

    Attributes:
        analysis_progress: Signal of the share of the analysis that is done.

    Signals:
        analysing(): The call is over and its report is being made.
        over(str | None): Nothing is on the line any more; what the user has to know, if anything.
        captions_wanted(bool): What the other side says is to be shown from now on, or hidden.
    """

    analysing = Signal()
    over = Signal(object)
    captions_wanted = Signal(bool)

    def __init__(self, calls: CallController, stack: QStackedWidget, page: QWidget) -> None:
        super().__init__(page)
        self._calls, self._stack = calls, stack
        self._view: CallView | None = None
        for words, key, pressed in (
            ("Mute the microphone in a mock call", Qt.Key.Key_M, self._mute),
            ("Show or hide the captions of a mock call", Qt.Key.Key_C, self._captions),
        ):
            action = QAction(words, page)
            action.setShortcut(key)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(pressed)
            page.addAction(action)
        self.analysis_progress = calls.analysis_progress
        calls.changed.connect(self._follow)

    @property
    def view(self) -> CallView:
        """The call's own view."""
        if self._view is None:
            from rehearse.ui.pages.call_view import CallView

            self._view = CallView()
            self._view.hang_up_wanted.connect(self._calls.hang_up)
            self._view.mute_wanted.connect(lambda muted: self._calls.mute(muted=muted))
            self._view.captions_wanted.connect(self.captions_wanted)
            self._calls.level_changed.connect(self._view.set_level)
            self._calls.elapsed_changed.connect(self._view.set_elapsed)
            self._stack.addWidget(self._view)
        return self._view

    @property
    def is_busy(self) -> bool:
        """Whether a call is being made or analysed."""
        return self._calls.is_busy

    def dial(
        self, scenario: Scenario, titles: Mapping[str, str], card: Card | None, wish: CallWish, *, captions: bool
    ) -> None:
        """Make a call."""
        self.view.show_call(scenario, titles, card, captions=captions)
        self._calls.dial(wish, card)

    def back_out(self) -> None:
        """Hang up, or stop the analysis."""
        if self._calls.now.phase is CallPhase.ANALYSING:
            self._calls.cancel()
        else:
            self._calls.hang_up()

    def _follow(self, now: CallNow) -> None:
        if now.phase in ON_THE_LINE:
            self._stack.setCurrentWidget(self.view)
            self.view.show_now(now)
        elif now.phase is CallPhase.ANALYSING:
            self.analysing.emit()
        else:
            self.over.emit(now.message)

    def _mute(self) -> None:
        if self._view is not None and self._stack.currentWidget() is self._view:
            self._view.toggle_mute()

    def _captions(self) -> None:
        if self._view is not None and self._stack.currentWidget() is self._view:
            self._view.toggle_captions()
