"""Which words work against the speaker and what was left unsaid: a prose linter whose rules are data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.phrases.check import check
from rehearse.phrases.loader import load
from rehearse.phrases.names import expected
from rehearse.phrases.own_words import OWN_WORDS, fault_of, with_own_words
from rehearse.phrases.rule import RuleBook

__all__ = ["OWN_WORDS", "RULES_VERSION", "RuleBook", "check", "expected", "fault_of", "load", "with_own_words"]

if TYPE_CHECKING:
    RULES_VERSION: str
    """Fingerprint of the shipped rules; the same as `load().version`."""


def __getattr__(name: str) -> str:
    """`RULES_VERSION` is read from the rule files when first asked for."""
    if name == "RULES_VERSION":
        return load().version
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
