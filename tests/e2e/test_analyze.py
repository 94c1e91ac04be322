"""`rehearse analyze` and `rehearse bench` with the real recogniser, as scripts call them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from rehearse.assets import demo_card
from rehearse.commands import run
from tests.speech import RATE_HZ, in_noise, noise, say, write_wav

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.synthesised_speech

MODEL = "tiny.en"
"""The small model: what is asked here does not depend on how well it hears."""

SCRIPT = (0.8, "Good morning, my name is Maya Okafor.", 0.7, "I will do anything you need.", 1.5, "Thank you.", 1.0)


def analyze(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]], str]:
    status = run(["analyze", "--model", MODEL, "--format", "json", *arguments])
    said = capsys.readouterr()
    return status, [json.loads(line) for line in said.out.splitlines()], said.err


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A take with a finding, a thank-you and two silences of known length."""
    return write_wav(tmp_path_factory.mktemp("takes") / "take.wav", in_noise(say(SCRIPT)[0], 40))


def test_a_take_is_measured_and_its_findings_have_their_time(capsys: pytest.CaptureFixture[str], spoken: Path) -> None:
    status, (report,), errors = analyze(capsys, str(spoken))
    assert (status, errors) == (0, "")
    phrases = say(SCRIPT)[1]
    assert report["schema"] == "rehearse.report/1"
    assert report["transcript"]["text"] == " ".join(word["text"] for word in report["transcript"]["words"])
    assert [
        round(pause["end_s"] - pause["start_s"], 1)
        for pause in report["pauses"]
        if pause["end_s"] - pause["start_s"] > 0.5
    ] == [0.7, 1.5]
    assert report["measures"]["pause_count"] == 2
    assert report["measures"]["speech_duration_s"] == pytest.approx(phrases[-1].end_s - phrases[0].start_s, abs=0.2)
    assert report["measures"]["signal_to_noise_db"] == pytest.approx(40, abs=4)
    (finding,) = [found for found in report["findings"] if found["rule"] == "do-anything"]
    assert phrases[1].start_s - 0.1 <= finding["start_s"] < finding["end_s"] <= phrases[1].end_s + 0.1
    (thanks,) = [element for element in report["elements"] if element["element"] == "thanks"]
    assert thanks["status"] == "heard"
    assert thanks["start_s"] == pytest.approx(phrases[2].start_s, abs=0.15)
    assert report["audio"]["problems"] == []


def test_the_same_recording_gives_the_same_report(capsys: pytest.CaptureFixture[str], spoken: Path) -> None:
    _, reports, _ = analyze(capsys, str(spoken), str(spoken))
    for report in reports:
        del report["timing"]
    assert reports[0] == reports[1]


def test_one_recording_that_cannot_be_judged_does_not_stop_the_others(
    capsys: pytest.CaptureFixture[str], spoken: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.wav"
    empty.touch()
    status, reports, errors = analyze(capsys, str(empty), str(spoken), str(tmp_path / "gone.wav"))
    assert status == 1
    assert [report["audio"]["path"] for report in reports] == [str(spoken)]
    assert [line.split(":")[0] for line in errors.splitlines()] == ["rehearse analyze"] * 2
    assert "empty.wav" in errors
    assert "gone.wav" in errors


@pytest.mark.parametrize(
    ("samples", "problem"),
    [(np.zeros(3 * RATE_HZ, np.float32), "silent"), (noise(3, 0.2), "noisy")],
    ids=["silence", "noise"],
)
def test_silence_and_noise_are_judged_with_nulls_and_notes_and_no_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, samples: np.ndarray, problem: str
) -> None:
    status, (report,), _ = analyze(capsys, str(write_wav(tmp_path / "take.wav", samples)))
    assert status == 0
    assert report["transcript"]["words"] == []
    assert report["measures"]["speaking_rate_wpm"] is None
    assert report["audio"]["problems"] == [problem]
    assert report["notes"] != []


def test_a_take_of_two_seconds_is_judged(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    samples, _ = say((0.4, "Thank you.", 1.0))
    status, (report,), _ = analyze(capsys, str(write_wav(tmp_path / "take.wav", samples)))
    assert status == 0
    assert report["transcript"]["text"].lower().startswith("thank you")


def test_the_text_has_the_measures_and_their_bands_in_words(capsys: pytest.CaptureFixture[str], spoken: Path) -> None:
    assert run(["analyze", "--model", MODEL, str(spoken)]) == 0
    text = capsys.readouterr().out
    assert "Change this next" in text
    assert "far under the band of 30 to 90" in text
    assert "do anything" in text


def test_the_benchmark_prints_its_five_figures(capsys: pytest.CaptureFixture[str], spoken: Path) -> None:
    card = str(demo_card())
    assert run(["bench", "--model", MODEL, "--target", card, "--format", "json", str(spoken)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert list(figures) == ["stop_to_report_s", "one_shot_s", "ratio", "dropped_frames", "peak_rss_mb"]
    assert figures["dropped_frames"] == 0
    assert figures["ratio"] == pytest.approx(figures["stop_to_report_s"] / figures["one_shot_s"], abs=0.01)
