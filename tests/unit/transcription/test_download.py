from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING

import pytest

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import download, joining, models
from rehearse.transcription.catalogue import FILES, SOURCES, ModelFile, ModelSource
from rehearse.transcription.download import arrived_bytes, fetch, forget, unfinished_of
from rehearse.transcription.transcriber import Cancelled
from tests.hub_server import Hub

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CONTENTS = {
    "config.json": b"{}",
    "tokenizer.json": b"tokens" * 500,
    "vocabulary.txt": b"the",
    "model.bin": bytes(range(256)) * 3000,
}
SOURCE = ModelSource(
    name="small.test",
    files=tuple(
        ModelFile(name, len(content), hashlib.sha256(content).hexdigest()) for name, content in CONTENTS.items()
    ),
    repository="Someone/small-test",
    revision="a" * 40,
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the model is to be; models of this test alone, and a network without a proxy."""
    monkeypatch.setenv("REHEARSE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(download, "SPARE_BYTES", 0)
    return joining.folder_of(SOURCE.name, SOURCE.sha256)


@pytest.fixture
def hub() -> Iterator[Hub]:
    files = {f"/{SOURCE.repository}/resolve/{SOURCE.revision}/{name}": content for name, content in CONTENTS.items()}
    with Hub(files) as started:
        yield started


def failure(hub: Hub) -> KnownError:
    with pytest.raises(KnownError) as caught:
        fetch(SOURCE, hub=hub.address)
    return caught.value


def test_a_model_is_fetched_and_found_with_its_progress_told(hub: Hub, folder: Path) -> None:
    shares: list[float] = []
    assert fetch(SOURCE, shares.append, hub=hub.address) == folder
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == CONTENTS
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1.0)
    model = models.locate(SOURCE.name, (SOURCE,))
    assert (model.kind, model.folder) == (models.ModelOrigin.DOWNLOAD, folder)
    assert not unfinished_of(SOURCE).exists()


def test_the_hub_may_send_on_to_where_its_large_files_are(hub: Hub, folder: Path) -> None:
    hub.sends_on = True
    fetch(SOURCE, hub=hub.address)
    assert (folder / "model.bin").read_bytes() == CONTENTS["model.bin"]


def test_a_broken_connection_is_told_and_nothing_half_stands_in_the_models_place(hub: Hub, folder: Path) -> None:
    hub.breaks_after = 5000
    error = failure(hub)
    assert error.trouble is Trouble.DOWNLOAD_BROKEN
    assert "127.0.0.1" in error.message
    assert not folder.exists()
    assert models.installed((SOURCE,)) == ()


def test_another_attempt_goes_on_where_the_last_one_ended(hub: Hub, folder: Path) -> None:
    hub.breaks_after = 5000
    failure(hub)
    arrived = arrived_bytes(SOURCE)
    hub.breaks_after = None
    hub.asked.clear()
    fetch(SOURCE, hub=hub.address)
    assert [(path.rsplit("/", 1)[-1], asked) for path, asked in hub.asked] == [("model.bin", "bytes=5000-")]
    assert arrived == sum(len(content) for content in CONTENTS.values()) - len(CONTENTS["model.bin"]) + 5000
    assert (folder / "model.bin").read_bytes() == CONTENTS["model.bin"]


def test_a_server_without_ranges_is_asked_for_all_of_it_again(hub: Hub, folder: Path) -> None:
    hub.breaks_after = 5000
    failure(hub)
    hub.breaks_after, hub.knows_ranges = None, False
    fetch(SOURCE, hub=hub.address)
    assert (folder / "model.bin").read_bytes() == CONTENTS["model.bin"]


def test_a_download_that_is_cancelled_keeps_what_has_arrived(hub: Hub, folder: Path) -> None:
    cancelled = threading.Event()

    def told(share: float) -> None:
        if share > 0.1:
            cancelled.set()

    with pytest.raises(Cancelled):
        fetch(SOURCE, told, cancelled.is_set, hub=hub.address)
    assert 0 < arrived_bytes(SOURCE) < SOURCE.download_bytes
    assert not folder.exists()


def test_what_was_kept_can_be_thrown_away(hub: Hub) -> None:
    hub.breaks_after = 5000
    failure(hub)
    forget(SOURCE)
    assert arrived_bytes(SOURCE) == 0


@pytest.mark.parametrize("spoilt", [CONTENTS["model.bin"][::-1], CONTENTS["model.bin"] + b"more"])
def test_a_file_that_arrives_damaged_is_thrown_away_and_fetched_anew(hub: Hub, folder: Path, spoilt: bytes) -> None:
    path = next(path for path in hub.files if path.endswith("model.bin"))
    hub.files[path] = spoilt
    error = failure(hub)
    assert error.trouble is Trouble.DOWNLOAD_DAMAGED
    assert "model.bin" in error.message
    assert not (unfinished_of(SOURCE) / "model.bin").exists()
    hub.files[path] = CONTENTS["model.bin"]
    fetch(SOURCE, hub=hub.address)
    assert (folder / "model.bin").read_bytes() == CONTENTS["model.bin"]


def test_a_file_shorter_than_promised_is_not_taken_for_the_whole(hub: Hub) -> None:
    path = next(path for path in hub.files if path.endswith("model.bin"))
    hub.files[path] = CONTENTS["model.bin"][:-1]
    assert failure(hub).trouble is Trouble.DOWNLOAD_BROKEN
    assert failure(hub).trouble is Trouble.DOWNLOAD_DAMAGED


@pytest.mark.parametrize("status", [404, 403, 503])
def test_a_server_that_refuses_is_told_by_its_answer(hub: Hub, status: int) -> None:
    hub.refuses = status
    error = failure(hub)
    assert error.trouble is Trouble.DOWNLOAD_REFUSED
    assert f"HTTP {status}" in error.message


def test_a_network_that_is_gone_is_told(hub: Hub) -> None:
    with Hub() as gone:
        address = gone.address
    with pytest.raises(KnownError) as caught:
        fetch(SOURCE, hub=address)
    assert caught.value.trouble is Trouble.DOWNLOAD_BROKEN
    fetch(SOURCE, hub=hub.address)


def test_a_server_that_falls_silent_is_given_up(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "STALLED_S", 0.05)
    hub.may_go_on.clear()
    assert failure(hub).trouble is Trouble.DOWNLOAD_BROKEN


def test_without_room_for_all_of_it_nothing_is_asked_for(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(download, "SPARE_BYTES", 1 << 60)
    assert failure(hub).trouble is Trouble.DISK_FULL
    assert hub.asked == []


def test_a_damaged_model_gives_place_to_the_whole_one(hub: Hub, folder: Path) -> None:
    fetch(SOURCE, hub=hub.address)
    (folder / "model.bin").write_bytes(b"spoilt")
    fetch(SOURCE, hub=hub.address)
    assert models.locate(SOURCE.name, (SOURCE,)).folder == folder


def test_every_known_model_can_be_fetched_whole() -> None:
    assert [source.name for source in SOURCES] == ["base", "tiny.en", "small.en"]
    for source in SOURCES:
        assert {file.name for file in source.files} == set(FILES)
        assert len(source.revision) == 40
        assert all(len(file.sha256) == 64 and file.size_bytes > 0 for file in source.files)
