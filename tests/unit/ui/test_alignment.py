from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from rehearse.phrases.finding import ElementResult, Status
from rehearse.speech import Span
from rehearse.ui.alignment import aligned, counterpart_s
from tests.reports import a_report

if TYPE_CHECKING:
    from rehearse.report import Report

ONE = "Good morning. My name is Maya Okafor. I applied to you. Thank you."
OTHER = "Well hello. I am Maya Okafor and good morning. I was told to call. I applied to you today. Thank you so much."
"""Half a second a word."""


def take(text: str, *said: str, missing: tuple[str, ...] = ()) -> Report:
    """A take in which these words show must-says of their own names."""
    report = a_report(text)
    elements = []
    for words in said:
        start = text.index(words)
        span = report.transcript.span_of_chars(start, start + len(words))
        elements.append(
            ElementResult(words, True, (words,), Status.HEARD, words, start, start + len(words), span)  # noqa: FBT003
        )
    elements += [ElementResult(name, True, (name,), Status.MISSING) for name in missing]  # noqa: FBT003
    duration_s = len(report.transcript.words) / 2 + 1
    return replace(report, elements=tuple(elements), audio=replace(report.audio, duration_s=duration_s))


def test_the_same_must_says_stand_on_one_row_with_their_whole_sentences() -> None:
    pairs = aligned(take(ONE, "Maya Okafor", "Thank you"), take(OTHER, "Maya Okafor", "Thank you"), {})

    assert [pair.title for pair in pairs] == ["Maya Okafor", "Thank you"]
    assert pairs[0].one.words == "My name is Maya Okafor."
    assert pairs[0].other.words == "I am Maya Okafor and good morning."
    assert pairs[0].one.span == Span(1.0, 3.5)
    assert pairs[1].other.words == "Thank you so much."


def test_a_must_say_that_was_written_otherwise_tells_what_it_sounds_like() -> None:
    one, other = take(ONE, "Maya Okafor"), take(OTHER, "Maya Okafor")
    by_sound = replace(one, elements=tuple(replace(element, heard_as="Mia O'Kafour") for element in one.elements))
    (pair,) = aligned(by_sound, other, {})
    assert pair.one.quote == "sounds like “Mia O'Kafour”, written as “My name is Maya Okafor.”"
    assert pair.other.quote == "“I am Maya Okafor and good morning.”"


def test_what_one_take_leaves_out_stands_beside_what_the_other_says() -> None:
    pairs = aligned(take(ONE, "Thank you"), take(OTHER, missing=("Thank you",)), {"Thank you": "Thanks"})

    assert pairs[0].title == "Thanks"
    assert (pairs[0].one.status, pairs[0].other.status) == (Status.HEARD, Status.MISSING)
    assert (pairs[0].other.words, pairs[0].other.span) == ("", None)


def test_a_must_say_that_the_other_take_was_not_asked_for_counts_as_missing_there() -> None:
    assert aligned(take(ONE, "Thank you"), take(OTHER), {})[0].other.status is Status.MISSING


def test_alternatives_stand_on_one_row_whichever_was_said() -> None:
    def with_one_of(text: str, words: str, element: str) -> Report:
        report = take(text, words)
        return replace(report, elements=(replace(report.elements[0], element=element, one_of=("role", "school")),))

    pairs = aligned(with_one_of(ONE, "Maya Okafor", "role"), with_one_of(OTHER, "Maya Okafor", "school"), {})
    assert len(pairs) == 1
    assert pairs[0].other.status is Status.HEARD


def test_the_counterpart_of_a_must_say_is_the_same_must_say() -> None:
    one, other = take(ONE, "Maya Okafor", "I applied"), take(OTHER, "Maya Okafor", "I applied")
    assert counterpart_s(one, other, 2.5) == pytest.approx(2.0)
    assert counterpart_s(one, other, 3.5) == pytest.approx(7.0)
    assert counterpart_s(other, one, 7.0) == pytest.approx(3.5)


def test_between_two_must_says_time_is_stretched_evenly() -> None:
    one, other = take(ONE, "Maya Okafor", "I applied"), take(OTHER, "Maya Okafor", "I applied")
    assert counterpart_s(one, other, 3.0) == pytest.approx(4.5)


def test_must_says_in_another_order_do_not_turn_time_back() -> None:
    one, other = take(ONE, "Good morning", "Maya Okafor"), take(OTHER.lower(), missing=())
    other = take(OTHER.replace("good", "Good"), "Good morning", "Maya Okafor")
    places = [counterpart_s(one, other, 0.1 * step) for step in range(70)]
    assert places == sorted(places)


def test_beginning_and_end_of_speech_belong_together_where_no_must_say_does() -> None:
    one, other = take(ONE), take(OTHER)
    assert counterpart_s(one, other, 0.0) == pytest.approx(0.0)
    assert counterpart_s(one, other, 6.5) == pytest.approx(11.5)
    assert counterpart_s(one, other, 99.0) == other.audio.duration_s


def test_a_silent_take_goes_on_at_the_same_second() -> None:
    one, other = take(ONE), take("")
    assert counterpart_s(one, other, 0.4) == pytest.approx(0.4)
    assert counterpart_s(one, other, 50.0) == other.audio.duration_s
