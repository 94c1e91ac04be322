"""Twenty minutes of talking, sent faster than they would pass: nothing of them is lost on the way to the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.acoustics import SoundMeasures
from rehearse.audio.decode import load
from rehearse.hearing.values import HeardTake
from rehearse.history.values import TakeState
from rehearse.practice import PracticePhase
from rehearse.speech import NOTHING_EXPECTED, Span, Transcript, Word
from rehearse.ui.pages.report_loading import kept_shape, load_audio
from rehearse.ui.replay import Manner
from tests.fake_sound import FakeMicrophone
from tests.local_listener import LocalListener
from tests.sounds import murmur
from tests.ui.practice_stage import practice_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.speech import Expected

MINUTES = 20
SECONDS = 60.0 * MINUTES
RATE_HZ = 8000


COUNT = ("one", "two", "three", "four")
WORDS = (*(COUNT[number % 4] for number in range(395)), "Thank", "you", "for", "your", "time.")
"""What is said, slowly, for each word more is a word to be judged; a thank you stands at its very end."""


class PatientListener(LocalListener):
    """Writes the words down evenly over all the sound that it was told while it came."""

    frames = 0

    def begin(  # type: ignore[override] # it is its own take
        self, sample_rate_hz: int, expected: Expected = NOTHING_EXPECTED, told: object = None
    ) -> PatientListener:
        del expected, told
        self.frames, self.sample_rate_hz = 0, sample_rate_hz
        return self

    def add(self, samples: bytes) -> None:
        self.frames += len(samples) // 2

    def finish(self, frames: int, progress: object, cancelled: object) -> HeardTake:  # noqa: ARG002
        assert frames == self.frames
        seconds = frames / self.sample_rate_hz
        each_s = seconds / len(WORDS)
        words = tuple(Word(word, index * each_s, (index + 1) * each_s) for index, word in enumerate(WORDS))
        sound = SoundMeasures(-20.0, 30.0, 2.0, (), ())
        return HeardTake(seconds, self.sample_rate_hz, (Span(0.0, seconds),), Transcript(words, self.model), sound, 0.1)

    def drop(self) -> None:
        """See `LiveTake`."""


def test_a_take_of_twenty_minutes_is_whole_in_recording_report_history_and_outline(
    rehearse_home: Path, qtbot: QtBot
) -> None:
    sent = murmur(SECONDS, RATE_HZ)
    with practice_in(rehearse_home, qtbot, microphone=FakeMicrophone(RATE_HZ)) as stage:
        stage.services.make_listener = lambda _model: PatientListener(stage.recogniser)
        stage.controller.analyst.prepare()
        stage.settle()
        stage.begin()
        stage.microphone.say(sent, block_s=0.2)
        stage.controller.stop()
        take_id = stage.wait_for(PracticePhase.REPORTED).take_id or ""
        history, cache = stage.services.history, stage.services.paths.cache
        take, (row,), report = history.take(take_id), history.lists.rows(), history.report(take_id)

        assert (take.state, take.duration_s, take.dropped_frames) == (TakeState.ANALYSED, SECONDS, 0)
        kept = load(take.audio_path)
        assert (kept.sample_rate_hz, len(kept.samples)) == (RATE_HZ, len(sent))
        assert np.array_equal(np.rint(kept.samples * 32768).astype(np.int16), sent)

        assert report is not None
        assert report.transcript.text == " ".join(WORDS)
        assert report.transcript.words[-1].end_s == pytest.approx(SECONDS, abs=1.0)
        assert report.audio.duration_s == SECONDS
        assert report.measures.speaking_rate_wpm == pytest.approx(len(WORDS) / MINUTES, abs=0.05)
        assert [element.text for element in report.elements if element.element == "thanks"] == ["Thank you"]
        assert row.measures == report.measures

        shape = load_audio(take.audio_path, cache, Manner(), take.duration_s).shape
        assert shape.duration_s == SECONDS
        assert all(low < 0.0 < high for low, high in shape.peaks)
        assert kept_shape(take.audio_path, cache) == shape
    assert stage.troubles == []
