"""Small readers for the keys of a script file."""

from __future__ import annotations

from rehearse.call.script import SEPARATOR, Wordings
from rehearse.call.values import Difficulty
from rehearse.table import Table


def reference(name: str, script_id: str) -> str:
    """A state's name as "script/state"; a bare one is a state of the same script."""
    return name if SEPARATOR in name else f"{script_id}{SEPARATOR}{name}"


def read_wordings(table: Table, key: str) -> Wordings:
    """A list of wordings, or one for each difficulty: { busy = ["…"], hard = ["…"], any = ["…"] }; empty if missing."""
    value = table.values.get(key, [])
    if not isinstance(value, dict):
        return Wordings(table.texts(key))
    inner = Table(table.file, f"{table.where}, {key}", value)
    inner.only("any", *Difficulty)
    special = tuple((difficulty, inner.texts(difficulty)) for difficulty in Difficulty if difficulty in value)
    wordings = Wordings(inner.texts("any"), special)
    for difficulty in Difficulty:
        if not wordings.of(difficulty):
            inner.fail(difficulty, "no wording for this difficulty, and none for any")
    return wordings


def read_number(table: Table, key: str) -> float | None:
    """A number from zero up; None where it is missing."""
    value = table.values.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        table.fail(key, "a number from zero up is needed here")
    return float(value)


def read_pair(table: Table, key: str) -> tuple[float, float] | None:
    """Two numbers, the lower first; None where they are missing."""
    value = table.values.get(key)
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2 or not all(_is_positive(v) for v in value):
        table.fail(key, "two numbers above zero are needed, such as [3, 5]")
    low, high = float(value[0]), float(value[1])
    if low > high:
        table.fail(key, "the lower number comes first")
    return low, high


def _is_positive(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
