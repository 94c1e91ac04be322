"""Each key of a condition decides, tried in a script of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse import call, phrases
from rehearse.call import Difficulty, Turn, load_script
from tests.score_call import CARD

if TYPE_CHECKING:
    from pathlib import Path

SCRIPT = """
scenario = "opening-call"

[[state]]
id = "listening"
about = "Somebody listens."
who = "coordinator"
lines = ["Yes?"]
branch = [
    {{ id = "taken", {condition}, to = "listening" }},
    {{ id = "other", to = "bye" }},
]

[[state]]
id = "bye"
about = "The end."
who = "coordinator"
lines = ["Bye."]
ends = "goodbye"
"""

NAMED = "This is Maya Okafor."
APPLIED = "I applied to your program."


def branches(folder: Path, condition: str, *turns: Turn, difficulty: Difficulty = Difficulty.BUSY) -> list[str]:
    path = folder / "trial.toml"
    path.write_text(SCRIPT.format(condition=condition), encoding="utf-8")
    scripts, script = load_script(path)
    state, _ = call.begin(call.Setup(scripts, phrases.load(), 1, CARD, difficulty), script)
    for turn in turns:
        if state.ended is None:
            state, _ = call.step(state, turn)
    return [exchange.branch for exchange in state.exchanges]


@pytest.mark.parametrize(
    ("condition", "taken", "other"),
    [
        ('hears = ["full-name"]', Turn(NAMED, 2), Turn(APPLIED, 2)),
        ('hears = ["full-name | applied"]', Turn(APPLIED, 2), Turn("Good morning.", 2)),
        ('hears = ["full-name", "applied"]', Turn(f"{NAMED} {APPLIED}", 4), Turn(NAMED, 2)),
        ('hears = ["desperation"]', Turn("I'd do anything for a spot.", 2), Turn(APPLIED, 2)),
        ('hears = ["ask-pay"]', Turn("What is the salary?", 2), Turn(APPLIED, 2)),
        ('hears = ["eight-digits"]', Turn("1487 2093", 2), Turn("1487 209", 2)),
        ('lacks = ["thanks"]', Turn(NAMED, 2), Turn("Thank you.", 2)),
        ("longer_s = 20", Turn(NAMED, 20), Turn(NAMED, 19.9)),
        ("most_words = 4", Turn(NAMED, 2), Turn(APPLIED, 2)),
        ("least_words = 5", Turn(APPLIED, 2), Turn(NAMED, 2)),
        ("interrupted = true", Turn(NAMED, 40, interrupted=True), Turn(NAMED, 40)),
        ("silent = true", Turn(silence_s=4), Turn(NAMED, 2)),
        ("silent = true, longer_s = 8", Turn(silence_s=8), Turn(NAMED, 9)),
    ],
)
def test_a_branch_is_taken_where_its_condition_holds_and_only_there(
    tmp_path: Path, condition: str, taken: Turn, other: Turn
) -> None:
    assert branches(tmp_path, condition, taken) == ["taken"]
    assert branches(tmp_path, condition, other) == ["other"]


def test_what_was_heard_before_counts_for_the_whole_call(tmp_path: Path) -> None:
    turns = Turn(NAMED, 2), Turn(APPLIED, 2)
    assert branches(tmp_path, 'call_heard = ["full-name"]', *turns) == ["taken", "taken"]
    assert branches(tmp_path, 'call_lacks = ["applied"]', *turns) == ["taken", "other"]


def test_a_state_can_answer_otherwise_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "trial.toml"
    text = SCRIPT.format(condition="visit = 2").replace('to = "bye" }', 'to = "listening" }', 1)
    path.write_text(text.replace('to = "listening" }', 'to = "bye" }', 1), encoding="utf-8")
    scripts, script = load_script(path)
    state, _ = call.begin(call.Setup(scripts, phrases.load(), 1), script)
    state, _ = call.step(state, Turn(NAMED, 2))
    state, _ = call.step(state, Turn(NAMED, 2))
    assert [exchange.branch for exchange in state.exchanges] == ["other", "taken"]


def test_a_branch_of_one_difficulty_is_closed_in_the_others(tmp_path: Path) -> None:
    only_hard = 'difficulty = ["hard"]'
    assert branches(tmp_path, only_hard, Turn(NAMED, 2), difficulty=Difficulty.HARD) == ["taken"]
    assert branches(tmp_path, only_hard, Turn(NAMED, 2), difficulty=Difficulty.KIND) == ["other"]


def test_a_silence_that_no_branch_takes_is_asked_about(tmp_path: Path) -> None:
    assert branches(tmp_path, 'hears = ["full-name"]', Turn(silence_s=5)) == ["silent"]


def test_each_of_several_ways_is_taken_as_often_as_its_weight_says(tmp_path: Path) -> None:
    path = tmp_path / "trial.toml"
    text = SCRIPT.format(condition='hears = ["full-name"]')
    path.write_text(text.replace('to = "listening" }', 'to = { "listening" = 3, "bye" = 1 } }', 1), encoding="utf-8")
    scripts, script = load_script(path)
    ended = 0
    for seed in range(400):
        state, reply = call.step(call.begin(call.Setup(scripts, phrases.load(), seed), script)[0], Turn(NAMED, 2))
        ended += state.ended is not None
        assert reply.drawn in (("trial/listening, 3 of 4",), ("trial/bye, 1 of 4",))
    assert 70 <= ended <= 130
