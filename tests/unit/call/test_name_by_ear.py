"""A name that the quick recogniser of a call misspells, for the choice of a branch alone."""

from __future__ import annotations

import pytest

from rehearse import call, phrases
from rehearse.call.name_by_ear import hears_name
from rehearse.call.reporting import report
from rehearse.phrases.finding import Status
from rehearse.phrases.text import read
from rehearse.target import Target

MAYA = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend",), "internal medicine")
RULES = phrases.load()


@pytest.mark.parametrize(
    "said",
    [
        "Good afternoon. This is my lookifer. Is this a good time to talk?",
        "10 seconds, my ochifer, medicine applicant.",
        "Sorry, very short, my aquifer applicant for internal medicine.",
    ],
)
def test_a_name_is_recognised_however_its_words_are_parted(said: str) -> None:
    assert hears_name(read(said, RULES.vocabulary), "Maya Okafor")


@pytest.mark.parametrize(
    "said",
    ["My application is in.", "It's about my file.", "A A M C one four eight seven, two zero.", "My career is here."],
)
def test_other_words_with_some_of_its_sounds_are_no_name(said: str) -> None:
    assert not hears_name(read(said, RULES.vocabulary), "Maya Okafor")


def test_a_name_of_few_sounds_is_left_to_its_letters() -> None:
    assert not hears_name(read("I only have one line.", RULES.vocabulary), "Ana Lee")


def test_what_sounds_like_the_name_decides_the_branch_and_never_the_must_say() -> None:
    begun, _ = call.begin(call.Setup(call.load(), RULES, 1, MAYA), "opening-call", "pick-up")
    answered, _ = call.step(begun, call.Turn("Good afternoon. This is my lookifer.", 3.0))
    assert {"full-name", "applicant-named"} <= answered.exchanges[0].heard.facts
    made = report(answered)
    assert "full-name" not in {element.element for element in made.turns[0].elements}
    (name,) = [element for element in made.must_says[0].elements if element.element == "full-name"]
    assert name.status is not Status.HEARD
