"""The three first steps: each can be done, skipped and come back to."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from rehearse.assets import demo_takes
from rehearse.audio.decode import load as load_sound
from rehearse.audio.player import Player
from rehearse.errors import KnownError, Trouble
from rehearse.measures.values import AudioProblem
from rehearse.settings import load
from rehearse.ui.first_steps.microphone_check import TrialStep
from rehearse.ui.first_steps.verdict import BY_PROBLEM, GOOD, verdict_on, verdict_on_trouble
from rehearse.ui.pages.first_start import FirstStartPage
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.ui.page_stage import nameless, scroll_area, texts
from tests.ui.practice_stage import HEADSET, PracticeStage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray


@pytest.fixture
def page(stage: PracticeStage) -> Iterator[FirstStartPage]:
    # Not handed to qtbot, which deletes its widgets before the fixtures end.
    made = FirstStartPage(stage.services)
    made.resize(1000, 760)
    with stage.qtbot.waitExposed(made):
        made.show()
    made.begin()
    stage.settle()
    yield made
    made.hide()
    stage.settle()
    made.deleteLater()


def voice(level: float = 1.0) -> NDArray[np.int16]:
    """Four seconds of a demo take at the fake microphone's rate."""
    samples = load_sound(demo_takes()[1].path).at(16_000)[: 4 * 16_000]
    return np.clip(samples * level * 32767, -32768, 32767).astype(np.int16)


def say_and_wait(stage: PracticeStage, page: FirstStartPage, samples: NDArray[np.int16]) -> str:
    """Record a sentence; what is said of it."""
    step = page.microphone
    step.sentence.click()
    assert step.check.step is TrialStep.RECORDING
    stage.microphone.say(samples)
    step.sentence.click()
    stage.settle()
    return step.notice.words.text()


def test_it_is_shown_once(stage: PracticeStage, page: FirstStartPage) -> None:
    assert page.isVisible()
    assert load(stage.services.paths.settings_file).first_start_done


def test_the_steps_follow_one_another_and_the_last_leads_to_practice(
    stage: PracticeStage, page: FirstStartPage
) -> None:
    titles = []
    for _ in range(2):
        titles.append(page.title.text())
        assert QApplication.focusWidget() is page.next
        page.next.click()
        stage.settle()
    titles.append(page.title.text())
    assert titles == ["Your microphone", "Your voice model", "Who is calling"]
    assert page.next.text() == "Start practising"
    with stage.qtbot.waitSignal(page.done):
        page.next.click()


def test_every_step_can_be_skipped_and_gone_back_to(stage: PracticeStage, page: FirstStartPage) -> None:
    page.skip.click()
    page.skip.click()
    assert page.count.text() == "Step 3 of 3"
    page.back.click()
    assert page.count.text() == "Step 2 of 3"
    page.show_step(2)
    with stage.qtbot.waitSignal(page.done):
        page.skip.click()
    stage.settle()


def test_the_microphone_runs_only_while_its_step_is_shown(stage: PracticeStage, page: FirstStartPage) -> None:
    assert stage.microphone.is_open
    page.next.click()
    assert not stage.microphone.is_open
    page.back.click()
    stage.settle()
    assert stage.microphone.is_open
    page.hide()
    assert not stage.microphone.is_open


def test_the_level_is_seen_while_one_speaks(stage: PracticeStage, page: FirstStartPage) -> None:
    shown: list[str] = []
    page.microphone.check.level_changed.connect(lambda _level: shown.append(page.microphone.meter.word))
    stage.speak(0.3)
    stage.qtbot.waitUntil(lambda: bool({*shown} - {"No sound"}))


def test_a_chosen_microphone_is_opened_and_kept(stage: PracticeStage, page: FirstStartPage) -> None:
    box = page.microphone.microphones
    index = box.findText(HEADSET.name)
    box.setCurrentIndex(index)
    box.activated.emit(index)
    stage.settle()
    assert stage.microphone.wanted == HEADSET.name
    assert load(stage.services.paths.settings_file).microphone == HEADSET.name


def test_a_clear_sentence_is_called_good(stage: PracticeStage, page: FirstStartPage) -> None:
    assert say_and_wait(stage, page, voice()) == GOOD.words


def test_a_sentence_that_is_too_quiet_comes_with_a_remedy(stage: PracticeStage, page: FirstStartPage) -> None:
    assert say_and_wait(stage, page, voice(0.01)).startswith("Too quiet. Move closer")


def test_a_sentence_that_is_clipped_comes_with_a_remedy(stage: PracticeStage, page: FirstStartPage) -> None:
    assert say_and_wait(stage, page, voice(12.0)).startswith("Too loud, the sound is clipped. Move")


def test_exact_silence_is_told_apart_from_a_quiet_room(stage: PracticeStage, page: FirstStartPage) -> None:
    page.microphone.sentence.click()
    stage.be_silent(3.0)
    stage.qtbot.waitUntil(page.microphone.notice.isVisible)
    words = page.microphone.notice.words.text()
    assert words.startswith("Muted, or no permission.")
    assert "permission" in words
    assert not stage.microphone.is_open


def test_a_room_without_a_voice_is_called_silence(stage: PracticeStage, page: FirstStartPage) -> None:
    hush = np.random.default_rng(1).integers(-3, 3, 3 * 16_000).astype(np.int16)
    assert say_and_wait(stage, page, hush).startswith("Only silence.")


def test_no_microphone_is_named_and_looked_for_again(stage: PracticeStage, page: FirstStartPage) -> None:
    devices = list(stage.found)
    stage.found.clear()
    page.microphone.look.click()
    stage.settle()
    assert page.microphone.notice.words.text().startswith("No microphone was found")
    assert page.microphone.look.hasFocus()
    assert page.next.isEnabled()
    stage.found.extend(devices)
    page.microphone.look.click()
    stage.settle()
    assert not page.microphone.notice.isVisible()
    assert stage.microphone.is_open


def test_a_microphone_without_permission_or_in_use_is_named(stage: PracticeStage, page: FirstStartPage) -> None:
    busy = KnownError(Trouble.MICROPHONE_BUSY, device="USB headset", reason="Device unavailable")
    stage.microphone.refuse(busy)
    page.microphone.look.click()
    stage.settle()
    assert page.microphone.notice.words.text() == verdict_on_trouble(busy).words
    assert "no permission" in page.microphone.notice.words.text()


def test_the_sentence_can_be_heard_back(stage: PracticeStage, page: FirstStartPage) -> None:
    clock = Clock()
    speaker = FakeLoudspeaker(clock)
    stage.services.make_player = lambda: Player(opener=speaker, clock=clock)
    assert not page.microphone.hear.isEnabled()
    say_and_wait(stage, page, voice())
    page.microphone.hear.click()
    assert page.microphone.hear.accessibleName() == "Stop"
    speaker.crank(3.0)
    assert np.abs(speaker.heard).max() > 0.01
    page.microphone.hear.click()
    assert not speaker.is_open
    assert page.microphone.hear.accessibleName() == "Hear it back"


def test_a_missing_loudspeaker_is_named(stage: PracticeStage, page: FirstStartPage) -> None:
    speaker = FakeLoudspeaker(Clock())
    speaker.refuse(KnownError(Trouble.NO_LOUDSPEAKER))
    stage.services.make_player = lambda: Player(opener=speaker)
    say_and_wait(stage, page, voice())
    page.microphone.hear.click()
    assert page.microphone.notice.words.text().startswith("No loudspeaker or headphones")


def test_leaving_while_the_sentence_waits_to_be_judged_gives_the_microphone_back_afterwards(
    stage: PracticeStage, page: FirstStartPage
) -> None:
    worker_may_go_on = threading.Event()
    page.microphone.sentence.click()
    stage.microphone.say(voice())
    stage.services.tasks.run(
        lambda _task: worker_may_go_on.wait(20), lambda _none: None, lambda error: pytest.fail(str(error))
    )
    page.microphone.sentence.click()
    assert page.microphone.check.step is TrialStep.JUDGING
    page.next.click()
    worker_may_go_on.set()
    stage.settle()
    assert page.microphone.check.step is TrialStep.CLOSED
    assert not stage.microphone.is_open
    assert page.microphone.notice.isHidden()
    assert list(stage.services.paths.cache.iterdir()) == []


def test_the_sentence_is_not_kept(stage: PracticeStage, page: FirstStartPage) -> None:
    say_and_wait(stage, page, voice())
    assert list(stage.services.paths.cache.iterdir()) == []


def test_the_voice_model_is_checked_and_its_exactness_told(stage: PracticeStage, page: FirstStartPage) -> None:
    page.show_step(1)
    stage.settle()
    words = texts(page)
    assert "The voice model base is here and complete (145 MB)" in words
    assert "of 100 words wrong" in words
    assert "three times as large" in words


def test_a_model_that_is_not_there_is_named(stage: PracticeStage, page: FirstStartPage) -> None:
    from dataclasses import replace

    stage.services.settings = replace(stage.services.settings, model="small.en")
    page.show_step(1)
    stage.settle()
    assert "small.en" in page.model.notice.words.text()
    assert [one.text() for one in page.model.notice.buttons()] == ["Check again", "Use base", "Use tiny.en"]
    page.model.notice.buttons()[1].click()
    stage.settle()
    assert "The voice model base is here and complete" in page.model.notice.words.text()
    assert load(stage.services.paths.settings_file).model == "base"


def test_who_calls_is_kept_as_it_is_typed(stage: PracticeStage, page: FirstStartPage) -> None:
    from PySide6.QtWidgets import QLineEdit

    page.show_step(2)
    name = next(line for line in page.you.findChildren(QLineEdit) if line.accessibleName() == "Your name")
    name.setText("Maya Okafor")
    page.next.click()
    page.hide()
    assert load(stage.services.paths.settings_file).profile.name == "Maya Okafor"


@pytest.mark.parametrize("step", [0, 1, 2])
def test_every_control_has_a_name(stage: PracticeStage, page: FirstStartPage, step: int) -> None:
    page.show_step(step)
    stage.settle()
    assert nameless(page) == []


def test_the_gravest_problem_is_the_one_that_is_said() -> None:
    assert verdict_on(()) is GOOD
    assert verdict_on({AudioProblem.NOISY, AudioProblem.SILENT}).title == "Only silence"
    assert {problem for problem, _ in BY_PROBLEM} == set(AudioProblem)


def test_the_keyboard_goes_through_a_step_as_it_is_read(stage: PracticeStage, page: FirstStartPage) -> None:
    step = page.microphone
    path = []
    for _ in range(5):
        stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        path.append(QApplication.focusWidget())
    assert path == [step.microphones, step.look, step.sentence, page.skip, page.next]
    stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
    assert page.skip.hasFocus()
    stage.qtbot.keyClick(page.skip, Qt.Key.Key_Space)
    assert page.model.isVisible()
    assert page.next.hasFocus()


def test_the_keyboard_stays_on_the_sentence_when_it_ends_by_itself(stage: PracticeStage, page: FirstStartPage) -> None:
    sentence = page.microphone.sentence
    sentence.setFocus()
    stage.qtbot.keyClick(sentence, Qt.Key.Key_Space)
    stage.microphone.say(voice())
    page.microphone.check.end()
    stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    stage.settle()
    assert page.microphone.isVisible()
    assert sentence.hasFocus()
    assert page.microphone.notice.words.text()


def test_the_keyboard_stays_where_microphones_are_looked_for(stage: PracticeStage, page: FirstStartPage) -> None:
    look = page.microphone.look
    look.setFocus()
    stage.qtbot.keyClick(look, Qt.Key.Key_Space)
    assert look.hasFocus()
    stage.settle()
    assert look.hasFocus()


def test_a_microphone_that_is_lost_while_the_sentence_is_said_leads_to_looking_again(
    stage: PracticeStage, page: FirstStartPage
) -> None:
    page.microphone.sentence.setFocus()
    stage.qtbot.keyClick(page.microphone.sentence, Qt.Key.Key_Space)
    stage.microphone.vanish()
    stage.qtbot.waitUntil(lambda: page.microphone.check.step is TrialStep.CLOSED)
    assert page.microphone.look.hasFocus()


def test_a_step_longer_than_the_window_is_scrolled_by_the_page_keys(stage: PracticeStage, page: FirstStartPage) -> None:
    page.show_step(1)
    page.resize(500, 260)
    QApplication.processEvents()
    bar = scroll_area(page.title).verticalScrollBar()
    assert bar.maximum() > 0
    stage.qtbot.keyClick(page.next, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    stage.qtbot.keyClick(page.next, Qt.Key.Key_PageUp)
    assert bar.value() == 0
