"""The history for other programs: JSON with everything, CSV with one line of figures per take."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from rehearse.measures.values import Measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rehearse.history.store import HistoryStore
    from rehearse.history.values import TakeRow
    from rehearse.programs.card import Card

TAKE_SCHEMA = "rehearse.take/1"
"""Name and version of the JSON of one take."""
HISTORY_SCHEMA = "rehearse.history/1"
"""Name and version of the JSON of the whole history."""

_FACTS = (
    "scenario",
    "started_at",
    "state",
    "duration_s",
    "recovered",
    "imported",
    "is_phrase",
    "is_mock_call",
    "dropped_frames",
    "call_kind",
)
_COUNTS = ("stops", "fixes", "polishes", "possible", "missing_required", "unclear_required")
_VERSIONS = ("app", "rules", "measures", "model")


@dataclass(frozen=True, slots=True)
class NotesAndStars:
    """What the user says of the takes.

    Attributes:
        notes: Notes, by take.
        stars: The best takes.
    """

    notes: Mapping[str, str] = field(default_factory=dict)
    stars: frozenset[str] = frozenset()


def said_of(store: HistoryStore) -> NotesAndStars:
    """The notes and stars of a history."""
    return NotesAndStars(store.keepsakes.notes(), store.keepsakes.stars())


def take_json(row: TakeRow, said: NotesAndStars) -> dict[str, Any]:
    """One take with its figures; without a report `measures`, `counts` and `versions` are null."""
    take = row.take
    return {
        "schema": TAKE_SCHEMA,
        "id": take.id,
        **_facts(row),
        "failure": take.failure,
        "note": said.notes.get(take.id, ""),
        "best": take.id in said.stars,
        "card": take.card_id,
        "target": asdict(take.target),
        "audio": str(take.audio_path),
        "measures": None if row.measures is None else dict(row.measures.items()),
        "verdicts": {name: str(verdict) for name, verdict in row.verdicts},
        "counts": None if row.versions is None else {name: getattr(row, name) for name in _COUNTS},
        "versions": None if row.versions is None else asdict(row.versions),
    }


def history_json(
    takes: Iterable[dict[str, Any]] = (), cards: Iterable[Card] = (), texts: Iterable[dict[str, str | None]] = ()
) -> dict[str, Any]:
    """The whole history.

    Args:
        takes: Each as `take_json` gives it, with the whole report under `report` and that of a mock call under `call`.
        cards: All cards.
        texts: What the user means to say, by call and card.
    """
    cards_ = [asdict(card) for card in cards]
    return {"schema": HISTORY_SCHEMA, "takes": list(takes), "cards": cards_, "scripts": list(texts)}


def document(store: HistoryStore) -> str:
    """The whole history as JSON text, with reports, calls, notes, cards and scripts."""
    said = said_of(store)
    takes = [
        take_json(row, said)
        | {
            "report": store.report_json(row.take.id),
            "call": store.calls.report_json(row.take.id),
            "silenced": sorted(store.silenced.of(row.take.id)),
        }
        for row in store.lists.rows()
    ]
    texts = store.scripts.everything()
    return json.dumps(history_json(takes, store.cards.all(), texts), ensure_ascii=False, indent=1) + "\n"


def table(store: HistoryStore) -> str:
    """The whole history as CSV."""
    return to_csv(store.lists.rows(), said_of(store))


def to_csv(rows: Iterable[TakeRow], said: NotesAndStars) -> str:
    """One line per take under a line of headings; what is not known is empty."""
    measures = [name for name, _ in Measures().items()]
    headings = [
        "id",
        *_FACTS,
        "program",
        *measures,
        *_COUNTS,
        *(f"{name}_version" for name in _VERSIONS),
        "best",
        "note",
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, headings, restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        line = {"id": row.take.id, **_facts(row), "program": _harmless(row.take.target.program)}
        line |= {"best": row.take.id in said.stars, "note": _harmless(said.notes.get(row.take.id, ""))}
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
