"""The user's own words to avoid, beside the rules."""

from __future__ import annotations

from rehearse import phrases, scenarios
from rehearse.phrases.finding import Certainty, Finding, Severity
from rehearse.target import Target

BOOK = phrases.load()


def own(text: str, *words: str) -> list[str]:
    return [finding.text for finding in findings(text, *words) if finding.rule == phrases.OWN_WORDS]


def findings(text: str, *words: str) -> tuple[Finding, ...]:
    book = phrases.with_own_words(BOOK, words)
    return phrases.check(text, scenarios.get("opening-call"), Target(), book).findings


def test_own_words_are_found_each_time_they_are_said() -> None:
    assert own("I literally, literally ran. Basically I ran.", "literally", "basic*") == [
        "literally",
        "literally",
        "Basically",
    ]


def test_own_phrases_are_found_with_their_small_words_left_out_or_filled() -> None:
    assert own("To be, um, really honest, it went well.", "to be honest") == ["To be, um, really honest"]


def test_own_words_are_polish_of_a_family_of_their_own() -> None:
    (found,) = findings("It went great.", "great")
    assert (found.family, found.severity, found.certainty) == ("own-words", Severity.POLISH, Certainty.CERTAIN)


def test_own_words_are_found_where_they_are_denied_or_quoted_too() -> None:
    assert own("I would never say amazing; you said amazing.", "amazing") == ["amazing", "amazing"]


def test_rules_stay_as_they_are_beside_own_words() -> None:
    rules = {finding.rule for finding in findings("I would literally do anything.", "literally")}
    assert {"do-anything", "own-words"} <= rules


def test_an_entry_that_can_not_be_read_is_left_out_and_explained() -> None:
    assert own("I literally ran.", "literally (", "ran") == ["ran"]
    assert phrases.fault_of("literally (", BOOK.vocabulary) == "“(” has no “)”"
    assert phrases.fault_of("literally", BOOK.vocabulary) == ""


def test_without_own_words_the_rule_book_stays_the_same() -> None:
    assert phrases.with_own_words(BOOK, ()) is BOOK
    assert phrases.with_own_words(BOOK, ("(",)) is BOOK
