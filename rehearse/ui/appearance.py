"""Colours, text size and motion of the whole window: the user's choice, and the system's where it was left to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont

from rehearse.ui import motion, theme
from rehearse.ui.theme import ThemeChoice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from rehearse.settings import Settings


class Appearance(QObject):
    """Applies the settings, and again whenever the system changes between light and dark.

    Until `apply` is called only the text size and the tokens are in force, so that a window can be put together
    first: with a style sheet in force, every widget would be styled again each time that it is put into another.
    """

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app = app
        self._system_size = app.font().pointSizeF()
        self._choice = ThemeChoice.SYSTEM
        self._applied: tuple[theme.Tokens, float, bool] | None = None
        self._take_up(settings)
        theme.use(theme.wanted(self._choice, app))
        app.styleHints().colorSchemeChanged.connect(self._refresh)

    def apply(self, settings: Settings) -> None:
        """Put theme, text size and motion in force."""
        self._take_up(settings)
        self._refresh()

    def _take_up(self, settings: Settings) -> None:
        self._choice = ThemeChoice(settings.theme)
        motion.apply(self._app, reduced=motion.wanted(settings.reduced_motion, self._app))
        font = QFont(self._app.font())
        font.setPointSizeF(self._system_size * settings.text_scale)
        self._app.setFont(font)

    def _refresh(self) -> None:
        wanted = (theme.wanted(self._choice, self._app), self._app.font().pointSizeF(), motion.is_reduced())
        if wanted != self._applied:
            self._applied = wanted
            theme.apply(wanted[0], self._app)
