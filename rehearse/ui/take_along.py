"""What goes in and out as files: recordings made elsewhere, reports, the history, backups.

All of it is done on a worker of its own, so that Stop never waits for a backup. Nothing here asks with a blocking
dialog; the file dialogs open and the work begins when a file was chosen.
"""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QFileDialog

from rehearse.errors import KnownError
from rehearse.files import disk_errors
from rehearse.scratch import Scratch, scratch_folder
from rehearse.ui import formatting
from rehearse.ui.widgets.notice import Notice, Tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMenu, QWidget

    from rehearse.history.backup import BackedUp, Wishes
    from rehearse.history.restore import Restored
    from rehearse.history.store import HistoryStore
    from rehearse.history.values import Take
    from rehearse.programs.card import Card
    from rehearse.report_html import Cover
    from rehearse.ui.report_saving import Page
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

log = logging.getLogger(__name__)

SOUNDS = "Recordings (*.wav *.flac *.mp3 *.m4a *.ogg *.opus *.aac *.mp4 *.webm)"
BACKUPS = "Backups of Rehearse (*.zip)"
PDF, PAGE, PAGE_WITH_SOUND = "PDF (*.pdf)", "Web page (*.html)", "Web page with the recording inside (*.html)"
TABLE, EVERYTHING = "Table of figures (*.csv)", "Everything as JSON (*.json)"


class TakeAlong(QObject):
    """The File menu and what its entries do.

    Signals:
        imported(str): A recording became the take with this id, which has no report yet.
        history_changed(): Takes or cards were added by a backup.
    """

    imported = Signal(str)
    history_changed = Signal()

    def __init__(self, services: Services, notice: Notice, parent: QWidget) -> None:
        super().__init__(parent)
        self._services, self._notice, self._window = services, notice, parent
        self._take_id: str | None = None
        self._taken_over: SimpleQueue[Wishes] = SimpleQueue()
        self._call: Callable[[], tuple[str, Card | None]] = lambda: ("practice-intro", None)
        self.import_action = self._action("Add recordings…", self.ask_for_recordings, "Ctrl+I")
        self.save_action = self._action("Save this report…", self.ask_where_to_save, "Ctrl+S")
        self.save_action.setEnabled(False)
        self.export_action = self._action("Export the history…", self.ask_where_to_export)
        self.backup_action = self._action("Back everything up…", self.ask_where_to_back_up)
        self.restore_action = self._action("Restore a backup…", self.ask_for_backup)

    def fill(self, menu: QMenu) -> None:
        """Put the entries into a menu."""
        menu.addActions([self.import_action, self.save_action])
        menu.addSeparator()
        menu.addActions([self.export_action, self.backup_action, self.restore_action])

    def follow(self, call: Callable[[], tuple[str, Card | None]]) -> None:
        """Learn where the call stands that is chosen, with its card: recordings are added as takes of it."""
        self._call = call

    def show_take(self, take_id: str | None) -> None:
        """Learn whose report is shown."""
        self._take_id = take_id
        self.save_action.setEnabled(take_id is not None)

    def ask_for_recordings(self) -> QFileDialog:
        """Let the user choose recordings; the dialog is returned open."""
        dialog = self._dialog("Add recordings as takes", [SOUNDS])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_recordings([Path(name) for name in names]))
        dialog.open()
        return dialog

    def ask_for_backup(self) -> QFileDialog:
        """Let the user choose a backup; the dialog is returned open."""
        dialog = self._dialog("Restore a backup", [BACKUPS])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.restore(Path(name)))
        dialog.open()
        return dialog

    def ask_where_to_save(self) -> QFileDialog:
        """Let the user choose where the report goes; the dialog is returned open."""
        dialog = self._dialog("Save this report", [PDF, PAGE, PAGE_WITH_SOUND], "report")
        dialog.fileSelected.connect(
            lambda name: self.save_report(Path(name), with_sound=dialog.selectedNameFilter() == PAGE_WITH_SOUND)
        )
        dialog.open()
        return dialog

    def ask_where_to_export(self) -> QFileDialog:
        """Let the user choose where the history goes; the dialog is returned open."""
        dialog = self._dialog("Export the history", [TABLE, EVERYTHING], "rehearse-history")
        dialog.fileSelected.connect(lambda name: self.export(Path(name)))
        dialog.open()
        return dialog

    def ask_where_to_back_up(self) -> QFileDialog:
        """Let the user choose where the backup goes; the dialog is returned open."""
        today = datetime.now().astimezone()
        dialog = self._dialog("Back everything up", [BACKUPS], f"rehearse-{today:%Y-%m-%d}")
        dialog.fileSelected.connect(lambda name: self.back_up(Path(name)))
        dialog.open()
        return dialog

    def add_recordings(self, files: list[Path]) -> None:
        """Make each file a take of the chosen call, one after another; what can't be read is named."""
        scenario, card = self._call()
        settings = self._services.settings
        target = card.target(settings.profile.target()) if card else settings.profile.target()

        def begin(store: HistoryStore, file: Path) -> Take:
            card_id = card.id if card else None
            return store.begin_take(scenario, target, card_id, settings.call_kind, _made_at(file), imported=True)

        for file in files:
            self._add(file, begin)

    def _add(self, file: Path, begin: Callable[[HistoryStore, Path], Take]) -> None:
        self._services.file_tasks.run(
            lambda task: self._read(task, file, begin),
            lambda take_id: self._on_read(take_id, file.name),
            self._fail,
            lambda _share: self._notice.say(f"Reading {file.name}…"),
        )

    def _read(self, task: Task, file: Path, begin: Callable[[HistoryStore, Path], Take]) -> str:
        """Runs on the worker: the take is begun only once all of its recording is there."""
        from rehearse.audio.importing import import_recording

        task.progress(0.0)
        with self._own_store() as store, scratch_folder(Scratch.INCOMING, store.recordings_folder) as incoming:
            sound = Path(incoming) / "recording.wav"
            length_s = import_recording(file, sound)
            take = begin(store, file)
            try:
                with disk_errors(take.audio_path):
                    sound.replace(take.audio_path)
                store.finish_take(take.id, length_s)
            except BaseException:
                store.discard_take(take.id)
                raise
        return take.id

    def save_report(self, to: Path, *, with_sound: bool = False) -> None:
        """Write the report that is shown; as PDF or as a web page, by the file's ending."""
        if self._take_id is None:
            return
        from rehearse.ui import report_saving

        try:
            saving = report_saving.gather(self._services, self._take_id)
        except KnownError as error:
            self._fail(error)
            return
        if saving is None:
            return
        is_pdf = to.suffix.lower() == ".pdf"

        def make(_task: Task) -> Page:
            page = report_saving.make_page(saving, with_sound=with_sound and not is_pdf, on_paper=is_pdf)
            if not is_pdf:
                _write(to, page.html)
            return page

        def done(page: Page) -> None:
            if is_pdf and not self._print(page, saving.cover, to):
                return
            said = f"The report of the take from {saving.when} is saved at {to}."
            if page.without_sound:
                self._notice.say(f"{said} The recording is not in it. {page.without_sound}")
            else:
                self._notice.say(said, Tone.GOOD)

        self._run(make, done)

    def _print(self, page: Page, cover: Cover, to: Path) -> bool:
        from rehearse.ui.paper import write_pdf

        try:
            write_pdf(page.html, f"{cover.call}, {cover.when}", to)
        except KnownError as error:
            self._fail(error)
            return False
        return True

    def export(self, to: Path) -> None:
        """Write the history; as a table or as JSON, by the file's ending."""

        def make(_task: Task) -> None:
            from rehearse.history import export

            with self._own_store() as store:
                _write(to, export.document(store) if to.suffix.lower() == ".json" else export.table(store))

        self._run(make, lambda _none: self._notice.say(f"The history is saved at {to}.", Tone.GOOD))

    def back_up(self, to: Path) -> None:
        """Write everything into one file."""
        from rehearse.history.backup import Wishes

        settings = self._services.settings
        wishes = Wishes(settings.own_words, settings.silenced_rules)

        def make(go_on: Callable[[float], bool]) -> BackedUp | None:
            from rehearse.history.backup import write_backup

            with self._own_store() as store:
                return write_backup(store, to, wishes=wishes, go_on=go_on)

        self._work_on("Backing up", make, lambda done: self._on_backed_up(done, to))

    def restore(self, file: Path) -> None:
        """Take over what a backup holds and the history does not."""

        def make(go_on: Callable[[float], bool]) -> Restored | None:
            from rehearse.history.restore import restore_backup

            with self._own_store() as store:
                restored = restore_backup(store, file, go_on=go_on)
            if restored is not None:
                self._taken_over.put(restored.wishes)
            return restored

        self._work_on("Restoring the backup", make, self._on_restored)

    def _on_read(self, take_id: str, name: str) -> None:
        self._notice.say(f"{name} was added as a take.", Tone.GOOD)
        self.imported.emit(take_id)

    def _on_backed_up(self, done: BackedUp | None, to: Path) -> None:
        if done is None:
            self._notice.say("The backup was stopped; nothing was written.")
            return
        silent = formatting.count(done.without_sound, "take no longer has", "takes no longer have").capitalize()
        takes = formatting.count(done.takes, "take is", "takes are").capitalize()
        self._notice.say(
            f"{takes} backed up at {to}.{f' {silent} a recording.' if done.without_sound else ''}", Tone.GOOD
        )

    def _on_restored(self, done: Restored | None) -> None:
        if done is None:
            self._notice.say("Stopped. Nothing was restored.")
            return
        try:
            self._take_up()
        except KnownError as error:
            self._fail(error)
            return
        added = formatting.count(done.added, "take was", "takes were").capitalize()
        known = formatting.count(done.known, "was", "were") if done.known else "none was"
        again = formatting.count(done.sound_again, "lost recording is", "lost recordings are").capitalize()
        self._notice.say(
            f"{added} added; {known} there already.{f' {again} back.' if done.sound_again else ''}", Tone.GOOD
        )
        self.history_changed.emit()

    def close(self) -> None:
        """Take up what a backup brought just before the end; call it once the file worker has ended."""
        try:
            self._take_up()
        except KnownError as error:
            log.warning("%s while closing", error.trouble)

    def _take_up(self) -> None:
        """Add the words to avoid and the rules that are not to be seen to one's own."""
        while not self._taken_over.empty():
            self._add_wishes(self._taken_over.get())

    def _add_wishes(self, wishes: Wishes) -> None:
        settings = self._services.settings
        own = tuple(dict.fromkeys((*settings.own_words, *wishes.own_words)))
        rules = tuple(dict.fromkeys((*settings.silenced_rules, *wishes.silenced_rules)))
        if (own, rules) != (settings.own_words, settings.silenced_rules):
            self._services.update_settings(replace(settings, own_words=own, silenced_rules=rules))

    def _work_on(self, what: str, work: Callable[[Callable[[float], bool]], object], done: Callable[..., None]) -> None:
        """Do something long: with its share in words, and a way to stop it.

        What came of it is said only when the worker is through: it may have been past stopping.
        """
        stopped = Event()

        def stop() -> None:
            stopped.set()
            self._notice.say(f"{what} is being stopped…", Tone.PLAIN, can_close=False)

        def show(share: float) -> None:
            if not stopped.is_set():
                self._notice.words.setText(f"{what}, {share:.0%}…")

        def on_worker(task: Task) -> object:
            def go_on(share: float) -> bool:
                task.progress(share)
                return not (stopped.is_set() or task.cancelled())

            return work(go_on)

        self._notice.say(f"{what}…", Tone.PLAIN, (("Stop", stop),), can_close=False)
        self._services.file_tasks.run(on_worker, done, self._fail, show)

    def _run(self, work: Callable[[Task], object], done: Callable[..., None]) -> None:
        self._services.file_tasks.run(work, done, self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self._notice.say(error.message, Tone.STOP)

    def _own_store(self) -> closing[HistoryStore]:
        """The history once more, for the worker."""
        return closing(self._services.history.once_more())

    def _dialog(self, title: str, filters: list[str], name: str = "") -> QFileDialog:
        dialog = QFileDialog(self._window, title, str(Path.home()))
        dialog.setNameFilters(filters)
        if name:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(_ending(filters[0]))
            dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix(_ending(chosen)))
            dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _action(self, words: str, do: Callable[[], object], key: str = "") -> QAction:
        action = QAction(words, self)
        action.triggered.connect(lambda _checked=False: do())
        if key:
            action.setShortcut(QKeySequence(key))
        return action


def _ending(name_filter: str) -> str:
    """The ending in a filter: `pdf` for `PDF (*.pdf)`."""
    return name_filter.rpartition("*.")[2].rstrip(")")


def _made_at(file: Path) -> datetime:
    """When a file was written last, in local time; now where that can't be told."""
    now = datetime.now(UTC)
    try:
        made = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (OSError, ValueError, OverflowError):
        made = now
    return min(made, now).astimezone()


def _write(to: Path, text: str) -> None:
    from rehearse.files import write_private_file

    write_private_file(to, text)
