"""When a turn is over: soon after a whole sentence, later after a hanging one."""

from __future__ import annotations

import pytest

from rehearse import call, phrases
from rehearse.call.turn_end import (
    ALONE_S,
    BEGUN_S,
    CLOSING_S,
    COMPLETE_S,
    HANGING_S,
    NO_ANSWER_S,
    OPEN_S,
    THINKING_S,
    turn_ended,
    wait_s,
)
from tests.score_call import CARD

SETUP = call.Setup(call.load(), phrases.load(), 1, CARD)
LONGEST_PAUSE_S = 0.7
"""Pauses up to here may stand anywhere in an answer."""


def at(state: str) -> call.CallState:
    script, _, name = state.partition("/")
    return call.begin(SETUP, script, name)[0]


WHOLE = [
    "I applied through SOAP to your internal medicine program.",
    "I grew up ten minutes away",
    "i passed step two",
    "Is there anything else you need from me?",
    "Who am I speaking to?",
    "I think so.",
    "I understand that",
    "yes i do",
    "yes I would",
    "I'd be glad to",
    "why not",
    "No, I haven't.",
    "the residency coordinator please",
    "I worked there for two years",
    "It's about my application.",
    "That's how I would like to work with you",
    "My family lives there",
    "I applied on Monday",
    "The reason that I'm calling is your refugee clinic.",
    "If there is still a place, I would be happy to interview.",
    "I think so.",
    "After that I changed my plan.",
    "I have been there since 2019.",
    "I failed because of poor planning.",
    "Who should I write to?",
    "I like adults with several illnesses at once.",
]
CLOSING = [
    "I understand, thank you.",
    "Thank you for your time",
    "have a good day",
    "no that's all thanks",
    "My ID is one four eight seven two zero nine three",
    "Okafor, 1487 2093",
    "goodbye",
]
HANGING = [
    "Good morning, this is Maya Okafor and",
    "I applied to",
    "I'm calling because",
    "I'm calling because.",
    "my name is",
    "I was wondering if",
    "I have worked in your",
    "I am a fourth year at the",
    "and I would",
    "I passed Step 2, um",
    "I like it because it's",
    "My AAMC ID is one four eight seven",
    "my aamc id is one four eight seven two zero nine",
    "My AAMC ID",
    "I wanted to say that",
    "I did my rotation in",
    "you can reach me at this number five five five oh one",
    "I'm",
    "so I",
    "I want to",
    "I wanted",
    "Thank you. I'm interested in how",
    "It is two two zero.",
    "I would be glad to send.",
    "I would welcome.",
    "I am looking for a program where?",
    "I grew up near",
]
BEGUN = [
    "Well, I think.",
    "Your evening clinic for farm workers.",
    "You're evening clinic for farm workers.",
    "The reason that I'm calling.",
    "What I learned from that year.",
    "The patients that I remember best",
    "If there is still a place,",
    "During the winter.",
    "I think the biggest change.",
    "My sister and my parents",
]
OPEN = [
    "Yes",
    "yes,",
    "Good morning",
    "Hello",
    "My name is Maya",
    "this is Maya,",
    "I applied to your program,",
    "Okay so",
]
THINKING = ["Hmm, let me see", "One second", "it's, hold on"]


@pytest.mark.parametrize("said", WHOLE)
def test_after_a_whole_sentence_the_reply_comes_soon(said: str) -> None:
    assert wait_s(said.split(), at("opening-call/pick-up")) == COMPLETE_S


@pytest.mark.parametrize("said", CLOSING)
def test_after_thanks_a_goodbye_or_a_whole_number_it_comes_sooner(said: str) -> None:
    assert wait_s(said.split(), at("opening-call/pick-up")) == CLOSING_S


@pytest.mark.parametrize("said", HANGING)
def test_after_a_hanging_word_it_waits(said: str) -> None:
    assert wait_s(said.split(), at("opening-call/pick-up")) == HANGING_S


@pytest.mark.parametrize("said", BEGUN)
def test_a_sentence_without_its_verb_is_waited_for(said: str) -> None:
    assert wait_s(said.split(), at("opening-call/pick-up")) == BEGUN_S


@pytest.mark.parametrize("said", OPEN)
def test_after_what_may_go_on_it_waits_a_little(said: str) -> None:
    assert OPEN_S <= wait_s(said.split(), at("opening-call/pick-up")) <= HANGING_S


@pytest.mark.parametrize("said", THINKING)
def test_who_asks_for_a_moment_gets_one(said: str) -> None:
    assert wait_s(said.split(), at("opening-call/id")) == THINKING_S


def test_where_the_id_was_asked_for_a_few_digits_are_not_the_end() -> None:
    for said in ("One four eight seven", "it's fourteen eighty seven twenty", "1487 209"):
        assert wait_s(said.split(), at("opening-call/id")) == HANGING_S
    assert wait_s(["I", "passed", "step", "two"], at("opening-call/pick-up")) == COMPLETE_S


def test_no_pause_within_an_answer_ends_it() -> None:
    for said in [*WHOLE, *CLOSING, *HANGING, *BEGUN, *OPEN, *THINKING]:
        assert not turn_ended(said.split(), LONGEST_PAUSE_S, at("opening-call/pick-up"))


def test_every_turn_ends_at_last() -> None:
    for said in [*WHOLE, *HANGING, *THINKING, ""]:
        assert turn_ended(said.split(), 5.0, at("opening-call/pick-up"))


def test_where_nothing_is_said_it_waits_as_long_as_the_state_says() -> None:
    assert wait_s([], at("opening-call/pick-up")) == NO_ANSWER_S
    drill = at("still-reviewing-pitch/quiet")
    assert wait_s([], drill) == drill.reply.quiet_s
    assert wait_s(["So,"], drill) >= OPEN_S


def test_a_mailbox_is_patient() -> None:
    for said in ("", "Thank you, goodbye.", "I applied to"):
        assert wait_s(said.split(), at("voicemail/message")) == ALONE_S
