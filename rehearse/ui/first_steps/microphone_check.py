"""Tries a microphone out: its level live, one sentence recorded, judged and played back.

Opening, stopping and judging run on the worker; everything else on the GUI thread.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from rehearse.errors import KnownError
from rehearse.measures.values import AudioProblem
from rehearse.scratch import Scratch
from rehearse.ui.first_steps.verdict import MicrophoneVerdict, verdict_on, verdict_on_trouble
from rehearse.ui.short_recording import ShortRecording

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from rehearse.audio.decode import Recording
    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.ui.services import Services

SENTENCE_S = 6.0
"""The recording ends by itself after this long; a sentence takes three or four seconds."""


class TrialStep(StrEnum):
    """How far the trial has come."""

    CLOSED = "closed"
    OPENING = "opening"
    LISTENING = "listening"
    RECORDING = "recording"
    JUDGING = "judging"


class MicrophoneCheck(ShortRecording):
    """One microphone being tried out.

    Signals:
        step_changed(TrialStep): How far it has come.
        judged(MicrophoneVerdict): What is to be said of the microphone.
    """

    step_changed = Signal(object)
    judged = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(services, SENTENCE_S, parent)
        self._recording: Recording | None = None
        self.step = TrialStep.CLOSED

    @property
    def can_play(self) -> bool:
        """Whether there is a sentence to hear."""
        return self._recording is not None

    @property
    def is_recording(self) -> bool:
        """Whether the sentence is being said."""
        return self.step is TrialStep.RECORDING

    @property
    def is_listening(self) -> bool:
        """The level is shown as long as the microphone is open and not the worker's."""
        return self.step is not TrialStep.JUDGING

    def open(self, name: str | None) -> None:
        """Listen to a microphone, by name or the system's default for None."""
        self.let_go()
        self._set(TrialStep.OPENING)
        self.borrow(name, self._on_open)

    def begin_sentence(self) -> None:
        """Record from now on."""
        recorder = self._recorder
        if recorder is None or self.step is not TrialStep.LISTENING:
            return
        self.stop_playing()
        try:
            recorder.start(self.new_folder(Scratch.MICROPHONE) / "sentence.wav")
        except KnownError as error:
            self.fail(error)
            return
        self._recording = None
        self._set(TrialStep.RECORDING)

    def end(self) -> None:
        """The sentence is over: judge it."""
        if not self.is_recording:
            return
        self._set(TrialStep.JUDGING)
        self.hand_over(lambda recorder: _judge(recorder.stop()), self._on_judged)

    def play(self) -> None:
        """Play the sentence back from its beginning."""
        if self._recording is None:
            return
        try:
            self.hear(self._recording, 0.0)
        except KnownError as error:
            self.judged.emit(verdict_on_trouble(error))

    def let_go(self) -> None:
        """Give microphone and loudspeaker back."""
        self.give_back()
        self._set(TrialStep.CLOSED)

    def fail(self, error: KnownError) -> None:
        """Give everything back and say what is wrong with the microphone."""
        self.let_go()
        self.judged.emit(verdict_on_trouble(error))

    def _on_open(self, _recorder: Recorder) -> None:
        self._poll.start()
        self._set(TrialStep.LISTENING)

    def _on_judged(self, result: tuple[Recording | None, MicrophoneVerdict]) -> None:
        self._recording, verdict = result
        self.forget_folder()
        self._set(TrialStep.LISTENING)
        self.judged.emit(verdict)

    def _set(self, step: TrialStep) -> None:
        self.step = step
        self.step_changed.emit(step)


def _judge(recorded: Recorded) -> tuple[Recording | None, MicrophoneVerdict]:
    """Runs on the worker: what the sentence sounded like."""
    from rehearse.acoustics import hear
    from rehearse.audio.decode import load
    from rehearse.transcription.transcriber import RATE_HZ
    from rehearse.transcription.voice_activity import voiced_spans

    if recorded.trouble is not None:
        raise recorded.trouble
    if recorded.duration_s < 1.0:
        return None, verdict_on({AudioProblem.SILENT})
    recording = load(recorded.path)
    samples_16k = recording.at(RATE_HZ)
    sound = hear(recording.samples, recording.sample_rate_hz, samples_16k, voiced_spans(samples_16k))
    return recording, verdict_on(sound.problems)
