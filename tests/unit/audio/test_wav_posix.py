from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from rehearse.audio.decode import load
from rehearse.audio.wav import WavWriter, repair
from rehearse.errors import KnownError, Trouble
from tests.posix import read_only, rights, room_for
from tests.sounds import murmur

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

RATE_HZ = 16000


def write_in_blocks(writer: WavWriter, samples: NDArray[np.int16]) -> None:
    for start in range(0, len(samples), 320):
        writer.write(samples[start : start + 320].tobytes())


def test_a_take_is_for_its_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        WavWriter(tmp_path / "2026-03-16" / "take.wav", RATE_HZ).close()
    finally:
        os.umask(before)

    assert rights(tmp_path / "2026-03-16" / "take.wav") == "0600"
    assert rights(tmp_path / "2026-03-16") == "0700"


def test_a_full_disk_is_named_and_what_was_written_is_kept(tmp_path: Path) -> None:
    samples = murmur(5.0, RATE_HZ)
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)

    with room_for(100_001), pytest.raises(KnownError) as caught:
        write_in_blocks(writer, samples)

    assert caught.value.trouble is Trouble.DISK_FULL
    kept = (100_001 - 44) // 2
    assert writer.frames == kept
    recording = load(tmp_path / "take.wav")
    assert (recording.samples * 32768).astype(int).tolist() == samples[:kept].tolist()


def test_a_disk_that_is_full_at_the_last_moment_is_named_too(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)
    writer.write(murmur(0.2, RATE_HZ).tobytes())

    with room_for(1000), pytest.raises(KnownError) as caught:
        writer.close()

    assert caught.value.trouble is Trouble.DISK_FULL
    assert repair(tmp_path / "take.wav") == (1000 - 44) // 2 / RATE_HZ


def test_a_disk_without_room_for_a_header_is_named(tmp_path: Path) -> None:
    with room_for(10), pytest.raises(KnownError) as caught:
        WavWriter(tmp_path / "take.wav", RATE_HZ)

    assert caught.value.trouble is Trouble.DISK_FULL


def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "recordings").mkdir()

    with read_only(tmp_path / "recordings"), pytest.raises(KnownError) as caught:
        WavWriter(tmp_path / "recordings" / "take.wav", RATE_HZ)

    assert caught.value.trouble is Trouble.FOLDER_READ_ONLY


def test_a_take_that_may_not_be_written_to_is_not_repaired(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)
    writer.write(murmur(1.0, RATE_HZ).tobytes())
    writer.close()

    with read_only(tmp_path), pytest.raises(KnownError) as caught:
        repair(tmp_path / "take.wav")

    assert caught.value.trouble is Trouble.FOLDER_READ_ONLY
