"""The scenarios that ship with the program, and what their loader says of a faulty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse import phrases, scenarios
from rehearse.errors import KnownError, Trouble
from rehearse.phrases.finding import Status
from rehearse.target import Target

if TYPE_CHECKING:
    from pathlib import Path

CARDS = {
    "Maya Okafor": Target("Maya Okafor", "14872093", "Riverbend", (), "internal medicine"),
    "Daniel Reyes": Target("Daniel Reyes", "13900456", "Saint Brigid", (), "family medicine"),
    "Aisha Karimi": Target("Aisha Karimi", "14410728", "Cedar Point", (), "pediatrics"),
    "Priya Raman": Target("Priya Raman", "15023387", "Hollis County", (), "psychiatry"),
    "Ethan Brooks": Target("Ethan Brooks", "15288800", "Pine Hollow", (), "transitional year"),
}
LIBRARY = scenarios.load()

FAULTLESS = """
id = "trial"
title = "Trial"
goal = "Say hello."
listener = "a friend"
required = [["greeting"]]
optional = ["thanks"]
avoid = []
model = "Hello."
rules = ["opening-call"]
spoken = true

[length]
low = 5
high = 10
origin = "ours"
"""


def test_the_shipped_scenarios_come_in_their_order_from_the_practice_intro_to_the_email() -> None:
    shipped = list(LIBRARY)[:18]
    assert shipped[0] == "practice-intro"
    assert shipped[-1] == "email"


def test_the_email_is_written_and_measured_in_words() -> None:
    email = scenarios.get("email")
    assert not email.spoken
    assert email.length is None
    assert email.words is not None
    assert (email.words.low, email.words.high) == (100, 150)


def test_the_practice_intro_uses_the_rules_of_the_opening_call() -> None:
    assert scenarios.get("practice-intro").rules == ("opening-call",)


def test_an_unknown_scenario_is_named_together_with_the_known_ones() -> None:
    with pytest.raises(KnownError, match=r"no scenario dinner.*opening-call") as caught:
        scenarios.get("dinner")
    assert caught.value.trouble is Trouble.SCENARIO_UNKNOWN


@pytest.mark.parametrize("name", LIBRARY)
def test_a_model_answer_says_everything_required_and_nothing_that_hurts(name: str) -> None:
    scenario = LIBRARY[name]
    card = next((card for person, card in CARDS.items() if person in scenario.model), CARDS["Maya Okafor"])
    result = phrases.check(scenario.model, scenario, card, phrases.load())
    assert result.findings == ()
    heard = {e.element for e in result.elements if e.status is Status.HEARD}
    assert [group for group in scenario.required if heard.isdisjoint(group)] == []


def test_the_model_email_has_the_length_and_subject_that_it_asks_for() -> None:
    scenario = scenarios.get("email")
    result = phrases.check(scenario.model, scenario, CARDS["Maya Okafor"], phrases.load())
    assert [note.about for note in result.notes] == ["words"]
    assert "within 100 to 150" in result.notes[0].text


@pytest.mark.parametrize(
    ("replaced", "by", "complaint"),
    [
        ('title = "Trial"', "", r"trial\.toml, scenario trial, title: a text is needed here"),
        ('title = "Trial"', 'titel = "Trial"', r"trial\.toml, scenario trial, titel: this key is not known"),
        ('[["greeting"]]', '["greeting"]', r"required, entry 1: write each as a list of texts"),
        ("low = 5", "low = 15", r"length, low and high: both are needed, the lower first"),
        ('origin = "ours"', 'origin = "theirs"', r"origin: “theirs” is not one of: articles, ours"),
        ("spoken = true", 'spoken = "yes"', r"spoken: true or false is needed here"),
        ('id = "trial"', 'id = "other"', r"id: it must be the name of the file"),
        (
            "[length]",
            '[styles.brief]\nprefers = "greeting"\nmodel = "Hi."\n[length]',
            r"styles.brief, prefers: it must be one of",
        ),
        ("low = 5", "low = ", r"trial\.toml, the file: Invalid value"),
    ],
)
def test_a_mistake_in_a_scenario_is_named_by_file_and_key(
    tmp_path: Path, replaced: str, by: str, complaint: str
) -> None:
    assert replaced in FAULTLESS
    (tmp_path / "trial.toml").write_text(FAULTLESS.replace(replaced, by), encoding="utf-8")
    with pytest.raises(KnownError, match=complaint) as caught:
        scenarios.load_from(tmp_path)
    assert caught.value.trouble is Trouble.RULES_FAULTY


def test_a_voicemail_is_shown_in_the_style_that_was_chosen() -> None:
    voicemail = scenarios.get("voicemail")
    assert ("no-callback", "contact-info") in voicemail.required
    brief, with_contact = voicemail.in_style("brief"), voicemail.in_style("with-contact")
    assert ("no-callback",) in brief.required
    assert "no need to call back" in brief.model
    assert ("contact-info",) in with_contact.required
    assert "no need to call back" not in with_contact.model
    assert len(brief.required) == len(with_contact.required) == len(voicemail.required)


@pytest.mark.parametrize("style", ["brief", "with-contact"])
def test_the_model_voicemail_of_each_style_says_what_the_style_asks_for(style: str) -> None:
    scenario = scenarios.get("voicemail").in_style(style)
    result = phrases.check(scenario.model, scenario, CARDS["Priya Raman"], phrases.load())
    assert result.findings == ()
    heard = {e.element for e in result.elements if e.status is Status.HEARD}
    assert [group for group in scenario.required if heard.isdisjoint(group)] == []


def test_a_call_without_styles_is_the_same_in_any() -> None:
    opening = scenarios.get("opening-call")
    assert opening.in_style("brief") is opening


def test_a_faultless_scenario_loads(tmp_path: Path) -> None:
    (tmp_path / "trial.toml").write_text(FAULTLESS, encoding="utf-8")
    assert scenarios.load_from(tmp_path)["trial"].required == (("greeting",),)
