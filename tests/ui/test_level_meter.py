"""The microphone's level: a bar, a word, and calm for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.ui.theme import GRID
from rehearse.ui.widgets.level_meter import FLOOR_DB, GOOD_FROM_DB, LevelMeter
from tests.contrast import contrast

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def meter(qtbot: QtBot) -> LevelMeter:
    meter = LevelMeter()
    qtbot.addWidget(meter)
    meter.show()
    return meter


@pytest.mark.parametrize(
    ("level_db", "word"),
    [(None, "No sound"), (-90.0, "No sound"), (-45.0, "Quiet"), (-18.0, "Good level"), (-1.0, "Too loud")],
)
def test_a_level_has_a_word(meter: LevelMeter, level_db: float | None, word: str) -> None:
    meter.set_level_db(level_db)
    assert meter.word == word
    assert meter.accessibleDescription() == word


def test_a_breath_between_two_sentences_does_not_change_the_word(meter: LevelMeter) -> None:
    meter.set_level_db(-12.0)
    for _ in range(30):
        meter.set_level_db(-55.0)
    assert meter.word == "Good level"


def test_the_word_follows_a_level_that_stays_low(meter: LevelMeter) -> None:
    meter.set_level_db(-12.0)
    for _ in range(300):
        meter.set_level_db(-55.0)
    assert meter.word == "Quiet"


def test_a_screen_reader_hears_of_the_level_only_when_the_word_changes(meter: LevelMeter) -> None:
    values = []
    meter.valueChanged.connect(values.append)
    for level_db in (-20.0, -19.0, -21.0, -18.0):
        meter.set_level_db(level_db)
    assert len(values) == 1


@pytest.mark.parametrize("level_db", [None, -6.0], ids=["beside the fill", "on the fill"])
def test_where_a_good_level_begins_can_be_seen_beside_the_fill_and_on_it(
    meter: LevelMeter, level_db: float | None
) -> None:
    meter.resize(400, 24)
    meter.set_level_db(level_db)
    image = meter.grab().toImage()
    track = meter.width() - meter._word_width() - 2 * GRID
    middle = meter.height() // 2
    at = round(track * (GOOD_FROM_DB - FLOOR_DB) / -FLOOR_DB)
    ground = image.pixelColor(at - 6, middle)
    seen = [x for x in range(at - 4, at + 5) if contrast(image.pixelColor(x, middle).name(), ground.name()) >= 3]
    assert len(seen) >= 2
