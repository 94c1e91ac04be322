"""Turns takes into reports on the worker; what hears them is started once and stays.

A take is heard while it is spoken where that is possible; what was heard then is finished on the worker.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.errors import KnownError
from rehearse.speech import Span
from rehearse.ui.collecting import made_to_stay

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rehearse.call.report import CallReport
    from rehearse.hearing.listener import Listener, LiveTake
    from rehearse.hearing.values import HeardTake
    from rehearse.history.values import Take
    from rehearse.measures.values import Band
    from rehearse.reading_ahead import ReadingAhead
    from rehearse.report import Report
    from rehearse.scenarios.scenario import Scenario
    from rehearse.speech import Word
    from rehearse.target import Target
    from rehearse.ui.services import Services
    from rehearse.ui.tasks import Task

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be analysed, and by which settings.

    Attributes:
        path: The recording.
        scenario: The call that was practised.
        target: Whom the spoken names are checked against.
        model: Name of the voice model.
        bands: The user's own ranges.
        silenced: Ids of the rules that the user does not want to see.
        own_words: Words of their own that the user wants to avoid.
        zero_s: The end of the countdown, in seconds from the first sample; None for a file or a mock call.
        dropped_frames: How many frames the device lost.
        turns: Of a mock call when the user spoke, in seconds of the recording; empty for any other take.
    """

    path: Path
    scenario: Scenario
    target: Target
    model: str
    bands: Mapping[str, Band]
    silenced: tuple[str, ...] = ()
    own_words: tuple[str, ...] = ()
    zero_s: float | None = None
    dropped_frames: int = 0
    turns: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class SpokenTake:
    """A take that was heard while it was spoken.

    Attributes:
        take: What was heard of it.
        frames: How many samples were kept of it.
    """

    take: LiveTake
    frames: int


class Analyst:
    """Makes reports, one after another."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._loaded: tuple[str, Listener] | None = None
        self._is_warm = False
        self._ahead: ReadingAhead | None = None

    def prepare(self) -> None:
        """Load recogniser and rules meanwhile. What goes wrong here is met again, and told, when a report is made."""
        model = self._services.settings.model
        self._services.tasks.run(
            lambda _task: self._load(model),
            lambda _nothing: None,
            lambda error: log.warning("the recogniser could not be loaded ahead", exc_info=error),
        )

    def begin(self, sample_rate_hz: int, target: Target) -> LiveTake | None:
        """Hear a take while it is spoken; None where nothing was prepared for it, and the file is heard afterwards."""
        from rehearse import phrases

        loaded = self._loaded
        if loaded is None or loaded[0] != self._services.settings.model:
            return None
        return loaded[1].begin(sample_rate_hz, phrases.expected(target), self._reading_ahead())

    def close(self) -> None:
        """End what hears; nothing may run on the worker any more."""
        if self._loaded is not None:
            self._loaded[1].close()
            self._loaded = None
        if self._ahead is not None:
            self._ahead.close()
            self._ahead = None

    def assignment(self, take: Take, model: str | None = None) -> Assignment:
        """What is to be done for a take, by the settings of now, perhaps with another voice model."""
        settings = self._services.settings
        call = self._services.history.calls.report(take.id)
        return Assignment(
            take.audio_path,
            self._services.scenarios[take.scenario],
            take.target,
            model or settings.model,
            settings.bands,
            settings.silenced_rules,
            settings.own_words,
            # In a mock call nobody is waited for at its beginning, and each turn has a time of its own.
            zero_s=None if take.recovered or call is not None else take.preroll_s,
            dropped_frames=take.dropped_frames,
            turns=own_turns(call),
        )

    def analyse(
        self,
        assignment: Assignment,
        done: Callable[[Report], None],
        failed: Callable[[Exception], None],
        progress: Callable[[float], None],
        live: SpokenTake | None = None,
    ) -> Task:
        """Make a report; one of `done` and `failed` is called on the GUI thread, neither after a cancel.

        Args:
            assignment: What is to be analysed.
            done: Given the report.
            failed: Given what went wrong.
            progress: Told the share that is done.
            live: The same take as it was heard while it was spoken, if it was.
        """
        return self._services.tasks.run(lambda task: self._work(assignment, live, task), done, failed, progress)

    def _work(self, assignment: Assignment, live: SpokenTake | None, task: Task) -> Report:
        from rehearse import phrases
        from rehearse.analysis import HEARD_SHARE, judge_take

        def heard_to(share: float) -> None:
            task.progress(HEARD_SHARE * share)

        heard = live.take.finish(live.frames, heard_to, task.cancelled) if live is not None else None
        if heard is not None:
            _keep_first_speed(assignment.model, heard)
        else:
            heard = self._from_file(assignment, heard_to, task.cancelled)
        report = judge_take(
            heard,
            str(assignment.path),
            assignment.scenario,
            assignment.target,
            rulebook=phrases.with_own_words(phrases.load(), assignment.own_words),
            bands=assignment.bands,
            zero_s=assignment.zero_s,
            dropped_frames=assignment.dropped_frames,
            turns=assignment.turns,
        )
        shown = tuple(finding for finding in report.findings if finding.rule not in assignment.silenced)
        return replace(report, findings=shown)

    def _from_file(
        self, assignment: Assignment, progress: Callable[[float], None], cancelled: Callable[[], bool]
    ) -> HeardTake:
        from rehearse import phrases
        from rehearse.audio.decode import load

        heard = self._listener_for(assignment.model).hear(
            load(assignment.path), progress, cancelled, phrases.expected(assignment.target)
        )
        _keep_speed(assignment.model, heard.duration_s, heard.transcribe_s)
        return heard

    def _reading_ahead(self) -> Callable[[tuple[Word, ...]], None]:
        from rehearse.reading_ahead import ReadingAhead

        self._ahead = self._ahead or ReadingAhead()
        return self._ahead.begin()

    def _load(self, model: str) -> None:
        from rehearse.analysis import warm_up

        self._listener_for(model)
        if not self._is_warm:
            with made_to_stay():
                warm_up(next(iter(self._services.scenarios.values())))
            self._is_warm = True

    def _listener_for(self, model: str) -> Listener:
        """What hears with a model; runs on the worker only."""
        if self._loaded is None or self._loaded[0] != model:
            self.close()
            self._loaded = (model, self._services.make_listener(model))
        return self._loaded[1]


def own_turns(call: CallReport | None) -> tuple[Span, ...]:
    """When the user spoke in a mock call; empty where there was none."""
    if call is None:
        return ()
    return tuple(Span(turn.at_s, turn.at_s + turn.duration_s) for turn in call.turns if turn.text)


def _keep_first_speed(model: str, heard: HeardTake) -> None:
    """Keep how fast a model was while somebody spoke, unless it was measured before; a file tells it better."""
    from rehearse.transcription import speeds

    if speeds.of(model) is None:
        _keep_speed(model, heard.duration_s, heard.chunks_s)


def _keep_speed(model: str, sound_s: float, took_s: float) -> None:
    """Keep how fast a model was; where that can't be written, the report is not to suffer from it."""
    from rehearse.transcription import speeds

    try:
        speeds.keep(model, sound_s, took_s)
    except KnownError as error:
        log.warning("%s while the speed of a model was kept", error.trouble)
