"""How the values of settings are read: each function returns the value or raises `ValueError`."""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from rehearse.measures.values import Band, Measures

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

BAND_EDGES = ("far_low", "low", "high", "far_high")
"""The edges of a band, in the order in which they must rise."""


def _refuse(value: object, wanted: str) -> ValueError:
    return ValueError(f"{value!r} is not {wanted}")


def text(value: object) -> str:
    """A text, perhaps empty."""
    if not isinstance(value, str):
        raise _refuse(value, "a text")
    return value


def filled(value: object) -> str:
    """A text that is not empty."""
    if not text(value):
        raise _refuse(value, "a text with something in it")
    return text(value)


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise _refuse(value, "true or false")
    return value


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list | tuple):
        raise _refuse(value, "a list")
    return tuple(text(entry) for entry in value)


def mapping(value: object) -> dict[str, object]:
    """Names and values."""
    if not isinstance(value, dict):
        raise _refuse(value, "an object")
    return value


def names(value: object) -> dict[str, str]:
    """Texts by name."""
    return {name: filled(inner) for name, inner in mapping(value).items()}


def optional(read: Callable[[object], T]) -> Callable[[object], T | None]:
    """The same value, or nothing."""
    return lambda value: None if value is None else read(value)


def number(low: float, high: float) -> Callable[[object], float]:
    """A number from `low` to `high`."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise _refuse(value, f"a number from {low} to {high}")
        return float(value)

    return read


def digits(value: object) -> str:
    """A number as text; the spaces and hyphens that people write into it are left out."""
    return text(value).replace(" ", "").replace("-", "")


def choice(kind: type[E]) -> Callable[[object], E]:
    """One of an enumeration's members, by its value."""

    def read(value: object) -> E:
        return kind(text(value))

    return read


def band(value: object) -> Band:
    """A band: at least one edge, finite, rising from far low to far high; a far edge needs its near one."""
    found = mapping(value)
    if unknown := set(found) - set(BAND_EDGES):
        raise _refuse(sorted(unknown), "an edge of a band")
    edges = {name: _edge(found[name]) for name in BAND_EDGES if found.get(name) is not None}
    rising = list(edges.values())
    if not edges or rising != sorted(rising):
        raise _refuse(value, "a band whose edges rise")
    if ("far_low" in edges and "low" not in edges) or ("far_high" in edges and "high" not in edges):
        raise _refuse(value, "a band that has the edge before its far edge")
    return Band(**edges)


def _edge(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _refuse(value, "a number")
    return float(value)


def bands(value: object) -> dict[str, Band]:
    """Bands by name of the measure; the length of one call by `speech_duration_s/` and the call's id."""
    found = mapping(value)
    if unknown := [name for name in found if not _has_band(name)]:
        raise _refuse(unknown, "the name of a measure")
    return {name: band(inner) for name, inner in found.items()}


def _has_band(name: str) -> bool:
    measure, slash, call = name.partition("/")
    if slash:
        return measure == "speech_duration_s" and bool(call)
    return measure in {known for known, _ in Measures().items()}
