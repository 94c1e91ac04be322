"""`rehearse rules`: the rule book on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse import phrases
from rehearse.commands import run

if TYPE_CHECKING:
    from _pytest.capture import CaptureFixture

BOOK = phrases.load()


def test_all_rules_and_must_says_are_listed_below_their_family(capsys: CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [*(f.title for f in BOOK.families), "Must-says"]
    named = [
        line.split()[1] for line in lines if line.startswith("  ") and line.split()[0] in ("stop", "fix", "polish")
    ]
    assert sorted(named) == sorted(BOOK.by_id)
    assert {line.split()[0] for line in lines[lines.index("Must-says") + 1 :]} == set(BOOK.element_by_id)


@pytest.mark.parametrize("rule", BOOK.rules, ids=lambda rule: rule.id)
def test_a_rule_is_explained_with_reason_examples_and_source(
    rule: phrases.rule.Rule, capsys: CaptureFixture[str]
) -> None:
    assert run(["rules", rule.id]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{rule.id} ({rule.family}, {rule.severity})\n")
    plain = [example.replace("[[", "").replace("]]", "") for example in rule.flags]
    for wanted in (rule.message, rule.why, rule.instead, *plain, *rule.passes, rule.sources[0].title):
        assert wanted in said
    assert ("inferred" in said) is rule.inferred


def test_a_rule_of_some_calls_only_names_them(capsys: CaptureFixture[str]) -> None:
    assert run(["rules", "callback-request"]) == 0
    assert "Applies to: voicemail\n" in capsys.readouterr().out
    assert run(["rules", "superstar-claim"]) == 0
    assert "Applies to: all calls, except faculty-advocate\n" in capsys.readouterr().out


def test_a_must_say_is_explained_with_what_counts(capsys: CaptureFixture[str]) -> None:
    assert run(["rules", "greeting"]) == 0
    said = capsys.readouterr().out
    assert BOOK.element_by_id["greeting"].counts in said
    assert "Heard in: “Good morning, this is Maya Okafor.”" in said


def test_an_unknown_rule_is_named_on_stderr(capsys: CaptureFixture[str]) -> None:
    assert run(["rules", "no-such-rule"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "no-such-rule" in said.err
