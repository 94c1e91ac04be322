"""A take that is heard while it is spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.acoustics import SoundMeasures
from rehearse.hearing.values import HeardTake
from rehearse.practice import PracticePhase
from rehearse.programs.card import Card
from rehearse.settings import Profile, Settings
from rehearse.speech import NOTHING_EXPECTED, Span, Transcript, Word
from rehearse.transcription import speeds
from tests.local_listener import LocalListener
from tests.ui.practice_stage import PracticeStage, practice_in

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.speech import Expected
    from tests.fake_recogniser import FakeRecogniser


class LiveListener(LocalListener):
    """Hears while somebody speaks, and writes down how many samples it heard; or fails at the end."""

    def __init__(self, recogniser: FakeRecogniser, *, fails: bool = False, times_longer: int = 1) -> None:
        super().__init__(recogniser)
        self.times_longer = times_longer
        self.recogniser = recogniser
        self.fails = fails
        self.samples: list[bytes] = []
        self.dropped = 0

    def begin(  # type: ignore[override] # it is its own take
        self, sample_rate_hz: int, expected: Expected = NOTHING_EXPECTED, told: object = None
    ) -> LiveListener:
        del told
        self.expected = [one.name for one in expected.names]
        self.samples.clear()
        self.sample_rate_hz = sample_rate_hz
        return self

    def add(self, samples: bytes) -> None:
        self.samples.append(samples)

    def finish(self, frames: int, progress: object, cancelled: object) -> HeardTake | None:  # noqa: ARG002
        if self.fails or frames != len(b"".join(self.samples)) // 2:
            return None
        words = (Word("Live.", 0.5, 1.0),)
        sound = SoundMeasures(-20.0, 30.0, 2.0, (), ())
        transcript = Transcript(words, self.recogniser.model)
        length_s = self.times_longer * frames / self.sample_rate_hz
        return HeardTake(
            length_s, self.sample_rate_hz, (Span(0.5, 1.0),), transcript, sound, 0.1, chunks_s=length_s / 4
        )

    def drop(self) -> None:
        self.dropped += 1


def prepared(stage: PracticeStage, listener: LiveListener) -> LiveListener:
    """What hears is started during the countdown, and there before the take begins."""
    stage.services.make_listener = lambda _model: listener
    stage.controller.analyst.prepare()
    stage.settle()
    return listener


def test_the_first_take_that_a_model_hears_tells_how_fast_it_is(stage: PracticeStage) -> None:
    prepared(stage, LiveListener(stage.recogniser, times_longer=6))
    assert speeds.of(stage.services.settings.model) is None
    stage.take(2.0)
    measured = speeds.of(stage.services.settings.model)
    assert measured is not None
    assert measured.times == pytest.approx(4.0, rel=0.01)


def test_a_take_that_was_heard_while_it_was_spoken_is_not_heard_again(stage: PracticeStage) -> None:
    prepared(stage, LiveListener(stage.recogniser))
    report = stage.services.history.report(stage.take(2.0))
    assert report is not None
    assert report.transcript.text == "Live."
    assert report.audio.duration_s == pytest.approx(2.0)
    assert stage.recogniser.heard_s == []


def test_the_sound_of_a_take_is_compared_with_the_names_of_its_card(rehearse_home: Path, qtbot: QtBot) -> None:
    card = Card(program="Riverbend Medical Center")
    with practice_in(rehearse_home, qtbot, Settings(profile=Profile(name="Maya Okafor"))) as stage:
        listener = prepared(stage, LiveListener(stage.recogniser))
        stage.services.history.cards.save(card)
        stage.controller.record("voicemail", card)
        stage.wait_for(PracticePhase.RECORDING)
        stage.speak()
        stage.controller.stop()
        stage.wait_for(PracticePhase.REPORTED)
    assert listener.expected == ["Maya Okafor", "Riverbend"]


def test_where_live_hearing_fails_the_file_is_heard_after_the_end(stage: PracticeStage) -> None:
    prepared(stage, LiveListener(stage.recogniser, fails=True))
    report = stage.services.history.report(stage.take(2.0))
    assert report is not None
    assert report.transcript.text == stage.recogniser.text
    assert stage.troubles == []


def test_a_take_that_is_thrown_away_is_not_heard_any_further(stage: PracticeStage) -> None:
    listener = prepared(stage, LiveListener(stage.recogniser))
    stage.begin()
    stage.speak()
    stage.controller.discard()
    assert listener.dropped == 1
    assert stage.services.history.lists.rows() == ()
