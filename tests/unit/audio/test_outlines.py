from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rehearse.audio.decode import Recording
from rehearse.audio.outlines import COLUMNS, Outline, keep, outline_of, prune, read
from tests.sounds import tone

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    place = tmp_path / "take.wav"
    place.write_bytes(b"sound")
    return place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "outlines"


@pytest.fixture
def outline() -> Outline:
    return outline_of(Recording(tone(2.0, 16000, level=0.5), 16000, "take.wav"), 4.5)


def test_an_outline_that_was_kept_is_read_as_it_was(folder: Path, recording: Path, outline: Outline) -> None:
    keep(folder, recording, outline)

    kept = read(folder, recording)

    assert kept == outline
    assert len(outline.peaks) == COLUMNS
    assert (outline.duration_s, outline.gain_db) == (2.0, 4.5)
    assert max(high for _, high in outline.peaks) == pytest.approx(0.5, abs=0.001)


def test_there_is_no_outline_of_a_recording_that_was_never_outlined_or_is_gone(folder: Path, recording: Path) -> None:
    assert read(folder, recording) is None
    assert read(folder, recording.with_name("other.wav")) is None


def test_a_recording_that_was_replaced_has_no_outline(folder: Path, recording: Path, outline: Outline) -> None:
    keep(folder, recording, outline)
    recording.write_bytes(b"another sound")
    assert read(folder, recording) is None

    keep(folder, recording, outline)
    os.utime(recording, ns=(1, 1))
    assert read(folder, recording) is None


@pytest.mark.parametrize("content", [b"", b"ROL1", b"x" * 99, b"ROL1" + b"\0" * 21])
def test_a_damaged_outline_counts_as_none(folder: Path, recording: Path, outline: Outline, content: bytes) -> None:
    keep(folder, recording, outline)
    (place,) = folder.iterdir()
    place.write_bytes(content)

    assert read(folder, recording) is None


def test_outlines_of_recordings_that_are_gone_are_deleted(folder: Path, recording: Path, outline: Outline) -> None:
    other = recording.with_name("other.wav")
    other.write_bytes(b"more sound")
    keep(folder, recording, outline)
    keep(folder, other, outline)
    other.unlink()
    (folder / "scrap").write_bytes(b"?")

    prune(folder)

    assert read(folder, recording) == outline
    assert len(list(folder.iterdir())) == 1


def test_nothing_is_kept_and_nothing_fails_where_the_recording_went_meanwhile(
    folder: Path, recording: Path, outline: Outline
) -> None:
    recording.unlink()

    keep(folder, recording, outline)

    assert list(folder.iterdir()) == []
