"""Which voice model writes the words down: what is on this machine, what can be had, how fast and how exact each is.

Checking is done on the program's worker. What takes long (fetching a model, loading one from a folder, measuring how
fast one is) has a worker of its own, so that a practice never waits for it.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton, QVBoxLayout, QWidget

from rehearse.errors import KnownError
from rehearse.settings import DEFAULT_MODEL
from rehearse.ui.announce import announce
from rehearse.ui.letting_go import let_go
from rehearse.ui.pages.settings_sections import model_views
from rehearse.ui.pages.settings_sections.model_row import ModelRow
from rehearse.ui.pages.settings_sections.section import Section
from rehearse.ui.tasks import TaskRunner
from rehearse.ui.theme import GRID

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

WHOLE = "In use. Its files are complete and unchanged."
ONE_AT_A_TIME = "One model at a time. Choose a folder when the other model is done."


class VoiceModelSection(Section):
    """The models, each with what is known of it; the one in use is checked when the page is shown."""

    def __init__(self, services: Services) -> None:
        super().__init__("Voice model", services, "It runs on this computer; nothing you say is sent anywhere.")
        self._work = TaskRunner(self)
        self._working: tuple[str, Task] | None = None
        self._checking: Task | None = None
        self._share: float | None = None
        self._not_done: tuple[str, str] | None = None
        self._rows: dict[str, ModelRow] = {}
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID // 2)
        self.add(self._list)
        choose = QPushButton("Choose a folder…")
        choose.clicked.connect(self._choose_folder)
        self._folder = self.add_row(
            "A model of your own",
            "The folder of a Whisper model that was converted for faster-whisper. It is checked and stays there.",
            choose,
        )
        self._choose = choose
        self.refresh()

    def refresh(self) -> None:
        """List the models that are here and those that can be had; the one in use even where it is not there."""
        name = self._working[0] if self._working else None
        views = model_views.all_views(self.settings, busy=name)
        focused = next((known for known, row in self._rows.items() if row.isAncestorOf(self.focusWidget())), None)
        for row in self._rows.values():
            self._column.removeWidget(row)
            let_go(row)
        self._rows = {view.name: ModelRow(view) for view in views}
        for view_name, row in self._rows.items():
            row.show_used(used=view_name == self.settings.model)
            row.chosen.connect(lambda chosen=view_name: self._on_chosen(chosen))
            row.step_asked.connect(lambda key, of=view_name: self._on_step(key, of))
            self._column.addWidget(row)
            row.show()
        self._reach_in_order()
        # What came about while another page was shown is still to be read.
        self._show_share()
        self._show_not_done()
        if focused in self._rows:
            self._rows[focused].take_focus()

    def _reach_in_order(self) -> None:
        """Let Tab come by the models, which are made anew, before what stands below them."""
        controls = [control for row in self._rows.values() for control in row.controls]
        before = self._choose.previousInFocusChain()
        while before is not None and (before in controls or not before.focusPolicy() & Qt.FocusPolicy.TabFocus):
            before = before.previousInFocusChain()
        if before is None or before is self._choose:
            return  # the section stands alone as yet, so nothing comes before it
        for first, second in pairwise((before, *controls)):
            QWidget.setTabOrder(first, second)

    def check(self) -> None:
        """Make sure on the worker that the model in use is there and whole."""
        from rehearse.transcription.models import locate

        if self._checking is not None:
            self._checking.cancel()
        name = self.settings.model
        self._say(name, "Checking that it is complete…")
        self._checking = self._services.tasks.run(
            lambda _task: locate(name), lambda _model: self._on_whole(name), lambda error: self._on_faulty(name, error)
        )

    def let_go(self) -> None:
        """End what runs; what has arrived of a model is kept."""
        self._work.close()
        self._working = None

    @property
    def busy(self) -> bool:
        """Whether a model is being fetched, added or measured."""
        return self._work.busy

    def add_folder(self, folder: str) -> None:
        """Add the model in a folder, once it is sure that it can be loaded."""
        from rehearse.transcription import trial

        if self._working is not None:
            return
        place = Path(folder)
        self._folder.note("Loading the model, to see whether it can be used…")
        self._begin("", lambda _task: trial.name_of(place), lambda name: self._on_added(name, place))

    def _on_chosen(self, name: str) -> None:
        if name != self.settings.model and self.keep(model=name):
            self.refresh()
        self.check()

    def _on_step(self, key: str, name: str) -> None:
        steps: dict[str, Callable[[str], None]] = {
            model_views.DOWNLOAD: self._download,
            model_views.CANCEL: self._cancel,
            model_views.MEASURE: self._measure,
            model_views.REMOVE: self._remove,
        }
        steps[key](name)

    def _choose_folder(self) -> None:
        if self._working is not None:
            self._folder.note(ONE_AT_A_TIME)
            return
        dialog = QFileDialog(self, "The folder of a voice model")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.add_folder)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _download(self, name: str) -> None:
        from rehearse.transcription import catalogue, download

        source = catalogue.named(name)
        if source is not None:
            self._begin(
                name,
                lambda task: download.fetch(source, task.progress, task.cancelled),
                lambda _folder: self._on_fetched(name),
            )

    def _measure(self, name: str) -> None:
        self._begin(name, lambda task: _measured(name, task), lambda _speed: self._on_measured(name))
        self._say(name, "Measuring with a demo take…")

    def _remove(self, name: str) -> None:
        """Take a folder off the list; its files stay. The model in use gives way to the default."""
        folders = {known: place for known, place in self.settings.model_folders.items() if known != name}
        model = DEFAULT_MODEL if self.settings.model == name else self.settings.model
        if self.keep(model_folders=folders, model=model):
            self.refresh()
            self.check()

    def _cancel(self, name: str) -> None:
        if self._working is None:
            return
        self._working[1].cancel()
        self._end()
        self.check()
        announce(self, f"{name}: stopped. What has arrived of it is kept")

    def _begin(self, name: str, work: Callable[[Task], Any], done: Callable[[Any], None]) -> None:
        if self._working is not None:
            return

        def finished(result: Any) -> None:  # noqa: ANN401 # whatever the work yields
            self._end()
            done(result)

        def failed(error: Exception) -> None:
            self._end()
            self._on_not_done(name, error)

        self._not_done = None
        task = self._work.run(work, finished, failed, self._on_progress)
        self._working = (name, task)
        self.refresh()

    def _end(self) -> None:
        self._working = self._share = None
        self._folder.note("")
        self.refresh()

    def _on_progress(self, share: float) -> None:
        self._share = share
        self._show_share()

    def _show_share(self) -> None:
        name = self._working[0] if self._working else None
        if name in self._rows and self._share is not None:
            self._rows[name].show_progress(self._share)
            self._rows[name].say(f"{self._share:.0%} has arrived. You can keep practising meanwhile.")

    def _on_fetched(self, name: str) -> None:
        self.check()
        self._say(name, "It has arrived, and its checksum is right.")
        announce(self, f"{name} has arrived and can be chosen")

    def _on_measured(self, name: str) -> None:
        self.check()
        announce(self, f"The speed of {name} was measured")

    def _on_added(self, name: str, folder: Path) -> None:
        if self.keep(f"{name} was added", model_folders={**self.settings.model_folders, name: str(folder)}):
            self.refresh()
            self.check()
            if name != self.settings.model:
                self._say(name, "It was added, and can be chosen now.")

    def _on_not_done(self, name: str, error: Exception) -> None:
        self.check()
        if not isinstance(error, KnownError):
            raise error
        self._not_done = (name, error.message)
        self._show_not_done()
        announce(self, error.message, urgent=True)

    def _show_not_done(self) -> None:
        """Say beside the model, or the folder, why what was asked for last could not be done."""
        if self._not_done is not None:
            name, words = self._not_done
            (self._rows.get(name) or self._folder).note(words)

    def _on_whole(self, name: str) -> None:
        self._checking = None
        self._say(name, WHOLE)

    def _on_faulty(self, name: str, error: Exception) -> None:
        self._checking = None
        if not isinstance(error, KnownError):
            raise error
        self._say(name, "")
        if name in self._rows:
            self._rows[name].note(error.message)

    def _say(self, name: str, words: str) -> None:
        if name in self._rows:
            self._rows[name].say(words)


def _measured(name: str, task: Task) -> object:
    """Runs on the section's own worker."""
    from rehearse.assets import demo_takes
    from rehearse.audio.decode import load
    from rehearse.transcription import trial
    from rehearse.transcription.transcriber import RATE_HZ

    return trial.measure(name, load(demo_takes()[0].path).at(RATE_HZ), task.cancelled)
