"""What the user means to say: one text for each call, and one for each call to a program with a card."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rehearse.history.database import Database


class Scripts:
    """The user's texts; its methods raise as those of the history that they belong to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def text(self, scenario: str, card_id: str | None) -> str:
        """The text for a call, to the program of a card or to any; empty where nothing was written."""
        with self._database.reading() as connection:
            row = connection.execute(
                "SELECT text FROM script WHERE scenario = ? AND card IS ?", (scenario, card_id)
            ).fetchone()
        return "" if row is None else str(row[0])

    def everything(self) -> list[dict[str, str | None]]:
        """Every text, with its call and the card of the program that it is for."""
        with self._database.reading() as connection:
            rows = connection.execute("SELECT scenario, card, text FROM script ORDER BY scenario, card").fetchall()
        return [{"scenario": scenario, "card": card, "text": text} for scenario, card, text in rows]

    def save(self, scenario: str, card_id: str | None, text: str) -> None:
        """Keep the text for a call in the place of the one before; an empty one is deleted."""
        with self._database.writing() as connection:
            earlier = connection.execute("DELETE FROM script WHERE scenario = ? AND card IS ?", (scenario, card_id))
            if text.strip():
                connection.execute(
                    "INSERT INTO script (scenario, card, text) VALUES (?, ?, ?)", (scenario, card_id, text)
                )
        if earlier.rowcount:
            self._database.scrub()
