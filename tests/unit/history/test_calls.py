"""Mock calls are takes: their report stands beside the take's, and goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse import call, phrases
from rehearse.call import Turn
from rehearse.call.report_json import to_json
from rehearse.call.reporting import report
from rehearse.history.recordings import other_side
from rehearse.history.store import FORMAT, HistoryStore
from tests.reports import a_report
from tests.unit.history.conftest import history_of_the_first_format, record

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.call.report import CallReport

SAID = "Understood, the zebra in the fountain. Thank you, goodbye."


def a_call(text: str = SAID) -> CallReport:
    state, _ = call.begin(call.Setup(call.load(), phrases.load(), 4), "eras-only-close")
    return report(call.step(state, Turn(text, 4, time_to_first_word_s=0.9))[0])


def test_a_call_comes_back_as_it_was_saved(store: HistoryStore) -> None:
    take, other = record(store, 0, "eras-only-close"), record(store, 1)
    store.save_report(take.id, a_report())
    store.calls.save(take.id, a_call())
    assert store.calls.report(take.id) == a_call()
    assert store.calls.report_json(take.id) == to_json(a_call())
    assert store.calls.report(other.id) is None
    assert store.take(take.id).is_mock_call


def test_a_call_saved_again_takes_the_place_of_the_first(store: HistoryStore) -> None:
    take = record(store)
    store.calls.save(take.id, a_call())
    store.calls.save(take.id, a_call("Of course, goodbye."))
    assert store.calls.report(take.id) == a_call("Of course, goodbye.")


def test_a_call_goes_with_its_take_and_leaves_no_words(store: HistoryStore, tmp_path: Path) -> None:
    take = record(store)
    store.calls.save(take.id, a_call())
    store.delete(take.id)
    with store.database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM mock_call").fetchone() == (0,)
    assert not any(b"zebra" in file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())


def test_there_is_no_call_without_a_take(store: HistoryStore) -> None:
    with pytest.raises(KeyError):
        store.calls.save("nothing", a_call())


def test_a_history_from_before_there_were_calls_is_brought_up_to_date(history_file: Path, recordings: Path) -> None:
    take_id = history_of_the_first_format(history_file, recordings, a_report())
    now = HistoryStore.open(history_file, recordings)
    now.calls.save(take_id, a_call())
    assert (now.report(take_id), now.calls.report(take_id)) == (a_report(), a_call())
    now.close()
    assert HistoryStore.examine(history_file, recordings) == FORMAT


def test_a_call_is_outlined_as_one_and_compared_with_calls_only(store: HistoryStore) -> None:
    takes = [record(store, minute, "eras-only-close") for minute in range(4)]
    for take in takes:
        store.save_report(take.id, a_report())
    for take in takes[::2]:
        store.calls.save(take.id, a_call())
    assert [one.is_call for one in store.overview.outlines()] == [False, True, False, True]
    assert [row.take.is_mock_call for row in store.lists.rows()] == [False, True, False, True]
    before = [store.lists.previous(take) for take in takes]
    assert [row.take.id if row else None for row in before] == [None, None, takes[0].id, takes[1].id]


def test_a_call_whose_analysis_failed_is_still_known_as_a_call(store: HistoryStore) -> None:
    answered, alone = record(store, 0), record(store, 1)
    other_side(answered.audio_path).write_bytes(b"RIFF")
    store.fail_take(answered.id, "The disk is full.")
    store.fail_take(alone.id, "The disk is full.")
    assert store.take(answered.id).is_mock_call
    assert not store.take(alone.id).is_mock_call
    assert {outline.take_id: outline.is_call for outline in store.overview.outlines()} == {
        answered.id: True,
        alone.id: False,
    }


def test_a_call_analysed_only_at_a_second_attempt_is_compared_with_calls_only(store: HistoryStore) -> None:
    alone, answered, again, last = (record(store, minute) for minute in range(4))
    for take in (answered, again):
        other_side(take.audio_path).write_bytes(b"RIFF")
        store.fail_take(take.id, "The disk is full.")
    for take in (alone, answered, again, last):
        store.save_report(take.id, a_report())
    before = {take.id: store.lists.previous(store.take(take.id)) for take in (answered, again, last)}
    assert {of: row.take.id if row else None for of, row in before.items()} == {
        answered.id: None,
        again.id: answered.id,
        last.id: alone.id,
    }
