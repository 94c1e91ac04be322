from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile

from rehearse.audio.decode import load
from rehearse.audio.importing import import_recording
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", ["wav", "flac", "ogg", "mp3"])
def test_a_recording_made_elsewhere_becomes_a_wav_of_one_channel(kind: str, tmp_path: Path) -> None:
    wave = 0.5 * np.sin(np.arange(44_100) * 2 * np.pi * 220 / 44_100)
    source, to = tmp_path / f"memo.{kind}", tmp_path / "take.wav"
    soundfile.write(source, np.stack([wave, wave], axis=1), 44_100)
    assert import_recording(source, to) == pytest.approx(1.0, abs=0.1)
    found = load(to)
    assert found.sample_rate_hz == 44_100
    assert float(np.abs(found.samples).max()) == pytest.approx(0.5, abs=0.05)


def test_a_recording_of_16_bits_is_kept_sample_for_sample(tmp_path: Path) -> None:
    samples = np.concatenate([murmur(1.0, 16_000), np.array([-32768, 32767, -1, 1], np.int16)])
    source, to = tmp_path / "memo.wav", tmp_path / "take.wav"
    soundfile.write(source, samples, 16_000, subtype="PCM_16")
    import_recording(source, to)
    assert np.array_equal(soundfile.read(to, dtype="int16")[0], samples)


def test_a_file_that_is_no_sound_leaves_nothing_behind(tmp_path: Path) -> None:
    source, to = tmp_path / "memo.wav", tmp_path / "take.wav"
    source.write_bytes(b"not a sound at all")
    with pytest.raises(KnownError) as raised:
        import_recording(source, to)
    assert raised.value.trouble is Trouble.FILE_UNREADABLE
    assert not to.exists()
