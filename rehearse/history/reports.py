"""Reports in the database: whole as JSON, and their figures in tables, so that lists never read the JSON."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from rehearse.measures.values import Measures, Verdict
from rehearse.report import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from rehearse.phrases.finding import ElementResult, Status
    from rehearse.report import Report

_COUNTS = {"filled_pauses", "filler_phrases", "pause_count"}
"""The measures that are whole numbers; the table holds all as floating point."""


def write(connection: Connection, take_id: str, report: Report) -> None:
    """Put a report in the place of the take's earlier one."""
    from rehearse.report_json import to_json

    versions = report.versions
    required = [element for element in report.elements if element.required]
    connection.execute("DELETE FROM report WHERE take = ?", (take_id,))
    connection.execute(
        "INSERT INTO report (take, app, rules, measures, model, missing_required, unclear_required) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (take_id, versions.app, versions.rules, versions.measures, versions.model, *must_says_open(required)),
    )
    document = json.dumps(to_json(report), ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT INTO document (take, json) VALUES (?, ?)", (take_id, document))
    verdicts = {judgement.measure: str(judgement.verdict) for judgement in report.judgements}
    connection.executemany(
        "INSERT INTO measure (take, name, value, verdict) VALUES (?, ?, ?, ?)",
        [(take_id, name, value, verdicts.get(name)) for name, value in report.measures.items()],
    )
    fired = Counter((finding.rule, str(finding.severity), str(finding.certainty)) for finding in report.findings)
    connection.executemany(
        "INSERT INTO finding (take, rule, severity, certainty, count) VALUES (?, ?, ?, ?, ?)",
        [(take_id, *key, count) for key, count in fired.items()],
    )
    connection.executemany(
        "INSERT INTO element (take, element, status) VALUES (?, ?, ?)",
        {element.element: (take_id, element.element, str(element.status)) for element in required}.values(),
    )


def must_says_open(required: Iterable[ElementResult]) -> tuple[int, int]:
    """How many must-says are missing and how many could not be made out; alternatives of one are one."""
    from rehearse.phrases import finding

    groups: dict[frozenset[str], set[Status]] = defaultdict(set)
    for element in required:
        groups[frozenset(element.one_of) | {element.element}].add(element.status)
    opened = [statuses for statuses in groups.values() if finding.Status.HEARD not in statuses]
    unclear = sum(finding.Status.UNCLEAR in statuses for statuses in opened)
    return len(opened) - unclear, unclear


def read_json(connection: Connection, take_id: str) -> dict[str, Any] | None:
    """The report of a take as JSON; None where it has none."""
    row = connection.execute("SELECT json FROM document WHERE take = ?", (take_id,)).fetchone()
    return None if row is None else dict(json.loads(row[0]))


def read(connection: Connection, take_id: str) -> Report | None:
    """The report of a take; None where it has none."""
    found = read_json(connection, take_id)
    if found is None:
        return None
    from rehearse.report_json import from_json

    return from_json(found)


def figures(connection: Connection, which: str, values: tuple[object, ...]) -> dict[str, dict[str, Any]]:
    """What lists need of the reports, by take, as the fields of a `TakeRow`.

    Args:
        connection: The database.
        which: The rest of a SELECT statement on the takes.
        values: The values for its placeholders.
    """
    chosen = f"SELECT id FROM take {which}"  # noqa: S608 # no value in it
    found: dict[str, dict[str, Any]] = {}
    rows = connection.execute(
        "SELECT take, app, rules, measures, model, missing_required, unclear_required "  # noqa: S608 # no value in it
        f"FROM report WHERE take IN ({chosen})",
        values,
    )
    for take, app, rules, ruler, model, missing, unclear in rows:
        found[take] = {
            "versions": Versions(app, rules, ruler, model),
            "missing_required": missing,
            "unclear_required": unclear,
        }
    _add_measures(connection, chosen, values, found)
    _add_findings(connection, chosen, values, found)
    return found


def _add_measures(
    connection: Connection, chosen: str, values: tuple[object, ...], found: dict[str, dict[str, Any]]
) -> None:
    known = {name for name, _ in Measures().items()}
    measures: dict[str, dict[str, Any]] = defaultdict(dict)
    verdicts: dict[str, list[tuple[str, Verdict]]] = defaultdict(list)
    rows = connection.execute(
        f"SELECT take, name, value, verdict FROM measure WHERE take IN ({chosen})",  # noqa: S608 # no value in it
        values,
    )
    for take, name, value, verdict in rows:
        if name in known:
            measures[take][name] = int(value) if value is not None and name in _COUNTS else value
        if verdict is not None:
            verdicts[take].append((name, Verdict(verdict)))
    for take, fields in found.items():
        fields["measures"] = Measures(**measures[take])
        fields["verdicts"] = tuple(verdicts[take])


_COLUMNS = {("stop", "certain"): "stops", ("fix", "certain"): "fixes", ("polish", "certain"): "polishes"}
"""The column of a `TakeRow` for each stored severity and certainty; the phrase engine is not needed to read them."""


def _add_findings(
    connection: Connection, chosen: str, values: tuple[object, ...], found: dict[str, dict[str, Any]]
) -> None:
    rows = connection.execute(
        "SELECT take, severity, certainty, sum(count) FROM finding "  # noqa: S608 # no value in it
        f"WHERE take IN ({chosen}) GROUP BY take, severity, certainty",
        values,
    )
    for take, severity, certainty, count in rows:
        column = _COLUMNS.get((severity, certainty), "possible")
        found[take][column] = found[take].get(column, 0) + count
