from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.history.keepsakes import LONGEST_NOTE
from rehearse.history.schema import MIGRATIONS
from rehearse.history.store import HistoryStore
from tests.reports import a_report
from tests.unit.history.conftest import history_of_the_first_format, record

if TYPE_CHECKING:
    from pathlib import Path


def test_a_note_is_kept_replaced_and_deleted(store: HistoryStore) -> None:
    take, notes = record(store), store.keepsakes
    assert notes.note(take.id) == ""

    notes.save_note(take.id, " Slower after the number. ")
    assert notes.note(take.id) == "Slower after the number."
    notes.save_note(take.id, "Better.")
    assert notes.note(take.id) == "Better."
    notes.save_note(take.id, "  ")
    assert notes.note(take.id) == ""


def test_a_note_ends_somewhere(store: HistoryStore) -> None:
    take = record(store)
    store.keepsakes.save_note(take.id, "x" * 9999)
    assert len(store.keepsakes.note(take.id)) == LONGEST_NOTE


def test_one_take_of_each_call_has_the_star(store: HistoryStore) -> None:
    first, second, other = record(store, 1), record(store, 2), record(store, 3, "voicemail")

    store.keepsakes.star(first.id)
    store.keepsakes.star(other.id)
    store.keepsakes.star(second.id)

    assert store.keepsakes.best("practice-intro") == second.id
    assert store.keepsakes.best("voicemail") == other.id
    store.keepsakes.unstar(first.id)
    assert store.keepsakes.best("practice-intro") == second.id
    store.keepsakes.unstar(second.id)
    assert store.keepsakes.best("practice-intro") is None


def test_what_is_said_of_a_take_goes_with_it(store: HistoryStore, history_file: Path) -> None:
    take = record(store)
    store.keepsakes.star(take.id)
    store.keepsakes.save_note(take.id, "A very secret remark")

    store.delete(take.id)

    assert store.keepsakes.best("practice-intro") is None
    assert store.keepsakes.note(take.id) == ""
    store.close()
    assert b"secret remark" not in history_file.read_bytes()


def test_an_older_history_has_room_for_notes_and_stars_after_it_was_opened(
    history_file: Path, recordings: Path
) -> None:
    take_id = history_of_the_first_format(history_file, recordings, a_report())

    store = HistoryStore.open(history_file, recordings)

    store.keepsakes.star(take_id)
    store.keepsakes.save_note(take_id, "The first one.")
    assert store.keepsakes.best("practice-intro") == take_id
    assert store.keepsakes.note(take_id) == "The first one."
    assert len(MIGRATIONS) >= 5
    store.close()
