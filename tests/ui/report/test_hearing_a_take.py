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
from rehearse.ui.tab_order import first_control
from tests.ui import report_stage

if TYPE_CHECKING:
    from tests.ui.report_stage import ReportStage


def heard_places(stage: ReportStage, seconds: float) -> list[float]:
    places = []
    for _ in range(round(seconds * 20)):
        stage.hear(0.05)
        places.append(stage.page.bar.waveform.position_s)
    return places


def test_selected_words_are_heard_again_and_again(usual: ReportStage) -> None:
    view = usual.page.body.transcript
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        usual.qtbot.keyClick(view, key)
    usual.qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected == range(2, 4)
    usual.qtbot.keyClick(view, Qt.Key.Key_L)

    places = heard_places(usual, 4.5)

    assert usual.page.bar.listening.loop.isChecked()
    assert usual.page.replay.repeating
    # Words 2 and 3 are said from 1 to 2 s; a little is heard before and after.
    assert (min(places), max(places)) == (pytest.approx(0.75, abs=0.06), pytest.approx(2.15, abs=0.01))
    back = [place for before, place in itertools.pairwise(places) if place < before]
    assert len(back) == 2
    assert places.count(pytest.approx(2.15, abs=0.001)) >= 2 * REST_S / 0.05


def test_where_one_word_is_selected_its_sentence_is_repeated(usual: ReportStage) -> None:
    usual.page.body.transcript.choose(5)
    usual.page.bar.listening.loop.click()
    assert usual.page.body.transcript.selected == range(3, 10)


def test_where_nothing_is_selected_the_sentence_at_the_play_head_is_repeated(usual: ReportStage) -> None:
    usual.page.bar.waveform.seek_requested.emit(6.2)
    usual.page.bar.listening.loop.click()
    assert usual.page.body.transcript.selected == range(10, 15)


def test_a_repeated_phrase_that_is_no_longer_wanted_plays_on(usual: ReportStage) -> None:
    usual.page.body.transcript.choose(5)
    usual.page.bar.listening.loop.click()
    usual.hear(0.5)
    usual.page.bar.listening.loop.click()
    assert not usual.page.replay.repeating
    usual.hear(9.0)
    assert usual.page.bar.waveform.position_s == report_stage.SECONDS


def test_space_repeats_the_selection_while_that_is_wanted(usual: ReportStage) -> None:
    view = usual.page.body.transcript
    view.setFocus()
    view.choose(11)
    usual.qtbot.keyClick(view, Qt.Key.Key_L)
    usual.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert not usual.page.replay.playing
    usual.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert usual.page.replay.repeating


def test_a_finding_is_selected_in_the_words_and_in_the_waveform(usual: ReportStage) -> None:
    usual.page.body.finding_chosen.emit(report_stage.usual_report().findings[0])
    assert usual.page.body.transcript.selected == range(5, 10)
    assert " Selected: 0:02 to 0:05. " in usual.page.bar.waveform.accessibleDescription()
    assert usual.page.body.side.details.isVisible()


def test_choosing_a_word_moves_the_play_head_so_that_space_hears_it(usual: ReportStage) -> None:
    view = usual.page.body.transcript
    view.setFocus()
    usual.qtbot.keyClick(view, Qt.Key.Key_Right)
    usual.qtbot.keyClick(view, Qt.Key.Key_Right)
    assert usual.page.bar.waveform.position_s == pytest.approx(1.0)
    usual.qtbot.keyClick(view, Qt.Key.Key_Space)
    usual.hear(0.5)
    assert usual.page.replay.playing
    assert 1.0 < usual.page.bar.waveform.position_s < 1.5


def test_dragging_over_words_selects_them(usual: ReportStage) -> None:
    view = usual.page.body.transcript
    places = [view.word_rect(word).center().toPoint() for word in (4, 5, 6)]
    usual.qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    usual.qtbot.mouseMove(view.viewport(), places[1])
    usual.qtbot.mouseMove(view.viewport(), places[2])
    usual.qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=places[2])
    assert view.selected == range(4, 7)


def test_slower_takes_longer_at_the_same_place_in_the_words(usual: ReportStage) -> None:
    usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_Minus)
    assert usual.page.bar.listening.speed.currentText() == "0.75×"
    usual.settle()

    usual.page.replay.play_from(3.0)
    usual.hear(2.0)

    expected = 3.0 + 0.75 * (2.0 - LEAD_S - usual.speaker.latency_s)
    assert usual.page.bar.waveform.position_s == pytest.approx(expected, abs=0.03)


def test_another_speed_while_playing_goes_on_at_the_same_place(usual: ReportStage) -> None:
    usual.page.replay.play_from(3.0)
    usual.hear(1.0)
    before_s = usual.page.bar.waveform.position_s

    usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_Equal)
    usual.settle()

    assert usual.page.replay.playing
    assert usual.page.bar.waveform.position_s == pytest.approx(before_s)
    usual.hear(1.0)
    assert usual.page.bar.waveform.position_s == pytest.approx(before_s + 1.25 * 0.9, abs=0.05)


def test_another_speed_keeps_the_end_of_the_words_that_are_heard(usual: ReportStage) -> None:
    usual.page.body.advice.play.click()
    usual.hear(0.5)
    usual.page.bar.listening.faster()
    usual.settle()
    usual.hear(6.0)
    assert usual.page.bar.waveform.position_s == pytest.approx(5.15, abs=0.01)


def test_the_speed_stays_for_the_next_take(usual: ReportStage) -> None:
    usual.page.bar.listening.faster()
    usual.show(usual.add(report_stage.usual_report(), minutes_ago=1))
    usual.page.replay.play_from(0.0)
    usual.hear(2.0)
    assert usual.page.bar.listening.speed.currentText() == "1.25×"
    assert usual.page.bar.waveform.position_s == pytest.approx(1.25 * 1.85, abs=0.05)


def test_every_take_is_heard_at_the_same_loudness(usual: ReportStage) -> None:
    usual.page.replay.play_from(0.0)
    usual.hear(4.0)
    heard = usual.speaker.heard[report_stage.RATE_HZ // 2 :]
    assert integrated_loudness(heard, report_stage.RATE_HZ) == pytest.approx(LISTENING_LUFS, abs=0.3)


def test_as_the_phone_hears_it_is_switched_by_key_and_shown(usual: ReportStage) -> None:
    usual.qtbot.keyClick(usual.page.bar.waveform, Qt.Key.Key_P)
    usual.settle()
    assert usual.page.bar.listening.phone.isChecked()
    usual.page.replay.play_from(0.0)
    usual.hear(2.0)
    spectrum = np.abs(np.fft.rfft(usual.speaker.heard[report_stage.RATE_HZ // 2 :]))
    # A square wave of 200 Hz has its strongest tone below the phone's band.
    assert spectrum.argmax() * report_stage.RATE_HZ / len(usual.speaker.heard[4000:]) == pytest.approx(600, abs=3)


def test_an_outline_is_there_at_once_the_second_time(usual: ReportStage) -> None:
    take = usual.add(report_stage.usual_report(), minutes_ago=2)
    usual.show(take)
    usual.page.clear()

    usual.page.show_take(take.id)

    assert usual.page.bar.waveform.isVisible()
    assert usual.page.bar.waveform.maximum() == round(report_stage.SECONDS * 1000)
    assert not usual.page.bar.play.isEnabled()
    usual.settle()
    assert usual.page.bar.play.isEnabled()


def test_again_comes_before_the_star_for_the_keyboard(usual: ReportStage) -> None:
    assert first_control(usual.page) is usual.page.body.again
