from __future__ import annotations

import subprocess
import sys
import wave
from typing import TYPE_CHECKING

import numpy as np
import pytest

from rehearse.audio.decode import load
from rehearse.audio.wav import WavWriter, longest_s, repair
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur

if TYPE_CHECKING:
    from pathlib import Path

RATE_HZ = 16000

WRITES_UNTIL_IT_IS_ENDED = """
import os, pathlib, sys
import numpy as np
from rehearse.audio.wav import WavWriter
samples = np.load(sys.argv[2])
writer = WavWriter(pathlib.Path(sys.argv[1]), 16000)
for start in range(0, len(samples), 320):
    writer.write(samples[start:start + 320].tobytes())
os._exit(9)
"""


def written(path: Path) -> np.ndarray:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def test_what_is_written_is_read_again_sample_by_sample(tmp_path: Path) -> None:
    samples = murmur(1.7, RATE_HZ)
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)

    for start in range(0, len(samples), 320):
        writer.write(samples[start : start + 320].tobytes())
    writer.close()

    assert written(tmp_path / "take.wav").tolist() == samples.tolist()
    assert writer.frames == len(samples)


def test_a_second_close_does_nothing(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)
    writer.write(murmur(0.1, RATE_HZ).tobytes())
    writer.close()
    before = (tmp_path / "take.wav").read_bytes()

    writer.close()

    assert (tmp_path / "take.wav").read_bytes() == before


def test_a_take_never_overwrites_another(tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(b"the take of yesterday")

    with pytest.raises(FileExistsError):
        WavWriter(tmp_path / "take.wav", RATE_HZ)

    assert (tmp_path / "take.wav").read_bytes() == b"the take of yesterday"


def test_half_a_second_is_on_the_disk_while_the_take_goes_on(tmp_path: Path) -> None:
    samples = murmur(2.0, RATE_HZ)
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)
    shortest = []

    for start in range(0, len(samples), 320):
        writer.write(samples[start : start + 320].tobytes())
        shortest.append(writer.frames - len(written(tmp_path / "take.wav")))
    writer.close()

    assert max(shortest) < RATE_HZ // 2


def test_a_program_that_is_killed_loses_less_than_half_a_second(tmp_path: Path) -> None:
    samples = murmur(3.1, RATE_HZ)
    np.save(tmp_path / "samples.npy", samples)
    take = tmp_path / "take.wav"

    subprocess.run([sys.executable, "-c", WRITES_UNTIL_IT_IS_ENDED, take, tmp_path / "samples.npy"], check=False)
    seconds = repair(take)

    assert seconds > 3.1 - 0.5
    assert written(take).tolist() == samples[: round(seconds * RATE_HZ)].tolist()


@pytest.mark.parametrize("missing_bytes", [0, 1, 2, 3])
def test_a_header_that_is_behind_is_set_right_by_the_size_of_the_file(tmp_path: Path, missing_bytes: int) -> None:
    samples = murmur(1.0, RATE_HZ)
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)
    writer.close()
    with (tmp_path / "take.wav").open("ab") as file:
        data = samples.tobytes()
        file.write(data[: len(data) - missing_bytes])
    expected = len(samples) - (missing_bytes + 1) // 2

    assert repair(tmp_path / "take.wav") == expected / RATE_HZ
    assert written(tmp_path / "take.wav").tolist() == samples[:expected].tolist()
    assert load(tmp_path / "take.wav").duration_s == expected / RATE_HZ


def test_repairing_a_whole_take_changes_nothing(tmp_path: Path) -> None:
    writer = WavWriter(tmp_path / "take.wav", RATE_HZ)
    writer.write(murmur(1.0, RATE_HZ).tobytes())
    writer.close()
    before = (tmp_path / "take.wav").read_bytes()

    repair(tmp_path / "take.wav")

    assert (tmp_path / "take.wav").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"RIFF", "header"])
def test_a_take_that_was_killed_before_any_sound_came_is_named_empty(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "take.wav"
    if isinstance(content, str):
        WavWriter(path, RATE_HZ).close()
    else:
        path.write_bytes(content)

    with pytest.raises(KnownError) as caught:
        repair(path)

    assert caught.value.trouble is Trouble.FILE_EMPTY


def test_a_file_that_is_no_take_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.wav"
    path.write_bytes(b"Dear program director, " * 100)

    with pytest.raises(KnownError) as caught:
        repair(path)

    assert caught.value.trouble is Trouble.FILE_UNREADABLE
    assert path.read_bytes() == b"Dear program director, " * 100


def test_a_take_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as caught:
        repair(tmp_path / "gone.wav")

    assert caught.value.trouble is Trouble.FILE_MISSING


def test_the_longest_take_is_four_hours_and_never_more_than_memory_holds() -> None:
    assert longest_s(16000) == 4 * 3600
    assert longest_s(1_000_000) * 1_000_000 * 4 <= 2**30
