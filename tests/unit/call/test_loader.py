"""What the loader says of a faulty script: which file, which state, which key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from rehearse.call import load_script
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = """
scenario = "opening-call"

[[state]]
id = "hello"
about = "Somebody answers."
who = "coordinator"
lines = ["Yes?"]
branch = [
    { id = "named", hears = ["full-name"], to = "bye" },
    { id = "other", to = { "hello" = 1, "bye" = 2 } },
]

[[state]]
id = "bye"
about = "The end."
who = "coordinator"
lines = ["Bye."]
ends = "goodbye"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "trial.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_script_of_ones_own_is_loaded_beside_the_others(tmp_path: Path) -> None:
    scripts, name = load_script(write(tmp_path, WHOLE))
    assert name == "trial"
    assert scripts.state("trial/hello").branches[1].to == (("trial/hello", 1), ("trial/bye", 2))
    assert "opening-call" in scripts.by_id


@pytest.mark.parametrize(
    ("change", "into", "where", "reason"),
    [
        ('scenario = "opening-call"', 'scenario = "dinner"', "scenario", "no scenario “dinner”"),
        ('to = "bye" }', 'to = "nowhere" }', "state hello, branch named, to", "no state “trial/nowhere”"),
        ('"full-name"', '"full-nam"', "state hello, branch named, hears", "“full-nam” is not a must-say"),
        ('who = "coordinator"\nlines = ["Yes?"]', 'who = "dana"\nlines = ["Yes?"]', "state hello, who", "no person"),
        ('lines = ["Yes?"]', 'lines = ["Yes, {nmae}?"]', "state hello, lines", "no slot {nmae}"),
        ('lines = ["Yes?"]', 'lines = ["{program}, yes?"]', "state hello, lines", "without a slot of the card"),
        ('lines = ["Yes?"]', 'lines = ["Yes {?"]', "state hello, lines", "braces"),
        ('lines = ["Yes?"]', "", "state hello, lines", "says something"),
        ('lines = ["Yes?"]', 'lines = { busy = ["Yes?"] }', "state hello, lines, kind", "no wording"),
        ('{ id = "named", hears = ["full-name"], ', '{ id = "named", ', "state hello, branch named", "never reached"),
        ('{ id = "other", to', '{ id = "other", silent = true, to', "state hello, branch", "the last one needs no"),
        ('ends = "goodbye"', 'to = "hello"', "state", "no way leads"),
        ('ends = "goodbye"', 'ends = "tea"', "state bye, ends", "“tea” is not one of"),
        ('ends = "goodbye"', "", "state bye, branch", "exactly one of"),
        ('"bye" = 2', '"bye" = 0', "to, bye", "weight"),
        ('"bye" = 2', '"bye" = 2, "hullo" = 1', "branch other, to", "no state “trial/hullo”"),
        ('id = "bye"', 'id = "hello"', "state hello, id", "same id"),
        ("hears = [", "heras = [", "branch named, heras", "not known"),
        ('lines = ["Bye."]', 'lines = ["Bye."]\nquiet_s = [5, 3]', "state bye, quiet_s", "lower number"),
        ('lines = ["Bye."]', 'lines = ["Bye."]\npatience_s = { mild = 3 }', "patience_s, mild", "not known"),
        ('scenario = "opening-call"', 'start = "morning"', "start", "no state “morning”"),
        ("[[state]]", "[[state", "the file", "line"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_by_file_state_and_key(
    tmp_path: Path, change: str, into: str, where: str, reason: str
) -> None:
    faulty = WHOLE.replace(change, into, 1)
    assert faulty != WHOLE
    if 'start = "morning"' in faulty:
        faulty = faulty.replace("start", 'scenario = "opening-call"\nstart', 1)
    with pytest.raises(KnownError, match=re.escape(reason)) as refused:
        load_script(write(tmp_path, faulty))
    assert refused.value.trouble is Trouble.RULES_FAULTY
    assert refused.value.message.startswith("trial.toml")
    assert where in refused.value.message


def state(name: str, rest: str) -> str:
    return f'\n[[state]]\nid = "{name}"\nabout = "A trial."\nwho = "coordinator"\nlines = ["So."]\n{rest}\n'


def test_a_state_that_nothing_leads_to_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"state island, id: no branch leads"):
        load_script(write(tmp_path, WHOLE + state("island", 'to = "bye"')))


def test_a_round_without_listening_is_refused(tmp_path: Path) -> None:
    round_trip = state("one", 'to = { "two" = 1, "bye" = 1 }') + state("two", 'to = "one"')
    text = WHOLE.replace('{ "hello" = 1', '{ "one" = 1') + round_trip
    with pytest.raises(KnownError, match="without ever listening"):
        load_script(write(tmp_path, text))


def test_a_call_that_can_end_only_when_it_is_easy_is_refused(tmp_path: Path) -> None:
    text = WHOLE.replace('hears = ["full-name"]', 'difficulty = ["kind"]').replace(
        '"hello" = 1, "bye" = 2', '"hello" = 1'
    )
    with pytest.raises(KnownError, match=r"no way leads from here to an end of the call \(busy\)"):
        load_script(write(tmp_path, text))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"nothing\.toml") as refused:
        load_script(tmp_path / "nothing.toml")
    assert refused.value.trouble is Trouble.FILE_MISSING
