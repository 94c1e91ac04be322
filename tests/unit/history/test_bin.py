from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reports import a_finding, a_report
from tests.unit.history.conftest import record

if TYPE_CHECKING:
    from rehearse.history.store import HistoryStore

from rehearse.phrases.finding import Severity


def test_a_take_in_the_bin_is_in_no_list_and_in_no_count(store: HistoryStore) -> None:
    take = record(store)
    store.save_report(take.id, a_report("unmistakable", findings=(a_finding("rule", Severity.STOP),)))
    store.bin.put([take.id])
    assert store.lists.rows() == store.overview.outlines() == store.overview.fired() == ()
    assert store.lists.count() == 0
    assert store.lists.last_by_scenario() == {}
    assert store.lists.previous(record(store, 1)) is None
    with pytest.raises(KeyError):
        store.take(take.id)
    assert take.audio_path.exists()


def test_a_take_comes_back_from_the_bin_as_it_was(store: HistoryStore) -> None:
    take = record(store)
    store.save_report(take.id, a_report())
    before = store.lists.rows()
    store.bin.put([take.id])
    store.bin.restore([take.id])
    assert store.lists.rows() == before
    assert store.bin.holds() == ()


def test_emptying_the_bin_deletes_rows_and_recordings_for_good(store: HistoryStore) -> None:
    gone, kept = record(store), record(store, 1)
    store.save_report(gone.id, a_report("unmistakable"))
    store.bin.put([gone.id])
    store.bin.empty()
    store.bin.restore([gone.id])
    assert [row.take.id for row in store.lists.rows()] == [kept.id]
    assert not gone.audio_path.exists()
    assert b"unmistakable" not in b"".join(file.read_bytes() for file in store.file.parent.iterdir() if file.is_file())


def test_deleting_everything_takes_what_lies_in_the_bin_along(store: HistoryStore) -> None:
    take = record(store)
    store.bin.put([take.id])
    store.delete_all()
    assert not take.audio_path.exists()
    assert store.bin.holds() == ()
