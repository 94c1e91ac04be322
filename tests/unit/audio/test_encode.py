from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import Recording, load
from rehearse.audio.encode import as_flac
from tests.sounds import murmur

if TYPE_CHECKING:
    from pathlib import Path


def test_a_recording_comes_back_from_flac_sample_for_sample(tmp_path: Path) -> None:
    samples = murmur(1.5, 48_000).astype(np.int16)
    recording = Recording(samples.astype(np.float32) / 32768, 48_000, "take.wav")
    (tmp_path / "take.flac").write_bytes(as_flac(recording))
    found = load(tmp_path / "take.flac")
    assert found.sample_rate_hz == 48_000
    assert np.array_equal(np.round(found.samples * 32768).astype(np.int16), samples)
