"""Decorative motion: left out where the user asks for that, or the system where Qt can tell.

What tells something always moves: the level, the play head, the time, the progress of work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

STILL_SHEET = "QScrollBar, QAbstractButton, QComboBox, QProgressBar, QTreeView { widget-animation-duration: 0; }"
"""Ends the style's own animations, such as scroll bars and buttons that fade."""

_EFFECTS = tuple(effect for effect in Qt.UIEffect if effect is not Qt.UIEffect.UI_General)


class Motion:
    """Whether motion that tells nothing is left out, and what the system had before."""

    def __init__(self) -> None:
        self.is_reduced = False
        self._effects: tuple[bool, ...] | None = None
        self._flash_ms = 0

    def reduce(self, app: QApplication, *, reduced: bool) -> None:
        """Leave it out, or let all be as the system has it; the style's own animations follow `STILL_SHEET`."""
        if self._effects is None:
            self._effects = tuple(app.isEffectEnabled(effect) for effect in _EFFECTS)
            self._flash_ms = app.cursorFlashTime()
        if reduced == self.is_reduced:
            return
        self.is_reduced = reduced
        app.setCursorFlashTime(0 if reduced else self._flash_ms)
        for effect, usual in zip(_EFFECTS, self._effects, strict=True):
            app.setEffectEnabled(effect, usual and not reduced)


_motion = Motion()


def is_reduced() -> bool:
    """Whether motion that tells nothing is left out."""
    return _motion.is_reduced


def wanted(choice: bool | None, app: QApplication) -> bool:  # noqa: FBT001 # a setting's value
    """Whether to leave it out.

    Args:
        choice: The user's choice; None leaves it to the system.
        app: Knows what the system wants; only on Windows does Qt ask for it.
    """
    if choice is not None:
        return choice
    return app.platformName() == "windows" and not app.isEffectEnabled(Qt.UIEffect.UI_General)


def apply(app: QApplication, *, reduced: bool) -> None:
    """Leave motion that tells nothing out, or let it be as the system has it."""
    _motion.reduce(app, reduced=reduced)
