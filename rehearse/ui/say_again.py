"""Saying one sentence again: recorded beside the take, heard after the old one, kept only where that is asked for."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError
from rehearse.files import disk_errors

if TYPE_CHECKING:
    from rehearse.audio.player import Player
    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.audio.sentence import InTurn
    from rehearse.history.values import Take
    from rehearse.speech import Span
    from rehearse.ui.replay import Track
    from rehearse.ui.services import Services

POLL_MS = 33
LONGEST_S = 60.0
"""A sentence that lasts longer is none; the recording ends by itself."""
SHORTEST_S = 0.5
NOTHING_HEARD = "Nothing was heard. Check the microphone and say it again."


class Step(StrEnum):
    """Where saying it again stands."""

    IDLE = "idle"
    OPENING = "opening"
    RECORDING = "recording"
    ENDING = "ending"
    READY = "ready"


class SayAgain(QObject):
    """Records one sentence at a time in a folder of its own, which goes with the next sentence.

    Signals:
        step_changed: The step (`Step`).
        level_changed: The microphone's peak level in dB full scale since the last time, or None.
        failed: Why it could not be recorded or heard, for the user.
        playing_changed: Whether the old or the new sentence is being heard.
        kept: Id of the take that the new sentence was kept as.
    """

    step_changed = Signal(object)
    level_changed = Signal(object)
    failed = Signal(str)
    playing_changed = Signal(bool)
    kept = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._recorder: Recorder | None = None
        self._player: Player | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._old: tuple[Track, Span] | None = None
        self._recorded: Recorded | None = None
        self._turns: InTurn | None = None
        self._attempt: object = None
        self.step = Step.IDLE
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self.follow)

    @property
    def elapsed_s(self) -> float:
        """How much was recorded until now."""
        return self._recorder.elapsed_s if self._recorder is not None and self.step is Step.RECORDING else 0.0

    @property
    def playing(self) -> bool:
        """Whether the old or the new sentence is being heard."""
        return self._player is not None

    def begin(self, track: Track, span: Span) -> None:
        """Open the microphone and record at once.

        Args:
            track: The take.
            span: Where in it the sentence stands.
        """
        self.let_go()
        self._old = (track, span)
        attempt = self._attempt = object()
        self._set(Step.OPENING)
        name = self._services.settings.microphone
        self._services.tasks.run(
            lambda _task: self._open(name),
            lambda recorder: self._on_open(recorder, attempt),
            lambda error: self._on_error(error) if attempt is self._attempt else None,
        )

    def end(self) -> None:
        """The sentence is said: hear both."""
        recorder = self._recorder
        if recorder is None or self._old is None or self.step is not Step.RECORDING:
            return
        track, span = self._old
        attempt = self._attempt
        self._set(Step.ENDING)
        self._services.tasks.run(
            lambda _task: _finish(recorder, track, span),
            lambda found: self._on_turns(found, attempt),
            lambda error: self._on_error(error) if attempt is self._attempt else None,
        )

    def play_both(self) -> None:
        """Hear the old sentence and then the new one."""
        if self._turns is not None:
            self._play(self._turns, 0.0)

    def play_new(self) -> None:
        """Hear the new sentence."""
        if self._turns is not None:
            self._play(self._turns, self._turns.new_from_s)

    def stop_playing(self) -> None:
        """Be quiet."""
        if self._player is not None:
            self._player.close()
            self._player = None
            self.playing_changed.emit(False)  # noqa: FBT003 # Qt's signature

    def keep(self, take: Take) -> None:
        """Keep the new sentence as a take beside those of the call, with its recording, not analysed yet."""
        recorded, history = self._recorded, self._services.history
        if recorded is None or self.step is not Step.READY:
            return
        self.stop_playing()
        try:
            kept = history.begin_take(
                *(take.scenario, take.target, take.card_id, take.call_kind),
                datetime.now(UTC).astimezone(),
                is_phrase=True,
            )
            with disk_errors(kept.audio_path):
                shutil.copyfile(recorded.path, kept.audio_path)
            history.finish_take(kept.id, recorded.duration_s, recorded.dropped_frames, recorded.preroll_s)
        except KnownError as error:
            self.failed.emit(error.message)
            return
        self.let_go()
        self.kept.emit(kept.id)

    def let_go(self) -> None:
        """Give microphone and loudspeaker back and forget the new sentence."""
        self._attempt = None
        self._poll.stop()
        self.stop_playing()
        if self._recorder is not None:
            self._recorder.discard()
            self._recorder.close()
            self._recorder = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self._old = self._recorded = self._turns = None
        if self.step is not Step.IDLE:
            self._set(Step.IDLE)

    def follow(self) -> None:
        """Ask the devices how it goes."""
        if self._player is not None and not self._player.is_playing:
            self.stop_playing()
        if self._recorder is None or self.step is not Step.RECORDING:
            return
        self.level_changed.emit(self._recorder.level_db())
        problem = self._recorder.trouble()
        if problem is not None:
            self._on_error(problem)
        elif self._recorder.elapsed_s >= LONGEST_S:
            self.end()

    def _open(self, name: str | None) -> Recorder:
        recorder = self._services.make_recorder(name)
        recorder.open()
        return recorder

    def _on_open(self, recorder: Recorder, attempt: object) -> None:
        if attempt is not self._attempt:
            recorder.close()
            return
        self._recorder = recorder
        self._folder = TemporaryDirectory(prefix="again-", dir=self._services.paths.cache)
        try:
            recorder.start(Path(self._folder.name) / "again.wav")
        except KnownError as error:
            self._on_error(error)
            return
        self._poll.start()
        self._set(Step.RECORDING)

    def _on_turns(self, found: tuple[Recorded, InTurn | None], attempt: object) -> None:
        if attempt is not self._attempt:
            return
        self._recorded, self._turns = found
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None
        if self._turns is None:
            self.let_go()
            self.failed.emit(NOTHING_HEARD)
            return
        self._set(Step.READY)
        self.play_both()

    def _play(self, turns: InTurn, start_s: float) -> None:
        try:
            if self._player is None:
                self._player = self._services.make_player()
                self._player.load(turns.both)
            self._player.play(start_s)
        except KnownError as error:
            self._player = None
            self.failed.emit(error.message)
            return
        self._poll.start()
        self.playing_changed.emit(True)  # noqa: FBT003 # Qt's signature

    def _on_error(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.let_go()
        self.failed.emit(error.message)

    def _set(self, step: Step) -> None:
        self.step = step
        self.step_changed.emit(step)


def _finish(recorder: Recorder, track: Track, span: Span) -> tuple[Recorded, InTurn | None]:
    """Runs on the worker: what was said, behind the old sentence; no sentence where nothing was heard."""
    from rehearse.acoustics.loudness import integrated_loudness
    from rehearse.audio.decode import load
    from rehearse.audio.listening import gain_for
    from rehearse.audio.sentence import in_turn, trimmed

    recorded = recorder.stop()
    if recorded.trouble is not None:
        raise recorded.trouble
    if recorded.duration_s < SHORTEST_S:
        return recorded, None
    new = trimmed(load(recorded.path))
    if new is None:
        return recorded, None
    gain_db = gain_for(integrated_loudness(new.samples, new.sample_rate_hz))
    return recorded, in_turn(track.recording, track.gain_db, span, new, gain_db)
