"""The second layer: what sounds like a rule although no pattern foresaw the words, found by meaning."""

from __future__ import annotations

from rehearse.meaning.check import check, meant, read_ahead
from rehearse.meaning.version import version

__all__ = ["check", "meant", "read_ahead", "version"]
