"""How mock calls go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.scenarios.difficulty import Difficulty
from rehearse.ui.pages.settings_sections.section import Choice, Section

if TYPE_CHECKING:
    from rehearse.ui.services import Services

DIFFICULTIES = (("Kind", Difficulty.KIND), ("Busy", Difficulty.BUSY), ("Hard", Difficulty.HARD))
HEADSETS = (("Loudspeaker: strictly in turn", False), ("Headset: both may speak", True))
CAPTIONS = (("Show them", True), ("Leave them out", False))


class MockCallSection(Section):
    """Difficulty, headset, captions."""

    def __init__(self, services: Services) -> None:
        super().__init__("Mock calls", services)
        self._difficulty = Choice(DIFFICULTIES, lambda value: self.keep(call_difficulty=value))
        self._headset = Choice(HEADSETS, lambda value: self.keep(call_headset=value))
        self._captions = Choice(CAPTIONS, lambda value: self.keep(call_captions=value))
        self.add_row("The other side", "How patient and how friendly they are.", self._difficulty)
        self.add_row(
            "You hear them over",
            "With a headset you may interrupt each other, as on a real call. Over a loudspeaker your microphone "
            "hears them too, so it listens only when it is your turn.",
            self._headset,
        )
        self.add_row("Captions", "Their words on screen while they speak.", self._captions)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings in force."""
        self._difficulty.choose(self.settings.call_difficulty)
        self._headset.choose(self.settings.call_headset)
        self._captions.choose(self.settings.call_captions)
