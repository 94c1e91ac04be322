"""The colours of both themes and the grid: plain values that the style sheets and the painted widgets share."""

from __future__ import annotations

from dataclasses import dataclass

GRID = 8
"""All distances are multiples of this many pixels."""
SCROLL_BAR = 12
"""Width of a scroll bar, in pixels."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme.

    Text colours reach 4.5:1 on `window`, `surface` and `sunken`; `edge`, which shows where to write and where to drag,
    3:1 on the first two.
    """

    dark: bool
    window: str
    surface: str
    sunken: str
    border: str
    edge: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    band: str
    stop: str
    fix: str
    polish: str
    good: str
    stop_soft: str
    fix_soft: str
    polish_soft: str
    good_soft: str


LIGHT = Tokens(
    dark=False,
    window="#F4F5F6",
    surface="#FFFFFF",
    sunken="#ECEEF0",
    border="#CFD4D9",
    edge="#7F8890",
    text="#1A1E22",
    muted="#56606A",
    accent="#0A626A",
    accent_hover="#084F56",
    on_accent="#FFFFFF",
    accent_soft="#D9EBEC",
    band="#CFE4E3",
    stop="#A02B1B",
    fix="#7A4D00",
    polish="#41528A",
    good="#1C6337",
    stop_soft="#FBE3DF",
    fix_soft="#FAEBCB",
    polish_soft="#E4E8F7",
    good_soft="#DDF0E3",
)
DARK = Tokens(
    dark=True,
    window="#14171A",
    surface="#1D2125",
    sunken="#262B30",
    border="#3D444B",
    edge="#6B747D",
    text="#E8EBEE",
    muted="#A7B0B9",
    accent="#62C6C9",
    accent_hover="#83D6D8",
    on_accent="#06282A",
    accent_soft="#1F3F41",
    band="#234546",
    stop="#FF9C8B",
    fix="#ECB955",
    polish="#AEBCF3",
    good="#84D4A0",
    stop_soft="#4A2620",
    fix_soft="#463614",
    polish_soft="#2B3354",
    good_soft="#1E4029",
)

_active: list[Tokens] = [LIGHT]


def current() -> Tokens:
    """The tokens in force."""
    return _active[0]


def use(tokens: Tokens) -> None:
    """Put a theme's tokens in force; what is painted from now on wears its colours."""
    _active[0] = tokens
