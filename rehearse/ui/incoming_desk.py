"""Joins a telephone that rings to the window: the notice while it waits, the view while it rings, what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from rehearse.practice import RESTING
from rehearse.ui import theme
from rehearse.ui.call_phase import CallWish
from rehearse.ui.ringing import INCOMING, RETURNED, Ringing, RingPhase
from rehearse.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStackedWidget, QWidget

    from rehearse.ui.call_controller import CallController
    from rehearse.ui.page_set import PageSet
    from rehearse.ui.pages.incoming import IncomingView
    from rehearse.ui.practice_controller import PracticeController
    from rehearse.ui.ringing import RingWish
    from rehearse.ui.services import Services

MISSED = "It rang for half a minute and you did not answer. Practise “{title}” to call back."
DECLINED = "You declined the call. Practise “{title}” to call back."


class IncomingDesk(QObject):
    """One incoming call at a time.

    Attributes:
        notice: Says that a call is expected, or that it was missed.
        telephone: Waits and rings.

    Signals:
        rings(): The window should be seen, whatever is in front of it.
        changed(): It rings now, or no longer does.
        answered(CallWish): This call is to be connected.
        other_wanted(str): The call with this id is to be shown, for calling back.
    """

    rings = Signal()
    changed = Signal()
    answered = Signal(object)
    other_wanted = Signal(str)

    def __init__(
        self,
        pages: PageSet,
        stack: QStackedWidget,
        services: Services,
        controller: PracticeController,
        calls: CallController,
        parent: QObject,
    ) -> None:
        """Make a desk whose telephone is silent."""
        super().__init__(parent)
        self._pages, self._stack, self._services = pages, stack, services
        self._controller, self._calls = controller, calls
        self._view: IncomingView | None = None
        self._before: QWidget | None = None
        self._focused: QWidget | None = None
        self.notice = Notice()
        theme.mark(self.notice, place="top")
        self.telephone = Ringing(services.make_player, self._may_ring, self)
        self.telephone.changed.connect(self._follow)
        self.telephone.missed.connect(lambda: self._leave(MISSED))
        pages.practice.ring_wanted.connect(self.expect)

    @property
    def view(self) -> IncomingView:
        """Answer and Decline."""
        if self._view is None:
            from rehearse.ui.pages.incoming import IncomingView

            self._view = IncomingView()
            self._view.answered.connect(self.answer)
            self._view.declined.connect(self.decline)
            self._stack.addWidget(self._view)
        return self._view

    @property
    def is_ringing(self) -> bool:
        """Whether it rings now."""
        return self.telephone.phase is RingPhase.RINGING

    def expect(self, wish: RingWish) -> None:
        """Have it ring."""
        self.telephone.expect(wish)
        self.notice.say(
            f"The telephone in this window will ring {wish.words}. Use the window as you like until then.",
            steps=(("Cancel the call", self.cancel),),
            can_close=False,
        )

    def cancel(self) -> None:
        """Expect no call any more."""
        self.telephone.stop()
        self.notice.hide()

    def answer(self) -> None:
        """Take the call."""
        if self.is_ringing:
            self.telephone.stop()
            self.answered.emit(CallWish(INCOMING, is_incoming=True))

    def decline(self) -> None:
        """Do not take it."""
        if self.is_ringing:
            self.telephone.stop()
            self._leave(DECLINED)

    def _may_ring(self) -> bool:
        """Whether the microphone is free, and a call can be connected at once."""
        resting = self._controller.state.phase in RESTING and not self._calls.is_busy
        return resting and not self._pages.is_saying_again

    def _follow(self, phase: RingPhase) -> None:
        if phase is RingPhase.RINGING:
            self.notice.hide()
            self._calls.load()
            self._before, self._focused = self._stack.currentWidget(), QApplication.focusWidget()
            self._stack.setCurrentWidget(self.view)
            self.rings.emit()
            self.view.ring(self._pages.practice.chosen()[1])
        self.changed.emit()

    def _leave(self, sentence: str) -> None:
        if self._before is not None:
            self._stack.setCurrentWidget(self._before)
        if self._focused is not None and isValid(self._focused):
            self._focused.setFocus(Qt.FocusReason.OtherFocusReason)
        title = self._services.scenarios[RETURNED].title
        self.notice.say(sentence.format(title=title), steps=(("Show that call", self._show_other),))

    def _show_other(self) -> None:
        self.notice.hide()
        self.other_wanted.emit(RETURNED)
