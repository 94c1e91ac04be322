"""A mock call on a page that is saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rehearse.call import Turn
from rehearse.call.report_html import parts
from tests.calls import a_spoken_call, held
from tests.pages import Page

TITLES = {"full-name": "Your full name", "thanks": "Thanks", "applied": "That you applied"}
CALLS = {"opening-call": "Opening call"}


def page_of(report: object) -> Page:
    return Page("\n".join(parts(report, ("You spoke 60 seconds.",), TITLES, CALLS)))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def page() -> Page:
    return page_of(a_spoken_call())


def test_each_turn_has_the_line_that_was_heard_and_the_answer(page: Page) -> None:
    first, second = a_spoken_call().turns
    assert f"Turn 1, at 0:00 {first.lines[-1].name[0].upper()}" in page.line
    for line in (*first.lines, *second.lines):
        assert line.text in page.line
    assert f"You “{first.text}”" in page.line
    assert "Turn 2, at 1:05" in page.line
    assert "You You said nothing. Silence 6 seconds" in page.line


def test_each_answer_has_its_time_to_the_first_word_and_its_length_against_the_band(page: Page) -> None:
    assert "First word after 1.3 seconds" in page.line
    target = a_spoken_call().turns[0].target
    assert target is not None
    assert f"Length 60 seconds, over the band ({target.low:g} to {target.high:g})" in page.line


def test_each_answer_has_its_must_says_fillers_and_findings_with_their_times(page: Page) -> None:
    assert "Your full name “Maya Okafor”" in page.line
    assert "That you applied “I applied" in page.line
    assert "Fillers “um” at 0:05" in page.line
    assert "Stop “I would do anything for a spot” at 0:10" in page.line
    assert "Instead: " in page.line


def test_what_no_answer_held_is_named_once_for_the_part_of_the_call(page: Page) -> None:
    assert "Missing in the part “Opening call”: " in page.line
    assert "thanks" in page.line.split("Missing in the part", 1)[1]
    assert "your full name" not in page.line.split("Missing in the part", 1)[1]


def test_what_was_not_measured_is_said_to_be_so() -> None:
    found = page_of(held("opening-call", Turn("Good morning.", 2.0)))
    assert "First word not measured" in found.line
    assert "Must-says" in found.line


def test_an_answer_that_was_cut_off_says_so() -> None:
    cut = held("opening-call", Turn("Good morning.", 50.0, interrupted=True), Turn("Yes.", 1.0, barged_in=True))
    found = page_of(cut)
    assert "They cut in." in found.line
    assert "You began before they had finished." in found.line


def test_nothing_that_was_said_in_a_call_becomes_markup() -> None:
    hostile = "<script>alert('x')</script>"
    call = a_spoken_call()
    turn = replace(call.turns[0], text=hostile, findings=(), lines=(replace(call.turns[0].lines[-1], text=hostile),))
    found = page_of(replace(call, turns=(turn,)))
    assert "script" not in found.tags
    assert found.words.count(hostile) == 2


def test_a_call_without_a_rule_has_none_of_its_findings() -> None:
    call = a_spoken_call()
    (rule,) = {finding.rule for finding in call.turns[0].findings}
    assert call.without(frozenset()) == call
    assert [turn.findings for turn in call.without(frozenset({rule})).turns] == [(), ()]
