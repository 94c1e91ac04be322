"""What the Practice page asks before anything is thrown away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.ui.widgets.ask import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMessageBox, QWidget


def ask_to_discard(page: QWidget, agreed: Callable[[], None]) -> QMessageBox:
    """Whether a take that is still being recorded is to be thrown away; the question is returned open."""
    return ask(
        page,
        "Discard this take?",
        "It is still being recorded. What was said so far would be deleted.",
        agree="Discard the take",
        refuse="Go on recording",
        agreed=agreed,
    )


def ask_to_delete(page: QWidget, agreed: Callable[[], None]) -> QMessageBox:
    """Whether a take that could not be analysed is to be deleted; the question is returned open."""
    return ask(
        page,
        "Delete this take?",
        "Its recording is deleted for good.",
        agree="Delete the take",
        refuse="Keep it",
        agreed=agreed,
    )
