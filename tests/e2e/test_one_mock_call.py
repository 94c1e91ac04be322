"""A whole mock call with nothing but real parts: window, microphone, loudspeaker, both voices, both recognisers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import Qt

from rehearse import settings
from rehearse.audio.decode import load
from rehearse.history import recordings
from rehearse.paths import paths
from rehearse.scenarios.difficulty import Difficulty
from rehearse.settings import Profile, Settings
from rehearse.ui.call_phase import CallPhase
from tests.e2e.running import press, rehearse_running, words_on

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.virtual_sound import Microphone, VirtualSound

MAYA = Profile(name="Maya Okafor", school="Lakeshore", applicant_id="14872093", specialty="internal medicine")
INTRODUCTION = (
    "Good morning. My name is Maya Okafor. I am a fourth-year student at Lakeshore. My A-A-M-C I-D is one, four, "
    "eight, seven, two, zero, nine, three. I applied to internal medicine through SOAP, and I am very interested."
)
GOODBYE = "I understand. Thank you very much for your time. Goodbye."
MILLISECONDS = 90_000
NOT_YET = {CallPhase.CONNECTING, CallPhase.THEIRS}


@pytest.fixture
def applicant(tmp_path: Path) -> list[Path]:
    """Two answers, spoken by another voice than those on the other side."""
    from hibari import SAMPLE_RATE, Hibari

    voice = Hibari()
    files = []
    for number, text in enumerate((INTRODUCTION, GOODBYE)):
        file = tmp_path / f"answer{number}.wav"
        soundfile.write(file, np.asarray(voice(text, speed=0.9, seed=5), np.float32), SAMPLE_RATE)
        files.append(file)
    return files


def test_a_call_is_made_answered_and_reported(
    qtbot: QtBot, virtual_sound: VirtualSound, microphone: Microphone, applicant: list[Path]
) -> None:
    settings.save(
        Settings(first_start_done=True, profile=MAYA, chosen_scenario="opening-call", call_difficulty=Difficulty.KIND),
        paths().settings_file,
    )
    told: list[str] = []
    with virtual_sound.listening() as loudspeaker, rehearse_running(qtbot) as window:
        calls = window.calls
        calls.report_ready.connect(told.append)
        press(qtbot, window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        answers = iter(applicant)
        for _ in range(8):
            qtbot.waitUntil(lambda: calls.now.phase not in NOT_YET, timeout=MILLISECONDS)
            if calls.now.phase is not CallPhase.YOURS:
                break
            answer = next(answers, applicant[-1])
            speaker = threading.Thread(target=microphone.say_file, args=(answer,), name="applicant")
            speaker.start()
            qtbot.waitUntil(lambda: not speaker.is_alive(), timeout=MILLISECONDS)  # noqa: B023
            speaker.join()
            qtbot.waitUntil(lambda: calls.now.phase is not CallPhase.YOURS, timeout=MILLISECONDS)
        assert bool(np.any(np.abs(loudspeaker.samples()) > 1000))
        if calls.now.phase in {CallPhase.YOURS, CallPhase.THEIRS}:
            press(qtbot, window, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: bool(told), timeout=MILLISECONDS)

        take = window.services.history.take(told[0])
        report = window.services.history.calls.report(take.id)
        assert report is not None
        first = report.turns[0].text.lower()
        assert "internal medicine" in first
        assert "student at lakeshore" in first
        assert len(report.turns) >= 2
        later = [turn.text.lower() for turn in report.turns[1:]]
        assert any("thank you" in text for text in later), [(turn.state, turn.text) for turn in report.turns]
        assert all(turn.time_to_first_word_s is not None for turn in report.turns if turn.text)
        theirs = load(recordings.other_side(take.audio_path))
        assert theirs.duration_s == pytest.approx(load(take.audio_path).duration_s, abs=0.1)
        assert float(np.abs(theirs.samples).max()) > 0.05
        qtbot.waitUntil(window.main.pages.report.isVisible)
        qtbot.waitUntil(lambda: not window.services.tasks.busy, timeout=MILLISECONDS)
        assert "internal medicine" in words_on(window.main.pages.report).lower()
