"""The virtual environment in `.venv` and the Python packages in it."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

from console import ROOT, SetupError, answer, run_quietly, step

ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "rehearse-setup.json"
PYPROJECT = ROOT / "pyproject.toml"
LOCK = ROOT / "requirements.lock"
LOCK_HEADER = """\
# Exact versions of everything that running and testing needs, on every platform.
# Written by `python3 packaging/dev.py lock`; pip takes it as constraints.
"""


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(group: str) -> None:
    """See that `.venv` stands and holds what the program and the dependency group need.

    Args:
        group: `run` for the program alone, else the name of a dependency group in pyproject.toml.
    """
    state = fingerprint()
    groups = installed_groups(state)
    if group in groups:
        return
    if not python_of(ENVIRONMENT).exists():
        step("Making a virtual environment in .venv")
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
    step("Installing the Python packages (some 450 MB the first time, a minute or more)")
    run_quietly(
        "Installing the Python packages",
        *(str(python_of(ENVIRONMENT)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--constraint", str(LOCK), "--editable", str(ROOT), *requirements(group)),
    )
    STAMP.write_text(json.dumps({"state": state, "groups": sorted({*groups, "run", group})}), encoding="utf-8")


def compile_program() -> None:
    """Compile the program ahead: where Python may not keep compiled files, each start would compile it all again.

    The window then takes three times as long to open as an empty one instead of twice. Without a right to write here
    the program starts as before.
    """
    answer(python_of(ENVIRONMENT), "-m", "compileall", "-q", ROOT / "rehearse")


def requirements(group: str) -> list[str]:
    """The requirements of a dependency group; read here because a fresh pip may be too old to know groups."""
    if group == "run":
        return []
    pyproject = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))
    return list(pyproject["dependency-groups"][group])


def fingerprint() -> str:
    """Changes whenever the packages must be installed again."""
    parts = [str(ROOT).encode(), PYPROJECT.read_bytes(), LOCK.read_bytes()]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def installed_groups(state: str) -> frozenset[str]:
    """The groups that the last installation left, none where it was for another state or its stamp is unreadable."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return frozenset()
    if not isinstance(stamp, dict) or stamp.get("state") != state or not python_of(ENVIRONMENT).exists():
        return frozenset()
    return frozenset(str(group) for group in stamp.get("groups", ()))


def lock() -> int:
    """Resolve the newest versions that pyproject.toml allows, for all platforms at once, into requirements.lock."""
    with tempfile.TemporaryDirectory() as folder:
        step("Installing the resolver")
        environment = Path(folder) / "environment"
        venv.create(environment, with_pip=True)
        run_quietly("Installing the resolver", python_of(environment), "-m", "pip", "install", "--quiet", "uv")
        step("Resolving the Python packages")
        resolved = answer(
            *(environment / python_of(environment).parent.name / "uv", "pip", "compile", "--universal", "--quiet"),
            *("--python-version", "3.11", "--no-annotate", "--no-header", "--no-config"),
            *("--group", f"{PYPROJECT}:dev", PYPROJECT),
        )
    if not resolved:
        raise SetupError("The versions in pyproject.toml could not be resolved; is there a network?")
    LOCK.write_text(LOCK_HEADER + resolved, encoding="utf-8")
    step(f"Wrote {LOCK.name} with {len(resolved.splitlines())} packages")
    return 0
