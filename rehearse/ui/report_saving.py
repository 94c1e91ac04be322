"""A report as it is saved: what the history says of the take now, made into a page on the worker.

What was called wrong in the take is left out as on the report's own page, and both voices of a mock call are heard.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rehearse.errors import KnownError
from rehearse.report_html import CallPart, Cover, to_html
from rehearse.ui import formatting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.call.report import CallReport
    from rehearse.history.values import Take
    from rehearse.report import Report
    from rehearse.ui.services import Services


@dataclass(frozen=True, slots=True)
class Saving:
    """What goes into the page.

    Attributes:
        take: The take.
        report: Its report, without what was called wrong in it.
        call: The mock call that it was; None where it was none.
        calls: Names of the calls by their ids.
        note: What the user wrote down about it.
    """

    take: Take
    report: Report
    call: CallReport | None
    calls: Mapping[str, str]
    note: str

    @property
    def when(self) -> str:
        """When the take was made, as it is said today."""
        return formatting.moment(self.take.started_at, datetime.now(UTC).astimezone())

    @property
    def cover(self) -> Cover:
        """What stands above the report."""
        take, began = self.take, self.take.started_at
        when = f"{formatting.day(began)} {began.year}, {formatting.time_of_day(began)}"
        return Cover(self.calls.get(take.scenario, take.scenario), when, take.target.program, self.note)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was made.

    Attributes:
        html: The whole of it.
        without_sound: Why the recording, though wished for, is not in it; empty otherwise.
    """

    html: str
    without_sound: str = ""


def gather(services: Services, take_id: str) -> Saving | None:
    """Read what is to be saved; None where the take has no report.

    Raises:
        KnownError: The history can't be read.
        KeyError: There is no take with this id.
    """
    history = services.history
    report = history.report(take_id)
    if report is None:
        return None
    wrong = history.silenced.of(take_id)
    kept = tuple(finding for finding in report.findings if finding.rule not in wrong)
    call = history.calls.report(take_id)
    return Saving(
        history.take(take_id),
        replace(report, findings=kept),
        None if call is None else call.without(wrong),
        {scenario.id: scenario.title for scenario in services.scenarios.values()},
        history.keepsakes.note(take_id),
    )


def make_page(saving: Saving, *, with_sound: bool, on_paper: bool) -> Page:
    """Make the page; takes a second or two, more with sound.

    Raises:
        KnownError: RULES_FAULTY.
    """
    from rehearse.audio.encode import FLAC
    from rehearse.ui.pages.call_report_words import whole
    from rehearse.ui.pages.report_loading import load_titles

    sound, why = _sound(saving.take) if with_sound else (None, "")
    call = saving.call
    told = None if call is None else CallPart(call, whole(call), saving.calls)
    html = to_html(
        saving.report,
        saving.cover,
        load_titles(),
        telephone=told,
        sound=sound,
        sound_kind=FLAC,
        on_paper=on_paper,
    )
    return Page(html, why)


def _sound(take: Take) -> tuple[bytes | None, str]:
    """The recording, of a mock call both sides of it; or why it can't be had."""
    from rehearse.audio.encode import as_flac
    from rehearse.ui.pages.report_loading import read_recording

    try:
        return as_flac(read_recording(take.audio_path, take.duration_s)), ""
    except KnownError as error:
        return None, error.message
