"""Names and numbers, however they are said, against the card of the program that is called."""

from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.phrases.finding import CheckResult, ElementResult, Status
from rehearse.target import Target

CARD = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend", "RMC"), "internal medicine")


def check(text: str, card: Target = CARD, doubted: str = "") -> CheckResult:
    """Check an opening call; the recogniser was unsure of the words `doubted`."""
    doubts = ((text.index(doubted), text.index(doubted) + len(doubted)),) if doubted else ()
    return phrases.check(text, scenarios.get("opening-call"), card, phrases.load(), doubts)


def element(result: CheckResult, name: str) -> ElementResult:
    return next(e for e in result.elements if e.element == name)


def rules(result: CheckResult) -> list[str]:
    return [finding.rule for finding in result.findings if finding.rule.startswith("wrong-")]


SPOKEN = [
    "one four eight seven, two zero nine three",
    "one four eight seven two oh nine three",
    "one four eight seven, two o nine three",
    "one four, um, eight seven, two nought nine three",
    "fourteen eighty-seven, twenty ninety-three",
    "fourteen eighty seven twenty ninety three",
    "14872093",
    "1487 2093",
    "1487-2093",
    "1 4 8 7 2 0 9 3",
    "1-4-8-7-2-0-9-3",
    "One. Four. Eight. Seven. Two. Zero. Nine. Three",
    "one four eight seven, and then two zero nine three",
    "1487. Ash, 2093",
]


@pytest.mark.parametrize("number", SPOKEN)
def test_the_number_of_the_card_is_heard_in_any_form(number: str) -> None:
    result = check(f"My AAMC ID is {number}. Thank you.")
    assert (element(result, "applicant-id").status, element(result, "applicant-id").text) == (Status.HEARD, number)
    assert rules(result) == []


@pytest.mark.parametrize(
    ("number", "card"),
    [
        ("one five double zero triple five one", "15005551"),
        ("one five double oh, triple five one", "15005551"),
        ("one five oh oh five five five one", "15005551"),
        ("thirteen ninety, zero four five six", "13900456"),
        ("17, 70, 03, 51", "17700351"),
        ("1W650934", "16650934"),
        ("MC20571846", "20571846"),
    ],
)
def test_doubled_tripled_and_paired_digits_are_understood(number: str, card: str) -> None:
    assert rules(check(f"My AAMC ID is {number}.", Target(applicant_id=card))) == []


@pytest.mark.parametrize(
    "number",
    [
        "one four eight eight, two zero nine three",
        "fourteen eighty-eight, twenty ninety-three",
        "14872094",
        "one four eight seven, triple two three",
    ],
)
def test_other_digits_than_the_cards_are_wrong_at_their_place(number: str) -> None:
    result = check(f"My AAMC ID is {number}. Thank you.")
    assert [(f.rule, f.text) for f in result.findings if f.rule == "wrong-id"] == [("wrong-id", number)]


def test_without_a_card_no_number_and_no_name_is_wrong() -> None:
    text = "I'm Lena Fischer, AAMC ID 1612 0458, I applied to your pediatrics program at Oak Hill Hospital."
    result = check(text, Target())
    assert rules(result) == []
    assert element(result, "applicant-id").status is Status.HEARD


@pytest.mark.parametrize("um", ["uh", "um,", "Erm,"])
def test_a_name_behind_a_filled_pause_is_a_name_whether_there_is_a_card_or_not(um: str) -> None:
    text = f"Um, good morning. My name is, {um} Maya Okafor, and I'm a fourth-year student."
    for target in (Target(), Target("Maya Okafor")):
        result = check(text, target)
        assert (element(result, "full-name").status, element(result, "full-name").text) == (Status.HEARD, "Maya Okafor")


def test_too_few_digits_are_unclear_and_counted_in_a_note() -> None:
    result = check("My AAMC ID is one four eight seven two.")
    assert element(result, "applicant-id").status is Status.UNCLEAR
    assert element(result, "applicant-id").text == "one four eight seven two"
    assert [note.text for note in result.notes] == ["Five digits of your number were heard, where eight are expected."]
    assert rules(result) == []


def test_digits_that_were_taken_for_letters_leave_the_number_unclear() -> None:
    result = check("My AAMC ID is 1-2-8-I-N-104. Thank you.", Target(applicant_id="12891004"))
    assert element(result, "applicant-id").status is Status.UNCLEAR
    assert rules(result) == []


def test_a_number_of_seven_digits_counts_with_a_note() -> None:
    result = check("My AAMC ID is one four eight seven, two zero nine.")
    assert element(result, "applicant-id").status is Status.HEARD
    assert ("applicant-id", "Seven digits of your number were heard, where eight are expected.") in [
        (n.about, n.text) for n in result.notes
    ]


def test_other_digits_that_were_not_made_out_are_unclear_and_not_wrong() -> None:
    text = "My AAMC ID is one four eight eight, two zero nine three."
    assert rules(check(text, doubted="My")) == ["wrong-id"]
    result = check(text, doubted="eight eight")
    assert rules(result) == []
    assert element(result, "applicant-id").status is Status.UNCLEAR
    assert [note.about for note in result.notes] == ["applicant-id"]


def test_the_right_number_is_heard_even_where_the_recogniser_was_unsure() -> None:
    result = check("My AAMC ID is one four eight seven, two zero nine three.", doubted="eight seven")
    assert element(result, "applicant-id").status is Status.HEARD
    assert result.notes == ()


def test_another_program_is_wrong_and_one_that_was_not_made_out_is_unclear() -> None:
    text = "Hello, I applied to Oak Hill Hospital."
    assert rules(check(text)) == ["wrong-program"]
    result = check(text, doubted="Oak Hill")
    assert rules(result) == []
    assert element(result, "program-named").status is Status.UNCLEAR
    assert "Oak Hill Hospital" in (element(result, "program-named").text or "")
    assert [note.about for note in result.notes] == ["program-named"]


def test_another_program_is_wrong_where_only_words_around_its_name_were_not_made_out() -> None:
    result = check("Hello, I applied to your internal medicine program at Oak Hill Hospital.", doubted="program")
    assert rules(result) == ["wrong-program"]
    assert element(result, "program-named").status is Status.MISSING


def test_another_specialty_is_wrong_and_one_that_was_not_made_out_is_unclear() -> None:
    text = "Hello, I applied to your pediatrics program at Riverbend."
    assert rules(check(text)) == ["wrong-specialty"]
    result = check(text, doubted="pediatrics")
    assert rules(result) == []
    assert element(result, "specialty").status is Status.UNCLEAR
    assert element(result, "program-named").status is Status.HEARD


@pytest.mark.parametrize(
    "name",
    [
        "Riverbend Medical Center",
        "Riverbend",
        "riverbend",
        "river bend",
        "River Bend Medical Center",
        "RMC",
        "Riverbent",
    ],
)
def test_the_program_is_heard_by_its_aliases_and_as_recognisers_spell_it(name: str) -> None:
    result = check(f"I applied to the internal medicine program at {name} yesterday.")
    assert (element(result, "program-named").status, element(result, "program-named").text) == (Status.HEARD, name)
    assert rules(result) == []


@pytest.mark.parametrize("name", ["Maya Okafor", "maya okafor", "Maya O'Kafor", "Maya Oka for", "My a Okafor"])
def test_the_full_name_is_heard_as_recognisers_spell_it(name: str) -> None:
    assert element(check(f"Hello, this is {name} calling."), "full-name").status is Status.HEARD


def test_a_name_that_is_not_the_cards_is_unclear_rather_than_missing() -> None:
    result = check("Hello, this is Mara Okoye, calling about your program.")
    assert (element(result, "full-name").status, element(result, "full-name").text) == (Status.UNCLEAR, "Mara Okoye")
    assert [note.about for note in result.notes] == ["full-name"]


def test_a_first_name_alone_is_missing() -> None:
    assert element(check("Hello, this is Maya."), "full-name").status is Status.MISSING


def test_a_number_that_is_the_card_s_is_not_too_short() -> None:
    card = Target("Minjun Choi", "N0441863")
    result = check("My NRMP ID is N, zero four four, one eight six three.", card)
    assert element(result, "applicant-id").status is Status.HEARD
    assert [note for note in result.notes if note.about == "applicant-id"] == []
    result = check("My NRMP ID is N, zero four four, one eight six three two.", card)
    assert [note.text for note in result.notes if note.about == "applicant-id"] == [
        "Eight digits of your number were heard, where seven are expected."
    ]


def test_two_years_are_no_number_of_an_applicant() -> None:
    result = check("I worked in Lagos in 2019 and 2021, and applied to your program.")
    assert element(result, "applicant-id").status is Status.MISSING


@pytest.mark.parametrize("said", ["My name's", "My name is", "my names"])
def test_another_name_is_heard_as_one_however_it_is_introduced(said: str) -> None:
    assert element(check(f"Good morning. {said} Marcus Webb. Thank you."), "full-name").status is Status.UNCLEAR


@pytest.mark.parametrize("number", ["one four eight seven two zero nine three", "one four eight two zero nine three"])
def test_a_number_that_is_nearly_the_card_s_needs_no_word_that_says_what_it_is(number: str) -> None:
    assert element(check(f"I am a caller. {number}. Thank you."), "applicant-id").status is not Status.MISSING


def test_another_number_of_seven_digits_is_not_the_applicant_s() -> None:
    assert element(check("I am a caller. five five five two one seven four."), "applicant-id").status is Status.MISSING


def test_a_program_whose_name_is_alike_only_in_hospital_is_another_one() -> None:
    agatha = Target(program="Saint Agatha Hospital", aliases=("Saint Agatha",), specialty="pediatrics")
    said = "I am calling about the pediatrics program at {} Hospital."
    assert element(check(said.format("Stingate"), agatha), "program-named").status is Status.MISSING
    assert element(check(said.format("St. Agatha"), agatha), "program-named").status is Status.HEARD


def test_a_name_begins_with_its_own_first_sound_and_not_with_the_word_before() -> None:
    result = check("Good morning, I am Ava Olsen.", Target("Ava Olsen"))
    assert element(result, "full-name").text == "Ava Olsen"


@pytest.mark.parametrize("said", ["EMC-118-4429", "UMC is 118 4429", "MZ1184429"])
def test_a_number_behind_letters_that_sound_like_aamc_is_the_applicant_s(said: str) -> None:
    result = check(f"This is Sam Ortiz, {said}. I applied.", Target())
    assert element(result, "applicant-id").status is Status.HEARD


@pytest.mark.parametrize(
    "said", ["You're speaking with {}, by the way.", "Hi, yes, {} here, I applied.", "{} speaking. I applied."]
)
def test_a_name_is_introduced_in_other_ways_too(said: str) -> None:
    kivalkindi = check(said.format("Larissa Kivalkindi"), Target("Larissa Cavalcanti"))
    assert element(kivalkindi, "full-name").status is Status.HEARD
    another = check(said.format("Stephanie Wu"), Target("Larissa Cavalcanti"))
    assert element(another, "full-name").status is Status.UNCLEAR
    without_card = check(said.format("Stephanie Wu"), Target())
    assert element(without_card, "full-name").status is Status.HEARD


@pytest.mark.parametrize("said", ["I hope to train in Internal Medicine here.", "Thank you. Nobody else is speaking."])
def test_what_stands_before_here_is_no_name_within_a_sentence(said: str) -> None:
    assert element(check(said, Target()), "full-name").status is Status.MISSING


@pytest.mark.parametrize(
    ("said", "finds"),
    [
        ("1 4 8 7 2 0 9 3 0, and my name is", []),
        ("1 4 8 7 2 0 9 3 oh. And my name is", []),
        ("1 4 8 7 2 0 9. 3 0, and my name is", []),
        ("1 4 8 7 2 0 9 3 0. My name is", ["wrong-id"]),
        ("1 4 8 7 2 0 9 4 0, and my name is", ["wrong-id"]),
    ],
)
def test_an_oh_that_begins_the_next_sentence_is_no_digit(said: str, finds: list[str]) -> None:
    result = check(f"My AAMC ID is {said} Maya Okafor.", Target("Maya Okafor", "14872093"))
    assert [finding.rule for finding in result.findings] == finds


@pytest.mark.parametrize("said", ["IMCID. It's 1486.35", "N-R-M-P-I-D is N at 8173", "I-D: 1 4 8 7 2"])
def test_a_number_of_which_only_a_part_was_heard_is_unclear_and_not_missing(said: str) -> None:
    assert element(check(f"My {said}.", Target("Maya Okafor", "14872093")), "applicant-id").status is Status.UNCLEAR
