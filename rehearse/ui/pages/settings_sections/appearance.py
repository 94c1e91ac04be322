"""How the window looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.settings import Theme
from rehearse.ui.pages.settings_sections.section import Choice, Section

if TYPE_CHECKING:
    from rehearse.ui.services import Services

THEMES = (("Same as the system", Theme.SYSTEM), ("Light", Theme.LIGHT), ("Dark", Theme.DARK))
SCALES = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
MOTIONS = (("Same as the system", None), ("Leave it out", True), ("Show it", False))


class AppearanceSection(Section):
    """Colours, text size, motion."""

    def __init__(self, services: Services) -> None:
        super().__init__("Appearance", services)
        scales = tuple((f"{scale:.0%}", scale) for scale in SCALES)
        self._theme = Choice(THEMES, lambda value: self.keep(theme=value))
        self._scale = Choice(scales, lambda value: self.keep(text_scale=value))
        self._motion = Choice(MOTIONS, lambda value: self.keep(reduced_motion=value))
        self.add_row("Colours", "Light or dark, or whatever the system is set to.", self._theme)
        self.add_row("Text size", "Compared with the system's text size.", self._scale)
        self.add_row(
            "Decorative motion",
            "The level, the time and the play head always move; what blinks, fades or slides can be left out.",
            self._motion,
        )
        self.refresh()

    def refresh(self) -> None:
        """Show the settings in force."""
        self._theme.choose(self.settings.theme)
        nearest = min(SCALES, key=lambda scale: abs(scale - self.settings.text_scale))
        self._scale.choose(nearest)
        self._motion.choose(self.settings.reduced_motion)
