"""What the user means to say: one text for each call, and one for each call to a program with a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


def read(connection: Connection, scenario: str, card_id: str | None) -> str:
    """The text for a call; empty where there is none."""
    row = connection.execute("SELECT text FROM script WHERE scenario = ? AND card IS ?", (scenario, card_id)).fetchone()
    return "" if row is None else str(row[0])


def everything(connection: Connection) -> list[dict[str, str | None]]:
    """Every text, with its call and the card of the program that it is for."""
    rows = connection.execute("SELECT scenario, card, text FROM script ORDER BY scenario, card")
    return [{"scenario": scenario, "card": card, "text": text} for scenario, card, text in rows]


def write(connection: Connection, scenario: str, card_id: str | None, text: str) -> bool:
    """Keep the text for a call, an empty one not at all; whether it took the place of an earlier one."""
    earlier = connection.execute("DELETE FROM script WHERE scenario = ? AND card IS ?", (scenario, card_id))
    if text.strip():
        connection.execute("INSERT INTO script (scenario, card, text) VALUES (?, ?, ?)", (scenario, card_id, text))
    return earlier.rowcount > 0
