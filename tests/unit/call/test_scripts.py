"""The scripts that ship: whole, chained as promised, and every call through them ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rehearse import call, phrases, scenarios
from rehearse.call import Turn
from rehearse.call.hearing import has_cue
from rehearse.call.report_json import from_json, to_json
from rehearse.call.reporting import report
from rehearse.call.script import SEPARATOR
from rehearse.phrases.mentions import find_mentions
from rehearse.phrases.text import read
from rehearse.target import Target
from tests.score_call import CARD, chosen, read_answers

SCRIPTS = call.load()
NO_CALLS = {"email"}
STATES = [f"{s.id}{SEPARATOR}{state}" for s in SCRIPTS.by_id.values() for state in s.states]
ANSWERS = Path(__file__).parent.parent.parent / "call"

FLOOR = 0.92
"""Share of unseen answers whose branch is chosen as labelled; 0.964 of 303 was measured when this was set."""

TALK = (
    "Good morning, this is Maya Okafor. I applied through SOAP to your internal medicine program.",
    "One four eight seven, two zero nine three.",
    "I understand. I grew up here and I passed Step 2 on the first attempt.",
    "",
    "What are my chances?",
    "No, thank you. Goodbye.",
)


def test_every_scenario_that_is_a_call_has_a_script() -> None:
    assert set(SCRIPTS.by_id) == set(scenarios.load()) - NO_CALLS
    assert all(script.scenario == script.id for script in SCRIPTS.by_id.values())


def test_the_calls_are_chained() -> None:
    def leads(start: str) -> set[str]:
        ways = {t for s in SCRIPTS.by_id[start].states.values() for b in s.branches for t, _ in b.to}
        return {way.partition(SEPARATOR)[0] for way in ways}

    assert {"still-reviewing-pitch", "eras-only-close", "interest-question", "no-phone-updates"} <= leads(
        "opening-call"
    )
    assert "eras-only-close" in leads("still-reviewing-pitch")
    assert {"red-flag-question", "why-this-specialty"} <= leads("interest-question")
    assert "opening-call" in leads("voicemail")
    assert "opening-call" in leads("operator-transfer")
    assert "floor-questions" in leads("program-call")


@pytest.mark.parametrize("cue", SCRIPTS.cues, ids=lambda cue: cue.id)
def test_a_cue_is_found_in_its_examples_and_not_in_its_near_misses(cue: call.script.Cue) -> None:
    def found(text: str) -> bool:
        rulebook = phrases.load()
        words = read(text, rulebook.vocabulary)
        return has_cue(cue, words, find_mentions(words, CARD, rulebook).marked)

    assert [text for text in cue.heard if not found(text)] == []
    assert [text for text in cue.not_heard if found(text)] == []


@pytest.mark.parametrize("difficulty", call.Difficulty)
@pytest.mark.parametrize("script", SCRIPTS.by_id)
def test_every_call_ends_whatever_is_said(script: str, difficulty: call.Difficulty) -> None:
    for seed in range(2):
        for first in range(0, len(TALK), 2):
            setup = call.Setup(SCRIPTS, phrases.load(), seed, CARD if seed % 2 else Target(), difficulty)
            state, _ = call.begin(setup, script)
            turns = 0
            while state.ended is None:
                text = TALK[(first + turns) % len(TALK)]
                state, _ = call.step(state, call.Turn(text, len(text) / 14, silence_s=0 if text else 4))
                turns += 1
            assert turns < 40


@pytest.mark.parametrize("script", SCRIPTS.by_id)
def test_a_call_in_which_nobody_says_anything_ends_soon(script: str) -> None:
    state, _ = call.begin(call.Setup(SCRIPTS, phrases.load(), 3), script)
    turns = 0
    while state.ended is None:
        state, _ = call.step(state, call.Turn(silence_s=5))
        turns += 1
    assert turns <= 6


@pytest.mark.parametrize("state", STATES)
def test_a_state_speaks_in_every_difficulty_with_and_without_a_card(state: str) -> None:
    script, _, name = state.partition(SEPARATOR)
    for difficulty in call.Difficulty:
        for target in (Target(), CARD):
            _, reply = call.begin(call.Setup(SCRIPTS, phrases.load(), 5, target, difficulty), script, name)
            assert all("{" not in line.text for line in reply.lines)
            assert reply.lines or reply.quiet_s or reply.ended


@given(
    turns=st.lists(
        st.builds(
            Turn,
            text=st.one_of(st.text(max_size=60), st.sampled_from(TALK)),
            duration_s=st.floats(0, 200),
            time_to_first_word_s=st.none() | st.floats(0, 20),
            silence_s=st.floats(0, 20),
            interrupted=st.booleans(),
            barged_in=st.booleans(),
            hung_up=st.booleans(),
        ),
        max_size=8,
    ),
    seed=st.integers(0, 2**31),
    script=st.sampled_from(sorted(SCRIPTS.by_id)),
)
@settings(max_examples=40)
def test_nothing_that_is_said_breaks_a_call_or_its_report(turns: list[Turn], seed: int, script: str) -> None:
    state, _ = call.begin(call.Setup(SCRIPTS, phrases.load(), seed, CARD), script)
    for turn in turns:
        if state.ended is None:
            state, reply = call.step(state, turn)
            assert reply.lines or reply.ended or reply.quiet_s or reply.alone
    made = report(state)
    assert from_json(json.loads(json.dumps(to_json(made)))) == made


def test_the_labelled_answers_name_states_and_branches_that_exist() -> None:
    items = read_answers(sorted(ANSWERS.glob("*.jsonl")))
    asides = {aside.id for aside in SCRIPTS.common.asides}
    assert len({item["id"] for item in items}) == len(items) >= 850
    for item in items:
        branches = {branch.id for branch in SCRIPTS.state(item["state"]).branches}
        assert item["branch"] in branches | asides, item["id"]


def test_the_branch_is_chosen_as_labelled_on_answers_never_tuned_on() -> None:
    items = read_answers([ANSWERS / "unseen.jsonl"])
    right = sum(chosen(item) == item["branch"] for item in items)
    assert right / len(items) >= FLOOR
