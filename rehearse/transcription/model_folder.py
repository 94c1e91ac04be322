"""Whether a folder holds a Whisper model that can be used, told from its files without loading anything."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.transcription import catalogue
from rehearse.transcription.catalogue import WEIGHTS

if TYPE_CHECKING:
    from pathlib import Path

CONFIGURATION, TOKENIZER = "config.json", "tokenizer.json"
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
"""A vocabulary has one of these names, by the age of the conversion."""

KIND = b"WhisperSpec\0"
"""What stands near the start of the weights of a Whisper model converted for CTranslate2."""

NEWEST_FORMAT = 6
"""The newest form of such weights that CTranslate2 4 reads."""

MARK_LENGTH = 8
"""So many digits of a model's sum stand in its name: enough to tell the models on one machine apart."""


def fault_of(folder: Path) -> str:
    """What a folder lacks to be a Whisper model, in words; empty where it is one, as far as its files tell."""
    if not folder.is_dir():
        return "there is no such folder"
    missing = [name for name in (WEIGHTS, CONFIGURATION, TOKENIZER) if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in VOCABULARIES):
        missing.append(VOCABULARIES[0])
    if missing:
        return f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing"
    try:
        return _fault_of_weights(folder / WEIGHTS) or _fault_of_json(folder)
    except OSError as error:
        return error.strerror or type(error).__name__


def check(folder: Path) -> None:
    """Make sure that a folder holds a Whisper model.

    Raises:
        KnownError: MODEL_FOLDER_UNFIT.
    """
    if fault := fault_of(folder):
        raise KnownError(Trouble.MODEL_FOLDER_UNFIT, folder=folder, reason=fault)


def name_for(folder: Path) -> str:
    """The name of the model in a folder: that of a known model with the same weights, else the folder's with a mark.

    The mark is the first digits of the sum of its weights: another model in the same folder has another name, so its
    figures are never taken for those of the same ruler.
    """
    found = sum_of(folder / WEIGHTS)
    known = next((source.name for source in catalogue.SOURCES if source.sha256 == found), None)
    return known or f"{folder.name or 'model'}-{found[:MARK_LENGTH]}"


def sum_of(path: Path) -> str:
    """SHA-256 of a file; taken again only after it changed (about 0.2 s for 150 MB).

    Raises:
        OSError: It can't be read.
    """
    found = path.stat()
    return _sum(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=16)
def _sum(path: Path, _changed_ns: int, _size_bytes: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fault_of_weights(weights: Path) -> str:
    with weights.open("rb") as file:
        head = file.read(6 + len(KIND))
    if head[6:] != KIND:
        return f"{WEIGHTS} is not a Whisper model in CTranslate2 format"
    if int.from_bytes(head[:4], "little") > NEWEST_FORMAT:
        return f"{WEIGHTS} has a newer format than this program reads"
    return ""


def _fault_of_json(folder: Path) -> str:
    for name in (CONFIGURATION, TOKENIZER):
        try:
            found = json.loads((folder / name).read_text(encoding="utf-8"))
        except ValueError:
            found = None
        if not isinstance(found, dict):
            return f"{name} can't be read"
    return ""
