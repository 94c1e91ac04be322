"""A model's tokeniser as its makers meant it.

In the file that comes with Whisper base the first of 50,000 merges is missing, that of a space and a "t". So it takes
" to", " that" and " two" apart, which the model has never seen in parts. All that the model is told before it hears,
and that is looked for in a sound, goes through it; what it writes does not.
"""

from __future__ import annotations

import re
from typing import Any

SPACE = "Ġ"
"""How tokens say that a word begins."""

FIRST_MERGE = (SPACE, "t")

MERGED = " to"
"""One token of every Whisper model."""


def mended(tokenizer: Any) -> Any:  # noqa: ANN401 # a type of the library
    """The same tokeniser, or one with the first merge where that is missing."""
    is_whole = len(tokenizer.encode(MERGED, add_special_tokens=False).ids) == 1
    if is_whole or tokenizer.token_to_id("".join(FIRST_MERGE)) is None:
        return tokenizer
    return type(tokenizer).from_str(with_first_merge(tokenizer.to_str()))


def with_first_merge(description: str) -> str:
    """A tokeniser's description (JSON) with the first merge before all others, and written as they are."""
    # Not parsed: 150,000 Python objects would come and go, and what holds them would stay.
    return _MERGES.sub(lambda found: found[0] + (_AS_TWO if found[1] else _AS_ONE) + ",", description, count=1)


_MERGES = re.compile(r'"merges":\s*\[(?=\s*(\[)?)')
_AS_ONE, _AS_TWO = f'"{" ".join(FIRST_MERGE)}"', f'["{FIRST_MERGE[0]}", "{FIRST_MERGE[1]}"]'
