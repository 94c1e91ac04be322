"""Joins the steps of a practice to the microphone, the history and the recogniser.

All of it runs on the GUI thread except what is handed to the task runner: opening and stopping the microphone (a
broken one may take seconds), loading the recogniser and the analysis. Two timers tick: one counts down, one polls the
recorder's level, time and trouble.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from rehearse.errors import KnownError, Trouble
from rehearse.history.values import TakeState
from rehearse.practice import Practice, PracticePhase
from rehearse.ui import logs
from rehearse.ui.analyst import Analyst, SpokenTake
from rehearse.ui.discarding import delete, discard
from rehearse.ui.late_takes import LateEnd, LateTakes, put_away
from rehearse.ui.timers import timer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rehearse.audio.recorder import Recorded, Recorder
    from rehearse.hearing.listener import LiveTake
    from rehearse.history.values import Take
    from rehearse.programs.card import Card
    from rehearse.report import Report
    from rehearse.target import Target
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

POLL_MS = 33
"""The level is shown 30 times a second."""
SECOND_MS = 1000
STOPPED_BY_USER = "You stopped the analysis. The recording is kept."

HARMLESS = frozenset({Trouble.MICROPHONE_SILENT})
"""Troubles that are said while the recording goes on; every other one ends it."""

log = logging.getLogger(__name__)


class PracticeController(QObject):
    """One practice at a time, from Record to its report.

    Signals:
        state_changed(Practice): The step, or what is said about it, has changed.
        level_changed(float | None): The microphone's peak level in dB full scale since the last time.
        elapsed_changed(float): Seconds since the end of the countdown.
        trouble(KnownError): The user's world failed; the sentence stands in the state as well.
        analysis_progress(float): Share of the analysis that is done, 0 to 1.
        report_ready(str): Id of the take whose report is in the history now.
        saved_late(str): Id of a take that a slow disk has taken at last, after the user went on to something else.
    """

    state_changed = Signal(object)
    level_changed = Signal(object)
    elapsed_changed = Signal(object)
    trouble = Signal(object)
    analysis_progress = Signal(object)
    report_ready = Signal(object)
    saved_late = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None, *, second_ms: int = SECOND_MS) -> None:
        super().__init__(parent)
        self._services = services
        self._analyst = Analyst(services)
        self._state = Practice()
        self._recorder: Recorder | None = None
        self._card: Card | None = None
        self._attempt: object = None
        self._other_model: str | None = None
        self._late = LateTakes(services, self._tell)
        self._task: Task | None = None
        self._live: LiveTake | None = None
        self._countdown = timer(self, second_ms, self._on_second)
        self._poll = timer(self, POLL_MS, self._on_poll)

    @property
    def state(self) -> Practice:
        """The step at which the practice stands."""
        return self._state

    @property
    def analyst(self) -> Analyst:
        """Makes the reports; the demo uses it too."""
        return self._analyst

    def record(self, scenario: str, card: Card | None = None) -> None:
        """Open the microphone and count down to a new take of `scenario`, with `card`'s program as the one called."""
        self._card = card
        self._other_model = None
        self._set(self._state.begin(scenario))
        name = self._services.settings.microphone
        attempt = self._attempt = object()
        self._services.tasks.run(
            lambda task: self._open(name, task),
            lambda recorder: self._on_open(recorder, attempt),
            lambda error: self._on_not_open(error, attempt),
        )
        self._analyst.prepare()

    def stop(self) -> None:
        """End the recording; it is saved and analysed."""
        self._end(None)

    def discard(self) -> None:
        """Throw the running or the failed take away, recording included, or break off the countdown."""
        before = self._state
        self._set(before.discard())
        self._throw_away(before.take_id)

    def cancel(self) -> None:
        """Stop the analysis; the take is kept."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._set(self._state.fail(STOPPED_BY_USER))

    def retry(self) -> None:
        """Analyse the kept take once more."""
        self._set(self._state.retry())
        self._analyse()

    def analyse_again(self, take_id: str, model: str | None = None) -> None:
        """Make the report of an earlier take anew, or for the first time, perhaps with another voice model."""
        try:
            take = self._services.history.take(take_id)
        except KeyError:
            # It was deleted while it waited for its turn.
            return
        self._other_model = model
        self._set(self._state.analyse(take.id, take.scenario))
        self._analyse()

    def leave(self) -> None:
        """Go back to choosing a call."""
        self._set(self._state.leave())

    def close(self) -> None:
        """Let go of the microphone; a running recording is saved first. Call it before the task runner is closed."""
        take_id = self._state.take_id
        if self._state.phase is PracticePhase.RECORDING and self._recorder is not None and take_id is not None:
            recorder = self._recorder
            self._set(self._state.stop())
            self._try(lambda: self._finish(take_id, recorder.stop()))
        self._let_go()

    # The countdown and the recording

    def _open(self, name: str | None, task: Task) -> Recorder:
        """Runs on the worker."""
        self._services.letting_go.wait()
        recorder = self._services.make_recorder(name)
        recorder.open()
        if task.cancelled():
            recorder.close()
        return recorder

    def _on_open(self, recorder: Recorder, attempt: object) -> None:
        if attempt is not self._attempt:
            self._services.letting_go.run(recorder.close)
            return
        self._recorder = recorder
        self._countdown.start()
        self._poll.start()

    def _on_not_open(self, error: Exception, attempt: object) -> None:
        if attempt is self._attempt:
            self._refuse(self._known(error))

    def _on_second(self) -> None:
        self._set(self._state.tick())
        if not self._state.seconds_left:
            self._countdown.stop()
            self._start_take()

    def _start_take(self) -> None:
        settings = self._services.settings
        history = self._services.history
        take: Take | None = None
        try:
            take = history.begin_take(
                self._state.scenario,
                self._card.target(settings.profile.target()) if self._card else settings.profile.target(),
                self._card.id if self._card else None,
                settings.call_kind,
                datetime.now(UTC).astimezone(),
            )
            self._record(take.audio_path, take.target)
        except KnownError as error:
            self._refuse(error, take.id if take is not None else None)
            return
        self._set(self._state.record(take.id))

    def _record(self, path: Path, target: Target) -> None:
        """Begin the take, and hear it while it is spoken; without that it is heard from its file."""
        recorder = self._microphone()
        self._live = self._analyst.begin(recorder.sample_rate_hz or 0, target)
        recorder.start(path, self._live.add if self._live is not None else None)

    def _on_poll(self) -> None:
        recorder = self._microphone()
        self.level_changed.emit(recorder.level_db())
        problem = recorder.trouble()
        if self._state.phase is PracticePhase.COUNTDOWN:
            if problem is not None and problem.trouble not in HARMLESS:
                self._refuse(problem)
            return
        self.elapsed_changed.emit(recorder.elapsed_s)
        if problem is not None and problem.trouble not in HARMLESS:
            self._end(problem)
            return
        message = problem.message if problem is not None else None
        if message != self._state.message:
            self._set(self._state.warn(message))
            if problem is not None:
                self.trouble.emit(problem)

    def _refuse(self, error: KnownError, take_id: str | None = None) -> None:
        self._throw_away(take_id)
        self._set(self._state.refuse(error.message))
        self.trouble.emit(error)

    def _end(self, problem: KnownError | None) -> None:
        self._poll.stop()
        self._set(self._state.stop(problem.message if problem is not None else None))
        if problem is not None:
            self.trouble.emit(problem)
        recorder = self._microphone()
        self._task = self._services.tasks.run(
            lambda _task: put_away(recorder), lambda found: self._on_put_away(*found), self._on_failed
        )

    def _on_put_away(self, recorded: Recorded | None, late: LateEnd | None) -> None:
        if recorded is not None:
            self._on_recorded(recorded)
        elif late is not None:
            self._wait_for_disk(late)

    def _wait_for_disk(self, late: LateEnd) -> None:
        """The take is not whole yet: it is analysed as any other once the disk answers."""
        take_id = self._state.take_id or ""

        def saved() -> None:
            if self._state.phase is PracticePhase.FAILED and self._state.take_id == take_id:
                self.retry()
            else:
                self.saved_late.emit(take_id)

        self._late.wait_for(take_id, late, lambda recorded: self._finish(take_id, recorded), saved)
        self._on_failed(self._late.error(take_id))

    def _on_recorded(self, recorded: Recorded) -> None:
        try:
            self._finish(self._state.take_id or "", recorded)
        except KnownError as error:
            self._on_failed(error)
            return
        live, self._live = self._live, None
        self._let_go()
        self._set(self._state.saved(recorded.trouble.message if recorded.trouble is not None else None))
        self._analyse(SpokenTake(live, recorded.frames) if live is not None else None)

    def _finish(self, take_id: str, recorded: Recorded) -> None:
        self._services.history.finish_take(take_id, recorded.duration_s, recorded.dropped_frames, recorded.preroll_s)

    def _analyse(self, live: SpokenTake | None = None) -> None:
        try:
            take = self._services.history.take(self._state.take_id or "")
        except KeyError:
            self._forget()
            return
        if take.id in self._late:
            self._on_failed(self._late.error(take.id))
            return
        if not take.audio_path.exists():
            self._on_failed(KnownError(Trouble.AUDIO_GONE, path=take.audio_path))
            return
        self.analysis_progress.emit(0.0)
        self._task = self._analyst.analyse(
            self._analyst.assignment(take, self._other_model),
            self._on_report,
            self._on_failed,
            self.analysis_progress.emit,
            live,
        )

    def _on_report(self, report: Report) -> None:
        self._task = None
        take_id = self._state.take_id or ""
        try:
            self._services.history.save_report(take_id, report)
        except KeyError:
            self._forget()
            return
        except KnownError as error:
            self._on_failed(error)
            return
        # First the report, then what nobody waits for.
        self.report_ready.emit(take_id)
        self._set(self._state.report())

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._let_go()
        known = self._known(error)
        take_id = self._state.take_id or ""
        try:
            self._try(lambda: self._note_failure(take_id, known.message))
        except KeyError:
            self._forget()
            return
        self._set(self._state.fail(known.message))
        self.trouble.emit(known)

    def _forget(self) -> None:
        """The take was deleted while it was analysed: nothing is left to be said about it."""
        self._set(self._state.fail("").leave())

    def _note_failure(self, take_id: str, message: str) -> None:
        """An earlier report of the take stays; a recording that was cut off is put right at the next start."""
        if self._services.history.take(take_id).state in {TakeState.RECORDED, TakeState.FAILED}:
            self._services.history.fail_take(take_id, message)

    def _known(self, error: Exception) -> KnownError:
        if isinstance(error, KnownError):
            log.warning("%s while %s", error.trouble, self._state.phase)
            return error
        log.error("the program failed while %s", self._state.phase, exc_info=error)
        log_file = self._services.paths.log / logs.FILE_NAME
        return KnownError(Trouble.PROGRAM_FAULT, reason=type(error).__name__, log=log_file)

    def _try(self, step: Callable[[], None]) -> None:
        """Do something that must not hide what the user is being told already."""
        try:
            step()
        except KnownError as error:
            self._tell(error)

    def _tell(self, error: KnownError) -> None:
        log.warning("%s while %s", error.trouble, self._state.phase)
        self.trouble.emit(error)

    def _microphone(self) -> Recorder:
        if self._recorder is None:
            msg = f"no microphone is open while {self._state.phase}"
            raise RuntimeError(msg)
        return self._recorder

    def _throw_away(self, take_id: str | None) -> None:
        """Let go of the microphone, and keep nothing of the take."""
        recorder, self._recorder = self._recorder, None
        self._let_go()
        if recorder is not None:
            discard(self._services, recorder.throw_away, take_id, self._tell)
        elif take_id is not None and take_id in self._late:
            self._try(lambda: self._late.discard(take_id))
        elif take_id is not None:
            delete(self._services, take_id, self._tell)

    def _let_go(self) -> None:
        self._attempt = None
        self._countdown.stop()
        self._poll.stop()
        if self._recorder is not None:
            self._recorder.close()
            self._recorder = None
        if self._live is not None:
            self._live.drop()
            self._live = None

    def _set(self, state: Practice) -> None:
        self._state = state
        self.state_changed.emit(state)
