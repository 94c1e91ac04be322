"""The user's own words to avoid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.errors import KnownError
from rehearse.ui import formatting
from rehearse.ui.pages.settings_sections.section import Section
from rehearse.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from rehearse.ui.services import Services

SENTENCE = (
    "One word or phrase a line, such as “literally” or “to be honest”. A star stands for any ending: “basic*”. "
    "Reports list them separately and never count them."
)


class OwnWordsSection(Section):
    """A field with one entry a line, kept when it is left; entries that can't be looked for are named below it."""

    def __init__(self, services: Services) -> None:
        super().__init__("Your own words to avoid", services)
        self._field = TextArea(least=3, most=10)
        self._field.setPlaceholderText("None yet")
        self._field.left.connect(self._on_left)
        self._row = self.add_row("Words and phrases", SENTENCE, self._field)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings in force; a field that is being written in stays as it is."""
        if not self._field.hasFocus():
            self._field.setPlainText("\n".join(self.settings.own_words))

    def check(self) -> None:
        """Find out on the worker which entries can't be looked for."""
        entries = self.settings.own_words
        if entries:
            self._services.tasks.run(lambda _task: _faults(entries), self._row.note, self._on_failed)
        else:
            self._row.note("")

    def _on_left(self) -> None:
        lines = (line.strip() for line in self._field.toPlainText().splitlines())
        entries = tuple(dict.fromkeys(line for line in lines if line))
        if entries == self.settings.own_words:
            return
        said = formatting.count(len(entries), "entry is looked for", "entries are looked for").capitalize()
        if self.keep(said, own_words=entries):
            self.check()

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(error.message)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 # Qt's name
        """What was written is kept when the page is left."""
        self._on_left()
        super().hideEvent(event)


def _faults(entries: tuple[str, ...]) -> str:
    """One sentence for each entry that can't be looked for."""
    from rehearse import phrases

    vocabulary = phrases.load().vocabulary
    faults = ((entry, phrases.fault_of(entry, vocabulary)) for entry in entries)
    return " ".join(f"“{entry}” is left out: {fault}." for entry, fault in faults if fault)
