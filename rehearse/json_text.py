"""JSON that others wrote, read strictly: a text in it that could never be written down again is refused."""

from __future__ import annotations

import json
import re
from typing import Any

_ESCAPED = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)")
"""What a backslash begins, two halves of one character together; a half that stands alone is the group."""


def parsed(text: str) -> Any:  # noqa: ANN401 # whatever the JSON holds
    r"""The value of a JSON text.

    JSON names rare characters as two halves, and Python also takes one half alone (`"\ud83d"`). No file, database or
    recogniser of words takes it, so it is found here, where the text comes in, and not later in the middle of
    something else.

    Raises:
        json.JSONDecodeError: It is not JSON, or a text in it holds half a character.
        ValueError: It holds a number that is too long.
        RecursionError: It is nested too deeply.
    """
    value = json.loads(text)
    for found in _ESCAPED.finditer(text):
        if found[1]:
            raise json.JSONDecodeError("Half a character", text, found.start())
    return value
