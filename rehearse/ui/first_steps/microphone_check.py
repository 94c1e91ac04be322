"""Tries a microphone out: its level live, one sentence recorded, judged and played back.

Opening, stopping and judging run on the worker; everything else on the GUI thread.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError
from rehearse.measures.values import AudioProblem
from rehearse.ui.first_steps.verdict import MicrophoneVerdict, verdict_on, verdict_on_trouble

if TYPE_CHECKING:
    from rehearse.audio.decode import Recording
    from rehearse.audio.player import Player
    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.ui.services import Services

POLL_MS = 33
SENTENCE_S = 6.0
"""The recording ends by itself after this long; a sentence takes three or four seconds."""


class Step(StrEnum):
    """How far the trial has come."""

    CLOSED = "closed"
    OPENING = "opening"
    LISTENING = "listening"
    RECORDING = "recording"
    JUDGING = "judging"


class MicrophoneCheck(QObject):
    """One microphone being tried out.

    Signals:
        step_changed(Step): How far it has come.
        level_changed(float | None): Peak level in dB full scale.
        judged(MicrophoneVerdict): What is to be said of the microphone.
        playing_changed(bool): Whether the sentence is being played back.
    """

    step_changed = Signal(object)
    level_changed = Signal(object)
    judged = Signal(object)
    playing_changed = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._recorder: Recorder | None = None
        self._player: Player | None = None
        self._recording: Recording | None = None
        self._attempt: object = None
        self.step = Step.CLOSED
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._on_poll)

    @property
    def can_play(self) -> bool:
        """Whether there is a sentence to hear."""
        return self._recording is not None

    def open(self, name: str | None) -> None:
        """Listen to a microphone, by name or the system's default for None."""
        self.let_go()
        attempt = self._attempt = object()
        self._set(Step.OPENING)

        def opened(recorder: Recorder) -> None:
            if attempt is not self._attempt:
                recorder.close()
                return
            self._recorder = recorder
            self._poll.start()
            self._set(Step.LISTENING)

        def failed(error: Exception) -> None:
            if attempt is self._attempt:
                self._fail(error)

        self._services.tasks.run(lambda _task: self._open(name), opened, failed)

    def begin_sentence(self) -> None:
        """Record from now on."""
        recorder = self._recorder
        if recorder is None or self.step is not Step.LISTENING:
            return
        self.stop_playing()
        sentence = self._services.paths.cache / "microphone-test.wav"
        sentence.unlink(missing_ok=True)
        try:
            recorder.start(sentence)
        except KnownError as error:
            self._fail(error)
            return
        self._recording = None
        self._set(Step.RECORDING)

    def end_sentence(self) -> None:
        """The sentence is over: judge it."""
        recorder = self._recorder
        if recorder is None or self.step is not Step.RECORDING:
            return
        self._set(Step.JUDGING)
        self._services.tasks.run(lambda _task: _judge(recorder.stop()), self._on_judged, self._fail)

    def play(self) -> None:
        """Play the sentence back from its beginning."""
        if self._recording is None:
            return
        try:
            if self._player is None:
                self._player = self._services.make_player()
                self._player.load(self._recording)
            self._player.play(0.0)
        except KnownError as error:
            self.judged.emit(verdict_on_trouble(error))
            return
        self._poll.start()
        self.playing_changed.emit(True)  # noqa: FBT003 # Qt's signature

    def stop_playing(self) -> None:
        """Be quiet."""
        if self._player is not None:
            self._player.close()
            self._player = None
            self.playing_changed.emit(False)  # noqa: FBT003 # Qt's signature

    def let_go(self) -> None:
        """Give microphone and loudspeaker back."""
        self._attempt = None
        self._poll.stop()
        self.stop_playing()
        if self._recorder is not None:
            self._recorder.discard()
            self._recorder.close()
            self._recorder = None
        self._set(Step.CLOSED)

    def _open(self, name: str | None) -> Recorder:
        recorder = self._services.make_recorder(name)
        recorder.open()
        return recorder

    def _on_poll(self) -> None:
        if self._player is not None and not self._player.is_playing:
            self.stop_playing()
        if self._recorder is None:
            return
        self.level_changed.emit(self._recorder.level_db())
        problem = self._recorder.trouble()
        if problem is not None:
            self._fail(problem)
        elif self.step is Step.RECORDING and self._recorder.elapsed_s >= SENTENCE_S:
            self.end_sentence()

    def _on_judged(self, result: tuple[Recording | None, MicrophoneVerdict]) -> None:
        self._recording, verdict = result
        self._set(Step.LISTENING if self._recorder is not None else Step.CLOSED)
        self.judged.emit(verdict)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, KnownError):
            raise error
        self.let_go()
        self.judged.emit(verdict_on_trouble(error))

    def _set(self, step: Step) -> None:
        self.step = step
        self.step_changed.emit(step)


def _judge(recorded: Recorded) -> tuple[Recording | None, MicrophoneVerdict]:
    """Runs on the worker: what the sentence sounded like. The file is not kept."""
    from rehearse.acoustics import hear
    from rehearse.audio.decode import load
    from rehearse.transcription.transcriber import RATE_HZ
    from rehearse.transcription.voice_activity import voiced_spans

    if recorded.trouble is not None:
        raise recorded.trouble
    if recorded.duration_s < 1.0:
        recorded.path.unlink(missing_ok=True)
        return None, verdict_on({AudioProblem.SILENT})
    recording = load(recorded.path)
    recorded.path.unlink(missing_ok=True)
    samples_16k = recording.at(RATE_HZ)
    sound = hear(recording.samples, recording.sample_rate_hz, samples_16k, voiced_spans(samples_16k))
    return recording, verdict_on(sound.problems)
