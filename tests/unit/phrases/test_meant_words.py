"""Where a finding stands in the text as it was given, and when words that could hurt are not the speaker's own."""

from __future__ import annotations

import pytest

from rehearse import phrases, scenarios
from rehearse.phrases.finding import Certainty, Finding
from rehearse.phrases.text import read
from rehearse.target import Target

WORDS = phrases.load().vocabulary


def findings(text: str, scenario: str = "opening-call") -> list[Finding]:
    result = phrases.check(text, scenarios.get(scenario), Target(), phrases.load())
    return [finding for finding in result.findings if finding.certainty is Certainty.CERTAIN]


def words_found(text: str, rule: str, scenario: str = "opening-call") -> list[str]:
    return [finding.text for finding in findings(text, scenario) if finding.rule == rule]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Well, I would do anything for a spot.", "I would do anything for a spot"),
        ("Well, I'D DO ANYTHING for a spot!", "I'D DO ANYTHING for a spot"),
        ("Well, I’d do anything for a spot.", "I’d do anything for a spot"),
        ("Well, I'd, um, do, uh, anything for a spot.", "I'd, um, do, uh, anything for a spot"),
        ("Well, I would -- you know -- do literally anything.", "I would -- you know -- do literally anything"),
        ("Well, I would do, do anything.", "I would do, do anything"),
        ("Well, I’d  do\n  anything.", "I’d  do\n  anything"),
        ("Żółć! Well, I'd do anything.", "I'd do anything"),
        ("Well, I'd … do anything.", "I'd … do anything"),
        ("Well, I'd do... anything.", "I'd do... anything"),
    ],
)
def test_a_finding_gives_the_words_as_they_stand_in_the_original(text: str, words: str) -> None:
    found = next(finding for finding in findings(text) if finding.rule == "do-anything")
    assert found.text == words
    assert text[found.start_char : found.end_char] == words


def test_no_finding_reaches_across_the_end_of_a_sentence() -> None:
    assert words_found("That is all I would do. Anything you send helps.", "do-anything") == []


def test_findings_come_gravest_first() -> None:
    ranks = [f.severity.rank for f in findings("Hey, I'm really really sorry to bother you but I'd do anything.")]
    assert len(ranks) >= 2
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("I'm not asking you to tell me my chances.", "ask-chances"),
        ("I am not calling to ask what my chances are.", "ask-chances"),
        ("I don't think I deserve a chance more than others.", "deserve-a-chance"),
        ("I won't beg.", "begging"),
    ],
)
def test_what_is_denied_does_not_count(text: str, rule: str) -> None:
    assert words_found(text, rule) == []


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("I'm not trying to beg but I'd do anything.", "do-anything", "I'd do anything"),
        ("I don't want to beg, but what are my chances?", "ask-chances", "what are my chances"),
        ("I don't know, I would do anything.", "do-anything", "I would do anything"),
        ("You have no idea how badly I need this.", "need-a-spot", "I need this"),
    ],
)
def test_a_polite_cover_does_not_cancel_what_follows_it(text: str, rule: str, words: str) -> None:
    assert words_found(text, rule) == [words]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("You said that you can't tell me my chances.", "ask-chances"),
        ("I know you can't discuss my chances.", "ask-chances"),
        ("The coordinator told me not to ask about my chances.", "ask-chances"),
    ],
)
def test_what_repeats_the_other_side_does_not_count(text: str, rule: str) -> None:
    assert words_found(text, rule) == []


@pytest.mark.parametrize(
    ("text", "rule", "silent_in"),
    [
        ("Please call me back.", "callback-request", "opening-call"),
        ("I'm devastated.", "distress-talk", "ask-advocacy"),
        ("I'd take any position.", "take-anything", "ask-advocacy"),
    ],
)
def test_a_rule_is_silent_in_a_call_that_allows_its_words(text: str, rule: str, silent_in: str) -> None:
    heard_in = next(s.id for s in scenarios.load().values() if phrases.load().by_id[rule].applies_to(s.rules))
    assert words_found(text, rule, heard_in) != []
    assert words_found(text, rule, silent_in) == []


def test_a_text_without_words_gives_nothing_and_every_required_must_say_is_missing() -> None:
    result = phrases.check("…", scenarios.get("opening-call"), Target(), phrases.load())
    assert result.findings == ()
    assert {element.status.value for element in result.elements} == {"missing"}


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        (
            "I'm a 4th-year student, in the top 10th of my class.",
            "I'm a fourth-year student, in the top tenth of my class.",
        ),
        ("You are my 1st choice.", "You are my first choice."),
    ],
)
def test_ordinals_mean_the_same_in_figures_and_in_letters(written: str, spelled: str) -> None:
    rulebook = phrases.load()
    assert read(written, rulebook.vocabulary).spelled == read(spelled, rulebook.vocabulary).spelled


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("Okay, thank you by.", "Okay, thank you bye."),
        ("thank you by", "thank you bye"),
        ("Now eye was not good enough.", "Now I was not good enough."),
        ("This morning iPhone and they said wait.", "This morning I phone and they said wait."),
        ("Your residence cover the clinic.", "Your residents cover the clinic."),
        ("I applied to your pets program.", "I applied to your peds program."),
    ],
)
def test_what_sounds_alike_and_is_written_otherwise_is_read_as_it_was_said(heard: str, said: str) -> None:
    assert [token.word for token in read(heard, WORDS).tokens] == [token.word for token in read(said, WORDS).tokens]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Thanks for standing by.", "by"),
        ("I would gladly stop by.", "by"),
        ("I rotated by the eye clinic.", "by"),
        ("My brother keeps pets.", "pets"),
        ("I rotated in the eye clinic.", "eye"),
        ("The residence see, please.", "residence"),
    ],
)
def test_a_word_that_is_meant_stays_though_it_sounds_like_another(text: str, word: str) -> None:
    assert word in [token.word for token in read(text, WORDS).tokens]
