"""Keeps the script of the chosen call and has it checked while it is written, off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.phrases.finding import CheckResult
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario
    from rehearse.settings import Settings
    from rehearse.target import Target
    from rehearse.ui.pages.script_editor import ScriptEditor
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

PAUSE_MS = 350
"""How long nothing may be typed before the script is checked; ours."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A script and what it is checked for."""

    text: str
    scenario: Scenario
    target: Target
    silenced: tuple[str, ...]
    own_words: tuple[str, ...]


class ScriptDesk(QObject):
    """Stands between the editor, the history and the worker.

    Signals:
        failed(KnownError): The script could not be kept or checked.
    """

    failed = Signal(object)

    def __init__(self, services: Services, editor: ScriptEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._editor = services, editor
        self._scenario: Scenario | None = None
        self._card: Card | None = None
        self._titles: Mapping[str, str] = {}
        self._kept = ""
        self._task: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.check)
        editor.edited.connect(self._pause.start)
        editor.left.connect(self.keep)

    def show_call(self, scenario: Scenario, card: Card | None) -> None:
        """Show the script of a call, to the program of a card or to none; the one shown before is kept first.

        That of the call that is shown already may have come or gone elsewhere: it is shown anew unless it is just
        being written.
        """
        is_other = self._scenario is None or (scenario.id, card) != (self._scenario.id, self._card)
        if is_other:
            self.keep()
            self._scenario, self._card = scenario, card
        elif self._editor.text != self._kept:
            return
        stored = self._services.history.scripts.text(scenario.id, card.id if card else None)
        if is_other or stored != self._kept:
            self._kept = stored
            self._editor.show_text(stored)
            if stored:
                self.check()

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Name the must-says."""
        self._titles = titles
        if self._editor.text.strip():
            self.check()

    def keep(self) -> None:
        """Write the script into the history if it was changed."""
        text = self._editor.text
        if self._scenario is None or text == self._kept:
            return
        try:
            self._services.history.scripts.save(self._scenario.id, self._card.id if self._card else None, text)
        except KnownError as error:
            self.failed.emit(error)
            return
        self._kept = text

    def check(self) -> None:
        """Have the script checked; an earlier one that is still being checked is let go."""
        self._pause.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None
        scenario, text = self._scenario, self._editor.text
        if scenario is None or not text.strip():
            self._editor.show_nothing()
            return
        draft = _draft(text, scenario, self._card, self._services.settings)
        titles = self._titles
        self._task = self._services.tasks.run(
            lambda _task: _check(draft),
            lambda result: self._editor.show_check(text, result, scenario, titles),
            self._on_failed,
        )

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.failed.emit(error)


def _draft(text: str, scenario: Scenario, card: Card | None, settings: Settings) -> _Draft:
    caller = settings.profile.target()
    target = card.target(caller) if card is not None else caller
    return _Draft(text, scenario, target, settings.silenced_rules, settings.own_words)


def _check(draft: _Draft) -> CheckResult:
    """What the rules say, as the reports of takes say it: without silenced rules, with the user's own words."""
    from rehearse import meaning, phrases

    rulebook = phrases.with_own_words(phrases.load(), draft.own_words)
    result = meaning.check(draft.text, draft.scenario, draft.target, rulebook)
    return replace(result, findings=tuple(f for f in result.findings if f.rule not in draft.silenced))
