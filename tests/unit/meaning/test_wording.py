"""What the wording of a passage says, whatever it means."""

from __future__ import annotations

import numpy as np

from rehearse.meaning.wording import Wording, known_rows, runs_of

PLEASE, DO, NOT, ASK = 7, 8, 9, 10


def wording(*known: int) -> Wording:
    """Each of the runs of these tokens speaks for the first of two rules with the same weight."""
    runs = runs_of(known)
    weights = np.repeat(np.array([[50, 0]], dtype=np.int8), len(runs), axis=0)
    return Wording(runs, weights, np.array([0.1, 0.1], dtype=np.float32), np.array([-4.0, -2.0], dtype=np.float32))


def test_a_passage_without_a_known_run_has_the_bias_alone() -> None:
    assert wording(PLEASE, DO).scores([NOT, ASK]).tolist() == [-4.0, -2.0]


def test_known_runs_speak_for_their_rule_only() -> None:
    scores = wording(PLEASE, DO).scores([PLEASE, DO])
    assert scores[0] > -4.0
    assert scores[1] == -2.0


def test_the_same_words_in_another_order_hold_fewer_known_runs() -> None:
    known = wording(DO, NOT, ASK)
    assert known.scores([DO, NOT, ASK])[0] > known.scores([ASK, DO, NOT])[0]


def test_runs_are_one_two_and_three_tokens_and_two_with_any_between() -> None:
    assert len(runs_of([DO, NOT, ASK])) == 3 + 2 + 1 + 1
    assert set(runs_of([DO, NOT])) < set(runs_of([DO, NOT, ASK]))


def test_a_run_that_comes_twice_counts_once() -> None:
    assert len(runs_of([DO, DO])) == 2


def test_a_passage_of_one_token_has_one_run_and_one_of_none_has_none() -> None:
    assert (len(runs_of([DO])), len(runs_of([]))) == (1, 0)


def test_unknown_runs_are_left_out() -> None:
    assert len(known_rows(runs_of([NOT, ASK]), runs_of([PLEASE, DO]))) == 0
    assert len(known_rows(runs_of([DO, ASK]), runs_of([PLEASE, DO]))) == 1
