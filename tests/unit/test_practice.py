"""Every step of a practice from every state: allowed ones lead where they say, all others are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.practice import COUNTDOWN_S, OutOfTurnError, Phase, Practice

if TYPE_CHECKING:
    from collections.abc import Callable

STATES = {
    Phase.IDLE: Practice(scenario="voicemail"),
    Phase.COUNTDOWN: Practice(Phase.COUNTDOWN, "voicemail", seconds_left=0),
    Phase.RECORDING: Practice(Phase.RECORDING, "voicemail", take_id="7", message="said before"),
    Phase.SAVING: Practice(Phase.SAVING, "voicemail", take_id="7", message="said before"),
    Phase.ANALYSING: Practice(Phase.ANALYSING, "voicemail", take_id="7", message="said before"),
    Phase.REPORTED: Practice(Phase.REPORTED, "voicemail", take_id="7", message="said before"),
    Phase.FAILED: Practice(Phase.FAILED, "voicemail", take_id="7", message="said before"),
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
STARTED = Practice(Phase.COUNTDOWN, "opening-call", seconds_left=COUNTDOWN_S)
SENT_BACK = Practice(Phase.ANALYSING, "opening-call", take_id="9")
FAILED = Practice(Phase.FAILED, "voicemail", take_id="7", message="it failed")

ALLOWED: dict[tuple[Phase, str], Practice] = {
    (Phase.IDLE, "begin"): STARTED,
    (Phase.REPORTED, "begin"): STARTED,
    (Phase.FAILED, "begin"): STARTED,
    (Phase.COUNTDOWN, "tick"): STATES[Phase.COUNTDOWN],
    (Phase.COUNTDOWN, "record"): Practice(Phase.RECORDING, "voicemail", take_id="8"),
    (Phase.COUNTDOWN, "refuse"): Practice(scenario="voicemail", message="no microphone"),
    (Phase.COUNTDOWN, "discard"): FRESH,
    (Phase.RECORDING, "warn"): Practice(Phase.RECORDING, "voicemail", take_id="7", message="careful"),
    (Phase.RECORDING, "stop"): Practice(Phase.SAVING, "voicemail", take_id="7"),
    (Phase.RECORDING, "discard"): FRESH,
    (Phase.SAVING, "saved"): Practice(Phase.ANALYSING, "voicemail", take_id="7", message="said before"),
    (Phase.SAVING, "fail"): FAILED,
    (Phase.ANALYSING, "report"): Practice(Phase.REPORTED, "voicemail", take_id="7", message="said before"),
    (Phase.ANALYSING, "fail"): FAILED,
    (Phase.FAILED, "retry"): Practice(Phase.ANALYSING, "voicemail", take_id="7"),
    (Phase.FAILED, "discard"): FRESH,
    (Phase.IDLE, "analyse"): SENT_BACK,
    (Phase.REPORTED, "analyse"): SENT_BACK,
    (Phase.FAILED, "analyse"): SENT_BACK,
    (Phase.IDLE, "leave"): FRESH,
    (Phase.REPORTED, "leave"): FRESH,
    (Phase.FAILED, "leave"): FRESH,
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("phase", Phase)
def test_every_step_leads_where_it_says_or_is_refused(phase: Phase, step: str) -> None:
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
    now = STATES[Phase.RECORDING].stop("The microphone went away.").saved().report()
    assert now == Practice(Phase.REPORTED, "voicemail", take_id="7", message="The microphone went away.")


def test_what_went_wrong_only_at_the_end_is_said_too_unless_something_was_said_before() -> None:
    saving = STATES[Phase.RECORDING].stop()
    assert saving.saved("The disk is full.").message == "The disk is full."
    assert STATES[Phase.SAVING].saved("The disk is full.").message == "said before"


def test_a_whole_practice_ends_with_its_report() -> None:
    now = Practice().begin("practice-intro")
    while now.seconds_left:
        now = now.tick()
    now = now.record("1").stop().saved().report()
    assert now == Practice(Phase.REPORTED, "practice-intro", take_id="1")
