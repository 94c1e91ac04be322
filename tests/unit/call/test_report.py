"""What is said of a call afterwards."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rehearse import call, phrases
from rehearse.call import Difficulty, Ending, Turn
from rehearse.call.report_json import from_json, to_json
from rehearse.call.report_text import to_text
from rehearse.call.reporting import report
from rehearse.measures.values import Verdict
from rehearse.phrases.finding import Status
from tests.builders import say
from tests.score_call import CARD

if TYPE_CHECKING:
    from rehearse.call.report import CallReport

OPENER = (
    "Good morning, this is Maya Okafor, a fourth-year at Lakeshore, AAMC ID one four eight seven, two zero nine three. "
    "I applied through SOAP to Riverbend's internal medicine program. Is there anything further I can send?"
)


def held(script: str, *turns: Turn, state: str | None = None, seed: int = 1) -> CallReport:
    setup = call.Setup(call.load(), phrases.load(), seed, CARD, Difficulty.BUSY)
    now, _ = call.begin(setup, script, state)
    for turn in turns:
        now, _ = call.step(now, turn)
    return report(now)


def test_each_turn_tells_what_was_asked_and_answered_and_how_long_it_took() -> None:
    made = held("opening-call", Turn(OPENER, 18, time_to_first_word_s=0.8))
    (turn,) = made.turns
    assert (turn.number, turn.state, turn.branch) == (1, "opening-call/pick-up", "introduced")
    assert turn.lines[-1].text
    assert (turn.text, turn.duration_s, turn.time_to_first_word_s) == (OPENER, 18, 0.8)
    assert turn.verdict is Verdict.WITHIN
    assert {"full-name", "applicant-id", "applied"} <= {element.element for element in turn.elements}
    assert turn.pace_wpm == pytest.approx(len(OPENER.split()) / 18 * 60, abs=0.1)


def test_findings_and_fillers_of_a_spoken_turn_have_their_times() -> None:
    transcript, _ = say("Hello, um, I would do anything for a spot.")
    spoken = Turn(transcript.text, 4, transcript=transcript)
    (turn,) = held("still-reviewing-pitch", spoken).turns
    assert [filler.text for filler in turn.fillers] == ["um"]
    (finding,) = [f for f in turn.findings if f.rule == "do-anything"]
    assert finding.span is not None
    assert finding.span.start_s == pytest.approx(0.8)


def test_must_says_are_looked_for_in_all_answers_of_a_part_together() -> None:
    made = held(
        "opening-call",
        Turn("I applied to the internal medicine program at Riverbend.", 4),
        Turn("This is Maya Okafor.", 2),
        state="pick-up",
    )
    part = next(part for part in made.must_says if part.scenario == "opening-call")
    heard = {element.element for element in part.elements if element.status is Status.HEARD}
    assert {"applied", "full-name", "specialty"} <= heard
    assert "thanks" not in heard


def test_the_call_counts_who_spoke_how_long_and_who_cut_in() -> None:
    made = held(
        "opening-call",
        Turn(OPENER, 45, interrupted=True, their_s=8),
        Turn("Thank you.", 1, barged_in=True, their_s=3),
        Turn(silence_s=5),
        state="pick-up",
    )
    assert (made.cut_off, made.barged_in, made.silences) == (1, 1, 1)
    assert made.you_s == 46
    assert made.they_s > 11
    assert [turn.lines_at_s for turn in made.turns][:2] == [0, 53]
    assert made.turns[1].at_s == 56


def test_a_call_with_a_coordinator_is_held_against_ninety_seconds() -> None:
    short = held("opening-call", Turn(OPENER, 20), state="pick-up")
    long = held("opening-call", Turn(OPENER, 20), Turn("One four eight seven", 110), state="pick-up")
    assert (short.verdict, long.verdict) == (Verdict.WITHIN, Verdict.FAR_ABOVE)
    assert held("voicemail", Turn("Hello.", 200), state="message").verdict is None


def test_quiet_in_the_other_sides_silence_is_told_from_chatter() -> None:
    kept = held("still-reviewing-pitch", Turn(silence_s=4), state="quiet")
    filled = held("still-reviewing-pitch", Turn("So yeah, that's me.", 2), state="quiet")
    assert (kept.quiet_kept, kept.quiet_filled, kept.silences) == (1, 0, 0)
    assert (filled.quiet_kept, filled.quiet_filled) == (0, 1)


@pytest.mark.parametrize(
    ("seconds", "loudness", "steady"), [(6.0, -22.0, True), (3.5, -22.0, False), (6.0, -18.0, False)]
)
def test_the_voice_before_and_after_an_annoyed_line_is_compared(
    seconds: float, loudness: float, *, steady: bool
) -> None:
    text = "I just wanted to know whether you could make an exception for me today, please, if you can."
    made = held(
        "no-phone-updates",
        Turn(text, 6.0, loudness_lufs=-22),
        Turn(text, seconds, loudness_lufs=loudness),
    )
    assert made.steadiness is not None
    assert made.steadiness.turn == 2
    assert made.steadiness.steady is steady


def test_without_an_annoyed_line_nothing_is_said_about_steadiness() -> None:
    assert held("opening-call", Turn(OPENER, 18)).steadiness is None


def test_what_was_not_measured_is_not_guessed() -> None:
    text = "Could you make an exception for me just this once, please?"
    made = held("no-phone-updates", Turn(text), Turn(text))
    assert made.steadiness is not None
    assert (made.steadiness.pace_change, made.steadiness.loudness_change, made.steadiness.steady) == (None, None, None)
    assert made.turns[0].time_to_first_word_s is None


@pytest.mark.parametrize(
    ("last", "thanked", "goodbye", "stopped"),
    [
        ("No, thank you. Goodbye.", True, True, True),
        ("Thank you, that helps me.", True, False, True),
        ("Okay.", False, False, None),
        (
            "Thank you, goodbye. And I also wanted to say that I worked two years as a scribe and I live here.",
            True, True, False,
        ),
    ],
)  # fmt: skip
def test_a_good_closing_is_thanks_a_goodbye_and_nothing_more(
    last: str, *, thanked: bool, goodbye: bool, stopped: bool | None
) -> None:
    closing = held("eras-only-close", Turn(last, 3), state="anything-else").closing
    assert (closing.thanked, closing.said_goodbye, closing.stopped_when_done) == (thanked, goodbye, stopped)


@pytest.mark.parametrize(
    ("turns", "ended"),
    [
        ((Turn("No, thank you. Goodbye.", 2),), Ending.GOODBYE),
        ((Turn(hung_up=True, silence_s=0.5),), Ending.YOU_HUNG_UP),
        ((Turn(silence_s=5), Turn(silence_s=5), Turn(silence_s=5)), Ending.THEY_HUNG_UP),
        ((), None),
    ],
)
def test_who_ended_the_call_is_told(turns: tuple[Turn, ...], ended: Ending | None) -> None:
    made = held("eras-only-close", *turns, state="anything-else")
    assert made.closing.ended is ended
    assert to_text(made)


def test_a_report_comes_back_from_json_as_it_was() -> None:
    transcript, _ = say("Could you, um, make an exception for me just this once?")
    made = held(
        "no-phone-updates",
        Turn(transcript.text, 6, time_to_first_word_s=1.1, loudness_lufs=-20, transcript=transcript),
        Turn("Sorry. Thank you, goodbye.", 2, interrupted=True, loudness_lufs=-21),
    )
    written = json.loads(json.dumps(to_json(made)))
    assert written["schema"] == "rehearse.call-report/1"
    assert from_json(written) == made


def test_a_report_of_another_schema_is_refused() -> None:
    written = to_json(held("opening-call")) | {"schema": "rehearse.call-report/9"}
    with pytest.raises(ValueError, match="call-report/9"):
        from_json(written)


def test_the_text_names_what_hurt_and_what_is_missing() -> None:
    printed = to_text(held("still-reviewing-pitch", Turn("I'd do anything for a spot.", 3)))
    assert "“I'd do anything for a spot” (do-anything)" in printed
    assert "thanks: missing" in printed


def test_the_version_changes_with_the_scripts() -> None:
    made = held("opening-call")
    assert made.scripts_version == call.load().version
    assert len(made.scripts_version) == 12
    assert replace(made, scripts_version="other") != made
