from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.phrases.finding import Status
from rehearse.target import Target

HEARD = [
    ("Maya Okafor", "Myrokafer"),
    ("Maya Okafor", "Maya Akafer"),
    ("Oluwaseun Adeyemi", "Oluosunadami"),
    ("Oluwaseun Adeyemi", "Oluway Suna Diamy"),
    ("Katarzyna Nowak", "Catarzina Noack"),
    ("Sofia Hernandez", "Sophie Hernandez"),
    ("John Whitaker", "Joan Whittacker"),
    ("Ahmed El Sayed", "Ahmed Elsa Yad"),
]
OTHERS = [
    ("Maya Okafor", "Mary O'Connor"),
    ("Carlos Mendoza", "Carla Menendez"),
    ("Lan Nguyen", "Alan Winter"),
    ("Priya Raghunathan", "Peter Raglan"),
]


def status_of_the_name(name: str, said: str) -> Status:
    text = f"Good morning, my name is {said}. I applied to your program."
    result = phrases.check(text, scenarios.get("opening-call"), Target(applicant=name), phrases.load())
    return next(element.status for element in result.elements if element.element == "full-name")


@pytest.mark.parametrize(("name", "said"), HEARD)
def test_a_name_is_heard_in_the_spelling_of_its_sound(name: str, said: str) -> None:
    assert status_of_the_name(name, said) is Status.HEARD


@pytest.mark.parametrize(("name", "said"), OTHERS)
def test_another_name_is_not_taken_for_it(name: str, said: str) -> None:
    assert status_of_the_name(name, said) is not Status.HEARD


def test_a_doubled_digit_that_was_written_once_is_no_wrong_number() -> None:
    card = Target("Maya Okafor", "13904457")
    result = phrases.check("My AAMC ID is 1 3 9 0 4 5 7.", scenarios.get("opening-call"), card, phrases.load())
    assert "wrong-id" not in {finding.rule for finding in result.findings}
    assert any(note.about == "applicant-id" for note in result.notes)


def test_a_name_run_together_beyond_recognition_is_unclear_and_not_missing() -> None:
    assert status_of_the_name("Lan Nguyen", "Anouyan") is Status.UNCLEAR


def test_what_is_no_name_is_not_taken_for_one() -> None:
    assert status_of_the_name("Lan Nguyen", "on your list") is Status.MISSING
