"""Every step of a practice from every state: allowed ones lead where they say, all others are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.practice import COUNTDOWN_S, OutOfTurnError, Practice, PracticePhase

if TYPE_CHECKING:
    from collections.abc import Callable

STATES = {
    PracticePhase.IDLE: Practice(scenario="voicemail"),
    PracticePhase.COUNTDOWN: Practice(PracticePhase.COUNTDOWN, "voicemail", seconds_left=0),
    PracticePhase.RECORDING: Practice(PracticePhase.RECORDING, "voicemail", take_id="7", message="said before"),
    PracticePhase.SAVING: Practice(PracticePhase.SAVING, "voicemail", take_id="7", message="said before"),
    PracticePhase.ANALYSING: Practice(PracticePhase.ANALYSING, "voicemail", take_id="7", message="said before"),
    PracticePhase.REPORTED: Practice(PracticePhase.REPORTED, "voicemail", take_id="7", message="said before"),
    PracticePhase.FAILED: Practice(PracticePhase.FAILED, "voicemail", take_id="7", message="said before"),
}

STEPS: dict[str, Callable[[Practice], Practice]] = {
    "begin": lambda now: now.begin("opening-call"),
    "tick": lambda now: now.tick(),
    "record": lambda now: now.record("8"),
    "warn": lambda now: now.warn("careful"),
    "refuse": lambda now: now.refuse("no microphone"),
    "stop": lambda now: now.stop(),
    "saved": lambda now: now.saved(),
    "analyse": lambda now: now.analyse("9", "opening-call"),
    "report": lambda now: now.report(),
    "fail": lambda now: now.fail("it failed"),
    "retry": lambda now: now.retry(),
    "discard": lambda now: now.discard(),
    "leave": lambda now: now.leave(),
}

FRESH = Practice(scenario="voicemail")
STARTED = Practice(PracticePhase.COUNTDOWN, "opening-call", seconds_left=COUNTDOWN_S)
SENT_BACK = Practice(PracticePhase.ANALYSING, "opening-call", take_id="9")
FAILED = Practice(PracticePhase.FAILED, "voicemail", take_id="7", message="it failed")

ALLOWED: dict[tuple[PracticePhase, str], Practice] = {
    (PracticePhase.IDLE, "begin"): STARTED,
    (PracticePhase.REPORTED, "begin"): STARTED,
    (PracticePhase.FAILED, "begin"): STARTED,
    (PracticePhase.COUNTDOWN, "tick"): STATES[PracticePhase.COUNTDOWN],
    (PracticePhase.COUNTDOWN, "record"): Practice(PracticePhase.RECORDING, "voicemail", take_id="8"),
    (PracticePhase.COUNTDOWN, "refuse"): Practice(scenario="voicemail", message="no microphone"),
    (PracticePhase.COUNTDOWN, "discard"): FRESH,
    (PracticePhase.RECORDING, "warn"): Practice(PracticePhase.RECORDING, "voicemail", take_id="7", message="careful"),
    (PracticePhase.RECORDING, "stop"): Practice(PracticePhase.SAVING, "voicemail", take_id="7"),
    (PracticePhase.RECORDING, "discard"): FRESH,
    (PracticePhase.SAVING, "saved"): Practice(PracticePhase.ANALYSING, "voicemail", take_id="7", message="said before"),
    (PracticePhase.SAVING, "fail"): FAILED,
    (PracticePhase.ANALYSING, "report"): Practice(
        PracticePhase.REPORTED, "voicemail", take_id="7", message="said before"
    ),
    (PracticePhase.ANALYSING, "fail"): FAILED,
    (PracticePhase.FAILED, "retry"): Practice(PracticePhase.ANALYSING, "voicemail", take_id="7"),
    (PracticePhase.FAILED, "discard"): FRESH,
    (PracticePhase.IDLE, "analyse"): SENT_BACK,
    (PracticePhase.REPORTED, "analyse"): SENT_BACK,
    (PracticePhase.FAILED, "analyse"): SENT_BACK,
    (PracticePhase.IDLE, "leave"): FRESH,
    (PracticePhase.REPORTED, "leave"): FRESH,
    (PracticePhase.FAILED, "leave"): FRESH,
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("phase", PracticePhase)
def test_every_step_leads_where_it_says_or_is_refused(phase: PracticePhase, step: str) -> None:
    expected = ALLOWED.get((phase, step))
    if expected is None:
        with pytest.raises(OutOfTurnError, match=f"{step}.*{phase}"):
            STEPS[step](STATES[phase])
    else:
        assert STEPS[step](STATES[phase]) == expected


def test_the_countdown_counts_to_zero_and_no_further() -> None:
    now = Practice().begin("practice-intro")
    seen = [now.seconds_left]
    for _ in range(COUNTDOWN_S + 1):
        now = now.tick()
        seen.append(now.seconds_left)
    assert seen == [3, 2, 1, 0, 0]


def test_recording_can_not_start_before_the_countdown_is_over() -> None:
    with pytest.raises(OutOfTurnError, match="1 s of the countdown left"):
        Practice().begin("practice-intro").tick().tick().record("1")


def test_what_ended_the_recording_is_still_said_beside_the_report() -> None:
    now = STATES[PracticePhase.RECORDING].stop("The microphone went away.").saved().report()
    assert now == Practice(PracticePhase.REPORTED, "voicemail", take_id="7", message="The microphone went away.")


def test_what_went_wrong_only_at_the_end_is_said_too_unless_something_was_said_before() -> None:
    saving = STATES[PracticePhase.RECORDING].stop()
    assert saving.saved("The disk is full.").message == "The disk is full."
    assert STATES[PracticePhase.SAVING].saved("The disk is full.").message == "said before"


def test_a_whole_practice_ends_with_its_report() -> None:
    now = Practice().begin("practice-intro")
    while now.seconds_left:
        now = now.tick()
    now = now.record("1").stop().saved().report()
    assert now == Practice(PracticePhase.REPORTED, "practice-intro", take_id="1")
