from __future__ import annotations

import struct
import wave
from typing import TYPE_CHECKING

import av
import numpy as np
import pytest
import soundfile

from rehearse.audio.decode import load
from rehearse.errors import KnownError, Trouble
from tests.sounds import murmur, place_of, tone, write_m4a

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RATE_HZ = 16000


def trouble_with(path: Path) -> KnownError:
    with pytest.raises(KnownError) as caught:
        load(path)
    return caught.value


def likeness(heard: NDArray[np.float32], meant: NDArray[np.float32]) -> float:
    """The correlation at the place where both are most alike."""
    at = place_of((meant * 32767).astype(np.int16), (heard * 32767).astype(np.int16))
    found = heard[at : at + len(meant)]
    return float(np.corrcoef(found, meant[: len(found)])[0, 1])


@pytest.mark.parametrize("subtype", ["PCM_16", "PCM_24", "PCM_32", "FLOAT", "DOUBLE"])
def test_a_wav_file_is_read_sample_by_sample(tmp_path: Path, subtype: str) -> None:
    samples = murmur(1.0, RATE_HZ) / 32768
    soundfile.write(tmp_path / "take.wav", samples, RATE_HZ, subtype=subtype)

    recording = load(tmp_path / "take.wav")

    assert recording.samples.tolist() == samples.tolist()
    assert recording.samples.dtype == np.float32
    assert (recording.sample_rate_hz, recording.duration_s) == (RATE_HZ, 1.0)
    assert recording.path == str(tmp_path / "take.wav")


@pytest.mark.parametrize(("subtype", "step"), [("PCM_U8", 1 / 128), ("ULAW", 1 / 32), ("ALAW", 1 / 32)])
def test_eight_bit_and_telephone_files_are_read_to_their_own_exactness(
    tmp_path: Path, subtype: str, step: float
) -> None:
    samples = tone(1.0, 8000)
    soundfile.write(tmp_path / "call.wav", samples, 8000, subtype=subtype)

    assert np.abs(load(tmp_path / "call.wav").samples - samples).max() <= step


def test_several_channels_become_one_by_their_mean(tmp_path: Path) -> None:
    left, right = tone(1.0, RATE_HZ, 200), tone(1.0, RATE_HZ, 300)
    soundfile.write(tmp_path / "stereo.wav", np.stack([left, right], axis=1), RATE_HZ, subtype="FLOAT")

    assert load(tmp_path / "stereo.wav").samples == pytest.approx((left + right) / 2, abs=1e-6)


@pytest.mark.parametrize("kind", ["mp3", "ogg", "flac"])
def test_compressed_files_sound_like_what_was_compressed(tmp_path: Path, kind: str) -> None:
    samples = tone(2.0, 44100, 440) * np.linspace(0.2, 1, 88200, dtype=np.float32)
    soundfile.write(tmp_path / f"take.{kind}", samples, 44100)

    recording = load(tmp_path / f"take.{kind}")

    assert recording.sample_rate_hz == 44100
    assert recording.duration_s == pytest.approx(2.0, abs=0.1)
    assert likeness(recording.samples, samples) > 0.98


@pytest.mark.parametrize(("container", "name"), [("ipod", "memo.m4a"), ("mp4", "memo.mp4"), ("adts", "memo.aac")])
def test_a_telephones_voice_memo_sounds_like_what_was_said(tmp_path: Path, container: str, name: str) -> None:
    samples = tone(2.0, 44100, 440) * np.linspace(0.2, 1, 88200, dtype=np.float32)
    write_m4a(tmp_path / name, samples, 44100, container)

    recording = load(tmp_path / name)

    assert recording.sample_rate_hz == 44100
    assert recording.duration_s == pytest.approx(2.0, abs=0.1)
    assert likeness(recording.samples, samples) > 0.99


def test_what_a_file_is_counts_and_not_what_it_is_called(tmp_path: Path) -> None:
    write_m4a(tmp_path / "memo.m4a", tone(1.0, 44100), 44100)
    (tmp_path / "memo.m4a").rename(tmp_path / "memo.wav")

    assert load(tmp_path / "memo.wav").duration_s == pytest.approx(1.0, abs=0.1)


def test_a_rate_of_a_megahertz_is_read_and_can_be_brought_down(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "fast.wav", tone(0.6, 1_092_676), 1_092_676)

    recording = load(tmp_path / "fast.wav")

    assert recording.duration_s == pytest.approx(0.6)
    lowered = recording.at(RATE_HZ)
    assert len(lowered) == pytest.approx(0.6 * RATE_HZ, abs=2)
    assert likeness(lowered, tone(0.5, RATE_HZ)) > 0.99


def test_another_rate_keeps_the_sound_and_its_own_rate_keeps_the_samples(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "take.wav", tone(1.0, 48000), 48000)
    recording = load(tmp_path / "take.wav")

    assert recording.at(48000) is recording.samples
    assert recording.at(RATE_HZ).dtype == np.float32
    assert likeness(recording.at(RATE_HZ)[800:-800], tone(0.8, RATE_HZ)) > 0.999


def test_pure_silence_is_a_recording_like_any_other(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "silence.wav", np.zeros(2 * RATE_HZ), RATE_HZ)

    assert not load(tmp_path / "silence.wav").samples.any()


def test_samples_beyond_full_scale_are_clipped(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "loud.wav", 3 * tone(1.0, RATE_HZ), RATE_HZ, subtype="FLOAT")

    assert np.abs(load(tmp_path / "loud.wav").samples).max() == 1.0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    error = trouble_with(tmp_path / "gone.wav")

    assert error.trouble is Trouble.FILE_MISSING
    assert "gone.wav" in error.message


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()

    assert trouble_with(tmp_path / "empty.wav").trouble is Trouble.FILE_EMPTY


def test_a_folder_is_no_recording(tmp_path: Path) -> None:
    trouble = trouble_with(tmp_path)
    assert trouble.trouble is Trouble.FILE_IS_NONE
    assert "save it again" not in trouble.message


@pytest.mark.parametrize("name", ["raw.wav", "raw.mp3", "raw.m4a", "raw.raw", "raw"])
def test_samples_without_a_header_are_refused_whatever_they_are_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(murmur(2.0, RATE_HZ).tobytes())

    assert trouble_with(tmp_path / name).trouble is Trouble.FILE_UNREADABLE


def test_a_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "script.wav").write_text("Good morning, my name is Maya Okafor. " * 100)

    assert trouble_with(tmp_path / "script.wav").trouble is Trouble.FILE_UNREADABLE


def test_a_wav_file_whose_header_is_cut_off_is_refused(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "take.wav", tone(1.0, RATE_HZ), RATE_HZ)
    (tmp_path / "cut.wav").write_bytes((tmp_path / "take.wav").read_bytes()[:30])

    assert trouble_with(tmp_path / "cut.wav").trouble is Trouble.FILE_UNREADABLE


def test_a_wav_file_that_never_comes_to_its_sound_is_refused(tmp_path: Path) -> None:
    header = struct.pack("<4sI4s4sIHHIIHH", b"RIFF", 36, b"WAVE", b"fmt ", 16, 1, 1, RATE_HZ, 2 * RATE_HZ, 2, 16)
    (tmp_path / "odd.wav").write_bytes(header + struct.pack("<4sI", b"HURF", 0x39393939) + b"x" * 5000)

    assert trouble_with(tmp_path / "odd.wav").trouble is Trouble.FILE_UNREADABLE


def test_a_file_of_no_length_is_too_short(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "nothing.wav", np.zeros(0), RATE_HZ)

    assert trouble_with(tmp_path / "nothing.wav").trouble is Trouble.FILE_TOO_SHORT


def test_half_a_second_is_the_least_that_is_read(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "short.wav", tone(0.49, RATE_HZ), RATE_HZ)
    soundfile.write(tmp_path / "enough.wav", tone(0.5, RATE_HZ), RATE_HZ)

    assert "0.49 seconds" in trouble_with(tmp_path / "short.wav").message
    assert load(tmp_path / "enough.wav").duration_s == 0.5


@pytest.mark.parametrize("promised_bytes", [2**31, 2**32 - 1, 0])
def test_a_wav_file_whose_header_is_wrong_about_its_length_is_read_as_far_as_it_goes(
    tmp_path: Path, promised_bytes: int
) -> None:
    samples = murmur(1.0, RATE_HZ)
    path = tmp_path / "crashed.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(samples.tobytes())
    with path.open("r+b") as broken:
        broken.seek(4)
        broken.write(struct.pack("<I", min(2**32 - 1, promised_bytes + 36)))
        broken.seek(40)
        broken.write(struct.pack("<I", promised_bytes))

    assert (load(path).samples * 32768).astype(int).tolist() == samples.tolist()


@pytest.mark.parametrize("kind", ["wav", "flac", "mp3", "ogg"])
def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes(tmp_path: Path, kind: str) -> None:
    samples = tone(8.0, 44100) + 0.1 * murmur(8.0, 44100).astype(np.float32) / 32768
    soundfile.write(tmp_path / f"whole.{kind}", samples, 44100)
    content = (tmp_path / f"whole.{kind}").read_bytes()
    (tmp_path / f"cut.{kind}").write_bytes(content[: len(content) // 2])

    recording = load(tmp_path / f"cut.{kind}")

    assert 2.0 < recording.duration_s < 6.0
    assert likeness(recording.samples[:44100], samples[:44100]) > 0.99


def test_a_voice_memo_without_its_end_is_refused(tmp_path: Path) -> None:
    write_m4a(tmp_path / "memo.m4a", tone(8.0, 44100), 44100)
    content = (tmp_path / "memo.m4a").read_bytes()
    (tmp_path / "cut.m4a").write_bytes(content[: len(content) // 2])

    assert trouble_with(tmp_path / "cut.m4a").trouble is Trouble.FILE_UNREADABLE


def test_a_film_without_sound_is_refused(tmp_path: Path) -> None:
    with av.open(str(tmp_path / "film.mp4"), "w") as output:
        stream = output.add_stream("mpeg4", rate=24)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        for packet in [*stream.encode(av.VideoFrame(64, 64, "yuv420p")), *stream.encode(None)]:
            output.mux(packet)

    assert trouble_with(tmp_path / "film.mp4").trouble is Trouble.FILE_UNREADABLE


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_that_are_no_sound_make_a_file_unreadable(tmp_path: Path, value: float) -> None:
    samples = tone(1.0, RATE_HZ)
    samples[100] = value
    soundfile.write(tmp_path / "odd.wav", samples, RATE_HZ, subtype="FLOAT")

    assert trouble_with(tmp_path / "odd.wav").trouble is Trouble.FILE_UNREADABLE


def test_twenty_minutes_are_read_whole(tmp_path: Path) -> None:
    with soundfile.SoundFile(tmp_path / "long.flac", "w", RATE_HZ, 1) as file:
        for minute in range(20):
            file.write(np.full(60 * RATE_HZ, minute / 32, np.float32))

    recording = load(tmp_path / "long.flac")

    assert recording.duration_s == 1200.0
    assert [round(float(recording.samples[minute * 60 * RATE_HZ]) * 32) for minute in range(20)] == list(range(20))


def test_more_than_four_hours_are_refused(tmp_path: Path) -> None:
    with soundfile.SoundFile(tmp_path / "day.flac", "w", 1000, 1) as file:
        for _ in range(241):
            file.write(np.zeros(60 * 1000, np.float32))

    error = trouble_with(tmp_path / "day.flac")

    assert error.trouble is Trouble.FILE_TOO_LONG
    assert "4.0 hours" in error.message


def test_a_file_whose_header_promises_more_than_four_hours_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    samples = murmur(10.0, RATE_HZ)
    soundfile.write(tmp_path / "cut.flac", samples, RATE_HZ)
    content = bytearray((tmp_path / "cut.flac").read_bytes())
    length = int.from_bytes(content[21:26], "big")
    for promised in (2**36 - 1, 0):
        # The number of samples is the lower 36 bits of these five bytes; 0 says that it is not known.
        content[21:26] = (length >> 36 << 36 | promised).to_bytes(5, "big")
        (tmp_path / "cut.flac").write_bytes(content)

        assert (load(tmp_path / "cut.flac").samples * 32768).astype(int).tolist() == samples.tolist()


def test_five_hours_of_wav_are_refused_by_their_header(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "day.wav"), "wb") as file:
        file.setparams((1, 1, 1000, 5 * 3600 * 1000, "NONE", ""))
        file.writeframesraw(b"")
    with (tmp_path / "day.wav").open("r+b") as sparse:
        sparse.truncate(44 + 5 * 3600 * 1000)

    assert trouble_with(tmp_path / "day.wav").trouble is Trouble.FILE_TOO_LONG
