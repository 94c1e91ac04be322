"""The first thing that a newcomer runs, perhaps with a Python that is too old for everything else."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

DEV = Path(__file__).parent.parent.parent.parent / "packaging" / "dev.py"


@pytest.mark.parametrize("command", ["run", "test", "setup", "lock"])
def test_an_older_python_is_told_what_is_needed(command: str) -> None:
    pretend = (
        "import runpy, sys\nsys.version_info = (3, 9, 2, 'final', 0)\n"
        f"sys.argv = ['dev.py', {command!r}]\nrunpy.run_path({str(DEV)!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", pretend], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "Rehearse needs Python 3.11 or newer and this is 3.9. Start this with a newer one, "
        f"for example: python3.11 packaging/dev.py {command}\n"
    )


def test_an_older_python_can_read_the_file() -> None:
    ast.parse(DEV.read_text(encoding="utf-8"), feature_version=(3, 7))


def test_wrong_use_ends_with_status_two() -> None:
    done = subprocess.run([sys.executable, DEV, "dance"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "dance" in done.stderr
