"""Ids and requirements that stay stable from outside, kept here as data: histories and scripts rely on them."""

from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.target import Target

RULES = """
do-anything need-a-spot take-anything nowhere-else promise-not-let-down begging work-super-hard
prelim-or-switch distress-talk family-depending crying match-lament unmatched-explanation unasked-red-flag
life-story five-year-plan grade-recital live-file-review unscheduled-interview nervous-chatter blame-others
argue-with-exam minimize-flag deserve-a-chance why-not-invited why-not-reviewed convince-you
special-exception push-after-no demand-pd scores-above-average compare-applicants other-programs-leverage
deadline-pressure pressure-via-leadership repeat-contact confirm-received ignoring-no-contact ask-chances
ask-interview-decision ask-offer-or-rank pd-personal-contact ask-pay ask-time-off ask-moonlighting
ask-schedule ask-malignant ask-competitive unprepared-question whoever-runs unsure-applied
lifelong-commitment inflated-record superstar-claim dream-program top-choice generic-interest generic-praise
backup-framing casual-greeting casual-slang hedging intensifier-stacking self-deprecation groveling-apology
callback-request number-repeated parent-call random-advocate mass-advocacy dictate-call-list
inflexible-specialty advocate-before-applying lukewarm-endorsement bad-location defer-program-call
wrong-program wrong-specialty wrong-id
"""

ELEMENTS = """
greeting full-name role school applicant-id applied specialty program-named specific-reason strength
ask-needed consideration respect-time accept-process availability contact-info no-callback thanks close
rf-cause rf-correction rf-evidence readiness routing-request bandwidth advocacy-ask leave-choice flexibility
applied-first advocate-identity student-named student-applied relationship endorsement offer-questions
newness confirmation returning-call safe-question
"""

SCENARIOS = {
    "practice-intro": (
        (
            "greeting full-name role|school applicant-id applied specialty "
            "program-named specific-reason ask-needed|consideration thanks"
        ),
        "strength respect-time close",
        (30, 90),
    ),
    "opening-call": (
        "greeting full-name role|school applicant-id applied specialty program-named ask-needed|consideration thanks",
        "specific-reason strength respect-time close",
        (15, 30),
    ),
    "still-reviewing-pitch": (
        "accept-process strength specific-reason consideration thanks",
        "close respect-time",
        (20, 30),
    ),
    "eras-only-close": (
        "accept-process thanks close",
        "availability respect-time",
        (5, 12),
    ),
    "no-phone-updates": (
        "accept-process thanks close",
        "availability respect-time",
        (5, 10),
    ),
    "interest-question": (
        "specialty specific-reason strength",
        "thanks",
        (8, 15),
    ),
    "red-flag-question": (
        "rf-cause rf-correction rf-evidence",
        "readiness thanks",
        (15, 30),
    ),
    "rushed-coordinator": (
        "respect-time full-name applied specific-reason|strength thanks",
        "specialty close ask-needed",
        (10, 30),
    ),
    "voicemail": (
        "full-name applicant-id applied specialty thanks no-callback|contact-info",
        "greeting role school program-named consideration close respect-time",
        (15, 30),
    ),
    "program-call": (
        "greeting full-name availability specific-reason strength thanks",
        "close",
        (30, 60),
    ),
    "missed-call-return": (
        "greeting full-name returning-call availability",
        "applicant-id thanks",
        (8, 15),
    ),
    "floor-questions": (
        "safe-question|thanks",
        "close",
        (10, 15),
    ),
    "why-this-specialty": (
        "newness confirmation strength",
        "thanks",
        (15, 20),
    ),
    "long-term-plans": (
        "",
        "specific-reason",
        (10, 15),
    ),
    "operator-transfer": (
        "routing-request thanks",
        "greeting program-named",
        (3, 10),
    ),
    "ask-advocacy": (
        "bandwidth advocacy-ask leave-choice applied-first thanks",
        "flexibility",
        (30, 45),
    ),
    "faculty-advocate": (
        "advocate-identity student-named student-applied relationship endorsement offer-questions thanks",
        "greeting specialty",
        (30, 60),
    ),
    "email": (
        "full-name applicant-id applied specialty specific-reason consideration thanks",
        "role school strength program-named availability contact-info respect-time",
        None,
    ),
}
"""By scenario: what it requires (`a|b` where one of two suffices), what it welcomes, and its band in seconds."""


def test_every_rule_of_the_catalogue_is_there() -> None:
    assert len(RULES.split()) == 79
    assert set(phrases.load().by_id) >= set(RULES.split())


def test_every_must_say_of_the_catalogue_is_there() -> None:
    assert len(ELEMENTS.split()) == 39
    assert set(phrases.load().element_by_id) >= set(ELEMENTS.split())


def test_every_scenario_is_there() -> None:
    assert set(scenarios.load()) >= set(SCENARIOS)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_requires_and_welcomes_exactly_what_it_should(name: str) -> None:
    required, optional, _ = SCENARIOS[name]
    scenario = scenarios.get(name)
    assert ["|".join(group) for group in scenario.required] == required.split()
    assert list(scenario.optional) == optional.split()


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_has_its_band_of_length(name: str) -> None:
    length = scenarios.get(name).length
    assert (None if length is None else (length.low, length.high)) == SCENARIOS[name][2]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_check_lists_the_elements_of_the_scenario_in_order(name: str) -> None:
    scenario = scenarios.get(name)
    result = phrases.check("Nothing of the kind.", scenario, Target(), phrases.load())
    listed = [(e.element, e.one_of, e.required) for e in result.elements]
    wanted = [(e, group, True) for group in scenario.required for e in group]
    assert listed == wanted + [(e, (e,), False) for e in scenario.optional]
