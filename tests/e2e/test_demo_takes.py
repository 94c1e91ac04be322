"""The bundled recordings, through the real recogniser: what a newcomer sees without a microphone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from rehearse import assets

FIRST_ATTEMPT, CALM_TAKE = assets.demo_takes()


@pytest.fixture(scope="module")
def reports() -> dict[str, dict[str, Any]]:
    """The report of each demo take, by its name, from one start of the program."""
    takes = [str(take.path) for take in assets.demo_takes()]
    analyze = ("-m", "rehearse", "analyze", "--format", "json", "--target", str(assets.demo_card()))
    done = subprocess.run(
        [sys.executable, *analyze, *takes], capture_output=True, text=True, check=False, env=os.environ
    )
    assert done.returncode == 0, done.stderr
    return {
        take.name: json.loads(line) for take, line in zip(assets.demo_takes(), done.stdout.splitlines(), strict=True)
    }


def rules_of(report: dict[str, Any]) -> set[str]:
    return {finding["rule"] for finding in report["findings"] if finding["certainty"] == "certain"}


def verdict_of(report: dict[str, Any], measure: str) -> str:
    return str(next(verdict["verdict"] for verdict in report["verdicts"] if verdict["measure"] == measure))


def missing_groups(report: dict[str, Any]) -> set[str]:
    """The required must-says of which no alternative was heard or may have been said."""
    said = {element["element"] for element in report["elements"] if element["status"] != "missing"}
    required = [element for element in report["elements"] if element["required"]]
    return {
        element["element"] for element in required if said.isdisjoint({element["element"], *(element["one_of"] or ())})
    }


def test_the_first_attempt_shows_what_the_program_is_for(reports: dict[str, dict[str, Any]]) -> None:
    report = reports[FIRST_ATTEMPT.name]
    assert {"do-anything", "need-a-spot"} <= rules_of(report)
    assert {"applicant-id", "specific-reason"} <= missing_groups(report)
    assert verdict_of(report, "speaking_rate_wpm") in {"above", "far-above"}
    assert verdict_of(report, "longest_pause_s") in {"above", "far-above"}
    assert report["measures"]["filled_pauses"] >= 2
    assert report["audio"]["problems"] == []


def test_the_calm_take_has_everything_and_nothing_to_stop_for(reports: dict[str, dict[str, Any]]) -> None:
    report = reports[CALM_TAKE.name]
    assert rules_of(report) == set()
    assert missing_groups(report) == set()
    within = ("speech_duration_s", "speaking_rate_wpm", "fillers_per_min", "longest_pause_s", "signal_to_noise_db")
    assert {measure: verdict_of(report, measure) for measure in within} == dict.fromkeys(within, "within")
    assert report["measures"]["filled_pauses"] == 0
    assert report["audio"]["problems"] == []


def test_the_calm_take_is_told_to_change_nothing() -> None:
    analyze = ("-m", "rehearse", "analyze", "--target", str(assets.demo_card()), str(CALM_TAKE.path))
    done = subprocess.run([sys.executable, *analyze], capture_output=True, text=True, check=False, env=os.environ)
    assert done.returncode == 0, done.stderr
    assert "Nothing needs to change." in done.stdout
    assert "Change this next" not in done.stdout


def test_without_a_screen_the_first_start_prints_a_report_in_words(reports: dict[str, dict[str, Any]]) -> None:
    assert reports
    analyze = ("-m", "rehearse", "analyze", "--target", str(assets.demo_card()), str(FIRST_ATTEMPT.path))
    without_screen = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    done = subprocess.run([sys.executable, *analyze], env=without_screen, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "do anything you need" in done.stdout
    assert "120" in done.stdout
    assert "160" in done.stdout
