"""Models that another program has already fetched into the hub's cache on this machine; nothing is asked of the hub.

The layout is huggingface_hub's: `models--OWNER--NAME/snapshots/REVISION/FILE`, each file a link to a blob whose name is
its SHA-256 where it is large.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.transcription.catalogue import WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Cached:
    """A model in the hub's cache.

    Attributes:
        repository: As `owner/name`.
        folder: Where its files are.
        size_bytes: Size of its weights.
        sha256: What the sum of its weights must be; empty where the cache does not tell.
    """

    repository: str
    folder: Path
    size_bytes: int
    sha256: str


def place() -> Path:
    """Where the hub's cache is, by the same variables as everywhere."""
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"):
        if chosen := os.environ.get(name, ""):
            return Path(os.path.expandvars(chosen)).expanduser()
    if home := os.environ.get("HF_HOME", ""):
        return Path(os.path.expandvars(home)).expanduser() / "hub"
    cache = os.environ.get("XDG_CACHE_HOME", "") or "~/.cache"
    return Path(cache).expanduser() / "huggingface" / "hub"


def whisper_models() -> Iterator[Cached]:
    """The models in the cache that are called Whisper, each in the revision that came last; by name."""
    try:
        repositories = sorted(place().glob("models--*--*[wW]hisper*"))
    except OSError:
        return
    for repository in repositories:
        weights = [found for found in repository.glob(f"snapshots/*/{WEIGHTS}") if found.is_file()]
        if weights:
            newest = max(weights, key=lambda found: found.stat().st_mtime_ns)
            yield _cached(repository.name.removeprefix("models--").replace("--", "/", 1), newest)


def of_revision(repository: str, revision: str) -> Cached | None:
    """One repository at one revision; None where the cache does not hold it."""
    weights = place() / f"models--{repository.replace('/', '--')}" / "snapshots" / revision / WEIGHTS
    return _cached(repository, weights) if weights.is_file() else None


def _cached(repository: str, weights: Path) -> Cached:
    blob = weights.resolve().name
    return Cached(repository, weights.parent, weights.stat().st_size, blob if _SUM.fullmatch(blob) else "")
