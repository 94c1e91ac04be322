"""The menu bar: every way through the window by its name and key, and the page that lists the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from rehearse.ui.rail import Place

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow, QMenu

    from rehearse.ui.page_set import PageSet
    from rehearse.ui.take_along import TakeAlong

MORE_PRACTICE_KEYS = (("Up, Down", "In the list: choose a call"), ("PgUp, PgDown", "Scroll the details"))
MORE_REPORT_KEYS = (
    ("Left, Right", "In the waveform: move through the sound. In the words or the timeline: go to the next one"),
    ("Up, Down", "In the words: another line. In the timeline: another row"),
    ("Shift+Left, Shift+Right", "In the words: select several"),
    ("Enter", "In the words or the timeline: hear what is marked"),
    ("Tab", "To the next control"),
)
PROGRESS_KEYS = (
    ("Ctrl+F", "Search what was said; Esc empties the field"),
    ("Enter", "In the list or the trend: open the take"),
    ("Del", "Delete the chosen takes"),
    ("Ctrl+Z", "Bring deleted takes back"),
    ("Left, Right", "In the trend: the take before or after"),
)


class Menus(QObject):
    """Fills the window's menu bar.

    Args:
        window: Whose menu bar it is.
        pages: Whose keys are listed.
        files: What the File menu does.
        log_folder: What Help opens for a report of a fault.

    Signals:
        place_wanted(Place): A page is to be shown.
        demo_wanted(): The demo report is to be shown.
        first_steps_wanted(): The first steps are to be shown.
    """

    place_wanted = Signal(object)
    demo_wanted = Signal()
    first_steps_wanted = Signal()

    def __init__(self, window: QMainWindow, pages: PageSet, files: TakeAlong, log_folder: Path) -> None:
        super().__init__(window)
        self._window, self._pages, self._log_folder = window, pages, log_folder
        self._go = self._menu("&Go")
        self._files = self._menu("&File")
        self._practice = self._menu("&Practice")
        self._report = self._menu("&Report")
        self._help = self._menu("&Help")
        self._fill_go()
        files.fill(self._files)
        self._fill_practice()
        self._report.addAction("Show the report").triggered.connect(lambda: self.place_wanted.emit(Place.REPORT))
        self._report.aboutToShow.connect(self._fill_report)
        self._fill_help()

    def show_keys(self) -> None:
        """List every key."""
        from rehearse.ui.keys_dialog import KeyGroup, KeysDialog, group_of

        everywhere = [*self._go.actions(), *self._files.actions(), *self._help.actions()]
        groups = (
            group_of("Everywhere", everywhere),
            group_of("Practice", self._practice.actions(), MORE_PRACTICE_KEYS),
            group_of("Report", self._pages.report.actions(), MORE_REPORT_KEYS),
            KeyGroup("Progress", PROGRESS_KEYS),
            KeyGroup("Questions and messages", (("Enter", "Choose the marked step"), ("Esc", "Cancel"))),
        )
        KeysDialog(groups, self._window).open()

    def show_rules(self) -> None:
        """Show every phrase rule and must-say."""
        from rehearse.ui.rules_dialog import RulesDialog

        RulesDialog(self._window).open()

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _fill_go(self) -> None:
        for place in Place:
            action = self._go.addAction(place.label)
            action.setShortcut(QKeySequence(place.key))
            action.triggered.connect(lambda _checked=False, place=place: self.place_wanted.emit(place))
        self._go.addSeparator()
        leave = self._go.addAction("Close Rehearse")
        leave.setShortcut(QKeySequence("Ctrl+Q"))
        leave.triggered.connect(self._window.close)

    def _fill_practice(self) -> None:
        self._practice.addActions(self._pages.practice.actions())
        self._practice.addSeparator()
        self._practice.addAction("See a demo report").triggered.connect(self.demo_wanted)

    def _fill_report(self) -> None:
        """The report page's keys, once the page is there; before that the menu has one entry."""
        if len(self._report.actions()) == 1:
            self._report.addActions(self._pages.report.actions())

    def _fill_help(self) -> None:
        keys = self._help.addAction("Keys")
        keys.setShortcut(QKeySequence(Qt.Key.Key_F1))
        keys.triggered.connect(self.show_keys)
        self._help.addAction("Rules").triggered.connect(self.show_rules)
        self._help.addAction("First steps").triggered.connect(self.first_steps_wanted)
        self._help.addAction("Open the folder of the log").triggered.connect(self._open_log)

    def _open_log(self) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))
