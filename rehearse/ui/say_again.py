"""Saying one sentence again: recorded beside the take, heard after the old one, kept only where that is asked for."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from rehearse.errors import KnownError
from rehearse.files import disk_errors
from rehearse.scratch import Scratch
from rehearse.ui.short_recording import ShortRecording

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.audio.sentence import InTurn
    from rehearse.history.values import Take
    from rehearse.speech import Span
    from rehearse.ui.replay import Track
    from rehearse.ui.services import Services

LONGEST_S = 60.0
"""A sentence that lasts longer is none; the recording ends by itself."""
SHORTEST_S = 0.5
NOTHING_HEARD = "Nothing was heard. Check the microphone and say it again."


class SayAgainStep(StrEnum):
    """Where saying it again stands."""

    IDLE = "idle"
    OPENING = "opening"
    RECORDING = "recording"
    ENDING = "ending"
    READY = "ready"


class SayAgain(ShortRecording):
    """Records one sentence at a time in a folder of its own, which goes with the next sentence.

    Signals:
        step_changed: The step (`Step`).
        failed: Why it could not be recorded or heard, for the user.
        kept: Id of the take that the new sentence was kept as.
    """

    step_changed = Signal(object)
    failed = Signal(str)
    kept = Signal(str)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(services, LONGEST_S, parent)
        self._old: tuple[Track, Span] | None = None
        self._recorded: Recorded | None = None
        self._turns: InTurn | None = None
        self.step = SayAgainStep.IDLE

    @property
    def elapsed_s(self) -> float:
        """How much was recorded until now."""
        return self._recorder.elapsed_s if self._recorder is not None and self.is_recording else 0.0

    @property
    def playing(self) -> bool:
        """Whether the old or the new sentence is being heard."""
        return self._player is not None

    @property
    def is_recording(self) -> bool:
        """Whether the sentence is being said."""
        return self.step is SayAgainStep.RECORDING

    @property
    def is_listening(self) -> bool:
        """The microphone counts only while the sentence is said."""
        return self.is_recording

    def begin(self, track: Track, span: Span) -> None:
        """Open the microphone and record at once.

        Args:
            track: The take.
            span: Where in it the sentence stands.
        """
        self.let_go()
        self._old = (track, span)
        self._set(SayAgainStep.OPENING)
        self.borrow(self._services.settings.microphone, self._on_open)

    def end(self) -> None:
        """The sentence is said: hear both."""
        if self._old is None or not self.is_recording:
            return
        track, span = self._old
        self._set(SayAgainStep.ENDING)
        self.hand_over(lambda recorder: _finish(recorder, track, span), self._on_turns)

    def play_both(self) -> None:
        """Hear the old sentence and then the new one."""
        if self._turns is not None:
            self._play(self._turns, 0.0)

    def play_new(self) -> None:
        """Hear the new sentence."""
        if self._turns is not None:
            self._play(self._turns, self._turns.new_from_s)

    def keep(self, take: Take) -> None:
        """Keep the new sentence as a take beside those of the call, with its recording, not analysed yet."""
        recorded, history = self._recorded, self._services.history
        if recorded is None or self.step is not SayAgainStep.READY:
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
        self.give_back()
        self._old = self._recorded = self._turns = None
        if self.step is not SayAgainStep.IDLE:
            self._set(SayAgainStep.IDLE)

    def fail(self, error: KnownError) -> None:
        """Forget the new sentence and say why."""
        self.let_go()
        self.failed.emit(error.message)

    def _on_open(self, recorder: Recorder) -> None:
        try:
            recorder.start(self.new_folder(Scratch.AGAIN) / "again.wav")
        except KnownError as error:
            self.fail(error)
            return
        self._poll.start()
        self._set(SayAgainStep.RECORDING)

    def _on_turns(self, found: tuple[Recorded, InTurn | None]) -> None:
        self._recorded, self._turns = found
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None
        if self._turns is None:
            self.let_go()
            self.failed.emit(NOTHING_HEARD)
            return
        self._set(SayAgainStep.READY)
        self.play_both()

    def _play(self, turns: InTurn, start_s: float) -> None:
        try:
            self.hear(turns.both, start_s)
        except KnownError as error:
            self.failed.emit(error.message)

    def _set(self, step: SayAgainStep) -> None:
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
