from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.phrases.finding import Status
from rehearse.phrases.sounds import distance
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
    ("Wei Chen", "Wychan"),
    ("Wei Chen", "Wy-chan"),
    ("Li Zhang", "Lee Shang"),
    ("Adaeze Nwosu", "a demon wasu"),
    ("Hiro Watanabe", "HyroWet a name"),
    ("Thandi Nkosi", "Fandy and KOSI"),
    ("Bao Nguyen", "Bao and GUIN"),
    ("Bilal Qureshi", "Bill O'Courreci"),
    ("Linh Pham", "Lynn Femme"),
    ("Abebe Girma", "a Peebgurma"),
    ("Abebe Girma", "the BeeBegermit"),
    ("Xiomara Vargas", "Zimara Fargers"),
]
OTHERS = [
    ("Maya Okafor", "Mary O'Connor"),
    ("Carlos Mendoza", "Carla Menendez"),
    ("Lan Nguyen", "Alan Winter"),
    ("Priya Raghunathan", "Peter Raglan"),
    ("Teo Lang", "talking about"),
    ("Samir Haddad", "Tamara Hadley"),
    ("Lan Nguyen", "Alan and Ruth"),
]
PROGRAMS = [
    ("Riverbend", "Reaver Pent"),
    ("Harrow", "Hero"),
    ("Stillwater", "Steel Waters"),
    ("Twin Lakes", "when lake's"),
]
OTHER_PROGRAMS = [("Fairmont", "the front"), ("Lakeshore", "Lakeside"), ("Northgate", "Southgate"), ("Harrow", "her")]


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


def status_of_the_program(name: str, said: str) -> Status:
    text = f"Good morning, I applied to the neurology program at {said}. Thank you."
    result = phrases.check(text, scenarios.get("opening-call"), Target(program=name), phrases.load())
    return next(element.status for element in result.elements if element.element == "program-named")


@pytest.mark.parametrize(("name", "said"), PROGRAMS)
def test_a_program_is_heard_in_the_spelling_of_its_sound(name: str, said: str) -> None:
    assert status_of_the_program(name, said) is Status.HEARD


@pytest.mark.parametrize(("name", "said"), OTHER_PROGRAMS)
def test_another_program_is_not_taken_for_it(name: str, said: str) -> None:
    assert status_of_the_program(name, said) is not Status.HEARD


def test_what_sounds_like_a_name_counts_only_where_a_name_must_come() -> None:
    text = "Good morning. I saw a demon was up there. Thank you."
    result = phrases.check(text, scenarios.get("opening-call"), Target(applicant="Adaeze Nwosu"), phrases.load())
    assert next(e.status for e in result.elements if e.element == "full-name") is Status.MISSING


@pytest.mark.parametrize(
    ("one", "other"),
    [("weichen", "wychan"), ("catarzina", "katarzyna"), ("sofia", "sophia"), ("knight", "nyt"), ("quinn", "kwin")],
)
def test_spellings_of_one_sound_are_not_apart(one: str, other: str) -> None:
    assert distance(one, other) == 0.0


def test_what_is_easily_mistaken_is_nearer_than_what_is_not() -> None:
    assert distance("banner", "panner") < distance("banner", "lanner") < distance("banner", "solomon")
    assert distance("banner", "panner") == distance("panner", "banner")


def test_a_doubled_digit_that_was_written_once_is_no_wrong_number() -> None:
    card = Target("Maya Okafor", "13904457")
    result = phrases.check("My AAMC ID is 1 3 9 0 4 5 7.", scenarios.get("opening-call"), card, phrases.load())
    assert "wrong-id" not in {finding.rule for finding in result.findings}
    assert any(note.about == "applicant-id" for note in result.notes)


def test_a_name_run_together_beyond_recognition_is_unclear_and_not_missing() -> None:
    assert status_of_the_name("Lan Nguyen", "Anouyan") is Status.UNCLEAR


def test_what_is_no_name_is_not_taken_for_one() -> None:
    assert status_of_the_name("Lan Nguyen", "on your list") is Status.MISSING
