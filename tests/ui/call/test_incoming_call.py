"""A program that calls, as a person meets it in the window; loudspeaker and microphone do as they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from rehearse import call as calls
from rehearse import phrases
from rehearse.audio.player import Player
from rehearse.calling.assembling import without_ring
from rehearse.errors import KnownError, Trouble
from rehearse.programs.call_kind import CallKind
from rehearse.programs.card import Card
from rehearse.ui.call_phase import CallPhase
from rehearse.ui.rail import Place
from rehearse.ui.ringing import WISHES, RingPhase, RingWish
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.ui.page_stage import NoTelephone, button, nameless, texts
from tests.ui.window_stage import press, window_on
from tests.unit.calling.desk import MAYA
from tests.unit.calling.line import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import PhoneCall
    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage

AT_ONCE = RingWish(1)


@pytest.fixture
def loaded() -> list[str]:
    """What was loaded for the call before it was connected."""
    return []


@pytest.fixture
def speaker(stage: PracticeStage, plans: list[CallPlan], loaded: list[str]) -> FakeLoudspeaker:
    """What it rings through; an answered call finds a line."""
    made, line = FakeLoudspeaker(Clock()), Line()

    class Connected(NoTelephone):
        def load(self) -> None:
            loaded.append("voice and recogniser")

        def connect(self, plan: CallPlan) -> PhoneCall:
            plans.append(plan)
            line.recorder.open()
            return line.call

    stage.services.telephone = Connected()
    stage.services.make_player = lambda: Player(opener=made)
    return made


@pytest.fixture
def window(stage: PracticeStage, speaker: FakeLoudspeaker) -> Iterator[MainWindow]:
    """A call from a program is chosen, and rings without being waited for."""
    with window_on(stage) as window:
        window.pages.practice.desk.prepare()
        window.pages.practice.choose_call("program-call")
        stage.settle()
        window.incoming.telephone.minute_ms = 0
        assert not speaker.is_open
        yield window


def let_ring(stage: PracticeStage, window: MainWindow) -> None:
    window.incoming.expect(AT_ONCE)
    stage.qtbot.waitUntil(lambda: window.incoming.is_ringing)


def test_a_call_that_comes_in_has_its_own_kind_whatever_was_chosen_for_others(window: MainWindow) -> None:
    kinds = window.pages.practice.home.details.kinds
    window.pages.practice.choose_call("opening-call")
    kinds.kind_chosen.emit(CallKind.RETURNING)
    assert "you call the number that it gave" in texts(window)
    window.pages.practice.choose_call("program-call")
    assert not kinds.isEnabled()
    assert "you call the number that it gave" not in texts(window)
    window.pages.practice.choose_call("opening-call")
    assert kinds.isEnabled()
    assert "you call the number that it gave" in texts(window)


def test_a_moment_is_chosen_in_the_menu_and_can_be_cancelled(window: MainWindow) -> None:
    window.incoming.telephone.minute_ms = 60_000
    menu = window.pages.practice.home.bar.ring_me.menu()
    next(action for action in menu.actions() if action.text() == "In 3 minutes").trigger()
    assert "The telephone in this window will ring in 3 minutes." in texts(window)
    window.show_place(Place.PROGRESS)
    button(window, "Cancel the call").click()
    assert window.incoming.telephone.phase is RingPhase.NONE
    assert "Your telephone rings" not in texts(window)


def test_only_a_call_of_a_program_can_come_in(window: MainWindow) -> None:
    assert button(window, "Let them ring me").isVisible()
    window.pages.practice.choose_call("opening-call")
    assert not window.pages.practice.home.bar.ring_me.isVisible()


def test_it_rings_aloud_on_any_page_and_space_connects_the_call_without_another_ring(
    stage: PracticeStage, window: MainWindow, speaker: FakeLoudspeaker, plans: list[CallPlan]
) -> None:
    window.show_place(Place.PROGRESS)
    let_ring(stage, window)
    speaker.crank(1.0)
    assert float(np.abs(speaker.heard).max()) > 0.05
    assert "Incoming call" in texts(window)
    assert nameless(window) == []
    press(window, Qt.Key.Key_Space)
    assert not speaker.is_running
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    assert (plans[0].script, plans[0].is_incoming) == ("program-call", True)
    assert not window.incoming.view.isVisible()


def test_what_the_call_needs_is_loaded_while_it_rings(
    stage: PracticeStage, window: MainWindow, plans: list[CallPlan], loaded: list[str]
) -> None:
    let_ring(stage, window)
    stage.qtbot.waitUntil(lambda: bool(loaded))
    assert window.incoming.is_ringing
    assert plans == []


def test_the_window_says_whose_program_rings(stage: PracticeStage, window: MainWindow) -> None:
    card = Card(program="Riverbend Medical Center")
    stage.services.history.cards.save(card)
    window.pages.practice.desk.refresh()
    window.pages.practice.home.details.card_chosen.emit(card.id)
    let_ring(stage, window)
    assert "Riverbend Medical Center" in texts(window.incoming.view)


def test_escape_declines_and_leads_back_to_where_the_user_was(
    stage: PracticeStage, window: MainWindow, plans: list[CallPlan]
) -> None:
    window.show_place(Place.PROGRESS)
    let_ring(stage, window)
    assert not window.rail.buttons[Place.PRACTICE].isEnabled()
    press(window, Qt.Key.Key_Escape)
    assert window.pages.progress.isAncestorOf(QApplication.focusWidget())
    assert window.rail.buttons[Place.PRACTICE].isEnabled()
    assert "You declined the call." in texts(window)
    assert plans == []


def test_a_call_that_nobody_answers_was_missed_and_leads_to_calling_back(
    stage: PracticeStage, window: MainWindow, speaker: FakeLoudspeaker
) -> None:
    window.incoming.telephone.rings_ms = 0
    window.incoming.expect(AT_ONCE)
    stage.qtbot.waitUntil(lambda: "you did not answer" in texts(window))
    assert not speaker.is_running
    button(window, "Show that call").click()
    assert window.pages.practice.chosen()[0] == "missed-call-return"


def test_it_does_not_ring_into_a_call_and_rings_after_it(stage: PracticeStage, window: MainWindow) -> None:
    window.pages.practice.make_call()
    stage.qtbot.waitUntil(lambda: stage.calls.now.phase is CallPhase.THEIRS)
    telephone = window.incoming.telephone
    telephone.busy_ms = 0
    window.incoming.expect(AT_ONCE)
    stage.qtbot.waitUntil(lambda: telephone.put_off > 0)
    assert telephone.phase is RingPhase.WAITING
    stage.calls.hang_up()
    stage.qtbot.waitUntil(lambda: window.incoming.is_ringing, timeout=20_000)


def test_without_a_loudspeaker_the_window_rings_alone(
    stage: PracticeStage, window: MainWindow, speaker: FakeLoudspeaker
) -> None:
    speaker.refuse(KnownError(Trouble.NO_LOUDSPEAKER))
    let_ring(stage, window)
    assert "Ringing" in texts(window)


def test_at_some_moment_is_never_sooner_than_a_minute_nor_later_than_asked() -> None:
    (within,) = (wish for wish in WISHES if wish.within)
    assert within.wait_minutes(0.0) == 1
    assert within.wait_minutes(1.0) == within.minutes == 10
    assert within.words == "at some moment within 10 minutes"


def test_an_answered_telephone_is_silent_until_the_applicant_speaks() -> None:
    begun, _ = calls.begin(calls.Setup(calls.load(), phrases.load(), 1, MAYA), "program-call")
    assert [line.sound for line in begun.reply.lines] == [calls.Sound.RING]
    assert without_ring(begun).reply.lines == ()
    assert without_ring(begun).state == begun.state


def test_while_it_rings_tab_goes_between_the_two_answers_and_enter_presses_one(
    stage: PracticeStage, window: MainWindow, plans: list[CallPlan]
) -> None:
    let_ring(stage, window)
    path = []
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        press(window, key)
        focused = QApplication.focusWidget()
        assert isinstance(focused, QAbstractButton)
        path.append(focused.text().strip())
    assert path == ["Decline", "Answer", "Decline"]
    press(window, Qt.Key.Key_Return)
    assert not window.incoming.is_ringing
    assert plans == []
