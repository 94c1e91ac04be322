"""Patterns and second layer together judge texts that neither has seen no worse than before.

The floors guard against regressions; they are not the goal. They stand about 0.04 beside what was measured when they
were set. `tests/score_phrases.py tests/phrases/unseen/exam-m.jsonl` prints the figures.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.score_phrases import Score, check_item, read_corpus

TEXTS = Path(__file__).parent.parent.parent / "phrases" / "unseen" / "exam-m.jsonl"

AT_LEAST = {
    "precision": 0.94,
    "recall": 0.79,
    "stop_recall": 0.76,
    "recall_with_possible": 0.9,
    "possible_precision": 0.55,
}
AT_MOST = {
    "near_miss_fired": 0.01,
    "clean_snippets_fired": 0.03,
    "clean_calls_fired": 0.06,
    "possible_per_clean_text": 0.07,
}


@pytest.fixture(scope="module")
def scores() -> dict[bool, dict[str, float | None]]:
    """The figures with the second layer (true) and without."""
    scores = {by_meaning: Score() for by_meaning in (False, True)}
    for item in read_corpus([TEXTS]):
        for by_meaning, score in scores.items():
            score.add(item, check_item(item, by_meaning=by_meaning))
    return {by_meaning: score.figures() for by_meaning, score in scores.items()}


@pytest.mark.parametrize("figure", AT_LEAST)
def test_both_layers_do_not_fall_below_their_floor(figure: str, scores: dict[bool, dict[str, float | None]]) -> None:
    value = scores[True][figure]
    assert value is not None
    assert value >= AT_LEAST[figure]


@pytest.mark.parametrize("figure", AT_MOST)
def test_both_layers_fire_no_more_often_on_what_is_fine(
    figure: str, scores: dict[bool, dict[str, float | None]]
) -> None:
    value = scores[True][figure]
    assert value is not None
    assert value <= AT_MOST[figure]


@pytest.mark.parametrize("figure", ["precision", "recall", "stop_recall"])
def test_the_second_layer_earns_its_place(figure: str, scores: dict[bool, dict[str, float | None]]) -> None:
    alone, both = scores[False][figure], scores[True][figure]
    assert alone is not None
    assert both is not None
    assert both >= alone


@pytest.mark.parametrize("figure", ["element_precision", "element_recall"])
def test_the_second_layer_leaves_must_says_alone(figure: str, scores: dict[bool, dict[str, float | None]]) -> None:
    assert scores[True][figure] == scores[False][figure]
