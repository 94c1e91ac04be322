"""What the report page says of a mock call."""

from __future__ import annotations

from dataclasses import replace

from rehearse.call import Turn
from rehearse.call.report import Closing, Steadiness
from rehearse.call.values import Ending
from rehearse.measures.values import Band, Verdict
from rehearse.ui.pages.call_report_words import whole, words
from tests.builders import say
from tests.unit.call.test_report import OPENER, held

TITLES = {"full-name": "Your full name", "applied": "That you applied"}


def ended(how: Ending, *, goodbye: bool, after: int) -> Closing:
    return Closing(how, thanked=True, said_goodbye=goodbye, words_after=after, stopped_when_done=after <= 8)


def test_a_turn_tells_its_length_against_its_target_its_first_word_and_its_must_says() -> None:
    (turn,) = words(held("opening-call", Turn(OPENER, 18, time_to_first_word_s=0.84)), TITLES, {}).turns
    figures, must_says, *_ = turn.facts
    assert figures == "18 seconds, within the band of 15 to 30 seconds · first word after 0.8 seconds"
    assert must_says.startswith("Must-says: ")
    assert "your full name" in must_says


def test_a_turn_names_its_fillers_and_the_words_that_were_found_in_it() -> None:
    transcript, _ = say("Hello, um, I would do anything for a spot.")
    made = held("still-reviewing-pitch", Turn(transcript.text, 4, transcript=transcript))
    (turn,) = words(made, TITLES, {}).turns
    assert "One filler: “um”" in turn.facts
    (findings,) = [line for line in turn.facts if "finding" in line]
    assert "do anything" in findings


def test_what_no_answer_held_is_named_by_its_part_of_the_call() -> None:
    told = words(held("opening-call", Turn("Hello, this is Maya Okafor.", 3)), TITLES, {"opening-call": "Opening call"})
    (missing,) = [sentence for sentence in told.missing if "Opening call" in sentence]
    assert missing.startswith("Missing in the part “Opening call”")
    assert "that you applied" in missing
    assert "full name" not in missing


def test_the_difficulty_is_told_without_the_seed() -> None:
    assert "Difficulty: busy." in whole(held("opening-call", Turn(OPENER, 18), seed=7))


def test_the_length_of_the_whole_call_is_held_against_its_band() -> None:
    made = replace(held("opening-call", Turn(OPENER, 18)), duration_s=95.0, target=Band(high=90, far_high=120))
    told = whole(replace(made, verdict=Verdict.ABOVE))
    assert "The call took 95 seconds, a little over the band of up to 90 seconds." in told


def test_pace_and_loudness_after_an_annoyed_line_are_compared_with_those_before() -> None:
    made = held("opening-call", Turn(OPENER, 18))
    changed = Steadiness(3, 150.0, 180.0, -20.0, -21.0, 0.2, -0.11, steady=False)
    told = whole(replace(made, steadiness=changed))
    assert (
        "After their annoyed line (turn 3) your pace was 20\N{NO-BREAK SPACE}% faster "
        "and your voice was 11\N{NO-BREAK SPACE}% quieter than before." in told
    )
    calm = whole(replace(made, steadiness=replace(changed, pace_change=0.02, loudness_change=None, steady=True)))
    assert "After their annoyed line (turn 3) your pace was 2\N{NO-BREAK SPACE}% faster than before: steady." in calm


def test_thanks_a_goodbye_and_stopping_when_done_are_told() -> None:
    made = held("opening-call", Turn(OPENER, 18))
    well = whole(replace(made, closing=ended(Ending.YOU_HUNG_UP, goodbye=True, after=0)))
    assert well[-3:] == (
        "You hung up.",
        "You thanked them and said goodbye.",
        "You stopped when you were done: nothing came after it.",
    )
    on = whole(replace(made, closing=ended(Ending.THEY_HUNG_UP, goodbye=False, after=14)))
    assert on[-2:] == (
        "You thanked them; no goodbye was heard.",
        "14 words still came after your last thanks or goodbye.",
    )
