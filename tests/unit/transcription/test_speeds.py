from __future__ import annotations

from pathlib import Path

import pytest

from rehearse.paths import paths
from rehearse.transcription import speeds
from rehearse.transcription.speeds import NOT_MEASURED, Speed, keep, of, words


def test_a_speed_is_kept_by_model() -> None:
    keep("base", 60.0, 5.0)
    keep("tiny.en", 60.0, 2.0)
    keep("base", 60.0, 6.0)
    assert (of("base"), of("tiny.en"), of("small.en")) == (Speed(60.0, 6.0), Speed(60.0, 2.0), None)


def test_a_short_recording_tells_nothing() -> None:
    keep("base", 3.0, 1.0)
    assert of("base") is None


@pytest.mark.parametrize("content", ["", "[]", '{"base": 3}', '{"base": {"sound_s": 1, "took_s": 0}}'])
def test_a_file_that_was_spoilt_counts_as_not_measured(content: str) -> None:
    Path(paths().cache / speeds.FILE_NAME).write_text(content)
    assert of("base") is None


@pytest.mark.parametrize(
    ("speed", "said"),
    [
        (None, NOT_MEASURED),
        (Speed(60.0, 5.0), "about 12 times as fast as speaking, on this computer"),
        (Speed(60.0, 40.0), "about 1.5 times as fast as speaking, on this computer"),
    ],
)
def test_a_speed_is_said_in_words(speed: Speed | None, said: str) -> None:
    assert words(speed) == said
