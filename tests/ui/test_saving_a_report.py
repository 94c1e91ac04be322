"""The report that is shown, saved as PDF or as a web page: read as whoever opens the file reads it."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
import soundfile
from pypdf import PdfReader

from rehearse.audio.decode import load
from rehearse.history import recordings
from tests.calls import a_spoken_call
from tests.pages import Page
from tests.ui.report_stage import usual_report

if TYPE_CHECKING:
    from pathlib import Path

    from rehearse.audio.decode import Recording
    from rehearse.ui.main_window import MainWindow
    from tests.ui.practice_stage import PracticeStage


def saved(stage: PracticeStage, window: MainWindow, to: Path, *, with_sound: bool = False) -> str:
    """Save the report that is shown, and say what the window says of it."""
    window.notice.hide()
    window.files.save_report(to, with_sound=with_sound)
    stage.qtbot.waitUntil(window.notice.isVisible, timeout=20_000)
    return window.notice.words.text()


def words_of(file: Path) -> str:
    """What can be read in a file that was saved, without the spaces, which a PDF does not keep."""
    if file.suffix == ".pdf":
        pages = (page.extract_text().rpartition("Page")[0] for page in PdfReader(file).pages)
        return close("".join(pages))
    return close(Page(file.read_text("utf-8")).words)


def close(text: str) -> str:
    """A text without spaces, and without the joined letters (ﬁ) of print."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def sound_of(file: Path, folder: Path) -> Recording:
    """The recording inside a page."""
    (source,) = [value for name, value in Page(file.read_text("utf-8")).attributes if name == "src" and value]
    head, _, coded = source.partition(";base64,")
    assert head == "data:audio/flac"
    (folder / "inside.flac").write_bytes(base64.b64decode(coded))
    return load(folder / "inside.flac")


@pytest.mark.parametrize("name", ["report.pdf", "report.html"])
def test_a_saved_report_says_what_its_page_says(
    name: str, stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    assert not window.files.save_action.isEnabled()
    take_id = stage.take()
    stage.services.history.save_report(take_id, usual_report())
    stage.services.history.keepsakes.save_note(take_id, "Slower at the number.")
    assert window.files.save_action.isEnabled()

    assert f"is saved at {tmp_path / name}" in saved(stage, window, tmp_path / name)

    words = words_of(tmp_path / name)
    for expected in (
        "Practice intro",
        "Your note: Slower at the number.",
        "Pace 165 words a minute a little over the band (120 to 160)",
        "Greeting heard “good morning” at 0:00",
        "Fix: “so sorry to bother you” at 0:02",
        "Possible, not counted",
    ):
        assert close(expected) in words
    assert close("The call, turn by turn") not in words


@pytest.mark.parametrize("name", ["report.pdf", "report.html"])
def test_a_saved_mock_call_says_turn_by_turn_what_was_heard_answered_and_measured(
    name: str, stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take_id, call = stage.take(), a_spoken_call()
    stage.services.history.calls.save(take_id, call)

    saved(stage, window, tmp_path / name)

    words = words_of(tmp_path / name)
    for expected in (
        "The call, turn by turn",
        "You spoke 60 seconds",
        "Turn 1, at 0:00",
        call.turns[0].lines[-1].text,
        call.turns[0].text,
        "First word after 1.3 seconds",
        "Length 60 seconds, over the band (15 to 30)",
        "Your full name “Maya Okafor”",
        "Fillers “um” at 0:05",
        "Stop “I would do anything for a spot” at 0:10",
        "Turn 2, at 1:05",
        "You said nothing. Silence 6 seconds",
        "Missing in the part “Opening call”",
    ):
        assert close(expected) in words


def test_what_was_called_wrong_in_a_take_is_in_no_saved_report(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take_id, call = stage.take(), a_spoken_call()
    history = stage.services.history
    history.save_report(take_id, usual_report())
    history.calls.save(take_id, call)
    for rule in {*usual_report().findings, *call.turns[0].findings}:
        history.silenced.add(take_id, rule.rule)
    saved(stage, window, tmp_path / "report.html")
    words = words_of(tmp_path / "report.html")
    assert "Turn1," in words
    assert "Fix:" not in words
    assert "Stop “" not in words


def test_the_sound_of_a_saved_mock_call_is_both_voices(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take_id = stage.take()
    stage.services.history.calls.save(take_id, a_spoken_call())
    mine = stage.services.history.take(take_id).audio_path
    own = load(mine)
    theirs = np.full(len(own.samples), 0.25, np.float32)
    soundfile.write(recordings.other_side(mine), theirs, own.sample_rate_hz)

    saved(stage, window, tmp_path / "call.html", with_sound=True)

    heard = sound_of(tmp_path / "call.html", tmp_path)
    assert heard.sample_rate_hz == own.sample_rate_hz
    np.testing.assert_allclose(heard.samples, np.clip(own.samples + theirs, -1, 1), atol=2 / 32768)


def test_the_sound_is_inside_where_it_was_wished(stage: PracticeStage, window: MainWindow, tmp_path: Path) -> None:
    own = load(stage.services.history.take(stage.take()).audio_path)
    saved(stage, window, tmp_path / "report.html", with_sound=True)
    np.testing.assert_array_equal(sound_of(tmp_path / "report.html", tmp_path).samples, own.samples)


def test_a_page_whose_recording_is_gone_is_saved_without_it_and_says_so(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take = stage.services.history.take(stage.take())
    take.audio_path.unlink()
    said = saved(stage, window, tmp_path / "report.html", with_sound=True)
    assert f"is saved at {tmp_path / 'report.html'}" in said
    assert "The recording is not in it." in said
    assert "audio" not in Page((tmp_path / "report.html").read_text("utf-8")).tags


def test_another_sound_in_the_place_of_the_recording_does_not_pass_for_it(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take = stage.services.history.take(stage.take())
    soundfile.write(take.audio_path, np.zeros(8000 * 5, np.float32), 8000)
    assert "The recording is not in it." in saved(stage, window, tmp_path / "report.html", with_sound=True)
    assert "audio" not in Page((tmp_path / "report.html").read_text("utf-8")).tags


def test_the_dialog_for_a_report_offers_its_forms(stage: PracticeStage, window: MainWindow) -> None:
    stage.take()
    dialog = window.files.ask_where_to_save()
    assert [name.partition(" (")[0] for name in dialog.nameFilters()] == [
        "PDF",
        "Web page",
        "Web page with the recording inside",
    ]
    assert dialog.defaultSuffix() == "pdf"
    dialog.close()


@pytest.mark.parametrize("name", ["report.pdf", "report.html"])
def test_a_place_that_can_not_be_written_to_is_named(
    name: str, stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    stage.take()
    (tmp_path / "file").write_text("no folder")
    assert saved(stage, window, tmp_path / "file" / name).startswith("Rehearse can't write to")


def test_a_report_of_now_is_saved_though_the_take_was_judged_anew(
    stage: PracticeStage, window: MainWindow, tmp_path: Path
) -> None:
    take_id = stage.take()
    stage.services.history.save_report(take_id, replace(usual_report(), findings=()))
    saved(stage, window, tmp_path / "report.html")
    assert "Fix:" not in words_of(tmp_path / "report.html")
