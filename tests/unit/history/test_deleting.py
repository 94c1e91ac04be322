from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.history import opening
from rehearse.history.recordings import part
from rehearse.history.store import HistoryStore
from rehearse.history.values import TakeState
from rehearse.phrases.finding import Severity
from rehearse.programs.card import Card
from tests.reports import a_finding, a_report
from tests.unit.history.conftest import begin, record

if TYPE_CHECKING:
    from pathlib import Path

GONE = "xylophonequagga"
KEPT = "wallabyzephyr"


def bytes_below(folder: Path) -> bytes:
    """Everything in every file, the database's log and copies included."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def a_long_report(word: str) -> object:
    """A report large enough for pages of its own."""
    return a_report(" ".join([word] * 2000), findings=(a_finding("begging", Severity.STOP),))


def test_deleting_a_take_removes_row_report_recording_and_the_empty_folder(
    store: HistoryStore, recordings: Path
) -> None:
    take = record(store)
    store.save_report(take.id, a_report())

    store.delete(take.id)

    assert store.lists.rows() == ()
    assert not list(recordings.iterdir())
    with pytest.raises(KeyError):
        store.take(take.id)


def test_the_days_other_takes_stay(store: HistoryStore) -> None:
    gone, kept = record(store, 0), record(store, 1)
    store.save_report(kept.id, a_report())

    store.delete(gone.id)

    assert [row.take.id for row in store.lists.rows()] == [kept.id]
    assert store.report(kept.id) == a_report()
    assert kept.audio_path.exists()
    assert not gone.audio_path.exists()


def test_deleted_words_are_nowhere_in_the_files(store: HistoryStore, tmp_path: Path) -> None:
    gone, kept = record(store, 0), record(store, 1)
    store.save_report(gone.id, a_long_report(GONE))
    store.save_report(kept.id, a_long_report(KEPT))
    gone.audio_path.write_bytes(GONE.encode() * 10)
    assert GONE.encode() in bytes_below(tmp_path)

    store.delete(gone.id)

    assert GONE.encode() not in bytes_below(tmp_path)
    assert KEPT.encode() in bytes_below(tmp_path)


def test_a_report_made_again_leaves_no_words_of_the_first_once_the_history_is_closed(
    store: HistoryStore, tmp_path: Path
) -> None:
    take = record(store)
    store.save_report(take.id, a_long_report(GONE))

    store.save_report(take.id, a_report(KEPT))
    store.close()

    assert GONE.encode() not in bytes_below(tmp_path)


def test_a_script_that_is_emptied_or_written_anew_is_nowhere_in_the_files(store: HistoryStore, tmp_path: Path) -> None:
    for then in ("", KEPT):
        store.scripts.save("practice-intro", None, GONE)
        store.scripts.save("practice-intro", None, then)
        assert GONE.encode() not in bytes_below(tmp_path)
    assert store.scripts.text("practice-intro", None) == KEPT


def test_a_note_that_is_emptied_or_written_anew_is_nowhere_in_the_files(store: HistoryStore, tmp_path: Path) -> None:
    take = record(store)
    for then in ("", KEPT):
        store.keepsakes.save_note(take.id, GONE)
        store.keepsakes.save_note(take.id, then)
        assert GONE.encode() not in bytes_below(tmp_path)
    assert store.keepsakes.note(take.id) == KEPT


def test_the_copy_from_before_a_migration_goes_with_the_first_deletion(
    store: HistoryStore, history_file: Path, tmp_path: Path
) -> None:
    take = record(store)
    store.save_report(take.id, a_long_report(GONE))
    store.close()
    copy = opening.beside(history_file, ".before-2")
    copy.write_bytes(history_file.read_bytes())
    again = HistoryStore.open(history_file, store.recordings_folder)
    assert copy.exists()

    again.delete(take.id)

    assert GONE.encode() not in bytes_below(tmp_path)
    again.close()


def test_deleted_cards_are_nowhere_in_the_files(store: HistoryStore, tmp_path: Path) -> None:
    card = Card(program="Riverbend", concern=GONE)
    store.cards.save(card)

    store.cards.delete(card.id)

    assert GONE.encode() not in bytes_below(tmp_path)


def test_discarding_a_take_that_is_being_recorded_leaves_nothing(store: HistoryStore, recordings: Path) -> None:
    take = begin(store)
    take.audio_path.write_bytes(b"RIFF")

    store.discard_take(take.id)

    assert store.lists.rows() == ()
    assert not list(recordings.iterdir())


def test_what_a_crash_left_beside_a_recording_goes_with_its_take(store: HistoryStore, recordings: Path) -> None:
    gone, kept = record(store, 0), record(store, 1)
    for take in (gone, kept):
        for number in (2, 11):
            part(take.audio_path, number).write_bytes(b"RIFF")

    store.delete(gone.id)

    left = {file for file in recordings.rglob("*") if file.is_file()}
    assert left == {kept.audio_path, part(kept.audio_path, 2), part(kept.audio_path, 11)}


def test_a_take_whose_recording_is_gone_can_be_deleted(store: HistoryStore) -> None:
    take = record(store)
    take.audio_path.unlink()

    store.delete(take.id)

    assert store.lists.rows() == ()


def test_a_recording_that_can_not_be_removed_keeps_its_take(store: HistoryStore) -> None:
    take = record(store)
    take.audio_path.unlink()
    take.audio_path.mkdir()
    (take.audio_path / "in the way").write_text("")

    with pytest.raises(KnownError) as error:
        store.delete(take.id)

    assert error.value.trouble is Trouble.FOLDER_READ_ONLY
    assert [row.take.id for row in store.lists.rows()] == [take.id]


def test_deleting_everything_leaves_cards_settings_and_what_is_not_ours(store: HistoryStore, recordings: Path) -> None:
    card = Card(program="Riverbend")
    store.cards.save(card)
    for minute in range(3):
        store.save_report(record(store, minute).id, a_long_report(GONE))
    forgotten = recordings / "2025-03-17" / "20250317-101523-0a1b2c.wav"
    forgotten.parent.mkdir()
    forgotten.write_bytes(b"RIFF")
    for ending in ("other", "part2", "part11"):
        (forgotten.parent / f"20250318-101523-0a1b2c.{ending}.wav").write_bytes(b"RIFF")
    not_ours = recordings / "2025-03-17" / "my own notes.txt"
    not_ours.write_text("kept")

    store.delete_all()

    assert store.lists.rows() == ()
    assert store.cards.all() == (card,)
    assert [file for file in recordings.rglob("*") if file.is_file()] == [not_ours]
    assert GONE.encode() not in bytes_below(recordings.parent)


def test_deleting_everything_gives_the_room_back(store: HistoryStore, history_file: Path) -> None:
    empty = history_file.stat().st_size
    for minute in range(5):
        store.save_report(record(store, minute).id, a_long_report(GONE))
    store.delete(store.lists.rows()[0].take.id)
    assert history_file.stat().st_size > 3 * empty

    store.delete_all()

    assert history_file.stat().st_size <= empty


def test_deleting_everything_takes_the_cards_too_where_asked(store: HistoryStore, tmp_path: Path) -> None:
    store.cards.save(Card(program="Riverbend", tie=GONE))
    record(store)

    store.delete_all(with_cards=True)

    assert (store.lists.rows(), store.cards.all()) == ((), ())
    assert GONE.encode() not in bytes_below(tmp_path)


def test_the_history_works_on_after_everything_was_deleted(store: HistoryStore) -> None:
    record(store)
    store.delete_all(with_cards=True)

    take = record(store)

    assert store.save_report(take.id, a_report()).state is TakeState.ANALYSED
