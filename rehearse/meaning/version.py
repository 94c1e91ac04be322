"""What findings depend on, as one short text that changes with it."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from rehearse import doubts, second_hearing
from rehearse.meaning import combine, encoder, guesses, known_words
from rehearse.meaning.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.phrases.rule import RuleBook

HOW: Mapping[str, object] = {
    "limits": LIMITS,
    "alone": combine.ALONE,
    "near strongest": combine.NEAR_STRONGEST,
    "blend": encoder.BLEND,
    "strong": guesses.STRONG,
    "sounds like": (known_words.FARTHEST, known_words.SHORTEST),
    "near": second_hearing.NEAR,
    "pause": second_hearing.SHORTEST_PAUSE_S,
    "unsure": doubts.UNSURE,
    "guessed": doubts.GUESSED,
}
"""The figures by which is judged; code itself changes with the version of the program, which reports name, too."""


def version(rulebook: RuleBook, how: Mapping[str, object] = HOW) -> str:
    """The fingerprint of the rules, and of cues, model and figures where model and cues are there.

    Cheap: the model's fingerprint is that of the list of its files.

    Args:
        rulebook: The rules.
        how: The figures by which is judged.
    """
    digest = hashlib.sha256(repr(sorted(how.items())).encode())
    shipped = files("rehearse.meaning")
    try:
        for part in ("cues.toml", "model/digests.json"):
            digest.update((shipped / part).read_bytes().replace(b"\r\n", b"\n"))
    except OSError:
        return rulebook.version
    return f"{rulebook.version}-{digest.hexdigest()[:8]}"
