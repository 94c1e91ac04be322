"""A model's tokeniser as its makers meant it.

In the file that comes with Whisper base the first of 50,000 merges is missing, that of a space and a "t". So it takes
" to", " that" and " two" apart, which the model has never seen in parts. All that the model is told before it hears,
and that is looked for in a sound, goes through it; what it writes does not.
"""

from __future__ import annotations

import json
from typing import Any

SPACE = "Ġ"
"""How tokens say that a word begins."""

FIRST_MERGE = (SPACE, "t")

MERGED = " to"
"""One token of every Whisper model."""


def mended(tokenizer: Any) -> Any:  # noqa: ANN401 # a type of the library
    """The same tokeniser, or one with the first merge where that is missing."""
    if len(tokenizer.encode(MERGED, add_special_tokens=False).ids) == 1:
        return tokenizer
    return type(tokenizer).from_str(with_first_merge(tokenizer.to_str()))


def with_first_merge(description: str) -> str:
    """A tokeniser's description with the first merge before all others, written as they are: as one text or as two."""
    described = json.loads(description)
    merges = described["model"]["merges"]
    merges.insert(0, " ".join(FIRST_MERGE) if isinstance(merges[0], str) else list(FIRST_MERGE))
    return json.dumps(described)
