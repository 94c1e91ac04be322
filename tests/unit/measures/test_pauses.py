from __future__ import annotations

from rehearse.measures.pauses import find_pauses
from rehearse.measures.values import PausePlace
from rehearse.speech import Span, Transcript, Word
from tests.builders import say


def test_a_pause_shorter_than_the_threshold_is_not_reported() -> None:
    transcript, voiced = say("I applied to your program", pause_after={"applied": 0.24})
    assert find_pauses(voiced, transcript) == ()


def test_a_pause_of_exactly_the_threshold_is_reported() -> None:
    transcript, voiced = say("I applied to your program", pause_after={"applied": 0.25})
    (pause,) = find_pauses(voiced, transcript)
    assert round(pause.span.start_s, 3) == 0.8
    assert round(pause.span.duration_s, 3) == 0.25


def test_silence_before_the_first_and_after_the_last_word_is_no_pause() -> None:
    transcript = Transcript((Word("Hello.", 2.0, 2.5),), "test")
    assert find_pauses((Span(0.0, 0.3), Span(2.0, 2.5), Span(6.0, 6.2)), transcript) == ()


def test_gaps_between_words_are_no_pauses_where_the_voice_goes_on() -> None:
    transcript = Transcript((Word("Hello", 0.0, 0.4), Word("there.", 1.6, 2.0)), "test")
    assert find_pauses((Span(0.0, 2.0),), transcript) == ()


def test_a_pause_after_a_comma_stands_between_clauses() -> None:
    transcript, voiced = say("Good morning, my name is Maya", pause_after={"morning,": 0.6})
    assert [pause.place for pause in find_pauses(voiced, transcript)] == [PausePlace.BETWEEN_CLAUSES]


def test_a_pause_in_the_middle_of_a_phrase_stands_within_a_clause() -> None:
    transcript, voiced = say("Good morning, my name is Maya", pause_after={"name": 0.6})
    assert [pause.place for pause in find_pauses(voiced, transcript)] == [PausePlace.WITHIN_CLAUSE]


def test_the_comma_after_an_um_ends_no_clause() -> None:
    transcript, voiced = say("my name, um, is Maya and um, I applied", pause_after={"um,": 0.6})
    places = [pause.place for pause in find_pauses(voiced, transcript)]
    assert places == [PausePlace.BETWEEN_CLAUSES, PausePlace.WITHIN_CLAUSE]


def test_without_words_there_are_no_pauses() -> None:
    assert find_pauses((Span(0, 1), Span(2, 3)), Transcript((), "test")) == ()
