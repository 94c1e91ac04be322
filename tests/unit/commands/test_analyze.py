"""What is refused before anything is listened to; the reports themselves are tested with the real recogniser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.commands import run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What is said on stderr where the command is used wrongly."""
    try:
        status = run(["analyze", *arguments])
    except SystemExit as ended:
        status = ended.code  # type: ignore[assignment]
    said = capsys.readouterr()
    assert status == 2
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_an_unknown_scenario_is_wrong_use_and_the_known_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    said = refused(capsys, "--scenario", "small-talk", "take.wav")
    assert "small-talk" in said
    assert "practice-intro" in said


def test_an_email_cannot_be_listened_to(capsys: pytest.CaptureFixture[str]) -> None:
    assert "rehearse check" in refused(capsys, "--scenario", "email", "take.wav")


def test_a_card_that_is_no_json_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    card = tmp_path / "card.json"
    card.write_text("Maya Okafor")
    assert str(card) in refused(capsys, "--target", str(card), "take.wav")


def test_a_card_that_is_missing_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "no-card.json" in refused(capsys, "--target", str(tmp_path / "no-card.json"), "take.wav")


def test_an_unknown_voice_model_is_wrong_use_and_the_known_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert "tiny.en" in refused(capsys, "--model", "huge.en", "take.wav")


def test_without_a_recording_it_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert "AUDIO" in refused(capsys)


def test_an_unknown_format_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert "xml" in refused(capsys, "--format", "xml", "take.wav")
