"""The voice models that this machine has, each known by its exact sum before anything is loaded from it.

A known model is looked for in this order: in installed packages that hold it in parts, fetched from the hub by this
program, in one installed package, in a folder that the user pointed to, in the hub's cache. Parts come first because
they are joined in the very folder that a download would use, so what lies there is theirs. Other models are found in
the user's folders and in that cache.
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse import settings
from rehearse.errors import KnownError, Trouble
from rehearse.paths import where
from rehearse.settings import DEFAULT_MODEL
from rehearse.transcription import catalogue, hub_cache, joining, model_folder
from rehearse.transcription.catalogue import FILES, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.transcription.catalogue import ModelSource, Part

DEFAULT = DEFAULT_MODEL
"""The model that is used unless another is chosen."""

NOT_VERBATIM = frozenset({"tiny.en"})
"""Models that are not asked for ums: of those that tiny.en then wrote on real recordings, every second was wrong."""

COMPARING = frozenset({"base"})
"""Models whose words are compared with what is expected: the limits were chosen for base. By the same limits tiny.en
takes a caller who gave no name for the one on the card."""


class ModelOrigin(StrEnum):
    """How a model came to this machine."""

    PACKAGE = "package"
    DOWNLOAD = "download"
    CACHE = "cache"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Model:
    """A voice model on this machine.

    Attributes:
        name: Name, as in reports and settings.
        folder: Where its files are, or will be once its parts are joined.
        size_bytes: Size of its weights.
        source: Where it came from, for people.
        sha256: Sum of its weights; empty where it is not known beforehand.
        kind: How it came here.
    """

    name: str
    folder: Path
    size_bytes: int
    source: str
    sha256: str
    kind: ModelOrigin = ModelOrigin.PACKAGE


def installed(sources: tuple[ModelSource, ...] | None = None) -> tuple[Model, ...]:
    """The models whose files are on this machine, whole or damaged, the known ones first; nothing is summed."""
    sources = catalogue.SOURCES if sources is None else sources
    known = [model for source in sources if (model := _find(source)) is not None]
    names, folders = {source.name for source in sources}, {model.folder for model in known}
    others = (model for model in _in_folders() if model.name not in names)
    return (*known, *others, *_in_the_cache(folders))


def locate(name: str, sources: tuple[ModelSource, ...] | None = None) -> Model:
    """Find a model and make sure that it is whole; one that comes in parts is joined the first time.

    The sum of the weights is taken once per run and file (about 0.2 s for base).

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING where it is not installed, MODEL_DAMAGED where a file is missing,
            cut short or wrong, MODEL_FOLDER_UNFIT or MODEL_CHANGED for a model in a folder of the user's, DISK_FULL or
            FOLDER_READ_ONLY where its parts could not be joined.
    """
    sources = catalogue.SOURCES if sources is None else sources
    source = catalogue.named(name, sources)
    if source is None:
        return _locate_other(name, sources)
    model = _find(source)
    if model is None:
        raise KnownError(Trouble.MODEL_MISSING, model=name, command=source.install_command)
    if model.kind is ModelOrigin.PACKAGE and len(source.parts) > 1 and damage(model.folder, source):
        reason = _join(source, model.folder)
    else:
        reason = damage(model.folder, source)
    if reason:
        raise KnownError(Trouble.MODEL_DAMAGED, model=name, reason=reason, command=source.install_command)
    return model


def damage(folder: Path, source: ModelSource) -> str:
    """What is wrong with a known model's files, in words; empty where they are whole."""
    for name in FILES:
        if not (folder / name).is_file():
            return f"{name} is missing"
    weights = folder / WEIGHTS
    size_bytes = weights.stat().st_size
    if size_bytes != source.size_bytes:
        return _wrong_size(size_bytes, source)
    if model_folder.sum_of(weights) != source.sha256:
        return f"the checksum of {WEIGHTS} is wrong"
    return ""


# Models that the program knows


def _find(source: ModelSource) -> Model | None:
    packaged = _in_packages(source)
    if packaged is not None and len(source.parts) > 1:
        return packaged
    fetched = joining.folder_of(source.name, source.sha256)
    if (fetched / WEIGHTS).is_file():
        origin = f"hub, {source.repository}"
        size_bytes = (fetched / WEIGHTS).stat().st_size
        return Model(source.name, fetched, size_bytes, origin, source.sha256, ModelOrigin.DOWNLOAD)
    if packaged is not None:
        return packaged
    chosen = next((model for model in _in_folders() if model.name == source.name), None)
    if chosen is not None:
        return chosen
    cached = hub_cache.of_revision(source.repository, source.revision)
    if cached is None:
        return None
    origin = f"hub's cache, {source.repository}"
    return Model(source.name, cached.folder, cached.size_bytes, origin, source.sha256, ModelOrigin.CACHE)


def _in_packages(source: ModelSource) -> Model | None:
    pieces = [_place(part) for part in source.parts]
    found = [piece for piece in pieces if piece is not None and piece.is_file()]
    if not found or len(found) < len(pieces):
        return None
    folder = found[0].parent if len(found) == 1 else joining.folder_of(source.name, source.sha256)
    size_bytes = sum(piece.stat().st_size for piece in found)
    return Model(source.name, folder, size_bytes, source.origin, source.sha256)


def _place(part: Part) -> Path | None:
    # The package is looked up, never imported: nothing of it has to run.
    spec = importlib.util.find_spec(part.package)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / part.file


def _join(source: ModelSource, folder: Path) -> str:
    """Make one folder of the parts; what is wrong with them, in words, and empty where they are whole."""
    pieces = [piece for part in source.parts if (piece := _place(part)) is not None]
    beside = [pieces[0].parent / name for name in FILES if name != WEIGHTS]
    for file in beside:
        if not file.is_file():
            return f"{file.name} is missing"
    size_bytes = sum(piece.stat().st_size for piece in pieces)
    if size_bytes != source.size_bytes:
        return _wrong_size(size_bytes, source)
    for file in beside:
        joining.join((file,), folder / file.name)
    whole = joining.join(tuple(pieces), folder / WEIGHTS, source.sha256)
    return "" if whole else f"the checksum of {WEIGHTS} is wrong"


def _wrong_size(size_bytes: int, source: ModelSource) -> str:
    return f"{WEIGHTS} has {size_bytes:,} bytes instead of {source.size_bytes:,}"


# Models that it does not know


def _in_folders() -> Iterator[Model]:
    for name, place in settings.load(where().settings_file).model_folders.items():
        folder = Path(place)
        weights = folder / WEIGHTS
        size_bytes = weights.stat().st_size if weights.is_file() else 0
        yield Model(name, folder, size_bytes, f"folder {folder}", "", ModelOrigin.FOLDER)


def _in_the_cache(known: set[Path]) -> Iterator[Model]:
    for cached in hub_cache.whisper_models():
        if cached.folder not in known and not model_folder.fault_of(cached.folder):
            origin = f"hub's cache, {cached.repository}"
            yield Model(cached.repository, cached.folder, cached.size_bytes, origin, cached.sha256, ModelOrigin.CACHE)


def _locate_other(name: str, sources: tuple[ModelSource, ...]) -> Model:
    model = next((found for found in (*_in_folders(), *_in_the_cache(set())) if found.name == name), None)
    if model is None:
        raise KnownError(Trouble.MODEL_UNKNOWN, model=name, known=", ".join(known.name for known in sources))
    model_folder.check(model.folder)
    if model.kind is ModelOrigin.FOLDER and model_folder.name_for(model.folder) != name:
        raise KnownError(Trouble.MODEL_CHANGED, model=name, folder=model.folder)
    if model.sha256 and model_folder.sum_of(model.folder / WEIGHTS) != model.sha256:
        fault = f"the checksum of {WEIGHTS} is wrong"
        raise KnownError(Trouble.MODEL_FOLDER_UNFIT, folder=model.folder, reason=fault)
    return model
