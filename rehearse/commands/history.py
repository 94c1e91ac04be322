"""`rehearse history list|export`: the takes as a table, or everything for other programs."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse import paths
from rehearse.files import disk_errors, write_private_file
from rehearse.history import export
from rehearse.history.store import HistoryStore

if TYPE_CHECKING:
    import argparse

    from rehearse.history.values import Take, TakeRow

_HEADINGS = ("started", "scenario", "state", "seconds", "words/min", "fillers/min", "stop", "fix", "missing", "id")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare `list` and `export`."""
    actions = parser.add_subparsers(dest="action", metavar="list|export", required=True)
    listing = actions.add_parser("list", help="list the takes, newest first")
    listing.add_argument("--scenario", metavar="ID", help="only the takes of this scenario")
    listing.add_argument(
        "--format", choices=("text", "json"), default="text", help="a table, or one line of JSON per take"
    )
    exporting = actions.add_parser("export", help="everything, to stdout or into a folder")
    exporting.add_argument(
        "--format",
        choices=("json", "csv"),
        help="json: takes with their reports, and cards; csv: one line of figures per take (default: json, and both "
        "into a folder)",
    )
    exporting.add_argument("--to", metavar="FOLDER", type=Path, help="write history.json and history.csv there")


def run(arguments: argparse.Namespace) -> int:
    """Print or write the history; one that does not exist yet is empty and stays so."""
    places = paths.where()
    with contextlib.ExitStack() as ending:
        store = None
        if places.history_file.exists():
            store = HistoryStore.open(places.history_file, places.recordings)
            ending.callback(store.close)
        if arguments.action == "list":
            _list(store, arguments.scenario, arguments.format)
        elif arguments.to is None:
            sys.stdout.write(_csv(store) if arguments.format == "csv" else _json(store))
        else:
            _export(store, arguments.format, arguments.to)
    return 0


def _list(store: HistoryStore | None, scenario: str | None, form: str) -> None:
    rows = store.lists.rows(scenario) if store else ()
    if form == "json":
        said = export.said_of(store) if store else export.NotesAndStars()
        sys.stdout.writelines(json.dumps(export.take_json(row, said), ensure_ascii=False) + "\n" for row in rows)
    elif rows:
        sys.stdout.write(table(rows))
    else:
        sys.stderr.write("rehearse: there are no takes yet\n")


def table(rows: tuple[TakeRow, ...]) -> str:
    """The takes as a table of text, one line each under a line of headings; a dash where there is no figure."""
    lines = [_HEADINGS, *(_line(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    return "".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _line(row: TakeRow) -> tuple[str, ...]:
    take, measures = row.take, row.measures
    reported = row.versions is not None
    return (
        f"{take.started_at:%Y-%m-%d %H:%M}",
        take.scenario,
        _state(take),
        _figure(measures.speech_duration_s if measures else take.duration_s, 1),
        _figure(measures.speaking_rate_wpm if measures else None, 0),
        _figure(measures.fillers_per_min if measures else None, 1),
        *(str(count) if reported else "-" for count in (row.stops, row.fixes, row.missing_required)),
        take.id,
    )


def _state(take: Take) -> str:
    parts = (take.state, "recovered" if take.recovered else "", "mock call" if take.is_mock_call else "")
    return ", ".join(filter(None, parts))


def _figure(value: float | None, decimals: int) -> str:
    return "-" if value is None else f"{value:.{decimals}f}"


def _export(store: HistoryStore | None, form: str | None, folder: Path) -> None:
    with disk_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if form != "csv":
        write_private_file(folder / "history.json", _json(store))
    if form != "json":
        write_private_file(folder / "history.csv", _csv(store))


def _json(store: HistoryStore | None) -> str:
    return export.document(store) if store else json.dumps(export.history_json(), indent=1) + "\n"


def _csv(store: HistoryStore | None) -> str:
    return export.table(store) if store else export.to_csv((), export.NotesAndStars())
