"""One call, step by step: what is answered, what is drawn, and how it ends."""

from __future__ import annotations

import pytest

from rehearse import call, phrases
from rehearse.call import Difficulty, Ending, Mood, Sound, Turn
from rehearse.target import Target
from tests.score_call import CARD

HELLO = "Good morning, this is Maya Okafor, I applied through SOAP to internal medicine at Riverbend."


def setup(seed: int = 1, difficulty: Difficulty = Difficulty.BUSY, target: Target = CARD) -> call.Setup:
    return call.Setup(call.load(), phrases.load(), seed, target, difficulty)


def said(reply: call.Reply) -> str:
    return " ".join(line.text for line in reply.lines if line.text)


def sounds(reply: call.Reply) -> list[Sound]:
    return [line.sound for line in reply.lines if line.sound]


def test_the_phone_rings_and_somebody_picks_up_with_a_name() -> None:
    state, reply = call.begin(setup(), "opening-call")
    assert sounds(reply) == [Sound.RING, Sound.PICK_UP]
    assert reply.lines[-1].name in said(reply)
    assert (state.state, state.ended) == ("opening-call/pick-up", None)


def test_the_same_seed_and_turns_give_the_same_call() -> None:
    def whole(seed: int) -> list[call.Reply]:
        state, reply = call.begin(setup(seed), "opening-call")
        replies = [reply]
        for text in (HELLO, "1487 2093", "My family lives in town.", "", "No, thank you.", "Goodbye."):
            if state.ended is None:
                state, reply = call.step(state, Turn(text, 5))
                replies.append(reply)
        return replies

    assert whole(7) == whole(7)
    assert len({tuple(r.state for r in whole(seed)) for seed in range(12)}) > 3


def test_a_turn_can_be_taken_again_from_where_the_call_stood() -> None:
    before, _ = call.begin(setup(), "opening-call")
    first, _ = call.step(before, Turn("Hello?", 1))
    again, _ = call.step(before, Turn(HELLO, 6))
    assert (first.exchanges[0].branch, again.exchanges[0].branch) == ("greets", "introduced")
    assert before.exchanges == ()


def test_the_difficulty_changes_the_words_and_the_patience() -> None:
    kind, hard = (call.begin(setup(difficulty=d), "opening-call")[1] for d in (Difficulty.KIND, Difficulty.HARD))
    assert said(kind) != said(hard)
    assert kind.patience_s is not None
    assert hard.patience_s is not None
    assert kind.patience_s > hard.patience_s


def test_an_annoyed_line_is_marked_as_one() -> None:
    _, reply = call.begin(setup(), "rushed-coordinator", "all-at-once")
    assert [line.mood for line in reply.lines] == [Mood.ANNOYED]


def test_silence_is_asked_about_twice_and_then_ends_the_call() -> None:
    state, _ = call.begin(setup(), "opening-call")
    heard = []
    while state.ended is None:
        state, reply = call.step(state, Turn(silence_s=5))
        heard.append(said(reply))
    assert len(heard) == len(set(heard)) == 3
    assert state.ended is Ending.THEY_HUNG_UP
    assert {exchange.branch for exchange in state.exchanges} == {"silent"}


def test_a_question_to_repeat_brings_the_same_line_again() -> None:
    state, first = call.begin(setup(), "opening-call", "id")
    state, again = call.step(state, Turn("Sorry, could you say that again?", 2))
    assert said(again).endswith(said(first))
    assert state.state == "opening-call/id"


def test_another_language_is_not_understood() -> None:
    state, _ = call.begin(setup(), "opening-call")
    _, reply = call.step(state, Turn("Buenos dias, llamo por la plaza de residente en su hospital", 4))
    assert reply.branch == "foreign"
    assert "English" in said(reply)


def test_hanging_up_in_the_first_second_ends_the_call() -> None:
    state, _ = call.begin(setup(), "opening-call")
    state, reply = call.step(state, Turn(hung_up=True, silence_s=0.4))
    assert (state.ended, reply.lines, reply.branch) == (Ending.YOU_HUNG_UP, (), "hung-up")


def test_a_call_that_has_ended_takes_no_more_turns() -> None:
    state, _ = call.begin(setup(), "opening-call", "bye")
    assert state.ended is Ending.GOODBYE
    with pytest.raises(ValueError, match="has ended"):
        call.step(state, Turn("Hello?"))


def test_who_is_cut_off_hears_so_and_the_call_goes_on_with_what_was_heard() -> None:
    state, _ = call.begin(setup(), "opening-call")
    _, reply = call.step(state, Turn(HELLO, 45, interrupted=True))
    assert reply.branch == "introduced"
    assert reply.lines[0].text in call.load().common.cut_in.of(Difficulty.BUSY)


def test_a_caller_who_talks_for_minutes_is_hung_up_on() -> None:
    state, _ = call.begin(setup(difficulty=Difficulty.HARD), "eras-only-close")
    state, reply = call.step(state, Turn("It all started when I was little. " * 40, 180))
    assert (state.ended, reply.branch) == (Ending.THEY_HUNG_UP, "out-of-time")
    assert sounds(reply) == [Sound.HANG_UP]


@pytest.mark.parametrize(
    ("text", "branch", "goes_to"),
    [
        ("One four eight seven, two zero nine three.", "gives-id", "still-reviewing-pitch/start"),
        ("One four eight seven, two zero nine.", "wrong-digits", "opening-call/id-again"),
        ("One four eight seven, two zero nine four.", "wrong-digits", "opening-call/id-again"),
        ("I don't have it here.", "no-id", "still-reviewing-pitch/start"),
    ],
)
def test_the_number_is_counted_and_compared_with_the_card(text: str, branch: str, goes_to: str) -> None:
    state, _ = call.begin(setup(), "opening-call", "id")
    _, reply = call.step(state, Turn(text, 4))
    assert (reply.branch, reply.state) == (branch, goes_to)


@pytest.mark.parametrize(
    "where", ["internal medicine at Saint Brigid Hospital", "Saint Brigid", "Saint Brigid Hospital"]
)
def test_another_hospital_is_put_right_where_the_card_names_one(where: str) -> None:
    said = Turn(f"This is Maya Okafor, I applied to {where}.", 4)
    assert call.step(call.begin(setup(), "opening-call")[0], said)[0].state == "opening-call/wrong-office"
    assert call.step(call.begin(setup(target=Target()), "opening-call")[0], said)[1].branch == "introduced"


def test_a_hospital_where_one_rotated_is_no_wrong_one() -> None:
    said = Turn("This is Maya Okafor, I rotated at Saint Brigid and I have put in my application with you.", 4)
    assert call.step(call.begin(setup(), "opening-call")[0], said)[1].branch == "introduced"


def test_the_silence_drill_notices_chatter_and_praises_quiet() -> None:
    state, reply = call.begin(setup(), "still-reviewing-pitch", "quiet")
    assert reply.quiet_s is not None
    assert 3 <= reply.quiet_s <= 5
    _, kept = call.step(state, Turn(silence_s=reply.quiet_s))
    _, filled = call.step(state, Turn("So yeah, um, that's me I guess.", 2))
    assert (kept.branch, filled.branch) == ("keeps-quiet", "chatters")


def test_a_mailbox_beeps_and_says_nothing_back() -> None:
    state, reply = call.begin(setup(), "voicemail", "message")
    assert (sounds(reply), reply.alone, reply.patience_s) == ([Sound.BEEP], True, None)
    state, reply = call.step(state, Turn(silence_s=6))
    assert (reply.lines, state.ended, reply.branch) == ((), Ending.GOODBYE, "empty")


def test_being_put_through_changes_who_is_on_the_phone() -> None:
    people = set()
    for seed in range(12):
        state, reply = call.begin(setup(seed), "operator-transfer")
        people |= {line.person for line in reply.lines}
        for _ in range(2):
            state, reply = call.step(state, Turn("The internal medicine residency coordinator, please.", 3))
            people |= {line.person for line in reply.lines if line.person}
            if state.ended is not None or not state.state.startswith("operator"):
                break
    assert {"operator", "clerk", "coordinator"} <= people


def test_names_of_the_card_are_said_and_an_empty_card_leaves_no_gap() -> None:
    with_card = [said(call.begin(setup(seed, Difficulty.KIND), "operator-transfer")[1]) for seed in range(8)]
    without = [said(call.begin(setup(s, Difficulty.KIND, Target()), "operator-transfer")[1]) for s in range(8)]
    assert any("Riverbend" in line for line in with_card)
    assert not any("Riverbend" in line or "{" in line for line in without)


def test_what_was_said_before_is_not_asked_again() -> None:
    for seed in range(20):
        state, _ = call.begin(setup(seed, Difficulty.KIND), "still-reviewing-pitch")
        state, _ = call.step(state, Turn("I understand. My sister lives in town and I passed Step 2.", 6))
        assert not state.state.endswith("/ties")


def test_the_length_of_a_call_is_the_sum_of_both_sides() -> None:
    state, _ = call.begin(setup(), "opening-call", "id")
    state, _ = call.step(state, Turn("1487 2093", 4, time_to_first_word_s=1.5, their_s=3))
    assert state.elapsed_s == 8.5


@pytest.mark.parametrize(
    ("text", "branch"),
    [
        ("Maya Okafor here, I applied to internal medicine.", "introduced"),
        ("this is drew kowalski calling, i applied to your program", "introduced"),
        ("I applied to Internal Medicine through Soap.", "no-name"),
        ("Yesterday Dr. Lee Chang asked about my application.", "no-name"),
    ],
)
def test_without_a_card_a_name_is_told_by_its_capitals_and_the_words_around_it(text: str, branch: str) -> None:
    state, _ = call.begin(setup(target=Target()), "opening-call")
    assert call.step(state, Turn(text, 4))[1].branch == branch


@pytest.mark.parametrize("text", ["¹", "½ ²³", "٣ ٤", "\x00", "🙂", "…?!", "a" * 5000])
def test_signs_that_are_no_words_break_nothing(text: str) -> None:
    state, _ = call.begin(setup(), "opening-call", "id")
    assert call.step(state, Turn(text, 2))[1].lines
