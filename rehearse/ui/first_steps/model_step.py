"""Second step: which voice model writes the words down, how exact it is, how others compare."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.transcription.exactness import PUBLISHED
from rehearse.ui.theme import GRID
from rehearse.ui.widgets.line_list import LineList, label
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.transcription.models import Model
    from rehearse.ui.services import Services

TITLE = "Your voice model"
INTRODUCTION = (
    "A voice model on this computer transcribes what you say. Your recordings and words are never sent anywhere."
)
_BASE, _TINY, _SMALL = (PUBLISHED[name] for name in ("base", "tiny.en", "small.en"))
EXACTNESS = (
    (
        f"In its makers' tests of reading aloud, base got {_BASE.clear} of 100 words wrong, "
        f"{_BASE.difficult} where the speech was difficult."
    ),
    "Names are the hardest. Most that could not be made out are shown as unclear, with their sound, not as missing.",
)
OTHERS = (
    (
        f"tiny.en got {_TINY.clear} of 100 words wrong, {_TINY.difficult} where the speech was difficult. It is half "
        "as large and takes half the time."
    ),
    (
        f"small.en got {_SMALL.clear} of 100 words wrong, {_SMALL.difficult} where the speech was difficult. It is "
        "three times as large and takes three times as long."
    ),
    "Others can be downloaded, or added from a folder of yours, in Settings under Voice model.",
)
"""Sizes and times by the number of parameters (39, 74, 244 million)."""


class ModelStep(QWidget):
    """Says what is there and checks that it is whole."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.notice = Notice()
        exactness, others = LineList("How exact it is"), LineList("How other models compare")
        exactness.show_dashed(EXACTNESS)
        others.show_dashed(OTHERS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GRID)
        for part in (label(INTRODUCTION), self.notice, exactness, others):
            column.addWidget(part)
        column.addStretch(1)

    def begin(self) -> None:
        """Check the model on the worker: its sum is taken, which tells a damaged file."""
        self.notice.say("Checking the voice model.", Tone.PLAIN, can_close=False)
        name = self._services.settings.model
        self._services.tasks.run(lambda _task: _locate(name), self._on_whole, self._on_failed)

    def let_go(self) -> None:
        """Nothing is held."""

    def _on_whole(self, model: Model) -> None:
        size = round(model.size_bytes / 1e6)
        self.notice.say(
            f"The voice model {model.name} is here and complete ({size} MB).",
            Tone.GOOD,
            can_close=False,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        steps: list[tuple[str, Callable[[], object]]] = [("Check again", self.begin)]
        steps += [(f"Use {name}", partial(self._use, name)) for name in self._others()]
        self.notice.say(error.message, Tone.STOP, tuple(steps), can_close=False)

    def _others(self) -> tuple[str, ...]:
        """The other models on this machine."""
        from rehearse.transcription.models import installed

        return tuple(model.name for model in installed() if model.name != self._services.settings.model)

    def _use(self, name: str) -> None:
        try:
            self._services.update_settings(replace(self._services.settings, model=name))
        except KnownError as error:
            self.notice.say(error.message, Tone.STOP, (("Check again", self.begin),), can_close=False)
            return
        self.begin()


def _locate(name: str) -> Model:
    from rehearse.transcription.models import locate

    return locate(name)
