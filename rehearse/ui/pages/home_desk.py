"""What is chosen on the home page, kept in the settings: the call, the program, how the call comes about.

Also what the page learns after its first picture: the names of the must-says, and whether there is a microphone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rehearse.errors import KnownError, Trouble
from rehearse.programs.call_kind import CallKind
from rehearse.settings import CallPolicy
from rehearse.ui.pages import device_trouble
from rehearse.ui.pages.points import load_titles
from rehearse.ui.pages.script_desk import ScriptDesk
from rehearse.ui.pages.take_words import when
from rehearse.ui.ringing import INCOMING
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from rehearse.audio.devices import Device
    from rehearse.programs.card import Card
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.pages.practice_home import PracticeHome
    from rehearse.ui.services import Services


class HomeDesk(QObject):
    """Joins the home page to the settings, the cards and the scripts.

    Signals:
        titles_loaded(dict[str, str]): The must-says' names are known.
        microphone_found(bool): Whether there is anything to record with.
        rules_failed(KnownError): No report can be made, for the phrase rules can't be read.

    Attributes:
        card: The chosen program; None where none is chosen.
        titles: Names of the must-says by id; empty until they are loaded.
        script: The words that are prepared for the chosen call.
    """

    titles_loaded = Signal(object)
    microphone_found = Signal(object)
    rules_failed = Signal(object)

    def __init__(self, services: Services, home: PracticeHome, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._home = services, home
        self.card: Card | None = None
        self.titles: dict[str, str] = {}
        self._has_microphone = True
        self.script = ScriptDesk(services, home.details.script, self)
        self.script.failed.connect(self.say)
        home.calls.chosen.connect(self._on_call)
        home.details.card_chosen.connect(self._on_card)
        home.details.kind_chosen.connect(self._on_kind)

    def refresh(self) -> None:
        """Show what may have changed elsewhere: takes, cards and settings."""
        settings = self._services.settings
        now = datetime.now(UTC).astimezone()
        last = self._services.history.lists.last_by_scenario()
        self._home.calls.show_last_takes({scenario: when(started_at, now) for scenario, started_at in last.items()})
        self.card = self._home.details.show_cards(self._services.history.cards.all(), settings.chosen_card)
        self._show_call(self._home.calls.current())
        self._show_kind()
        self._show_microphone()

    def prepare(self) -> None:
        """Fetch on the worker what the first picture could do without."""
        self._services.tasks.run(lambda _task: load_titles(), self._on_titles, self._on_rules_failed)
        self.look_for_microphones()

    def look_for_microphones(self) -> None:
        """Find out whether there is anything to record with."""
        find = self._services.find_microphones
        self._services.tasks.run(lambda _task: find(), self.show_microphones, self._on_failed)

    def show_microphones(self, found: tuple[Device, ...]) -> None:
        """Let record and call where there is a microphone, and say so where there is none."""
        self._has_microphone = bool(found)
        # A button that can no longer be pressed, or is made anew, loses the keyboard to whatever comes next.
        held = self._home.window().focusWidget() in (self._home.bar.record, *self._home.notice.buttons())
        self._home.bar.record.setEnabled(bool(found))
        self._show_microphone()
        self.microphone_found.emit(bool(found))
        self._on_call(self._home.calls.current())
        if not found:
            self.say(KnownError(Trouble.NO_MICROPHONE))
            if held:
                self._home.take_focus()
        elif self._home.notice.buttons():
            self._home.notice.hide()
            self._home.take_focus()

    def say(self, error: KnownError) -> None:
        """Say what failed above the page; with a step where a device is the reason."""
        device = device_trouble.is_the_devices(error)
        steps = (("Look again", self.look_for_microphones),) if device else ()
        self._home.notice.say(device_trouble.in_words(error), Tone.FIX, steps, can_close=not device)

    def scenario(self, scenario: str) -> Scenario:
        """A call as the settings have it."""
        return self._services.scenarios[scenario].in_style(self._services.settings.voicemail_style)

    def choose_card(self, card_id: str) -> None:
        """Choose a program; nothing happens where its card is gone."""
        if any(card.id == card_id for card in self._services.history.cards.all()):
            self.keep(chosen_card=card_id)
            self.refresh()

    def keep(self, **changes: object) -> None:
        """Remember a choice; a disk that can't be written to is said once, the choice holds until the end."""
        try:
            self._services.update_settings(replace(self._services.settings, **changes))  # type: ignore[arg-type]
        except KnownError as error:
            self._home.notice.say(error.message, Tone.FIX)

    def _on_call(self, scenario: str) -> None:
        self._home.bar.call.setEnabled(self._has_microphone)
        self._home.bar.offer_ringing(offered=scenario == INCOMING)
        self._home.bar.ring_me.setEnabled(self._has_microphone)
        self._show_call(scenario)
        self._show_kind()
        if scenario != self._services.settings.chosen_scenario:
            self.keep(chosen_scenario=scenario)

    def _on_card(self, card_id: str | None) -> None:
        self.keep(chosen_card=card_id)
        self.card = next((card for card in self._services.history.cards.all() if card.id == card_id), None)
        self.script.show_call(self.scenario(self._home.calls.current()), self.card)
        self._show_kind()

    def _on_kind(self, kind: CallKind) -> None:
        self.keep(call_kind=kind)
        self._show_kind()

    def _on_titles(self, titles: dict[str, str]) -> None:
        self.titles = titles
        self._home.details.show_titles(titles)
        self.script.show_titles(titles)
        self.titles_loaded.emit(titles)

    def _on_rules_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.rules_failed.emit(error)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.say(error)

    def _show_microphone(self) -> None:
        if self._has_microphone:
            self._home.bar.show_microphone(self._services.settings.microphone)
        else:
            self._home.bar.show_no_microphone()

    def _show_call(self, scenario: str) -> None:
        chosen = self.scenario(scenario)
        self._home.details.show_call(chosen)
        self.script.show_call(chosen, self.card)

    def _show_kind(self) -> None:
        settings = self._services.settings
        invited_only = settings.call_policy is CallPolicy.INVITED_ONLY
        # Whoever is called has no choice of the kind of call.
        comes_in = self._home.calls.current() == INCOMING
        self._home.details.kinds.setEnabled(not comes_in)
        kind = CallKind.CALLED_ME if comes_in else settings.call_kind
        self._home.details.show_kind(kind, invited_only=invited_only)
