from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from rehearse.history.overview import words_of
from rehearse.history.store import HistoryStore
from rehearse.measures.values import Measures
from rehearse.phrases.finding import Certainty, Severity, Status
from rehearse.target import Target
from tests.reports import a_finding, a_report, an_element
from tests.unit.history.conftest import MONDAY, history_of_the_first_format, record

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.report import Report

GROUPS = {"practice-intro": (("name",), ("role", "school"))}


def add(store: HistoryStore, minute: int, report: Report | None = None, scenario: str = "practice-intro") -> str:
    take = record(store, minute, scenario)
    if report is not None:
        store.save_report(take.id, report)
    return take.id


def test_every_take_is_outlined_newest_first_with_what_its_report_says(store: HistoryStore) -> None:
    older = add(store, 0)
    measures = Measures(speech_duration_s=46.9, speaking_rate_wpm=141.0, fillers_per_min=2.5, longest_pause_s=1.25)
    findings = (
        a_finding("a", Severity.STOP),
        a_finding("b", Severity.FIX),
        a_finding("b", Severity.FIX),
        a_finding("c", Severity.POLISH),
        a_finding("d", Severity.STOP, Certainty.POSSIBLE),
    )
    newer = add(store, 1, a_report(measures=measures, findings=findings, elements=(an_element("n", Status.MISSING),)))
    first, second = store.overview.outlines()
    assert (first.take_id, first.stops, first.fixes, first.missing_required) == (newer, 1, 2, 1)
    assert (first.speech_duration_s, first.speaking_rate_wpm, first.fillers_per_min, first.longest_pause_s) == (
        46.9,
        141.0,
        2.5,
        1.25,
    )
    assert first.is_reported
    assert (second.take_id, second.speaking_rate_wpm, second.is_reported) == (older, None, False)


def test_outlines_follow_what_this_program_and_another_one_change(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    first = add(store, 0)
    assert [outline.take_id for outline in store.overview.outlines()] == [first]
    second = add(store, 1)
    assert [outline.take_id for outline in store.overview.outlines()] == [second, first]
    with closing(HistoryStore.open(history_file, recordings)) as other:
        third = add(other, 2)
        assert [outline.take_id for outline in store.overview.outlines()] == [third, second, first]
        store.delete(second)
        assert [outline.take_id for outline in other.overview.outlines()] == [third, first]
    assert [outline.take_id for outline in store.overview.outlines()] == [third, first]


def test_rows_are_read_for_the_takes_that_are_asked_for(store: HistoryStore) -> None:
    first, _, third = (add(store, minute, a_report()) for minute in range(3))
    assert set(store.lists.rows_of([first, third, "gone"])) == {first, third}
    assert store.lists.rows_of([first])[first] == store.lists.row(first)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Maya", True),
        ("maya HELLO", True),
        ('"this is maya"', True),
        ('"this is may', True),
        ('"maya this"', False),
        ("may", True),
        ("Maya Riverbend", False),
        ("%", False),
        ("", False),
        ('""', False),
    ],
)
def test_takes_are_found_by_the_words_that_were_said(query: str, found: bool, store: HistoryStore) -> None:  # noqa: FBT001 # a case
    take = add(store, 0, a_report("Hello, this is Maya."))
    add(store, 1, a_report("Nothing of the kind"))
    assert store.overview.with_words(query) == (frozenset({take}) if found else frozenset())


def test_an_apostrophe_is_found_however_it_is_typed() -> None:
    assert words_of("I’m fine") == words_of("i'm FINE") == ("i'm", "fine")


def test_words_of_a_report_that_was_made_again_are_those_of_the_new_one(store: HistoryStore) -> None:
    take = add(store, 0, a_report("before"))
    store.save_report(take, a_report("after"))
    assert store.overview.with_words("before") == frozenset()
    assert store.overview.with_words("after") == {take}


def test_words_of_a_deleted_take_are_nowhere_in_the_files(store: HistoryStore) -> None:
    take = add(store, 0, a_report("unmistakable"))
    store.delete(take)
    assert b"unmistakable" not in b"".join(file.read_bytes() for file in store.file.parent.iterdir() if file.is_file())


def test_words_can_be_searched_in_a_history_from_before_they_were_kept_apart(
    history_file: Path, recordings: Path
) -> None:
    take = history_of_the_first_format(history_file, recordings, a_report("Hello Ümit"))
    with closing(HistoryStore.open(history_file, recordings)) as store:
        assert store.overview.with_words("ümit") == {take}
        assert not store.take(take).imported


def test_rules_are_counted_by_the_takes_in_which_they_certainly_fired(store: HistoryStore) -> None:
    often, once = a_finding("often", Severity.FIX), a_finding("once", Severity.STOP)
    perhaps = a_finding("perhaps", Severity.STOP, Certainty.POSSIBLE)
    first = add(store, 0, a_report(findings=(often, once, once, perhaps)))
    second = add(store, 1, a_report(findings=(often,)))
    assert store.overview.fired() == ((("often",), 2, 2), (("once",), 1, 2))
    assert store.overview.fired([second]) == ((("often",), 1, 1),)
    assert store.overview.with_rule("once") == {first}
    assert store.overview.with_rule("perhaps") == frozenset()


def test_a_must_say_is_missed_only_where_nothing_that_would_do_as_well_was_said(store: HistoryStore) -> None:
    def said(name: Status, role: Status, school: Status) -> Report:
        return a_report(
            elements=(
                an_element("name", name),
                an_element("role", role, "role", "school"),
                an_element("school", school, "role", "school"),
            )
        )

    missing, heard, unclear = Status.MISSING, Status.HEARD, Status.UNCLEAR
    neither = add(store, 0, said(heard, missing, missing))
    add(store, 1, said(missing, missing, heard))
    add(store, 2, said(missing, missing, unclear))
    assert store.overview.missed(GROUPS) == ((("name",), 2, 2), (("role", "school"), 1, 1))
    assert store.overview.missed(GROUPS, [neither]) == ((("role", "school"), 1, 1),)
    assert store.overview.without_any(("role", "school")) == {neither}


def test_a_sentence_said_again_is_listed_and_counts_as_no_take_of_the_call(store: HistoryStore) -> None:
    whole = add(store, 0, a_report())
    phrase = store.begin_take("practice-intro", Target(), None, None, MONDAY + timedelta(minutes=3), is_phrase=True)
    store.finish_take(phrase.id, 2.0)
    later = record(store, 9)

    assert [(take.take_id, take.is_phrase) for take in store.overview.outlines()] == [
        (later.id, False),
        (phrase.id, True),
        (whole, False),
    ]
    previous = store.lists.previous(later)
    assert previous is not None
    assert previous.take.id == whole
    store.delete(later.id)
    assert store.lists.last_by_scenario() == {"practice-intro": MONDAY}
