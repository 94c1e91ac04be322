"""A button with a menu of the voice models on this machine: to make a report again with another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable

LABEL = "Analyse again with…"


class ModelButton(QPushButton):
    """Opens a menu; the models are looked up when it opens, for one may have come since.

    Signals:
        model_chosen(str): Name of the model that is to be used.
    """

    model_chosen = Signal(str)

    def __init__(self, names: Callable[[], tuple[str, ...]] | None = None) -> None:
        super().__init__(LABEL)
        self._names = names or installed_names
        self.setToolTip("Make this report again with another voice model; the one in Settings stays in use")
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """List the models that are here now."""
        menu = self.menu()
        menu.clear()
        for name in self._names():
            menu.addAction(name).triggered.connect(partial(self._on_chosen, name))

    def _on_chosen(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 # a Qt slot
        self.model_chosen.emit(name)


def installed_names() -> tuple[str, ...]:
    """The names of the models on this machine."""
    from rehearse.transcription.models import installed

    return tuple(model.name for model in installed())
