"""What is said above the pages right after the start: takes that were put right, settings that could not be read."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rehearse.ui.formatting import count, duration
from rehearse.ui.pages.take_words import when
from rehearse.ui.rail import Place
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from rehearse.history.recovery import Recovery
    from rehearse.history.values import Take
    from rehearse.settings import Settings
    from rehearse.ui.main_window import MainWindow


def recovered_words(takes: tuple[Take, ...], now: datetime) -> str:
    """What was put right, in one or two sentences."""
    if len(takes) == 1:
        take = takes[0]
        length = f" of {duration(take.duration_s)}" if take.duration_s else ""
        begun = when(take.started_at, now)
        return f"The take{length} from {begun} was cut off last time. It was saved and can be analysed."
    takes_ = count(len(takes), "take was", "takes were")
    return f"{takes_[:1].upper()}{takes_[1:]} cut off last time. They were saved and can be analysed in Progress."


def tell_of(recovery: Recovery | None, window: MainWindow) -> None:
    """Say what became of takes that were left unfinished, and offer the next step."""
    if recovery is None:
        return
    lost = [trouble.message for trouble in recovery.troubles]
    if recovery.adopted:
        newest = recovery.adopted[-1].id
        steps = (
            (
                "Analyse it now" if len(recovery.adopted) == 1 else "Analyse the last one",
                lambda: _analyse(window, newest),
            ),
            ("Show all takes", lambda: window.show_place(Place.PROGRESS)),
        )
        saved = recovered_words(recovery.adopted, datetime.now(UTC).astimezone())
        window.notice.say(" ".join([saved, *lost]), Tone.FIX if lost else Tone.PLAIN, steps)
    elif lost:
        window.notice.say(" ".join(lost), Tone.FIX)


def tell_of_settings(settings: Settings, window: MainWindow) -> None:
    """Say why settings could not be used, unless something else is being said already."""
    if settings.trouble is not None and window.notice.isHidden():
        window.notice.say(settings.trouble.message, Tone.FIX)


def _analyse(window: MainWindow, take_id: str) -> None:
    window.notice.hide()
    window.analyse_again(take_id)
