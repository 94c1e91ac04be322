from __future__ import annotations

import pytest

from rehearse import doubts, phrases, second_hearing
from rehearse.meaning import combine, limits
from rehearse.meaning.version import HOW, version

BOOK = phrases.load()


def test_the_version_begins_with_that_of_the_rules_and_is_the_same_every_time() -> None:
    assert version(BOOK).startswith(f"{BOOK.version}-")
    assert version(BOOK) == version(BOOK)


@pytest.mark.parametrize("name", sorted(HOW))
def test_the_version_changes_with_every_figure_by_which_is_judged(name: str) -> None:
    assert version(BOOK, {**HOW, name: "another"}) != version(BOOK)


def test_limits_and_what_a_second_hearing_may_do_are_among_these_figures() -> None:
    wanted = (limits.LIMITS, combine.ALONE, second_hearing.NEAR, second_hearing.SHORTEST_PAUSE_S, doubts.GUESSED)
    assert all(figure in HOW.values() for figure in wanted)
