"""Which voice model writes the words down: name, size, where from, how exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.errors import KnownError
from rehearse.ui import formatting
from rehearse.ui.first_steps.model_step import COST, EXACTNESS
from rehearse.ui.pages.settings_sections.section import Choice, Section
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from rehearse.transcription.models import Model
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

MEGABYTE = 1_000_000
HOW_EXACT = {
    "base": " ".join(EXACTNESS),
    "tiny.en": " ".join((COST[0].partition(";")[0] + ".", EXACTNESS[1], "It misses many of the um and uh.")),
}
"""What is known of a model's exactness, by its name."""
UNKNOWN = "How exact it is on such calls was not measured."


class VoiceModelSection(Section):
    """The models on this machine; the chosen one is checked on the worker when the page is shown."""

    def __init__(self, services: Services) -> None:
        super().__init__(
            "Voice model", services, "It runs on this machine; nothing that you say is sent anywhere by it."
        )
        self._models: tuple[Model, ...] = ()
        self._checking: Task | None = None
        self._choice = Choice((), self._on_chosen)
        self._row = self.add_row("Model", "Writes down what was said, with the time of each word.", self._choice)
        self._facts = self.add_words("", "plain")
        self._body.addSpacing(GRID // 2)
        self._exact = self.add_words("")
        self._body.addSpacing(GRID // 2)
        self._state = self.add_words("")
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen model; one that is not installed is shown as such."""
        from rehearse.transcription.models import installed

        self._models = installed()
        name = self.settings.model
        names = [model.name for model in self._models]
        missing = [] if name in names else [(f"{name} (not installed)", name)]
        self._choice.offer([*((known, known) for known in names), *missing])
        self._choice.choose(name)
        self._choice.setEnabled(self._choice.count() > 1)
        found = next((model for model in self._models if model.name == name), None)
        self._facts.setText(_facts(found) if found else "")
        self._facts.setVisible(found is not None)
        self._exact.setText(HOW_EXACT.get(name, UNKNOWN))

    def check(self) -> None:
        """Make sure on the worker that the chosen model is there and whole."""
        from rehearse.transcription.models import locate

        if self._checking is not None:
            self._checking.cancel()
        name = self.settings.model
        self._state.setText("Checking whether it is whole…")
        self._checking = self._services.tasks.run(lambda _task: locate(name), self._on_whole, self._on_failed)

    def _on_chosen(self, name: str) -> None:
        if self.keep(model=name):
            self.refresh()
            self.check()

    def _on_whole(self, _model: Model) -> None:
        self._checking = None
        self._row.note("")
        self._state.setText("Its files are whole: the checksum is right.")

    def _on_failed(self, error: Exception) -> None:
        self._checking = None
        if not isinstance(error, KnownError):
            raise error
        self._state.setText("")
        self._row.note(error.message)


def _facts(model: Model) -> str:
    """A model in one line: size and where it is from."""
    size = formatting.number(model.size_bytes / MEGABYTE)
    return f"{model.name} · {size} MB · from the {model.source}"
