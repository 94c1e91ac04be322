"""Who calls: what spoken names and numbers are checked against."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from rehearse import setting_values
from rehearse.ui import formatting
from rehearse.ui.pages.settings_sections.section import Section

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from rehearse.ui.services import Services
    from rehearse.ui.widgets.setting_row import SettingRow

FIELDS = (
    ("name", "Your name", "As you say it on the phone."),
    ("said_as", "How it is said", "In your own spelling, for you to read while you speak."),
    ("school", "School", "As you name it on the phone."),
    ("applicant_id", "AAMC ID", "Eight digits, compared with what you say."),
    ("specialty", "Specialty", "The one you apply to, such as internal medicine; a program's card can name another."),
)
ID_DIGITS = 8


def id_note(text: str) -> str:
    """What is odd about an ID; empty where nothing is."""
    if not text or (len(text) == ID_DIGITS and text.isascii() and text.isdigit()):
        return ""
    digits = sum(letter.isdigit() for letter in text)
    return f"An AAMC ID has eight digits; this has {formatting.count(digits, 'digit', 'digits')}."


class ProfileSection(Section):
    """Name, school, ID and specialty, each kept when its field is left."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            "You", services, "Everything here stays on this computer. A field may stay empty; then it is not checked."
        )
        self._lines: dict[str, QLineEdit] = {}
        self._rows: dict[str, SettingRow] = {}
        for name, title, sentence in FIELDS:
            line = QLineEdit()
            line.editingFinished.connect(lambda name=name: self._on_left(name))
            self._lines[name] = line
            self._rows[name] = self.add_row(title, sentence, line)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings in force; a field that is being written in stays as it is."""
        for name, line in self._lines.items():
            if not line.hasFocus():
                line.setText(getattr(self.settings.profile, name))
        self._rows["applicant_id"].note(id_note(self.settings.profile.applicant_id))

    def _on_left(self, name: str) -> None:
        text = self._lines[name].text().strip()
        if name == "applicant_id":
            text = setting_values.digits(text)
            self._rows[name].note(id_note(text))
        profile = self.settings.profile
        if getattr(profile, name) != text:
            self.keep(profile=replace(profile, **{name: text}))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 # Qt's name
        """What was written is kept when the page is left."""
        for name in self._lines:
            self._on_left(name)
        super().hideEvent(event)
