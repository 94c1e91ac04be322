"""The ranges by which measures are judged: from published advice, from us, or set by the user."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from rehearse import bands
from rehearse.ui import formatting
from rehearse.ui.pages.settings_sections.section import Choice, Section
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.band_editor import BandEditor

if TYPE_CHECKING:
    from rehearse.measures.values import Band
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.services import Services

WHOSE = {
    bands.Whose.ARTICLES: "From published advice.",
    bands.Whose.OURS: "Our own choice: published advice gives no figure.",
    bands.Whose.YOURS: "Your own choice.",
}


class BandsSection(Section):
    """One band for each measure, and one for the length of each call."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            "Bands",
            services,
            "A measure within its band needs no change. Changes here apply to reports made from now on; analyse an "
            "earlier take again to judge it by them.",
        )
        self._spoken = [scenario for scenario in services.scenarios.values() if scenario.spoken and scenario.length]
        self._call = Choice(((s.title, s.id) for s in self._spoken), lambda _id: self._show_length())
        self._call.choose(self.settings.chosen_scenario)
        self._length = BandEditor("Length", "seconds")
        self._length.changed.connect(lambda band: self._set(self._length_key(), band))
        self._length.reset_requested.connect(lambda: self._drop(self._length_key()))
        self.add_row(
            "Length of a call", "Each call has a band of its own. Choose one to see and change it.", self._call
        )
        self.add(self._length)
        self._editors: dict[str, BandEditor] = {}
        for measure in bands.OURS:
            self._add_editor(measure)
        self._reset_all = QPushButton("Reset all bands")
        self._reset_all.clicked.connect(lambda: self._keep_bands({}))
        self._body.addSpacing(GRID)
        self._body.addWidget(self._reset_all, 0, Qt.AlignmentFlag.AlignLeft)
        self.refresh()

    def refresh(self) -> None:
        """Show the bands in force."""
        self._reset_all.setVisible(bool(self.settings.bands))
        self._show_length()
        for measure, editor in self._editors.items():
            own = self.settings.bands.get(measure)
            whose = bands.Whose.OURS if own is None else bands.Whose.YOURS
            editor.show_band(own or bands.OURS[measure], self._words(whose, measure), can_reset=own is not None)

    def _add_editor(self, measure: str) -> None:
        figure = formatting.figure_of(measure)
        editor = BandEditor(figure.title, figure.unit)
        editor.changed.connect(partial(self._set, measure))
        editor.reset_requested.connect(partial(self._drop, measure))
        self._editors[measure] = editor
        self.add(editor)

    def _show_length(self) -> None:
        scenario = self._scenario()
        band = bands.band(bands.LENGTH, scenario, self.settings.bands)
        whose = bands.whose(bands.LENGTH, scenario, self.settings.bands)
        if band is not None and whose is not None:
            is_own = whose is bands.Whose.YOURS
            meaning = formatting.figure_of(bands.LENGTH).definition
            self._length.show_band(band, f"{meaning} {scenario.title}: {_small(WHOSE[whose])}", can_reset=is_own)

    def _scenario(self) -> Scenario:
        return self._spoken[self._call.currentIndex()]

    def _length_key(self) -> str:
        return bands.length_key(self._scenario().id)

    def _words(self, whose: bands.Whose, measure: str) -> str:
        advice = " Given as advice only." if measure in bands.ADVICE_ONLY else ""
        return f"{formatting.figure_of(measure).definition} {WHOSE[whose]}{advice}"

    def _set(self, key: str, band: Band) -> None:
        self._keep_bands({**self.settings.bands, key: band})

    def _drop(self, key: str) -> None:
        self._keep_bands({name: band for name, band in self.settings.bands.items() if name != key})

    def _keep_bands(self, own: dict[str, Band]) -> None:
        self.keep(bands=own)
        self.refresh()


def _small(sentence: str) -> str:
    """A sentence that follows a colon."""
    return sentence[:1].lower() + sentence[1:]
