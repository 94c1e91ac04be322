"""A mock call in each of its states, and a program that rings; nothing is dialled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.call.values import Line, Mood, Sound
from rehearse.errors import KnownError, Trouble
from rehearse.ui.call_phase import CallNow, CallPhase
from rehearse.ui.ringing import RingWish
from screens.practice import CARD, open_window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

    from rehearse.ui.call_controller import CallController
    from rehearse.ui.main_window import MainWindow
    from screens.stage import Stage

CALL = "opening-call"
RINGS = (Line(sound=Sound.RING, seconds=4.0),)
ASKS = (Line("coordinator", "Dana", "Sorry, what was the ID again? I have three people waiting here.", Mood.HURRIED),)
GONE = (Line("coordinator", "Dana", "All right. Bye.", Mood.HURRIED), Line(sound=Sound.HANG_UP))
LOST = KnownError(Trouble.CALL_ON_HOLD, device="USB headset").message
SOUNDLESS = KnownError(Trouble.CALL_WITHOUT_SOUND, device="Desk loudspeaker").message


def screens(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """Every state."""
    for name, phase, lines, elapsed_s in (
        ("connecting", CallPhase.CONNECTING, (), 0.0),
        ("ringing", CallPhase.THEIRS, RINGS, 3.0),
        ("they-speak", CallPhase.THEIRS, ASKS, 41.0),
        ("your-turn", CallPhase.YOURS, ASKS, 46.0),
        ("ended", CallPhase.ENDING, GONE, 88.0),
    ):
        yield f"call-{name}", on_the_line(stage, CallNow(phase, CALL, lines=lines), elapsed_s)
    window = on_the_line(stage, CallNow(CallPhase.YOURS, CALL, lines=ASKS), 47.0)
    window.pages.practice._call.view.toggle_mute()
    yield "call-muted", window
    window = on_the_line(stage, CallNow(CallPhase.THEIRS, CALL, lines=ASKS), 41.0)
    window.pages.practice._call.view.show_captions.setChecked(False)
    window.pages.practice._call.view.captions.hide()
    yield "call-without-captions", window
    waits = CallNow(CallPhase.YOURS, CALL, lines=ASKS, message=LOST, on_hold=True)
    yield "call-microphone-lost", on_the_line(stage, waits, 47.0)
    unheard = CallNow(CallPhase.THEIRS, CALL, lines=ASKS, message=SOUNDLESS, must_be_read=True)
    yield "call-without-sound", on_the_line(stage, unheard, 41.0)
    yield from incoming(stage)


def on_the_line(stage: Stage, now: CallNow, elapsed_s: float) -> MainWindow:
    """A window with a call in this state."""
    window, calls = with_calls(stage)
    page = window.pages.practice
    view = page._call.view
    view.show_call(page._services.scenarios[CALL], page.desk.titles, CARD, captions=True)
    for before in (CallNow(CallPhase.THEIRS, CALL, lines=ASKS), now):
        calls._set(before if now.phase is not CallPhase.CONNECTING and now.lines != RINGS else now)
    view.set_elapsed(elapsed_s)
    view.set_level(-14.0 if now.phase is CallPhase.YOURS and now.message is None else -52.0)
    return window


def with_calls(stage: Stage) -> tuple[MainWindow, CallController]:
    """A window on the Practice page."""
    window, _ = open_window(stage)
    return window, window._calls


def incoming(stage: Stage) -> Iterator[tuple[str, QWidget]]:
    """A program is going to ring, rings, and was missed."""
    window, _ = open_window(stage)
    window.pages.practice.choose_call("program-call")
    window.incoming.expect(RingWish(10, within=True))
    yield "incoming-expected", window
    for name, decline in (("ringing", False), ("declined", True)):
        window, _ = open_window(stage)
        window.incoming.telephone.minute_ms = 0
        window.incoming.expect(RingWish(1))
        while not window.incoming.is_ringing:
            stage.settle()
        if decline:
            window.incoming.decline()
        yield f"incoming-{name}", window
