"""The second layer: what sounds like a rule although no pattern foresaw the words, found by meaning."""

from __future__ import annotations

from rehearse.meaning.check import check, version

__all__ = ["check", "version"]
