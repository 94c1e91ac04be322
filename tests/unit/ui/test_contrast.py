"""Contrast, computed over the theme's tokens as the Web Content Accessibility Guidelines 2.2 ask (1.4.3, 1.4.11)."""

from __future__ import annotations

import pytest

from rehearse.ui.tokens import DARK, LIGHT, Tokens
from tests.contrast import contrast

TEXT = 4.5
"""Between text and what it stands on."""
SHAPE = 3.0
"""Between a shape that means something, or a focus ring, and what it stands on."""

PLAIN = ("window", "surface", "sunken")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("text", "muted") for ground in (*PLAIN, "accent_soft", "band")),
    *((ink, ground, TEXT) for ink in ("accent", "stop", "fix", "polish", "good") for ground in PLAIN),
    *(("text", f"{tone}_soft", TEXT) for tone in ("stop", "fix", "polish", "good")),
    *((tone, f"{tone}_soft", TEXT) for tone in ("stop", "fix", "polish", "good")),
    ("on_accent", "accent", TEXT),
    ("on_accent", "accent_hover", TEXT),
    ("accent", "band", SHAPE),
    ("accent", "accent_soft", SHAPE),
    ("muted", "band", SHAPE),
    ("edge", "window", SHAPE),
    ("edge", "surface", SHAPE),
]


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_is_shown_can_be_told_from_what_it_stands_on(ink: str, ground: str, least: float, tokens: Tokens) -> None:
    found = contrast(getattr(tokens, ink), getattr(tokens, ground))
    assert found >= least, f"{ink} on {ground}: {found:.2f} to 1"
