"""Turns a kept recording into a report on the worker; the recogniser is loaded once and stays.

Everything below `_work` runs on the worker thread: the loaded recogniser is touched there only.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rehearse.history.values import Take
    from rehearse.measures.values import Band
    from rehearse.report import Report
    from rehearse.scenarios.scenario import Scenario
    from rehearse.target import Target
    from rehearse.transcription.transcriber import Transcriber
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
        zero_s: The end of the countdown, in seconds from the first sample; None for a file.
        dropped_frames: How many frames the device lost.
    """

    path: Path
    scenario: Scenario
    target: Target
    model: str
    bands: Mapping[str, Band]
    silenced: tuple[str, ...] = ()
    zero_s: float | None = None
    dropped_frames: int = 0


class Analyst:
    """Makes reports, one after another."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._loaded: tuple[str, Transcriber] | None = None

    def prepare(self) -> None:
        """Load the recogniser meanwhile. What goes wrong here is met again, and told, when a report is made."""
        model = self._services.settings.model
        self._services.tasks.run(
            lambda _task: self._transcriber(model),
            lambda _transcriber: None,
            lambda error: log.warning("the recogniser could not be loaded ahead", exc_info=error),
        )

    def assignment(self, take: Take) -> Assignment:
        """What is to be done for a take, by the settings of now."""
        settings = self._services.settings
        return Assignment(
            take.audio_path,
            self._services.scenarios[take.scenario],
            take.target,
            settings.model,
            settings.bands,
            settings.silenced_rules,
            zero_s=None if take.recovered else take.preroll_s,
            dropped_frames=take.dropped_frames,
        )

    def analyse(
        self,
        assignment: Assignment,
        done: Callable[[Report], None],
        failed: Callable[[Exception], None],
        progress: Callable[[float], None],
    ) -> Task:
        """Make a report; one of `done` and `failed` is called on the GUI thread, neither after a cancel."""
        return self._services.tasks.run(lambda task: self._work(assignment, task), done, failed, progress)

    def _work(self, assignment: Assignment, task: Task) -> Report:
        from rehearse import phrases
        from rehearse.analysis import analyse
        from rehearse.audio.decode import load

        recording = load(assignment.path)
        report = analyse(
            recording,
            assignment.scenario,
            assignment.target,
            transcriber=self._transcriber(assignment.model),
            rulebook=phrases.load(),
            bands=assignment.bands,
            zero_s=assignment.zero_s,
            dropped_frames=assignment.dropped_frames,
            progress=task.progress,
            cancelled=task.cancelled,
        )
        heard = tuple(finding for finding in report.findings if finding.rule not in assignment.silenced)
        return replace(report, findings=heard)

    def _transcriber(self, model: str) -> Transcriber:
        if self._loaded is None or self._loaded[0] != model:
            self._loaded = (model, self._services.make_transcriber(model))
        return self._loaded[1]
