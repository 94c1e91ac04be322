"""Everything that can be set, on one page; each change is kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from rehearse.ui import theme
from rehearse.ui.pages.settings_sections.advice import AdviceSection
from rehearse.ui.pages.settings_sections.appearance import AppearanceSection
from rehearse.ui.pages.settings_sections.bands import BandsSection
from rehearse.ui.pages.settings_sections.first_steps import FirstStepsSection
from rehearse.ui.pages.settings_sections.keeping import KeepingSection
from rehearse.ui.pages.settings_sections.mock_call import MockCallSection
from rehearse.ui.pages.settings_sections.own_words import OwnWordsSection
from rehearse.ui.pages.settings_sections.profile import ProfileSection
from rehearse.ui.pages.settings_sections.rules import RulesSection
from rehearse.ui.pages.settings_sections.sound import SoundSection
from rehearse.ui.pages.settings_sections.voice_model import VoiceModelSection
from rehearse.ui.tab_order import bring_into_view, first_control
from rehearse.ui.theme import GRID
from rehearse.ui.tokens import SCROLL_BAR
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from rehearse.ui.pages.settings_sections.section import Section
    from rehearse.ui.services import Services

COLUMN_EM = 140
"""Widest the cards run, in widths of the letter x; where the window is wider still, the page stands in its middle."""
CONTENTS_FROM_EM = 100
"""From this width on there is room for the list of sections."""
CONTENTS_EM = 26
ALMOST_ALL = 1000
"""The list of sections takes the height that it needs before anything is left empty below it."""


class SettingsPage(QWidget):
    """Sections below one another, with a list of them at the left where there is room.

    Signals:
        settings_changed: A setting was changed and is in force.
        first_start_requested(): The first steps are to be shown, which begin with the microphone.
        everything_deleted: All takes, cards and settings are gone.
    """

    settings_changed = Signal()
    first_start_requested = Signal()
    everything_deleted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sound = SoundSection(services)
        self._model = VoiceModelSection(services)
        self._rules = RulesSection(services)
        self._own_words = OwnWordsSection(services)
        self._keeping = KeepingSection(services)
        self._steps = FirstStepsSection(services)
        self.sections: tuple[Section, ...] = (
            AppearanceSection(services),
            self._sound,
            self._model,
            ProfileSection(services),
            AdviceSection(services),
            MockCallSection(services),
            BandsSection(services),
            self._rules,
            self._own_words,
            self._keeping,
            self._steps,
        )
        self._held: int | None = None
        self._is_bringing = False
        self._notice = Notice()
        self._contents = self._make_contents()
        self._scroll = self._make_scroll()
        self._join()
        self._arrange()

    def refresh(self) -> None:
        """Show the settings in force, and look up on the worker what may have changed outside."""
        for section in self.sections:
            section.refresh()
        self._sound.look_once()
        self._model.check()
        self._rules.read_book()
        self._own_words.check()
        self._keeping.measure()

    def let_go(self) -> None:
        """End what still runs for the page."""
        self._model.let_go()

    def look_for_devices(self) -> None:
        """Microphones or loudspeakers came or went."""
        self._sound.look()

    def titles(self) -> list[str]:
        """Titles of the sections, from top to bottom."""
        return [section.title for section in self.sections]

    def show_section(self, number: int) -> None:
        """Scroll until a section stands at the top, also one of the last; it stays there while others grow above it."""
        if 0 <= number < len(self.sections):
            self._held = number
            self._bring()

    def _join(self) -> None:
        for section in self.sections:
            section.changed.connect(self.settings_changed)
            section.failed.connect(lambda words: self._notice.say(words, Tone.STOP))
        self._sound.level_test_requested.connect(self.first_start_requested)
        self._steps.requested.connect(self.first_start_requested)
        self._keeping.everything_deleted.connect(self._on_everything_deleted)

    def _on_everything_deleted(self) -> None:
        for section in self.sections:
            section.refresh()
        self._notice.say("Everything was deleted.", Tone.GOOD)
        self.everything_deleted.emit()

    def _make_contents(self) -> QListWidget:
        contents = QListWidget()
        theme.mark(contents, kind="contents")
        contents.setAccessibleName("Sections of the settings")
        contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        contents.addItems(self.titles())
        contents.setCurrentRow(0)
        contents.currentRowChanged.connect(self.show_section)
        contents.itemClicked.connect(lambda item: self.show_section(contents.row(item)))
        return contents

    def _make_scroll(self) -> QScrollArea:
        column = self._column = QWidget()
        column.setMaximumWidth(COLUMN_EM * self.fontMetrics().horizontalAdvance("x"))
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 2 * GRID, 3 * GRID)
        layout.setSpacing(2 * GRID)
        for section in self.sections:
            layout.addWidget(section)
            section.installEventFilter(self)
        layout.addStretch(1)
        self._room = QWidget()
        self._room.setFixedHeight(0)
        layout.addWidget(self._room)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(column)
        scroll.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        scroll.verticalScrollBar().rangeChanged.connect(self._bring)
        return scroll

    def _arrange(self) -> None:
        heading = QLabel("Settings")
        theme.mark(heading, text="title")
        words = QLabel("Changes are saved at once.")
        theme.mark(words, text="small")
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        contents = QVBoxLayout()
        contents.addWidget(self._contents, ALMOST_ALL)
        contents.addStretch(1)
        row.addLayout(contents)
        row.addWidget(self._scroll, 1)
        layout = self._layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(words)
        layout.addSpacing(GRID)
        layout.addWidget(self._notice)
        layout.addSpacing(GRID)
        layout.addLayout(row, 1)

    def _bring(self) -> None:
        """Put the section that was asked for to the top: devices and models are looked up, and make others grow."""
        if self._held is None or self._is_bringing:
            return
        self._is_bringing = True
        top = self.sections[self._held].y()
        self._make_room(top)
        self._scroll.verticalScrollBar().setValue(top)
        self._mark(self._held)
        self._is_bringing = False

    def _make_room(self, top: int) -> None:
        """Leave as much empty below the last section as is needed for this place to stand at the top."""
        column = self._column
        filled = column.heightForWidth(column.width()) - self._room.height()
        wanted = max(0, top + self._scroll.viewport().height() - filled)
        if wanted != self._room.height():
            self._room.setFixedHeight(wanted)
            # At once: the place can be scrolled to only once the column is as high as that.
            for widget in (column, self._scroll.viewport()):
                QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)

    def _on_scrolled(self, top: int) -> None:
        """Mark the section at the top in the list of sections; what is left empty below goes away as one scrolls up."""
        if not self._is_bringing:
            self._held = None
        if self._room.height():
            self._make_room(top)
        bar = self._scroll.verticalScrollBar()
        begun = [number for number, section in enumerate(self.sections) if section.y() <= top + 2 * GRID]
        if begun and top < bar.maximum():
            self._mark(begun[-1])

    def _mark(self, number: int) -> None:
        self._contents.blockSignals(True)  # noqa: FBT003 # Qt's signature
        self._contents.setCurrentRow(number)
        self._contents.blockSignals(False)  # noqa: FBT003 # Qt's signature

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 # Qt's name
        """Follow a section that others push down; once all of them have their places."""
        if event.type() is QEvent.Type.Move and self._held is not None and watched is self.sections[self._held]:
            QTimer.singleShot(0, self, self._bring)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001, N802 # Qt's names
        """From the list of sections Tab goes into the one that was chosen there."""
        chosen = first_control(self.sections[self._contents.currentRow()]) if self._contents.hasFocus() else None
        if not next or chosen is None:
            return super().focusNextPrevChild(next)
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
        bring_into_view(chosen)
        return True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 # Qt's name
        """What the page shows may have changed elsewhere."""
        super().showEvent(event)
        # The lines were laid out before the style sheet gave them their height.
        self._contents.doItemsLayout()
        lines = sum(self._contents.sizeHintForRow(row) for row in range(self._contents.count()))
        self._contents.setMaximumHeight(lines + 2 * self._contents.frameWidth() + GRID)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 # Qt's name
        """The list of sections is there only where it has room."""
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("x")
        self._contents.setVisible(event.size().width() >= CONTENTS_FROM_EM * letter)
        self._contents.setFixedWidth(CONTENTS_EM * letter)
        widest = (COLUMN_EM + CONTENTS_EM) * letter + 2 * GRID + SCROLL_BAR
        beside = max(0, (event.size().width() - widest - 4 * GRID) // 2)
        self._layout.setContentsMargins(3 * GRID + beside, 3 * GRID, GRID + beside, 0)
        if self._room.height():
            self._make_room(self._scroll.verticalScrollBar().value())
