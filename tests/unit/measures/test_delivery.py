from __future__ import annotations

from itertools import pairwise

import pytest

from rehearse.measures.delivery import SpokenPart, facts, sentence_ends, spoken_part, title
from rehearse.measures.track import LevelTrack
from rehearse.measures.values import Pause, PausePlace
from rehearse.speech import Span, Transcript, Word

STEP_S = 0.02


def spoken(*said: tuple[str, float, float], probability: float = 0.9) -> tuple[Transcript, LevelTrack]:
    """Words one behind the other, each with its length in seconds and its level in decibels."""
    words, levels, at_s = [], [], 0.0
    for text, seconds, level_db in said:
        words.append(Word(text, at_s, at_s + seconds, probability))
        levels += [level_db] * round(seconds / STEP_S)
        at_s += seconds
    return Transcript(tuple(words), "tiny.en"), LevelTrack(STEP_S, tuple(levels))


REST = [("word", 0.4, -25.0)] * 12


def part_of(*said: tuple[str, float, float], probability: float = 0.9) -> SpokenPart | None:
    transcript, track = spoken(*said, *REST, probability=probability)
    return spoken_part("full-name", range(len(said)), transcript, (), track)


def test_a_name_as_slow_and_as_loud_as_the_rest_has_nothing_to_it() -> None:
    part = part_of(("Maya", 0.4, -25.0), ("Okafor.", 0.4, -25.0))
    assert part is not None
    assert (part.words_per_min, part.rest_words_per_min, part.louder_db) == (150.0, 150.0, 0.0)
    assert not part.is_remarkable
    assert (title(part), facts(part)) == ("Your name", "150 words a minute, the rest 150 without pauses.")


def test_a_hurried_soft_and_unclear_name_is_told_by_its_figures() -> None:
    part = part_of(("Maya", 0.24, -33.0), ("Okafor.", 0.24, -33.0), probability=0.4)
    assert part is not None
    assert (part.words_per_min, part.louder_db) == (250.0, -8.0)
    said = facts(part)
    assert "250 words a minute, the rest 150" in said
    assert "slower" in said
    assert "8 dB softer" in said
    assert "unsure" in said


def test_each_digit_of_a_number_counts_as_a_word() -> None:
    part = part_of(("14872093.", 4.0, -25.0))
    assert part is not None
    assert part.words_per_min == 120.0


def test_pauses_are_not_part_of_the_pace_of_the_rest() -> None:
    transcript, track = spoken(("Maya", 0.4, -25.0), ("Okafor.", 0.4, -25.0), *REST[:6], ("", 2.0, -60.0), *REST[:6])
    words = tuple(word for word in transcript.words if word.text)
    gap = next(Span(one.end_s, other.start_s) for one, other in pairwise(words) if other.start_s > one.end_s)
    part = spoken_part(
        "full-name", range(2), Transcript(words, "tiny.en"), (Pause(gap, PausePlace.BETWEEN_CLAUSES),), track
    )
    assert part is not None
    assert part.rest_words_per_min == 150.0


def test_an_um_inside_a_name_is_no_word_of_it() -> None:
    transcript, track = spoken(("Maya", 0.4, -25.0), ("um,", 0.4, -25.0), ("Okafor.", 0.4, -25.0), *REST)
    part = spoken_part("full-name", range(3), transcript, (), track)
    assert part is not None
    assert part.text == "Maya Okafor."


@pytest.mark.parametrize("said", [[("Maya.", 0.6, -25.0)], [("Maya", 0.1, -25.0), ("Oh.", 0.1, -25.0)]])
def test_a_name_that_is_too_short_is_not_measured(said: list[tuple[str, float, float]]) -> None:
    assert part_of(*said) is None


def test_without_a_rest_there_is_nothing_to_compare_with() -> None:
    transcript, track = spoken(("Maya", 0.4, -25.0), ("Okafor.", 0.4, -25.0))
    assert spoken_part("full-name", range(2), transcript, (), track) is None


def test_a_sentence_that_trails_off_is_softer_at_its_end() -> None:
    words = [("I", 0.2, -25.0), ("applied", 0.4, -25.0), ("to", 0.2, -25.0), ("your", 0.2, -25.0)]
    transcript, track = spoken(*words, ("family", 0.4, -40.0), ("program.", 0.4, -40.0), ("Thank", 0.4, -25.0))
    (end,) = sentence_ends(transcript, track)
    assert (end.text, end.softer_db) == ("family program.", 15.0)


def test_a_short_sentence_has_no_end_to_speak_of() -> None:
    transcript, track = spoken(("Thank", 0.3, -25.0), ("you.", 0.3, -45.0))
    assert sentence_ends(transcript, track) == ()


def test_the_level_outside_the_track_is_not_known() -> None:
    assert LevelTrack(STEP_S, (-20.0,) * 10).mean_db([Span(5.0, 6.0)]) is None
