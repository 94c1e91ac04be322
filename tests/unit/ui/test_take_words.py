from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from rehearse.history.values import Take, TakeRow, TakeState
from rehearse.report import Versions
from rehearse.target import Target
from rehearse.ui.pages import take_words
from rehearse.ui.pages.take_words import Ruler


def local(*parts: int) -> datetime:
    return datetime(*parts).astimezone()  # made local at once


NOW = local(2026, 3, 18, 16, 0)
RULER = Ruler("tiny.en", "1", "abc")


def row(state: TakeState = TakeState.ANALYSED, versions: Versions | None = None, *, recovered: bool = False) -> TakeRow:
    take = Take("1", "voicemail", None, Target(), None, NOW, Path("1.wav"), state, recovered=recovered)
    return TakeRow(take, versions=versions)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (local(2026, 3, 18, 14, 5), "today 14:05"),
        (local(2026, 3, 18, 0, 1), "today 0:01"),
        (local(2026, 3, 17, 23, 59), "yesterday 23:59"),
        (local(2026, 3, 16, 9, 10), "16 Mar 9:10"),
        (local(2025, 12, 31, 9, 10), "31 Dec 2025 9:10"),
    ],
)
def test_a_moment_is_told_as_seen_from_today(moment: datetime, words: str) -> None:
    assert take_words.when(moment, NOW) == words


def test_a_moment_is_told_in_local_time() -> None:
    elsewhere = NOW.astimezone(timezone(timedelta(hours=11)))
    assert take_words.when(elsewhere, NOW) == "today 16:00"


def test_a_take_with_a_report_by_the_present_ruler_has_nothing_to_tell() -> None:
    assert take_words.state(row(versions=Versions("1", "abc", "1", "tiny.en")), RULER) == ""


def test_every_difference_of_the_ruler_is_told() -> None:
    other = row(versions=Versions("1", "xyz", "0", "base"))
    assert take_words.state(other, RULER) == "other voice model, other measures, other rules"
    assert "analyse it again before you compare" in take_words.state_explained(other, RULER)


def test_rules_that_are_not_known_yet_are_not_called_different() -> None:
    assert take_words.state(row(versions=Versions("1", "xyz", "1", "tiny.en")), Ruler("tiny.en", "1", None)) == ""


def test_a_recovered_take_says_what_was_kept() -> None:
    recovered = row(TakeState.RECORDED, recovered=True)
    assert take_words.state(recovered, RULER) == "not analysed, recovered"
    assert "up to the last second was kept" in take_words.state_explained(recovered, RULER)
