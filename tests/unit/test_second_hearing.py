from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rehearse import phrases, scenarios
from rehearse.analysis import check_words
from rehearse.phrases.finding import Certainty, CheckResult, ElementResult, Finding, Note, Severity, Status
from rehearse.second_hearing import (
    NEAR,
    SHORTEST_PAUSE_S,
    as_known,
    borne_out,
    in_known_words,
    leaves_open,
    run_on,
)
from rehearse.speech import Transcript, Word
from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

POSSIBLE, CERTAIN = Certainty.POSSIBLE, Certainty.CERTAIN


def heard(text: str, **otherwise: str) -> Transcript:
    """A take of these words; some of them, given by their letters, otherwise in a second hearing."""
    words = text.split()
    return Transcript(
        tuple(Word(w, at, at + 1, otherwise=otherwise.get(w.strip(".,?"))) for at, w in enumerate(words)), ""
    )


def finding(start: int, certainty: Certainty, rule: str = "begging") -> Finding:
    return Finding(rule, "", Severity.FIX, certainty, "", start, start + 5, "", "", "", resembles="please, please")


def element(status: Status, place: tuple[int, int] | None = None) -> ElementResult:
    start, end = place or (None, None)
    return ElementResult("thanks", True, ("thanks",), status, "thank you" if place else None, start, end)  # noqa: FBT003


def both(first: Finding, second: Finding) -> Finding:
    """What becomes of a finding by another one, in a text that is heard alike twice."""
    transcript = heard("word " * 60)
    check, again = (CheckResult((one,), ()) for one in (first, second))
    return borne_out(check, again, transcript.second_reading).findings[0]


def test_a_possible_finding_is_certain_where_the_second_reading_has_it_for_certain() -> None:
    found = both(finding(10, POSSIBLE), finding(20, CERTAIN))
    assert found.certainty is CERTAIN
    assert found.resembles is None
    assert found.start_char == 10


@pytest.mark.parametrize(
    "second",
    [finding(10, POSSIBLE), finding(10, CERTAIN, rule="crying"), finding(15 + NEAR + 5, CERTAIN)],
    ids=["as little sure", "another rule", "far away"],
)
def test_it_stays_possible_where_the_second_reading_does_not_bear_it_out(second: Finding) -> None:
    assert both(finding(10, POSSIBLE), second) == finding(10, POSSIBLE)


def test_what_both_readings_know_for_certain_bears_out_nothing_else() -> None:
    check = CheckResult((finding(0, CERTAIN), finding(20, POSSIBLE)), ())
    assert borne_out(check, check, heard("word " * 20).second_reading) == check


def test_a_certain_finding_bears_out_the_nearest_possible_one_alone() -> None:
    check = CheckResult((finding(10, POSSIBLE), finding(40, POSSIBLE)), ())
    again = CheckResult((finding(35, CERTAIN),), ())
    first, second = borne_out(check, again, heard("word " * 20).second_reading).findings
    assert (first.certainty, second.certainty) == (POSSIBLE, CERTAIN)


def test_what_only_the_second_reading_finds_is_no_finding() -> None:
    reading = heard("word word").second_reading
    assert borne_out(CheckResult((), ()), CheckResult((finding(0, CERTAIN),), ()), reading).findings == ()


def test_a_must_say_that_the_second_reading_has_was_heard_where_the_first_has_other_words() -> None:
    transcript = heard("okay tank ewe goodbye", tank="thank you", ewe="")
    check, again = CheckResult((), (element(Status.MISSING),)), CheckResult((), (element(Status.HEARD, (5, 14)),))
    (found,) = borne_out(check, again, transcript.second_reading).elements
    assert (found.status, found.text, found.start_char, found.end_char) == (Status.HEARD, "tank ewe", 5, 13)
    assert found.heard_as == "thank you"


def test_a_must_say_that_was_only_doubtful_is_not_heard_as_anything_else() -> None:
    transcript = heard("okay Thank you, goodbye")
    check, again = (
        CheckResult((), (element(Status.UNCLEAR, (5, 15)),)),
        CheckResult((), (element(Status.HEARD, (5, 15)),)),
    )
    (found,) = borne_out(check, again, transcript.second_reading).elements
    assert (found.status, found.text, found.heard_as) == (Status.HEARD, "Thank you,", None)


def test_a_must_say_that_the_second_reading_lacks_stays_heard() -> None:
    check, again = CheckResult((), (element(Status.HEARD, (0, 4)),)), CheckResult((), (element(Status.MISSING),))
    assert borne_out(check, again, heard("word word").second_reading) == check


def test_a_must_say_is_not_taken_from_words_that_the_first_reading_has_a_certain_finding_for() -> None:
    check = CheckResult((finding(5, CERTAIN),), (element(Status.MISSING),))
    again = CheckResult((), (element(Status.HEARD, (5, 9)),))
    assert borne_out(check, again, heard("word word word").second_reading) == check


def test_a_remark_on_a_must_say_goes_once_it_was_heard_and_others_stay() -> None:
    about_thanks, about_length = Note("thanks", "it could not be made out"), Note("length", "too short")
    check = CheckResult((), (element(Status.UNCLEAR),), (about_thanks, about_length))
    again = CheckResult((), (element(Status.HEARD, (0, 4)),))
    assert borne_out(check, again, heard("word word").second_reading).notes == (about_length,)


def test_only_what_is_possible_or_not_heard_is_open() -> None:
    assert leaves_open(CheckResult((finding(0, POSSIBLE),), ()))
    assert leaves_open(CheckResult((), (element(Status.UNCLEAR),)))
    assert not leaves_open(CheckResult((finding(0, CERTAIN),), (element(Status.HEARD),)))


def test_a_greeting_that_only_the_second_hearing_understood_is_heard_in_the_take() -> None:
    scenario, rules = scenarios.get("opening-call"), phrases.load()
    text = "Halal, is there anything else that you need from me?"

    def greeting(transcript: Transcript) -> Status:
        elements = check_words(transcript, scenario, Target(), rules).elements
        return next(one.status for one in elements if one.element == "greeting")

    assert greeting(heard(text)) is Status.MISSING
    assert greeting(heard(text, Halal="Hello,")) is Status.HEARD


def test_a_stop_without_a_pause_behind_it_is_left_out_of_the_run_on_reading() -> None:
    words = (Word("Here.", 0, 1), Word("Who?", 1 + SHORTEST_PAUSE_S, 3), Word("Is", 3.1, 4), Word("this?", 4, 5))
    reading = run_on(Transcript(words, ""), CheckResult((finding(6, POSSIBLE),), ()))
    assert reading.transcript.text == "Here. Who Is this?"
    assert reading.in_first(6, 12) == (6, 13)


def test_known_words_stand_in_the_place_of_those_that_were_heard() -> None:
    check = CheckResult((finding(8, POSSIBLE),), ())
    reading = in_known_words(heard("with my intons here"), check, mended)
    assert reading.transcript.text == "with my interns here"
    assert reading.in_first(8, 15) == (8, 14)


def mended(words: Sequence[str]) -> list[str]:
    return [word.replace("ton", "tern") for word in words]


def test_only_what_stands_near_a_possible_finding_is_read_otherwise() -> None:
    transcript = heard("intons here. " + "word " * 60 + "intons here. And")
    far, settled = CheckResult((finding(10, POSSIBLE),), ()), CheckResult((finding(10, CERTAIN),), ())
    text = transcript.text
    assert in_known_words(transcript, far, mended).transcript.text == text.replace("intons", "interns", 1)
    assert run_on(transcript, far).transcript.text == text.replace("here.", "here", 1)
    assert in_known_words(transcript, settled, mended).transcript.text == text


def certainties(transcript: Transcript, scenario: str) -> dict[str, Certainty]:
    check = check_words(transcript, scenarios.get(scenario), Target(), phrases.load())
    return {finding.rule: finding.certainty for finding in check.findings}


@pytest.mark.parametrize(
    ("heard_as", "certainty"),
    [
        ("I'm dying for a shot at this pogrom.", CERTAIN),
        ("I'm flying to a spot in this program.", POSSIBLE),
        ("I was dying for a shot at something else.", POSSIBLE),
    ],
)
def test_what_sounds_like_the_known_phrase_that_it_resembles_is_certain(heard_as: str, certainty: Certainty) -> None:
    known = "I'm dying for a shot at this program."
    open_still = replace(finding(0, POSSIBLE), text=heard_as, resembles=known)
    (found,) = as_known(CheckResult((open_still,), ())).findings
    assert found.certainty is certainty
    assert (found.resembles is None) is (certainty is CERTAIN)


def test_a_short_phrase_is_not_told_by_its_sound() -> None:
    short = replace(finding(0, POSSIBLE), text="Call me.", resembles="Call me.")
    assert as_known(CheckResult((short,), ())).findings == (short,)


def test_a_known_phrase_with_one_word_misheard_is_found_for_certain() -> None:
    assert certainties(heard("Nobody else is even class in my book."), "opening-call")["top-choice"] is CERTAIN


def test_what_a_stop_that_nobody_made_cuts_in_two_is_found_for_certain() -> None:
    words = ["Forgive", "me,", "I've", "got", "a", "long", "list", "here.", "Who", "is", "this?"]

    def spoken(pause_s: float) -> Transcript:
        return Transcript(
            tuple(Word(w, at + pause_s * (at > 7), at + 1 + pause_s * (at > 7)) for at, w in enumerate(words)), ""
        )

    assert certainties(spoken(0), "rushed-coordinator")["unprepared-question"] is CERTAIN
    assert certainties(spoken(1), "rushed-coordinator")["unprepared-question"] is POSSIBLE


def test_what_rests_on_a_word_of_the_trade_that_was_only_heard_by_its_sound_is_found_for_certain() -> None:
    said = "I saw the numbers of your intons on the internet, and with my 251 I am of all of them."
    assert certainties(heard(said), "opening-call")["scores-above-average"] is CERTAIN


def test_what_rests_on_a_guessed_word_is_not_certain() -> None:
    words = ["What", "sort", "of", "a", "raise", "even", "series", "it?"]

    def spoken(probability: float) -> Transcript:
        return Transcript(
            tuple(Word(w, at, at + 1, probability if w == "raise" else 0.9) for at, w in enumerate(words)), ""
        )

    assert certainties(spoken(0.9), "program-call").get("ask-pay") is CERTAIN
    assert certainties(spoken(0.09), "program-call").get("ask-pay") is not CERTAIN
