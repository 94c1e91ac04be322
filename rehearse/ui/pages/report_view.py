"""Everything that the report page shows of one take, worked out before anything is drawn. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rehearse import advice
from rehearse.bands import LENGTH
from rehearse.ui.marks import kind_of
from rehearse.ui.pages import report_words
from rehearse.ui.pages.how_measured import how_measured
from rehearse.ui.widgets.finding_card import Remark
from rehearse.ui.widgets.measure_tile import MeasureView
from rehearse.ui.widgets.must_say_list import MustSay, must_says

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.history.values import Take, TakeRow
    from rehearse.measures.values import Band
    from rehearse.report import Report
    from rehearse.scenarios.scenario import Scenario
    from rehearse.ui.pages.call_report_words import CallWords
    from rehearse.ui.services import Services

TILES = ("speech_duration_s", "speaking_rate_wpm", "fillers_per_min")


@dataclass(frozen=True, slots=True)
class ReportView:
    """What the page shows, from top to bottom."""

    report: Report
    heading: str
    sentence: str
    notices: tuple[str, ...]
    advice: Remark | None
    tiles: tuple[MeasureView, ...]
    changed: str
    must_says: tuple[MustSay, ...]
    extras: tuple[MustSay, ...]
    more: tuple[MeasureView, ...]
    small_print: str
    silenced: frozenset[str] = frozenset()


def view_of(
    take: Take,
    report: Report,
    scenario: Scenario | None,
    titles: Mapping[str, str],
    rows: tuple[TakeRow | None, TakeRow],
    now: datetime,
    *,
    bands: Mapping[str, Band],
    silenced: frozenset[str] = frozenset(),
) -> ReportView:
    """Work out what the page shows.

    Args:
        take: The take.
        report: Its report.
        scenario: The call; None where this version of the program doesn't know it any more.
        titles: Names of the must-says, by id.
        rows: The take before of the same call, None where there is none, and this one, as lists show them.
        now: The present, to name days by.
        bands: The user's own bands.
        silenced: Ids of the rules that the user called wrong in this take; their findings are left out.
    """
    had = {finding.rule for finding in report.findings}
    report = replace(report, findings=tuple(f for f in report.findings if f.rule not in silenced))
    title = scenario.title if scenario is not None else take.scenario
    return ReportView(
        report=report,
        heading=report_words.heading(take, title, now),
        sentence=advice.summary(report),
        notices=report_words.notices(report, take),
        advice=_remark(report, titles),
        tiles=tuple(_measure(report, name, scenario, bands) for name in TILES),
        changed=report_words.what_changed(*rows, now),
        must_says=must_says(report.elements, titles, required=True),
        extras=must_says(report.elements, titles, required=False),
        more=tuple(_measure(report, name, scenario, bands) for name in report_words.MORE_MEASURES),
        small_print=report_words.made_with(report),
        silenced=silenced & had,
    )


def view_in(
    services: Services, take: Take, report: Report, titles: Mapping[str, str], rows: tuple[TakeRow | None, TakeRow]
) -> ReportView:
    """The same by the settings and the history of now; for what is not said here see `view_of`."""
    return view_of(
        take,
        report,
        services.scenarios.get(take.scenario),
        titles,
        rows,
        datetime.now(UTC),
        bands=services.settings.bands,
        silenced=services.history.silenced.of(take.id),
    )


def call_in(services: Services, take: Take, titles: Mapping[str, str]) -> CallWords | None:
    """What the page shows of the mock call that a take was; None where it was none."""
    call = services.history.calls.report(take.id)
    if call is None:
        return None
    from rehearse.ui.pages import call_report_words

    call = call.without(services.history.silenced.of(take.id))
    calls = {scenario.id: scenario.title for scenario in services.scenarios.values()}
    return call_report_words.words(call, titles, calls)


def _remark(report: Report, titles: Mapping[str, str]) -> Remark | None:
    found = advice.one_thing(report, titles)
    if found is None:
        return None
    if found.cause is advice.Cause.RECORDING:
        # The sentence above the card says already that nothing was heard.
        return Remark(found.instead, why=found.why)
    kind = next((kind_of(f) for f in report.findings if f.rule == found.about and f.span == found.span), None)
    return Remark(found.message, kind, found.quote, found.instead, found.why, found.span)


def _measure(report: Report, name: str, scenario: Scenario | None, bands: Mapping[str, Band]) -> MeasureView:
    of_call = report_words.why_not_measured(report, LENGTH) if name in report_words.OWN_TIME else ""
    judged_by = None if of_call and name == LENGTH else scenario
    how = how_measured(name, judged_by, bands, report.versions.model)
    return MeasureView(
        name,
        getattr(report.measures, name),
        report_words.judgement_of(report, name),
        report_words.tile_extra(name, report),
        (*how, of_call) if of_call else how,
    )
