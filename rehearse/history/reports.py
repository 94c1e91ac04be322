"""Reports in the database: whole as JSON, and their figures in tables, so that lists never read the JSON."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from rehearse.measures.values import Measures, Verdict
from rehearse.report import Versions

if TYPE_CHECKING:
    from collections.abc import Iterable
    from sqlite3 import Connection

    from rehearse.phrases.finding import ElementResult, Finding
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
    connection.execute("INSERT INTO said (take, words) VALUES (?, ?)", (take_id, report.transcript.text.casefold()))
    verdicts = {judgement.measure: str(judgement.verdict) for judgement in report.judgements}
    connection.executemany(
        "INSERT INTO measure (take, name, value, verdict) VALUES (?, ?, ?, ?)",
        [(take_id, name, value, verdicts.get(name)) for name, value in report.measures.items()],
    )
    count_findings(connection, take_id, report.findings)
    connection.executemany(
        "INSERT INTO element (take, element, status) VALUES (?, ?, ?)",
        {element.element: (take_id, element.element, str(element.status)) for element in required}.values(),
    )


def count_findings(connection: Connection, take_id: str, findings: Iterable[Finding]) -> None:
    """Store how often each rule fired in a take, for lists; those that are silenced there are not counted."""
    out = silenced_rules(connection, take_id)
    fired = Counter((f.rule, str(f.severity), str(f.certainty)) for f in findings if f.rule not in out)
    connection.execute("DELETE FROM finding WHERE take = ?", (take_id,))
    connection.executemany(
        "INSERT INTO finding (take, rule, severity, certainty, count) VALUES (?, ?, ?, ?, ?)",
        [(take_id, *key, count) for key, count in fired.items()],
    )


def silenced_rules(connection: Connection, take_id: str) -> frozenset[str]:
    """Ids of the rules that say nothing in a take."""
    return frozenset(row[0] for row in connection.execute("SELECT rule FROM silenced WHERE take = ?", (take_id,)))


def must_says_open(required: Iterable[ElementResult]) -> tuple[int, int]:
    """How many must-says are missing and how many could not be made out; alternatives of one are one."""
    from rehearse.phrases import finding

    statuses = [best.status for best in finding.best_of_alternatives(required)]
    return statuses.count(finding.Status.MISSING), statuses.count(finding.Status.UNCLEAR)


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


_MEASURES = tuple(name for name, _ in Measures().items())
_MEASURE_COLUMNS = ", ".join(f"m{number}.value, m{number}.verdict" for number in range(len(_MEASURES)))
_MEASURE_JOINS = " ".join(
    f"LEFT JOIN measure AS m{number} ON m{number}.take = report.take AND m{number}.name = '{name}'"
    for number, name in enumerate(_MEASURES)
)
"""The long table laid side by side by SQLite: twelve times fewer rows to carry over than to read it line by line."""


def figures(connection: Connection, which: str, values: tuple[object, ...]) -> dict[str, dict[str, Any]]:
    """What lists need of the reports, by take, as the fields of a `TakeRow`.

    Args:
        connection: The database.
        which: The rest of a SELECT statement on the takes.
        values: The values for its placeholders.
    """
    chosen = f"SELECT id FROM kept {which}"  # noqa: S608 # no value in it
    rows = connection.execute(
        "SELECT report.take, app, rules, measures, model, missing_required, unclear_required, "  # noqa: S608 # no value in it
        f"{_MEASURE_COLUMNS} FROM report {_MEASURE_JOINS} WHERE report.take IN ({chosen})",
        values,
    )
    found = {row[0]: _fields(row) for row in rows}
    _add_findings(connection, chosen, values, found)
    return found


def _fields(row: tuple[Any, ...]) -> dict[str, Any]:
    measured, verdicts = zip(_MEASURES, row[7::2], strict=True), zip(_MEASURES, row[8::2], strict=True)
    return {
        "versions": Versions(*row[1:5]),
        "missing_required": row[5],
        "unclear_required": row[6],
        "measures": Measures(**{name: _figure(name, value) for name, value in measured}),
        "verdicts": tuple((name, Verdict(verdict)) for name, verdict in verdicts if verdict is not None),
    }


def _figure(name: str, value: float | None) -> Any:  # noqa: ANN401 # an int or a float, as the measure is
    return value if value is None or name not in _COUNTS else int(value)


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
