"""The history for other programs: JSON with everything, CSV with one line of figures per take."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rehearse.measures.values import Measures

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.history.store import HistoryStore
    from rehearse.history.values import TakeRow
    from rehearse.programs.card import Card

TAKE_SCHEMA = "rehearse.take/1"
"""Name and version of the JSON of one take."""
HISTORY_SCHEMA = "rehearse.history/1"
"""Name and version of the JSON of the whole history."""

_FACTS = ("scenario", "started_at", "state", "duration_s", "recovered", "imported", "dropped_frames", "call_kind")
_COUNTS = ("stops", "fixes", "polishes", "possible", "missing_required", "unclear_required")
_VERSIONS = ("app", "rules", "measures", "model")


def take_json(row: TakeRow) -> dict[str, Any]:
    """One take with its figures; without a report `measures`, `counts` and `versions` are null."""
    take = row.take
    return {
        "schema": TAKE_SCHEMA,
        "id": take.id,
        **_facts(row),
        "failure": take.failure,
        "card": take.card_id,
        "target": asdict(take.target),
        "audio": str(take.audio_path),
        "measures": None if row.measures is None else dict(row.measures.items()),
        "verdicts": {name: str(verdict) for name, verdict in row.verdicts},
        "counts": None if row.versions is None else {name: getattr(row, name) for name in _COUNTS},
        "versions": None if row.versions is None else asdict(row.versions),
    }


def history_json(takes: Iterable[dict[str, Any]], cards: Iterable[Card]) -> dict[str, Any]:
    """The whole history.

    Args:
        takes: Each as `take_json` gives it, with the whole report under `report` and that of a mock call under `call`.
        cards: All cards.
    """
    return {"schema": HISTORY_SCHEMA, "takes": list(takes), "cards": [asdict(card) for card in cards]}


def document(store: HistoryStore) -> str:
    """The whole history as JSON text, with reports, calls and cards."""
    takes = [
        take_json(row) | {"report": store.report_json(row.take.id), "call": store.call_json(row.take.id)}
        for row in store.rows()
    ]
    return json.dumps(history_json(takes, store.cards()), ensure_ascii=False, indent=1) + "\n"


def to_csv(rows: Iterable[TakeRow]) -> str:
    """One line per take under a line of headings; what is not known is empty."""
    measures = [name for name, _ in Measures().items()]
    headings = ["id", *_FACTS, "program", *measures, *_COUNTS, *(f"{name}_version" for name in _VERSIONS)]
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        line = {"id": row.take.id, **_facts(row), "program": _harmless(row.take.target.program)}
        if row.measures is not None and row.versions is not None:
            line |= {name: value for name, value in row.measures.items() if value is not None}
            line |= {name: getattr(row, name) for name in _COUNTS}
            line |= {f"{name}_version": getattr(row.versions, name) for name in _VERSIONS}
        writer.writerow(line)
    return text.getvalue()


def _facts(row: TakeRow) -> dict[str, Any]:
    found = {name: getattr(row.take, name) for name in _FACTS}
    return {**found, "started_at": row.take.started_at.isoformat()}


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
