"""A microphone and a loudspeaker borrowed for one sentence: opened on the worker, watched, heard and given back."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from rehearse.errors import KnownError
from rehearse.scratch import scratch_folder
from rehearse.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable
    from tempfile import TemporaryDirectory

    from rehearse.audio.decode import Recording
    from rehearse.audio.player import Player
    from rehearse.audio.recorder import Recorder
    from rehearse.scratch import Scratch
    from rehearse.ui.services import Services

POLL_MS = 33

Found = TypeVar("Found")


class ShortRecording(QObject):
    """What trying a microphone and saying a sentence again have in common; which steps there are is theirs.

    Signals:
        level_changed: The microphone's peak level in dB full scale since the last time, or None.
        playing_changed: Whether something is being heard.
    """

    level_changed = Signal(object)
    playing_changed = Signal(bool)

    def __init__(self, services: Services, longest_s: float, parent: QObject | None = None) -> None:
        """Hold no device yet.

        Args:
            services: Makes recorders and players, and runs what takes time.
            longest_s: After this long a recording ends by itself.
            parent: Qt's parent.
        """
        super().__init__(parent)
        self._services = services
        self._longest_s = longest_s
        self._recorder: Recorder | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._player: Player | None = None
        self._attempt: object = None
        self._given_up: Event | None = None
        self._poll = timer(self, POLL_MS, self.follow)

    @property
    def is_listening(self) -> bool:
        """Whether the microphone's level and its troubles count now."""
        raise NotImplementedError

    @property
    def is_recording(self) -> bool:
        """Whether a sentence is being recorded."""
        raise NotImplementedError

    def end(self) -> None:
        """The sentence is over."""
        raise NotImplementedError

    def fail(self, error: KnownError) -> None:
        """Say what went wrong, with the devices given back."""
        raise NotImplementedError

    def borrow(self, name: str | None, opened: Callable[[Recorder], None]) -> None:
        """Open a microphone, by name or the system's default for None; given up meanwhile, it is closed again."""
        attempt = self._attempt = object()
        make = self._services.make_recorder

        def work() -> Recorder:
            self._services.letting_go.wait()
            recorder = make(name)
            recorder.open()
            return recorder

        def on_open(recorder: Recorder) -> None:
            if attempt is not self._attempt:
                self._services.letting_go.run(recorder.close)
                return
            self._recorder = recorder
            opened(recorder)

        self._services.tasks.run(lambda _task: work(), on_open, self.unless_given_up(self.on_error))

    def new_folder(self, what: Scratch) -> Path:
        """A folder for the next sentence; the one before goes.

        Raises:
            KnownError: DISK_FULL or FOLDER_READ_ONLY.
        """
        self.forget_folder()
        self._folder = scratch_folder(what, self._services.paths.cache)
        return Path(self._folder.name)

    def forget_folder(self) -> None:
        """Delete what was recorded of the last sentence."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def hand_over(self, work: Callable[[Recorder], Found], then: Callable[[Found], None]) -> None:
        """Let the worker end the sentence; until it answers, the recorder and the folder are the worker's alone.

        Args:
            work: Done on the worker, with the recorder.
            then: Given what came of it, unless all was given up meanwhile: then both are let go by the worker, or here
                where it is done already.
        """
        recorder, folder = self._recorder, self._folder
        if recorder is None:
            return
        given_up = self._given_up = Event()

        def on_worker() -> Found:
            try:
                return work(recorder)
            finally:
                if given_up.is_set():
                    _throw_away(recorder, folder)

        def unless_given_up(go_on: Callable[..., None]) -> Callable[..., None]:
            def answered(found: object) -> None:
                if given_up.is_set():
                    self._services.letting_go.run(lambda: _throw_away(recorder, folder))
                    return
                self._given_up = None
                go_on(found)

            return answered

        self._services.tasks.run(lambda _task: on_worker(), unless_given_up(then), unless_given_up(self.on_error))

    def unless_given_up(self, then: Callable[..., None]) -> Callable[..., None]:
        """Go on with what the worker brings only where nobody has given up or begun anew meanwhile."""
        attempt = self._attempt

        def go_on(found: object) -> None:
            if attempt is self._attempt:
                then(found)

        return go_on

    def hear(self, recording: Recording, start_s: float) -> None:
        """Play a recording; the one that is loaded already is not loaded again.

        Raises:
            KnownError: There is no loudspeaker that plays.
        """
        try:
            if self._player is None:
                self._player = self._services.make_player()
                self._player.load(recording)
            self._player.play(start_s)
        except KnownError:
            self._player = None
            raise
        self._poll.start()
        self.playing_changed.emit(True)  # noqa: FBT003 # Qt's signature

    def stop_playing(self) -> None:
        """Be quiet."""
        if self._player is not None:
            self._player.close()
            self._player = None
            self.playing_changed.emit(False)  # noqa: FBT003 # Qt's signature

    def give_back(self) -> None:
        """Let go of both devices; what was not finished is thrown away."""
        self._attempt = None
        self._poll.stop()
        self.stop_playing()
        recorder, folder, at_work = self._recorder, self._folder, self._given_up
        self._recorder = self._folder = self._given_up = None
        if at_work is not None and not self._services.tasks.is_closed:
            at_work.set()
        elif recorder is None:
            _throw_away(None, folder)
        else:
            self._services.letting_go.run(lambda: _throw_away(recorder, folder))

    def follow(self) -> None:
        """Ask the devices how it goes."""
        if self._player is not None and not self._player.is_playing:
            self.stop_playing()
        if self._recorder is None or not self.is_listening:
            return
        self.level_changed.emit(self._recorder.level_db())
        problem = self._recorder.trouble()
        if problem is not None:
            self.on_error(problem)
        elif self.is_recording and self._recorder.elapsed_s >= self._longest_s:
            self.end()

    def on_error(self, error: Exception) -> None:
        """Tell what the user's world did; anything else is a fault of ours."""
        if not isinstance(error, KnownError):
            raise error
        self.fail(error)


def _throw_away(recorder: Recorder | None, folder: TemporaryDirectory[str] | None) -> None:
    """Whatever of it is done already is passed over."""
    if recorder is not None:
        recorder.throw_away()
    if folder is not None:
        folder.cleanup()
