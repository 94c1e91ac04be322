"""Cards: the name of the program in a column, the rest as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from rehearse.programs.card import Card

if TYPE_CHECKING:
    from sqlite3 import Connection

    from rehearse.history.database import Database


class Cards:
    """The user's cards; its methods raise as those of the history that they belong to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Card, ...]:
        """All cards, by name of the program."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT document FROM card ORDER BY program COLLATE NOCASE, id").fetchall()
        return tuple(card_of(json.loads(document)) for (document,) in rows)

    def save(self, card: Card) -> None:
        """Add a card, or replace the one with its id."""
        with self._database.writing() as connection:
            write(connection, card)

    def delete(self, card_id: str) -> None:
        """Delete a card; takes that were made with it keep their target."""
        with self._database.writing() as connection:
            connection.execute("DELETE FROM card WHERE id = ?", (card_id,))
        self._database.scrub()


def write(connection: Connection, card: Card) -> None:
    """Add a card, or replace the one with its id."""
    connection.execute(
        "INSERT INTO card (id, program, document) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET program = excluded.program, document = excluded.document",
        (card.id, card.program, json.dumps(asdict(card), ensure_ascii=False)),
    )


def card_of(found: dict[str, Any]) -> Card:
    """A card from its fields; those that this version doesn't know are left out."""
    values: dict[str, Any] = {entry.name: found[entry.name] for entry in fields(Card) if entry.name in found}
    for name, value in values.items():
        values[name] = tuple(value) if isinstance(value, list) else value
    return Card(**values)
