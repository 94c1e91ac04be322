"""Whether values from elsewhere are what their classes declare, which Python itself never asks."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

_PLAIN: dict[str, tuple[type, ...]] = {
    "str": (str,),
    # JSON and SQLite do not tell 3 from 3.0.
    "int": (int, float),
    "float": (int, float),
    "bool": (bool,),
    "None": (type(None),),
}
_MADE_BY_NO_CLASS = (str, int, float, list, dict, type(None))


def is_as_declared(value: Any) -> bool:  # noqa: ANN401 # that is what is asked
    """Whether every field of a dataclass, and of those within it, holds what its annotation says.

    Plain values are compared with their annotation; of all others it is enough that they are no plain ones, as their
    own classes made them.
    """
    return all(_fits(getattr(value, name), annotation) for name, annotation in _declared(value.__class__))


def _fits(value: object, annotation: str) -> bool:
    if type(value) in _allowed(annotation):
        return True
    if isinstance(value, tuple):
        inner = annotation.removeprefix("tuple[").removesuffix(", ...]")
        return inner != annotation and all(_fits(part, inner) for part in value)
    if is_dataclass(value):
        return is_as_declared(value)
    return isinstance(value, Enum) or not isinstance(value, _MADE_BY_NO_CLASS)


@cache
def _declared(kind: type[Any]) -> tuple[tuple[str, str], ...]:
    """Names and annotations of a class's fields; thousands of words and pauses share a few classes."""
    return tuple((entry.name, str(entry.type)) for entry in fields(kind))


@cache
def _allowed(annotation: str) -> frozenset[type]:
    """The plain types that an annotation names."""
    return frozenset(kind for name in annotation.split(" | ") for kind in _PLAIN.get(name, ()))
