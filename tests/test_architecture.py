"""The shape of the program, held by a normal test: who may import whom, one door per library, size budgets.

The layers stand in `pyproject.toml` under `[tool.importlinter]`; `.github/ARCHITECTURE.md` draws them.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rehearse"
MODULES = sorted(PACKAGE.rglob("*.py"))

DOORS = {
    "PySide6": ("ui",),
    "sounddevice": ("audio",),
    "soundfile": ("audio",),
    "soxr": ("audio",),
    "av": ("audio",),
    "hibari": ("voice",),
    "faster_whisper": ("transcription",),
    "ctranslate2": ("transcription",),
    "onnxruntime": ("transcription", "meaning"),
    "tokenizers": ("meaning",),
    "sqlite3": ("history",),
    "platformdirs": ("paths.py",),
    # The network: nothing but the models that the user asks for.
    "urllib": ("transcription",),
    "http": ("transcription",),
}
"""The only places that may import each library: a package or module right below `rehearse/`."""

WITHOUT_NUMPY = (
    "speech", "measures", "phrases", "scenarios", "programs", "history", "report.py", "report_json.py", "advice.py",
    "practice.py", "call", "bands.py", "settings.py", "target.py", "errors.py",
)  # fmt: skip
"""The pure middle: values and text, no arrays."""

LONGEST_MODULE = 400
LONGEST_FUNCTION = 60


def imported_names(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module.split(".")[0])
    return names


def place(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0]


def test_the_import_contracts_hold() -> None:
    lint = Path(sys.executable).with_name("lint-imports.exe" if os.name == "nt" else "lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


@pytest.mark.parametrize("library", DOORS)
def test_a_library_is_imported_behind_its_one_door(library: str) -> None:
    users = {place(module) for module in MODULES if library in imported_names(ast.parse(module.read_text("utf-8")))}
    assert users <= set(DOORS[library])


def test_every_dependency_is_used() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    sources = "\n".join(module.read_text("utf-8") for module in MODULES)
    names = {re.split(r"[<>=!~ \[]", line, maxsplit=1)[0] for line in declared}
    unused = {
        name for name in names if name.replace("-", "_").removesuffix("_Essentials").removesuffix("_tts") not in sources
    }
    assert unused == set()


def test_the_pure_middle_does_without_numpy() -> None:
    users = {
        str(module.relative_to(PACKAGE))
        for module in MODULES
        if place(module) in WITHOUT_NUMPY and "numpy" in imported_names(ast.parse(module.read_text("utf-8")))
    }
    assert users == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda module: str(module.relative_to(PACKAGE)))
def test_modules_and_functions_keep_to_their_size(module: Path) -> None:
    source = module.read_text("utf-8")
    assert source.count("\n") <= LONGEST_MODULE
    long = [
        f"{node.name}: {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_part_of_the_window_is_made_with_a_keyword_that_begins_with_i() -> None:
    """PySide makes the setter's name of it with the system's capitals: in Turkish, `interval=` has no setter."""
    found = [
        f"{module.relative_to(PACKAGE)}:{call.lineno}: {keyword.arg}"
        for module in MODULES
        for call in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and re.match("Q[A-Z]", call.func.id)
        for keyword in call.keywords
        if (keyword.arg or "").startswith("i")
    ]
    assert found == []
