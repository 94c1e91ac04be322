"""The card as JSON, as `--target CARD.json` takes it and as lines of a corpus hold it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.json_text import parsed
from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Mapping

EXAMPLE = (
    '{"applicant": "Maya Okafor", "applicant_id": "14872093", "program": "Riverbend Medical Center", '
    '"aliases": ["Riverbend"], "specialty": "internal medicine"}'
)
"""What a card looks like; every key may be missing."""

_TEXTS = ("applicant", "applicant_id", "program", "specialty")


def read_target(path: str) -> Target:
    """Read a card from a file.

    Raises:
        KnownError: `Trouble.CARD_FAULTY` where it can't be read or is no card.
    """
    try:
        value = parsed(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise KnownError(
            Trouble.CARD_FAULTY, path=path, reason=(error.strerror or "it can't be read").lower()
        ) from error
    except json.JSONDecodeError as error:
        reason = f"it is not valid JSON from character {error.pos + 1}"
        raise KnownError(Trouble.CARD_FAULTY, path=path, reason=reason) from error
    except (ValueError, RecursionError) as error:
        raise KnownError(Trouble.CARD_FAULTY, path=path, reason="it is not valid JSON") from error
    return target_from_json(value, path)


def target_from_json(value: object, path: str) -> Target:
    """A card from parsed JSON; keys that are not known are left aside.

    Args:
        value: A JSON object, or null for no card.
        path: Where it comes from, for the message.

    Raises:
        KnownError: `Trouble.CARD_FAULTY`.
    """
    if value is None:
        return Target()
    if not isinstance(value, dict):
        raise KnownError(Trouble.CARD_FAULTY, path=path, reason="it is not a JSON object")
    texts = {key: _text(value, key, path) for key in _TEXTS}
    aliases = value.get("aliases") or []
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise KnownError(Trouble.CARD_FAULTY, path=path, reason="aliases is not a list of texts")
    return Target(**texts, aliases=tuple(aliases))


def _text(value: Mapping[str, object], key: str, path: str) -> str:
    text = value.get(key) or ""
    if isinstance(text, int) and not isinstance(text, bool):
        text = str(text)
    if not isinstance(text, str):
        raise KnownError(Trouble.CARD_FAULTY, path=path, reason=f"{key} is not text")
    return text
