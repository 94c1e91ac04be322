"""How a take is heard on the report page: selected words, again and again, slower, as the phone hears it."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtCore import Qt

from rehearse.acoustics.loudness import integrated_loudness
from rehearse.audio.listening import LISTENING_LUFS
from rehearse.audio.player import LEAD_S
from rehearse.audio.voice import REST_S
from rehearse.ui.main_window import first_control
from tests.ui import report_stage
from tests.ui.page_stage import services_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.report_stage import Stage


@pytest.fixture
def stage(rehearse_home: Path, qtbot: QtBot) -> Iterator[Stage]:
    with services_in(rehearse_home) as services:
        stage = report_stage.make(services, qtbot)
        stage.show(stage.add(report_stage.usual_report()))
        yield stage
        stage.page.clear()


def heard_places(stage: Stage, seconds: float) -> list[float]:
    places = []
    for _ in range(round(seconds * 20)):
        stage.hear(0.05)
        places.append(stage.page.bar.waveform.position_s)
    return places


def test_selected_words_are_heard_again_and_again(stage: Stage) -> None:
    view = stage.page.body.transcript
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        stage.qtbot.keyClick(view, key)
    stage.qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected == range(2, 4)
    stage.qtbot.keyClick(view, Qt.Key.Key_L)

    places = heard_places(stage, 4.5)

    assert stage.page.bar.listening.loop.isChecked()
    assert stage.page.replay.repeating
    # Words 2 and 3 are said from 1 to 2 s; a little is heard before and after.
    assert (min(places), max(places)) == (pytest.approx(0.75, abs=0.06), pytest.approx(2.15, abs=0.01))
    back = [place for before, place in itertools.pairwise(places) if place < before]
    assert len(back) == 2
    assert places.count(pytest.approx(2.15, abs=0.001)) >= 2 * REST_S / 0.05


def test_where_one_word_is_selected_its_sentence_is_repeated(stage: Stage) -> None:
    stage.page.body.transcript.choose(5)
    stage.page.bar.listening.loop.click()
    assert stage.page.body.transcript.selected == range(3, 10)


def test_where_nothing_is_selected_the_sentence_at_the_play_head_is_repeated(stage: Stage) -> None:
    stage.page.bar.waveform.seek_requested.emit(6.2)
    stage.page.bar.listening.loop.click()
    assert stage.page.body.transcript.selected == range(10, 15)


def test_a_repeated_phrase_that_is_no_longer_wanted_plays_on(stage: Stage) -> None:
    stage.page.body.transcript.choose(5)
    stage.page.bar.listening.loop.click()
    stage.hear(0.5)
    stage.page.bar.listening.loop.click()
    assert not stage.page.replay.repeating
    stage.hear(9.0)
    assert stage.page.bar.waveform.position_s == report_stage.SECONDS


def test_space_repeats_the_selection_while_that_is_wanted(stage: Stage) -> None:
    view = stage.page.body.transcript
    view.setFocus()
    view.choose(11)
    stage.qtbot.keyClick(view, Qt.Key.Key_L)
    stage.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert not stage.page.replay.playing
    stage.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert stage.page.replay.repeating


def test_a_finding_is_selected_in_the_words_and_in_the_waveform(stage: Stage) -> None:
    stage.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    assert stage.page.body.transcript.selected == range(5, 10)
    assert " Selected: 0:02 to 0:05. " in stage.page.bar.waveform.accessibleDescription()
    assert stage.page.body.side.details.isVisible()


def test_choosing_a_word_moves_the_play_head_so_that_space_hears_it(stage: Stage) -> None:
    view = stage.page.body.transcript
    view.setFocus()
    stage.qtbot.keyClick(view, Qt.Key.Key_Right)
    stage.qtbot.keyClick(view, Qt.Key.Key_Right)
    assert stage.page.bar.waveform.position_s == pytest.approx(1.0)
    stage.qtbot.keyClick(view, Qt.Key.Key_Space)
    stage.hear(0.5)
    assert stage.page.replay.playing
    assert 1.0 < stage.page.bar.waveform.position_s < 1.5


def test_dragging_over_words_selects_them(stage: Stage) -> None:
    view = stage.page.body.transcript
    places = [view.word_rect(word).center().toPoint() for word in (4, 5, 6)]
    stage.qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    stage.qtbot.mouseMove(view.viewport(), places[1])
    stage.qtbot.mouseMove(view.viewport(), places[2])
    stage.qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=places[2])
    assert view.selected == range(4, 7)


def test_slower_takes_longer_at_the_same_place_in_the_words(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_Minus)
    assert stage.page.bar.listening.speed.currentText() == "0.75×"
    stage.settle()

    stage.page.replay.play_from(3.0)
    stage.hear(2.0)

    expected = 3.0 + 0.75 * (2.0 - LEAD_S - stage.speaker.latency_s)
    assert stage.page.bar.waveform.position_s == pytest.approx(expected, abs=0.03)


def test_another_speed_while_playing_goes_on_at_the_same_place(stage: Stage) -> None:
    stage.page.replay.play_from(3.0)
    stage.hear(1.0)
    before_s = stage.page.bar.waveform.position_s

    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_Equal)
    stage.settle()

    assert stage.page.replay.playing
    assert stage.page.bar.waveform.position_s == pytest.approx(before_s)
    stage.hear(1.0)
    assert stage.page.bar.waveform.position_s == pytest.approx(before_s + 1.25 * 0.9, abs=0.05)


def test_another_speed_keeps_the_end_of_the_words_that_are_heard(stage: Stage) -> None:
    stage.page.body.advice.play.click()
    stage.hear(0.5)
    stage.page.bar.listening.faster()
    stage.settle()
    stage.hear(6.0)
    assert stage.page.bar.waveform.position_s == pytest.approx(5.15, abs=0.01)


def test_the_speed_stays_for_the_next_take(stage: Stage) -> None:
    stage.page.bar.listening.faster()
    stage.show(stage.add(report_stage.usual_report(), minutes_ago=1))
    stage.page.replay.play_from(0.0)
    stage.hear(2.0)
    assert stage.page.bar.listening.speed.currentText() == "1.25×"
    assert stage.page.bar.waveform.position_s == pytest.approx(1.25 * 1.85, abs=0.05)


def test_every_take_is_heard_at_the_same_loudness(stage: Stage) -> None:
    stage.page.replay.play_from(0.0)
    stage.hear(4.0)
    heard = stage.speaker.heard[report_stage.RATE_HZ // 2 :]
    assert integrated_loudness(heard, report_stage.RATE_HZ) == pytest.approx(LISTENING_LUFS, abs=0.3)


def test_as_the_phone_hears_it_is_switched_by_key_and_shown(stage: Stage) -> None:
    stage.qtbot.keyClick(stage.page.bar.waveform, Qt.Key.Key_P)
    stage.settle()
    assert stage.page.bar.listening.phone.isChecked()
    stage.page.replay.play_from(0.0)
    stage.hear(2.0)
    spectrum = np.abs(np.fft.rfft(stage.speaker.heard[report_stage.RATE_HZ // 2 :]))
    # A square wave of 200 Hz has its strongest tone below the phone's band.
    assert spectrum.argmax() * report_stage.RATE_HZ / len(stage.speaker.heard[4000:]) == pytest.approx(600, abs=3)


def test_an_outline_is_there_at_once_the_second_time(stage: Stage) -> None:
    take = stage.add(report_stage.usual_report(), minutes_ago=2)
    stage.show(take)
    stage.page.clear()

    stage.page.show_take(take.id)

    assert stage.page.bar.waveform.isVisible()
    assert stage.page.bar.waveform.maximum() == round(report_stage.SECONDS * 1000)
    assert not stage.page.bar.play.isEnabled()
    stage.settle()
    assert stage.page.bar.play.isEnabled()


def test_again_comes_before_the_star_for_the_keyboard(stage: Stage) -> None:
    assert first_control(stage.page) is stage.page.body.again
