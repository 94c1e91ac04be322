"""A whole call with a microphone and a loudspeaker at the device doors, on a clock turned by hand."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import load
from rehearse.audio.joining import mend
from rehearse.audio.recorder import FIRST_BLOCK_WITHIN_S
from rehearse.calling.conductor import LinePhase
from rehearse.calling.holding import GIVE_UP_S, TRY_AGAIN_S
from rehearse.calling.retelling import retold
from rehearse.errors import KnownError, Trouble
from rehearse.history.recovery import recover
from rehearse.history.store import HistoryStore
from rehearse.speech import Transcript, Word
from tests.unit.calling.desk import LINE_S, MAYA, MICROPHONE_HZ, STEP_S
from tests.unit.calling.line import INTRODUCTION, Line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    made = Line()
    made.call.start(tmp_path / "take.wav")
    yield made
    made.recorder.close()


def level(path: Path, from_s: float, to_s: float) -> float:
    recording = load(path)
    return float(
        np.abs(
            recording.samples[round(from_s * recording.sample_rate_hz) : round(to_s * recording.sample_rate_hz)]
        ).max()
    )


def test_both_sides_are_kept_on_one_time_axis(line: Line, tmp_path: Path) -> None:
    line.answer()
    line.until(LinePhase.YOURS)
    line.call.hang_up()
    line.until(LinePhase.OVER)
    kept = line.call.finish(tmp_path / "take.other.wav")
    first = kept.taken[0]
    mine, theirs = kept.recorded.path, tmp_path / "take.other.wav"
    assert load(mine).duration_s == pytest.approx(load(theirs).duration_s, abs=0.01)
    assert level(mine, first.span.start_s + 0.1, first.span.end_s - 0.1) > 0.2
    assert level(theirs, first.span.start_s + 0.2, first.span.end_s) == 0
    assert level(theirs, first.their_span.start_s + 0.3, first.their_span.end_s - 0.4) > 0.2
    assert level(mine, first.their_span.start_s + 0.1, first.their_span.end_s - 0.2) == 0
    assert first.turn.text == INTRODUCTION
    assert kept.call.ended is not None


def test_while_muted_nothing_is_heard_or_kept(line: Line, tmp_path: Path) -> None:
    line.until(LinePhase.YOURS)
    line.call.mute(muted=True)
    muted_s = line.call.elapsed_s
    line.pass_time(2.0, voice=True)
    line.call.mute(muted=False)
    line.call.hang_up()
    line.until(LinePhase.OVER)
    kept = line.call.finish(tmp_path / "take.other.wav")
    assert kept.taken[0].turn.is_silent
    assert level(kept.recorded.path, muted_s + 0.1, muted_s + 1.9) == 0


def test_what_was_said_while_muted_is_at_no_moment_on_the_disk(line: Line, tmp_path: Path) -> None:
    line.until(LinePhase.YOURS)
    line.pass_time(1.0, voice=True)
    line.call.mute(muted=True)
    line.pass_time(2.0, voice=True)
    cut_off = tmp_path / "cut-off.wav"
    shutil.copy(tmp_path / "take.wav", cut_off)
    length_s = mend(cut_off)
    assert level(cut_off, length_s - 2.5, length_s) > 0.2
    assert level(cut_off, length_s - 1.5, length_s) == 0


def test_a_microphone_that_was_muted_and_lost_is_muted_when_it_comes_back(line: Line, tmp_path: Path) -> None:
    line.until(LinePhase.YOURS)
    line.call.mute(muted=True)
    line.microphone.vanish()
    line.pass_time(TRY_AGAIN_S + 1.0, voice=True)
    assert not line.call.is_on_hold
    line.pass_time(1.0, voice=True)
    cut_off = tmp_path / "cut-off.wav"
    shutil.copy(tmp_path / "take.part2.wav", cut_off)
    assert level(cut_off, 0.0, mend(cut_off)) == 0


def test_a_microphone_that_comes_back_finds_the_call_where_it_was(line: Line, tmp_path: Path) -> None:
    line.until(LinePhase.YOURS)
    line.pass_time(1.0, voice=True)
    line.microphone.refuse(KnownError(Trouble.NO_MICROPHONE))
    line.microphone.vanish()
    line.microphone.is_open = False
    trouble = line.pass_time(5.0)
    assert trouble is not None
    assert trouble.trouble is Trouble.CALL_ON_HOLD
    assert line.conductor.phase is LinePhase.YOURS
    assert line.call.is_on_hold
    line.microphone.refuse(None)
    line.pass_time(3.0)
    assert not line.call.is_on_hold
    assert line.recorder.is_recording
    line.pass_time(1.0, voice=True)
    line.until(LinePhase.THEIRS)
    line.call.hang_up()
    line.until(LinePhase.OVER)
    kept = line.call.finish(tmp_path / "take.other.wav")
    assert kept.taken[0].turn.text == INTRODUCTION
    assert load(kept.recorded.path).duration_s == pytest.approx(kept.recorded.duration_s)
    assert load(tmp_path / "take.other.wav").duration_s == pytest.approx(kept.recorded.duration_s, abs=0.05)
    assert [file.name for file in sorted(tmp_path.iterdir())] == ["take.other.wav", "take.wav"]


@pytest.mark.parametrize("lost_after_s", [0.0, 1.0], ids=["at once", "after a while"])
def test_what_was_said_after_a_lost_microphone_came_back_outlives_a_crash(tmp_path: Path, lost_after_s: float) -> None:
    line, folder = Line(), tmp_path / "recordings"
    with closing(HistoryStore.open(tmp_path / "history.db", folder, patience_s=0.01)) as store:
        take = store.begin_take("opening-call", MAYA, None, None, datetime(2026, 3, 16, 10, 15, tzinfo=UTC))
        line.call.start(take.audio_path)
        line.pass_time(lost_after_s)
        for _ in range(2):
            line.microphone.vanish()
            line.microphone.is_open = False
            line.until(LinePhase.YOURS)
            line.pass_time(TRY_AGAIN_S + 1)
            line.pass_time(1.0, voice=True)
        shutil.copytree(folder, tmp_path / "as the crash leaves it")
        line.call.abandon()
        shutil.copytree(tmp_path / "as the crash leaves it", folder, dirs_exist_ok=True)

        (recovered,) = recover(store, mend).adopted

        assert [file for file in folder.rglob("*") if file.is_file()] == [take.audio_path]
        assert load(take.audio_path).duration_s == pytest.approx(recovered.duration_s)
        voice = np.abs(load(take.audio_path).samples) > 0.2
        assert np.count_nonzero(voice) / MICROPHONE_HZ == pytest.approx(2.0, abs=0.6)


def test_a_microphone_that_opens_and_sends_nothing_is_not_back_yet(line: Line) -> None:
    line.until(LinePhase.YOURS)
    line.microphone.vanish()
    line.microphone.is_open = False
    line.pass_time(STEP_S)
    line.sends_nothing = True
    line.pass_time(FIRST_BLOCK_WITHIN_S + TRY_AGAIN_S + 1)
    assert line.call.is_on_hold
    assert line.sounds
    line.sends_nothing = False
    line.pass_time(TRY_AGAIN_S + 1)
    assert not line.call.is_on_hold
    assert not line.sounds


def test_a_microphone_that_is_back_at_once_costs_nothing_of_what_the_other_side_says(line: Line) -> None:
    line.pass_time(0.3)
    line.microphone.vanish()
    line.microphone.is_open = False
    line.pass_time(0.3)
    assert not line.call.is_on_hold
    assert line.sounds
    line.until(LinePhase.YOURS)
    assert line.call.elapsed_s >= len(line.conductor.call.reply.lines) * LINE_S


def test_hanging_up_on_hold_ends_the_call_at_once_and_keeps_what_was_said(line: Line, tmp_path: Path) -> None:
    line.until(LinePhase.YOURS)
    line.pass_time(1.0, voice=True)
    line.microphone.refuse(KnownError(Trouble.NO_MICROPHONE))
    line.microphone.vanish()
    line.microphone.is_open = False
    line.pass_time(3.0)
    assert line.call.is_on_hold
    line.call.hang_up()
    line.pass_time(0.1)
    assert line.call.is_over
    kept = line.call.finish(tmp_path / "take.other.wav")
    assert kept.taken[0].turn.text == INTRODUCTION
    assert sorted(file.name for file in tmp_path.iterdir()) == ["take.other.wav", "take.wav"]


def test_without_a_microphone_the_call_ends_after_a_minute_and_keeps_what_was_said(line: Line, tmp_path: Path) -> None:
    line.until(LinePhase.YOURS)
    line.pass_time(1.0, voice=True)
    line.microphone.refuse(KnownError(Trouble.NO_MICROPHONE))
    line.microphone.vanish()
    line.microphone.is_open = False
    line.pass_time(GIVE_UP_S + 3)
    assert line.call.is_over
    kept = line.call.finish(tmp_path / "take.other.wav")
    assert load(kept.recorded.path).duration_s > 1.0
    assert kept.taken[0].turn.text == INTRODUCTION


@pytest.mark.parametrize(
    ("trouble", "named"),
    [
        (KnownError(Trouble.NO_LOUDSPEAKER), "The loudspeaker plays nothing"),
        (KnownError(Trouble.DEVICE_MISSING, device="USB headset"), "USB headset plays nothing"),
    ],
    ids=["none at all", "not the chosen one"],
)
def test_a_call_without_a_loudspeaker_says_that_their_lines_are_to_be_read(
    tmp_path: Path, trouble: KnownError, named: str
) -> None:
    line = Line()
    line.device.refuse(trouble)
    line.call.start(tmp_path / "take.wav")
    told = line.pass_time(STEP_S)
    assert told is not None
    assert told.trouble is Trouble.CALL_WITHOUT_SOUND
    assert told.message.startswith(named)
    assert line.call.must_be_read
    line.call.abandon()


def test_a_loudspeaker_that_is_lost_is_told_and_the_call_goes_on(line: Line) -> None:
    line.pass_time(0.5)
    line.device.vanish()
    trouble = line.pass_time(0.5)
    assert trouble is not None
    assert trouble.trouble is Trouble.CALL_WITHOUT_SOUND
    assert line.call.must_be_read
    line.until(LinePhase.YOURS)


def test_the_report_of_a_call_uses_the_words_of_the_whole_analysis(line: Line, tmp_path: Path) -> None:
    line.answer()
    line.call.hang_up()
    line.until(LinePhase.OVER)
    kept = line.call.finish(tmp_path / "take.other.wav")
    start_s = kept.taken[0].span.start_s
    exact = Transcript(
        (Word("Exactly", start_s + 0.1, start_s + 0.4), Word("this.", start_s + 0.5, start_s + 0.9)), "base"
    )
    told = retold(kept.call, kept.taken, exact, load(kept.recorded.path))
    turn = told.turns[0]
    assert turn.text == "Exactly this."
    assert turn.loudness_lufs is not None
    assert turn.branch == kept.call.exchanges[0].branch
