"""Reading one table of a data file with errors that name the file, the entry and the key."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, TypeVar

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from enum import StrEnum
    from importlib.resources.abc import Traversable

_E = TypeVar("_E", bound="StrEnum")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a TOML file.

    Attributes:
        file: Name of the file, for messages.
        where: What the table is, for messages ("rule do-anything").
        values: Its keys and values.
    """

    file: str
    where: str
    values: Mapping[str, object]

    def fail(self, key: str, reason: str) -> NoReturn:
        """Say what is wrong with a key.

        Raises:
            KnownError: Always.
        """
        where = f"{self.where}, {key}" if key else self.where
        raise KnownError(Trouble.RULES_FAULTY, file=self.file, where=where, reason=reason)

    def only(self, *known: str) -> None:
        """Refuse keys other than these, which are mostly slips of the pen."""
        for key in self.values:
            if key not in known:
                self.fail(key, "this key is not known")

    def text(self, key: str, default: str | None = None) -> str:
        """A string; one without default must be there and must not be empty."""
        value = self.values.get(key, default)
        if not isinstance(value, str):
            self.fail(key, "a text is needed here")
        if default is None and not value.strip():
            self.fail(key, "this may not be empty")
        return value

    def flag(self, key: str) -> bool:
        """A boolean, false where it is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, "true or false is needed here")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings, empty where it is missing."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
            self.fail(key, "a list of texts is needed here")
        return tuple(value)

    def choice(self, key: str, kinds: type[_E], default: _E | None = None) -> _E:
        """One of the values of an enumeration."""
        value = self.text(key, default)
        try:
            return kinds(value)
        except ValueError:
            self.fail(key, f"“{value}” is not one of: {', '.join(kinds)}")

    def each(self, key: str, make: Callable[[str], _T]) -> tuple[_T, ...]:
        """A list of strings, each turned into a value; a `ValueError` names the entry."""
        made = []
        for number, value in enumerate(self.texts(key), start=1):
            try:
                made.append(make(value))
            except ValueError as error:
                self.fail(f"{key}, entry {number} “{value}”", str(error))
        return tuple(made)

    def tables(self, key: str, title: str) -> tuple[Table, ...]:
        """A list of tables, each named by its id where it has one."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.fail(key, f"write each as [[{key}]]")
        return tuple(
            Table(self.file, f"{title} {entry.get('id', number)}", entry) for number, entry in enumerate(value, start=1)
        )


def read_table(path: Traversable) -> Table:
    """Read a TOML file as one table.

    Raises:
        KnownError: It is no TOML.
    """
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnownError(Trouble.RULES_FAULTY, file=path.name, where="the file", reason=str(error)) from error
    return Table(path.name, "the file", values)
