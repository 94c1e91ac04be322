"""Joins a mock call to the history and the recogniser: connecting, the call itself, saving, the report.

Connecting (the voice, the quick recogniser, the microphone) and saving run on the worker; a timer lets the call go on.
"""

from __future__ import annotations

import logging
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from rehearse.errors import KnownError, Trouble
from rehearse.history.values import TakeState
from rehearse.ui import logs
from rehearse.ui.call_ending import CallEnding
from rehearse.ui.call_phase import TALKING, CallNow, CallPhase, CallWish
from rehearse.ui.discarding import discard
from rehearse.ui.late_takes import LateTakes

if TYPE_CHECKING:
    from rehearse.call.report import CallReport
    from rehearse.calling.assembling import CallPlan
    from rehearse.calling.phone_call import CallTake, PhoneCall
    from rehearse.history.values import Take
    from rehearse.programs.card import Card
    from rehearse.report import Report
    from rehearse.ui.analyst import Analyst
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

TICK_MS = 30
SEEDS = 10_000
CHANCE = random.SystemRandom()

log = logging.getLogger(__name__)


class CallController(QObject):
    """One mock call at a time.

    Signals:
        changed(CallNow): The step, the lines or the message changed.
        elapsed_changed(float): Seconds since it began to ring.
        level_changed(float | None): The microphone's peak in dB of full scale.
        analysis_progress(float): Share of the analysis that is done.
        report_ready(str): Id of the take whose report is in the history now.
        saved_late(str): Id of a take that a slow disk has taken at last, after the user went on to something else.
    """

    changed = Signal(object)
    elapsed_changed = Signal(object)
    level_changed = Signal(object)
    analysis_progress = Signal(object)
    report_ready = Signal(object)
    saved_late = Signal(object)

    def __init__(self, services: Services, analyst: Analyst, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services, self._analyst = services, analyst
        self._now = CallNow()
        self._call: PhoneCall | None = None
        self._ending: CallEnding | None = None
        self._kept: CallTake | None = None
        self._attempt: object = None
        self._task: Task | None = None
        self._late = LateTakes(services, _note)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def now(self) -> CallNow:
        """The step at which the call stands."""
        return self._now

    @property
    def is_busy(self) -> bool:
        """Whether a call is being made or analysed."""
        return self._now.phase not in {CallPhase.IDLE, CallPhase.FAILED}

    @property
    def is_muted(self) -> bool:
        """Whether the other side hears nothing of the microphone."""
        return self._call is not None and self._call.muted

    def dial(self, wish: CallWish, card: Card | None) -> None:
        """Connect, and let it ring unless it has rung already.

        Args:
            wish: Which call.
            card: Whose program is called.
        """
        seed = CHANCE.randrange(SEEDS) if wish.seed is None else wish.seed
        self._set(CallNow(CallPhase.CONNECTING, wish.script, seed))
        plan = self._plan(wish, card, seed)
        attempt = self._attempt = object()
        self._services.tasks.run(
            lambda task: self._connect(plan, task),
            lambda call: self._on_connected(call, plan, card, attempt),
            lambda error: self._on_not_connected(error, attempt),
        )
        self._analyst.prepare()

    def load(self) -> None:
        """Load what calls need, while it rings; what fails is told when the call is answered."""
        self._services.tasks.run(
            lambda _task: self._services.telephone.load(),
            lambda _done: None,
            lambda error: log.warning("not loaded before the call: %s", type(error).__name__),
        )

    def hang_up(self) -> None:
        """Hang up, or break off the connecting."""
        if self._now.phase is CallPhase.CONNECTING:
            self._attempt = None
            self._set(CallNow(scenario=self._now.scenario))
        elif self._call is not None and self._now.phase in TALKING:
            self._call.hang_up()
            self._tick()

    def mute(self, *, muted: bool) -> None:
        """Let the other side hear the microphone no longer, or again."""
        if self._call is not None:
            self._call.mute(muted=muted)

    def leave(self) -> None:
        """Go back to choosing a call; a kept take stays in the history."""
        self._set(CallNow(scenario=self._now.scenario))

    def cancel(self) -> None:
        """Stop the analysis; the take is kept."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.leave()

    def close(self) -> None:
        """Let go of microphone and loudspeaker; what was said in a running call is kept."""
        self._attempt = None
        self._timer.stop()
        if self._call is not None:
            self._ending = self._ending_of(self._call)
        ending, self._ending = self._ending, None
        if ending is None:
            return
        if self._task is not None:
            self._task.cancel()
        try:
            self._keep(ending.take, *ending.kept())
        except KnownError as error:
            log.warning("%s while closing a call", error.trouble)

    def _plan(self, wish: CallWish, card: Card | None, seed: int) -> CallPlan:
        from rehearse.calling.assembling import CallPlan

        settings = self._services.settings
        target = card.target(settings.profile.target()) if card else settings.profile.target()
        said_as = {settings.profile.name: settings.profile.said_as}
        if card is not None:
            said_as[card.program] = card.said_as
        return CallPlan(
            wish.script,
            seed,
            target,
            wish.difficulty or settings.call_difficulty,
            settings.call_headset,
            settings.microphone,
            settings.loudspeaker,
            {name: said for name, said in said_as.items() if name and said},
            wish.state,
            wish.is_incoming,
        )

    def _connect(self, plan: CallPlan, task: Task) -> PhoneCall:
        """Runs on the worker."""
        self._services.letting_go.wait()
        call = self._services.telephone.connect(plan)
        if task.cancelled():
            call.abandon()
        return call

    def _on_connected(self, call: PhoneCall, plan: CallPlan, card: Card | None, attempt: object) -> None:
        if attempt is not self._attempt:
            self._services.letting_go.run(call.abandon)
            return
        history = self._services.history
        take: Take | None = None
        try:
            take = history.begin_take(
                plan.script,
                plan.target,
                card.id if card else None,
                self._services.settings.call_kind,
                datetime.now(UTC).astimezone(),
            )
            call.start(take.audio_path)
        except KnownError as error:
            discard(self._services, call.abandon, take.id if take is not None else None, _note)
            self._refuse(error)
            return
        self._call = call
        first = call.conductor.call.reply.lines[:1]
        self._set(replace(self._now, phase=CallPhase.THEIRS, take_id=take.id, lines=first))
        self._timer.start()

    def _on_not_connected(self, error: Exception, attempt: object) -> None:
        if attempt is self._attempt:
            self._refuse(self._known(error))

    def _refuse(self, error: KnownError) -> None:
        self._set(CallNow(scenario=self._now.scenario, message=error.message))

    def _tick(self) -> None:
        from rehearse.calling.conductor import LinePhase

        call = self._call
        if call is None:
            return
        try:
            trouble = call.tick()
        except KnownError as error:
            self._end(call, error.message)
            return
        self.elapsed_changed.emit(call.elapsed_s)
        self.level_changed.emit(call.level_db())
        if call.is_over:
            self._end(call, None)
            return
        phase = CallPhase.THEIRS if call.conductor.phase is LinePhase.THEIRS else CallPhase.YOURS
        if call.conductor.phase is LinePhase.HANGING_UP:
            phase = CallPhase.ENDING
        message = trouble.message if trouble is not None else None
        now = replace(
            self._now,
            phase=phase,
            lines=call.conductor.lines_so_far or self._now.lines,
            message=message,
            on_hold=call.is_on_hold,
            must_be_read=call.must_be_read,
        )
        if now != self._now:
            self._set(now)

    def _end(self, call: PhoneCall, message: str | None) -> None:
        self._timer.stop()
        self._ending = ending = self._ending_of(call)
        self._set(replace(self._now, phase=CallPhase.ENDING, message=message))
        self._task = self._services.tasks.run(
            lambda _task: ending.kept(),
            lambda kept: self._on_ended(ending.take, *kept),
            lambda error: self._on_not_kept(ending, error),
        )

    def _on_not_kept(self, ending: CallEnding, error: Exception) -> None:
        """A call whose end the disk has not taken yet is analysed as any other once it has."""
        if isinstance(error, KnownError) and error.trouble is Trouble.DISK_SLOW:
            take_id = ending.take.id
            self._late.wait_for(
                take_id, ending.kept, lambda kept: self._keep(ending.take, *kept), lambda: self._on_late(ending)
            )
            error = self._late.error(take_id)
        self._on_failed(error)

    def _on_late(self, ending: CallEnding) -> None:
        if self._now.phase is CallPhase.FAILED and self._now.take_id == ending.take.id:
            self._analyse(ending.take, ending.kept()[0])
        else:
            self.saved_late.emit(ending.take.id)

    def _ending_of(self, call: PhoneCall) -> CallEnding:
        self._call = None
        return CallEnding(call, self._services.history.take(self._now.take_id or ""))

    def _keep(self, take: Take, kept: CallTake, told: CallReport) -> None:
        """Keep the take, and what is known of its turns already: the analysis may fail, or be stopped.

        Raises:
            KnownError: CALL_TOO_SHORT, with nothing kept; what the history raises.
        """
        from rehearse.audio.decode import SHORTEST_S

        recorded = kept.recorded
        if recorded.duration_s < SHORTEST_S:
            self._services.history.discard_take(take.id)
            raise KnownError(Trouble.CALL_TOO_SHORT)
        self._services.history.finish_take(take.id, recorded.duration_s, recorded.dropped_frames, recorded.preroll_s)
        self._save_call(take, told)

    def _save_call(self, take: Take, told: CallReport) -> None:
        self._services.history.calls.save(take.id, told.without(frozenset(self._services.settings.silenced_rules)))

    def _on_ended(self, take: Take, kept: CallTake, told: CallReport) -> None:
        self._ending = None
        try:
            self._keep(take, kept, told)
        except KnownError as error:
            if error.trouble is Trouble.CALL_TOO_SHORT:
                self._refuse(error)
            else:
                self._on_failed(error)
            return
        self._analyse(take, kept)

    def _analyse(self, take: Take, kept: CallTake) -> None:
        if kept.trouble is not None:
            self._on_failed(kept.trouble)
            return
        self._kept = kept
        self._set(replace(self._now, phase=CallPhase.ANALYSING))
        self.analysis_progress.emit(0.0)
        turns = tuple(taken.span for taken in kept.taken if not taken.turn.is_silent)
        assignment = replace(self._analyst.assignment(self._services.history.take(take.id)), turns=turns)
        self._task = self._analyst.analyse(
            assignment, lambda report: self._on_report(take, report), self._on_failed, self.analysis_progress.emit
        )

    def _on_report(self, take: Take, report: Report) -> None:
        kept = self._kept
        if kept is None:
            return
        self._task = self._services.tasks.run(
            lambda _task: _retold(kept, take, report), lambda told: self._on_retold(take, report, told), self._on_failed
        )

    def _on_retold(self, take: Take, report: Report, told: CallReport) -> None:
        self._task = self._kept = None
        try:
            self._services.history.save_report(take.id, report)
            self._save_call(take, told)
        except KeyError:
            # It was deleted while it was analysed.
            self.leave()
            return
        except KnownError as error:
            self._on_failed(error)
            return
        self._set(CallNow(scenario=self._now.scenario))
        self.report_ready.emit(take.id)

    def _on_failed(self, error: Exception) -> None:
        self._task = self._ending = None
        known = self._known(error)
        try:
            self._note_failure(self._now.take_id or "", known.message)
        except KeyError:
            self.leave()
            return
        except KnownError as second:
            log.warning("%s while a failure was noted", second.trouble)
        self._set(replace(self._now, phase=CallPhase.FAILED, message=known.message))

    def _note_failure(self, take_id: str, message: str) -> None:
        """A recording that could not be put together is put right at the next start."""
        if self._services.history.take(take_id).state is TakeState.RECORDED:
            self._services.history.fail_take(take_id, message)

    def _known(self, error: Exception) -> KnownError:
        if isinstance(error, KnownError):
            log.warning("%s in a call", error.trouble)
            return error
        log.error("the program failed in a call", exc_info=error)
        log_file = self._services.paths.log / logs.FILE_NAME
        return KnownError(Trouble.PROGRAM_FAULT, reason=type(error).__name__, log=log_file)

    def _set(self, now: CallNow) -> None:
        self._now = now
        self.changed.emit(now)


def _note(error: KnownError) -> None:
    """What the user is told already is not told twice."""
    log.warning("%s with the take of a call", error.trouble)


def _retold(kept: CallTake, take: Take, report: Report) -> CallReport:
    """Runs on the worker: the call with the words and the loudness of the whole analysis."""
    from rehearse.audio.decode import load
    from rehearse.calling.retelling import retold

    return retold(kept.call, kept.taken, report.transcript, load(take.audio_path))
