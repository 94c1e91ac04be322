"""The inputs of a card's form: each holds one value of the card and tells when it changes and when it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from rehearse.ui.pages.card_fields import Field, FieldKind
from rehearse.ui.widgets.text_area import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

ANSWERS: tuple[tuple[str, bool | None], ...] = (("No answer yet", None), ("Yes", True), ("No", False))


class Input(Protocol):
    """What the form needs of an input."""

    @property
    def widget(self) -> QWidget:
        """What the user fills in."""

    def show(self, value: object) -> None:
        """Put a card's value in, without telling that it changed."""

    def value(self) -> object:
        """The value as the card holds it."""


class LineInput:
    """One line of text."""

    def __init__(self, changed: Callable[[], None], left: Callable[[], None]) -> None:
        self._line = QLineEdit()
        self._line.textEdited.connect(changed)
        self._line.editingFinished.connect(left)

    @property
    def widget(self) -> QLineEdit:
        """The line."""
        return self._line

    def show(self, value: object) -> None:
        """Put a text in, from its beginning."""
        self._line.setText(str(value))
        self._line.setCursorPosition(0)

    def value(self) -> object:
        """The text without the space around it."""
        return self._line.text().strip()


class NamesInput(LineInput):
    """Names in one line, parted by commas."""

    def show(self, value: object) -> None:
        """Put names in."""
        names = value if isinstance(value, tuple) else ()
        super().show(", ".join(names))

    def value(self) -> object:
        """The names, none of them empty."""
        return tuple(name.strip() for name in self._line.text().split(",") if name.strip())


class TextInput:
    """A text of several lines that is kept as one."""

    def __init__(self, changed: Callable[[], None], left: Callable[[], None]) -> None:
        self._area = TextArea()
        self._area.textChanged.connect(changed)
        self._area.left.connect(left)

    @property
    def widget(self) -> TextArea:
        """The text area."""
        return self._area

    def show(self, value: object) -> None:
        """Put a text in."""
        self._put(str(value))

    def value(self) -> object:
        """The text without the space around it."""
        return self._area.toPlainText().strip()

    def _put(self, text: str) -> None:
        self._area.blockSignals(True)  # noqa: FBT003 # Qt's signature
        self._area.setPlainText(text)
        self._area.blockSignals(False)  # noqa: FBT003 # Qt's signature
        self._area.updateGeometry()


class LinesInput(TextInput):
    """Entries, one on each line."""

    def show(self, value: object) -> None:
        """Put entries in."""
        self._put("\n".join(value) if isinstance(value, tuple) else "")

    def value(self) -> object:
        """The entries, none of them empty."""
        return tuple(line.strip() for line in self._area.toPlainText().splitlines() if line.strip())


class CheckInput:
    """A flag."""

    def __init__(self, title: str, left: Callable[[], None]) -> None:
        self._box = QCheckBox(title)
        self._box.clicked.connect(left)

    @property
    def widget(self) -> QCheckBox:
        """The check box."""
        return self._box

    def show(self, value: object) -> None:
        """Set the flag."""
        self._box.setChecked(bool(value))

    def value(self) -> object:
        """Whether it is ticked."""
        return self._box.isChecked()


class AnswerInput:
    """Yes, no, or not said."""

    def __init__(self, left: Callable[[], None]) -> None:
        self._box = QComboBox()
        for words, answer in ANSWERS:
            self._box.addItem(words, answer)
        self._box.activated.connect(lambda _index: left())

    @property
    def widget(self) -> QComboBox:
        """The choice."""
        return self._box

    def show(self, value: object) -> None:
        """Choose the answer."""
        self._box.setCurrentIndex([answer for _, answer in ANSWERS].index(value if isinstance(value, bool) else None))

    def value(self) -> object:
        """The answer; None where none was given."""
        return ANSWERS[self._box.currentIndex()][1]


def make_input(field: Field, changed: Callable[[], None], left: Callable[[], None]) -> Input:
    """The input for a field; a choice that is made at once counts as left."""
    if field.kind is FieldKind.CHECK:
        return CheckInput(field.title, left)
    if field.kind is FieldKind.ANSWER:
        return AnswerInput(left)
    kinds: dict[FieldKind, type[LineInput | TextInput]] = {
        FieldKind.LINE: LineInput,
        FieldKind.NAMES: NamesInput,
        FieldKind.TEXT: TextInput,
        FieldKind.LINES: LinesInput,
    }
    return kinds[field.kind](changed, left)
