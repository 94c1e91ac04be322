from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from rehearse.measures.values import Band, Judgement, Verdict
from rehearse.phrases.finding import Certainty, Severity, Status
from rehearse.programs.call_kind import CallKind
from rehearse.programs.card import Card
from rehearse.report import Report, Versions
from rehearse.target import Target
from tests.reports import a_finding, a_report, an_element, any_reports
from tests.unit.history.conftest import MONDAY, begin, record

if TYPE_CHECKING:
    from pathlib import Path

TARGET = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend", "RMC"), "internal medicine")


def test_a_take_that_has_begun_says_where_its_recording_goes(store: HistoryStore, recordings: Path) -> None:
    card = Card(program="Riverbend Medical Center")
    store.cards.save(card)

    take = store.begin_take("opening-call", TARGET, card.id, CallKind.RETURNING, MONDAY)

    assert take.state is TakeState.RECORDING
    assert take.audio_path == recordings / "2026-03-16" / f"{take.id}.wav"
    assert take.audio_path.parent.is_dir()
    assert not take.audio_path.exists()
    assert (take.target, take.card_id, take.call_kind, take.started_at) == (TARGET, card.id, CallKind.RETURNING, MONDAY)
    assert store.take(take.id) == take


def test_a_take_goes_from_recording_over_recorded_to_analysed(store: HistoryStore) -> None:
    take = begin(store)

    recorded = store.finish_take(take.id, duration_s=48.2, dropped_frames=3, preroll_s=0.96)
    assert recorded.state is TakeState.RECORDED
    assert (recorded.duration_s, recorded.dropped_frames, recorded.preroll_s) == (48.2, 3, 0.96)

    assert store.save_report(take.id, a_report()).state is TakeState.ANALYSED


def test_a_failed_analysis_is_kept_with_its_reason_until_one_succeeds(store: HistoryStore) -> None:
    take = record(store)

    failed = store.fail_take(take.id, "The words could not be written down.")
    assert (failed.state, failed.failure) == (TakeState.FAILED, "The words could not be written down.")
    assert failed.audio_path.exists()

    analysed = store.save_report(take.id, a_report())
    assert (analysed.state, analysed.failure) == (TakeState.ANALYSED, None)


def test_everything_is_there_after_the_program_was_closed(
    store: HistoryStore, history_file: Path, recordings: Path
) -> None:
    take = record(store)
    store.save_report(take.id, a_report())
    before = store.lists.rows()
    store.close()

    again = HistoryStore.open(history_file, recordings)

    assert again.lists.rows() == before
    assert again.report(take.id) == a_report()
    again.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(report=any_reports())
def test_any_report_comes_back_as_it_was_saved(store: HistoryStore, report: Report) -> None:
    take = begin(store)

    store.save_report(take.id, report)

    assert store.report(take.id) == report
    row = store.lists.rows()[0]
    assert (row.measures, row.versions) == (report.measures, report.versions)
    assert dict(row.verdicts) == {entry.measure: entry.verdict for entry in report.judgements}
    assert row.stops + row.fixes + row.polishes + row.possible == len(report.findings)
    store.delete(take.id)


def test_a_report_made_again_takes_the_place_of_the_first(store: HistoryStore) -> None:
    take = record(store)
    other = Versions(app="0.2.0", rules="2", measures="2", model="base.en")
    store.save_report(take.id, a_report("please please", findings=(a_finding("begging", Severity.STOP),)))

    store.save_report(take.id, a_report("Good morning", versions=other))

    row = store.lists.rows()[0]
    assert (row.stops, row.versions) == (0, other)
    assert store.report(take.id) == a_report("Good morning", versions=other)


def test_a_report_that_can_not_be_written_leaves_the_earlier_one(store: HistoryStore) -> None:
    take = record(store)
    store.save_report(take.id, a_report())
    unwritable = Versions(app="0.1.0", rules="1", measures="1", model="half a letter: \udc80")

    with pytest.raises(UnicodeEncodeError):
        store.save_report(take.id, a_report("Other words", versions=unwritable))

    assert store.report(take.id) == a_report()


def test_findings_are_counted_by_severity_and_possible_ones_apart(store: HistoryStore) -> None:
    take = record(store)
    findings = (
        a_finding("begging", Severity.STOP),
        a_finding("begging", Severity.STOP),
        a_finding("do-anything", Severity.STOP),
        a_finding("hedging", Severity.FIX),
        a_finding("casual-slang", Severity.POLISH),
        a_finding("hedging", Severity.FIX, Certainty.POSSIBLE),
        a_finding("begging", Severity.STOP, Certainty.POSSIBLE),
    )

    store.save_report(take.id, a_report(findings=findings))

    row = store.lists.rows()[0]
    assert (row.stops, row.fixes, row.polishes, row.possible) == (3, 1, 1, 2)


def test_alternatives_of_one_must_say_are_missing_once_and_only_together(store: HistoryStore) -> None:
    take = record(store)
    elements = (
        an_element("role", Status.MISSING, "role", "school"),
        an_element("school", Status.HEARD, "role", "school"),
        an_element("email", Status.MISSING, "email", "phone"),
        an_element("phone", Status.MISSING, "email", "phone"),
        an_element("program-named", Status.UNCLEAR),
        an_element("thanks", Status.MISSING),
        an_element("tie", Status.MISSING, required=False),
    )

    store.save_report(take.id, a_report(elements=elements))

    row = store.lists.rows()[0]
    assert (row.missing_required, row.unclear_required) == (2, 1)


def test_verdicts_are_kept_with_the_measures(store: HistoryStore) -> None:
    take = record(store)
    judged = (Judgement("speech_duration_s", Verdict.ABOVE, Band(30, 90)),)

    store.save_report(take.id, a_report(judgements=judged))

    row = store.lists.rows()[0]
    assert row.verdict("speech_duration_s") is Verdict.ABOVE
    assert row.verdict("speaking_rate_wpm") is None


def test_takes_are_listed_newest_first_whatever_the_offset_of_their_clock(store: HistoryStore) -> None:
    east = timezone(timedelta(hours=9))
    first = begin(store, 0)
    later = store.begin_take("practice-intro", Target(), None, None, MONDAY.astimezone(east) + timedelta(minutes=1))
    last = begin(store, 2)

    rows = store.lists.rows()

    assert [row.take.id for row in rows] == [last.id, later.id, first.id]
    assert rows[1].take.started_at.utcoffset() == timedelta(hours=9)


def test_takes_of_one_scenario_can_be_listed(store: HistoryStore) -> None:
    record(store, 0, "voicemail")
    intro = record(store, 1)

    assert [row.take.id for row in store.lists.rows("practice-intro")] == [intro.id]
    assert len(store.lists.rows()) == 2
    assert store.lists.rows("email") == ()


def test_one_take_can_be_listed_with_its_figures(store: HistoryStore) -> None:
    take = record(store, 0)
    store.save_report(take.id, a_report())
    record(store, 1)

    assert store.lists.row(take.id) == store.lists.rows()[1]


def test_each_scenario_tells_when_it_was_rehearsed_last(store: HistoryStore) -> None:
    assert store.lists.last_by_scenario() == {}
    east = timezone(timedelta(hours=9))
    begin(store, 5)
    begin(store, 0)
    store.begin_take("voicemail", Target(), None, None, (MONDAY + timedelta(minutes=2)).astimezone(east))
    begin(store, 1, "voicemail")

    assert store.lists.last_by_scenario() == {
        "practice-intro": MONDAY + timedelta(minutes=5),
        "voicemail": MONDAY + timedelta(minutes=2),
    }


def test_the_previous_take_is_the_last_one_of_the_same_scenario_that_has_a_report(store: HistoryStore) -> None:
    first, other, unheard, latest, after = (
        record(store, minute, scenario)
        for minute, scenario in enumerate(
            ["practice-intro", "voicemail", "practice-intro", "practice-intro", "practice-intro"]
        )
    )
    for take in (first, other, latest, after):
        store.save_report(take.id, a_report())

    previous = store.lists.previous(latest)

    assert previous is not None
    assert previous.take.id == first.id
    assert previous.measures == a_report().measures
    assert store.lists.previous(first) is None
    assert store.lists.previous(unheard) == previous


def test_a_take_needs_a_time_with_its_offset(store: HistoryStore) -> None:
    with pytest.raises(ValueError, match="offset"):
        store.begin_take("practice-intro", Target(), None, None, datetime(2026, 3, 16, 10))  # noqa: DTZ001

    assert store.lists.rows() == ()


@pytest.mark.parametrize(
    "ask",
    [
        lambda store: store.take("nothing"),
        lambda store: store.report("nothing"),
        lambda store: store.lists.row("nothing"),
        lambda store: store.finish_take("nothing", 1.0),
        lambda store: store.fail_take("nothing", "why"),
        lambda store: store.adopt("nothing", 1.0),
        lambda store: store.save_report("nothing", a_report()),
        lambda store: store.delete("nothing"),
    ],
)
def test_a_take_that_does_not_exist_is_a_mistake_of_ours(store: HistoryStore, ask) -> None:  # noqa: ANN001
    with pytest.raises(KeyError):
        ask(store)


def test_two_takes_never_share_a_recording(store: HistoryStore, history_file: Path, recordings: Path) -> None:
    takes = [begin(store) for _ in range(50)]
    for take in takes:
        take.audio_path.write_bytes(b"kept")
    store.close()
    history_file.unlink()

    fresh = HistoryStore.open(history_file, recordings)
    more = [begin(fresh) for _ in range(50)]
    fresh.close()

    assert len({take.audio_path for take in takes + more}) == 100
    assert all(take.audio_path.read_bytes() == b"kept" for take in takes)


def test_the_data_folder_may_be_moved(store: HistoryStore, tmp_path: Path) -> None:
    take = record(store)
    store.close()
    (tmp_path / "data").rename(tmp_path / "moved")

    moved = HistoryStore.open(tmp_path / "moved" / "history.db", tmp_path / "moved" / "recordings")

    assert moved.take(take.id).audio_path.read_bytes() == b"RIFF" + bytes(96)
    moved.close()


def test_cards_are_kept_changed_and_deleted_and_their_takes_stay(store: HistoryStore) -> None:
    card = Card(program="Riverbend", aliases=("RMC",), reasons=("near home", "the clinic"), applied=True, would_go=None)
    other = Card(program="Årdal – “North”", no_contact=True, would_go=False)
    store.cards.save(card)
    store.cards.save(other)
    assert store.cards.all() == (card, other)

    changed = Card(id=card.id, program="abbey", applied=None)
    store.cards.save(changed)
    assert store.cards.all() == (changed, other)

    take = store.begin_take("opening-call", TARGET, card.id, None, MONDAY)
    store.cards.delete(card.id)
    assert store.cards.all() == (other,)
    assert (store.take(take.id).card_id, store.take(take.id).target) == (None, TARGET)


def test_a_take_begins_though_its_card_was_deleted_a_moment_before(store: HistoryStore) -> None:
    card = Card(program="Riverbend")
    store.cards.save(card)
    store.cards.delete(card.id)
    target = Target(program="Riverbend")

    take = store.begin_take("opening-call", target, card.id, None, MONDAY)

    assert (take.card_id, take.target) == (None, target)
