"""What only a draft e-mail is looked at for: subject, length, attachments."""

from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.phrases.email import split_subject
from rehearse.target import Target

NOBODY = Target()
MAYA = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("RMC",), "internal medicine")
GOOD_SUBJECT = "Subject: SOAP applicant, internal medicine, Maya Okafor, AAMC ID 1487 2093\n"


def notes(text: str, scenario: str = "email", target: Target = NOBODY) -> dict[str, list[str]]:
    """The remarks on a text by what they are about."""
    found: dict[str, list[str]] = {}
    for note in phrases.check(text, scenarios.get(scenario), target, phrases.load()).notes:
        found.setdefault(note.about, []).append(note.text)
    return found


@pytest.mark.parametrize(
    ("draft", "parts"),
    [
        ("Subject: Hello\n\nDear all", ("Hello", "\nDear all")),
        ("SUBJECT : Hello\r\nDear all", ("Hello", "Dear all")),
        ("\n subject:Hello", ("Hello", "")),
        ("Subject:\nDear all", ("", "Dear all")),
        ("Dear all, the subject: a question", (None, "Dear all, the subject: a question")),
        ("", (None, "")),
    ],
)
def test_a_first_line_that_says_subject_is_the_subject(draft: str, parts: tuple[str | None, str]) -> None:
    assert split_subject(draft) == parts


def test_a_subject_that_holds_soap_and_the_number_is_not_remarked_on() -> None:
    assert "subject" not in notes(GOOD_SUBJECT + "Dear Dr. Lee, thank you.")


def test_what_a_subject_lacks_is_named() -> None:
    assert notes("Subject: Maya Okafor\nDear Dr. Lee")["subject"] == [
        "the subject does not say that you apply through SOAP",
        "the subject does not contain your AAMC ID",
        "the subject does not name the specialty",
    ]


def test_a_subject_without_the_name_on_the_card_is_told_so() -> None:
    assert "subject" not in notes(GOOD_SUBJECT + "Dear Dr. Lee", target=MAYA)
    assert notes("Subject: SOAP applicant, pediatrics, Maya, AAMC 14872093\nDear Dr. Lee", target=MAYA)["subject"] == [
        "the subject does not contain your name"
    ]


@pytest.mark.parametrize(("body", "named"), [("Riverbend's clinic", True), ("the RMC", True), ("your clinic", False)])
def test_a_draft_that_does_not_name_the_program_would_fit_any(body: str, named: bool) -> None:  # noqa: FBT001 # a case
    assert ("program" not in notes(f"{GOOD_SUBJECT}I like {body}.", target=MAYA)) is named


def test_begging_is_found_in_a_draft_as_in_a_call() -> None:
    draft = f"{GOOD_SUBJECT}Dear Dr. Lee, I beg you to consider me."
    found = phrases.check(draft, scenarios.get("email"), MAYA, phrases.load()).findings
    assert [finding.rule for finding in found] == ["begging"]


def test_another_program_than_the_cards_is_found_in_a_draft() -> None:
    draft = f"{GOOD_SUBJECT}I applied to Lakeshore Medical Center through SOAP."
    found = phrases.check(draft, scenarios.get("email"), MAYA, phrases.load()).findings
    assert "wrong-program" in [finding.rule for finding in found]


@pytest.mark.parametrize("draft", ["Dear Dr. Lee, thank you.", "Subject:\nDear Dr. Lee, thank you."])
def test_a_draft_without_a_subject_is_told_what_belongs_there(draft: str) -> None:
    assert notes(draft)["subject"] == [
        "there is no subject line; name SOAP, the specialty, your name and your AAMC ID in it"
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (20, "20 words, 100 to 150 is the aim"),
        (100, "100 words, within 100 to 150"),
        (150, "150 words, within 100 to 150"),
        (160, "160 words, 100 to 150 is the aim"),
    ],
)
def test_the_words_of_the_body_are_counted_without_the_subject(words: int, said: str) -> None:
    assert notes(GOOD_SUBJECT + "pear " * words)["words"] == [said]


def test_a_draft_beyond_the_most_that_is_read_is_told_so() -> None:
    most = scenarios.get("email").words
    assert most is not None
    assert most.far_high is not None
    assert notes("pear " * (int(most.far_high) + 1))["words"][0].endswith(
        f"{most.far_high:g} is the most that gets read"
    )


def test_attachments_are_advised_against() -> None:
    assert notes("I have attached my CV.")["attachment"] == ["send no attachment; your documents are in ERAS"]
    assert "attachment" not in notes("My documents are in ERAS.")


def test_a_spoken_call_is_not_looked_at_as_an_email() -> None:
    assert notes("I have attached my CV.", "opening-call") == {}


def test_words_that_hurt_in_a_call_hurt_in_an_email() -> None:
    text = GOOD_SUBJECT + "Dear Dr. Lee, I would do anything for a spot."
    (finding,) = phrases.check(text, scenarios.get("email"), Target(), phrases.load()).findings
    assert (finding.rule, text[finding.start_char : finding.end_char]) == ("do-anything", finding.text)
