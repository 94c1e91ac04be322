"""The wheel that people install, not only the checkout, brings its assets, rules and scenarios."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("rehearse-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment that holds the wheel, and sees the other packages that are needed."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=False)
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    asked = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    )
    packages = Path(asked.stdout.strip())
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", "--quiet", wheel]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    lent = f"import sys; sys.path.append({sysconfig.get_path('purelib')!r})\n"
    (packages / "lent.pth").write_text(lent, encoding="utf-8")
    return python


def ask(python: Path, folder: Path, *arguments: str, text: str = "") -> str:
    """What the installed program prints when it is started from another folder."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [python, *arguments], cwd=folder, env=environment, input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_runs_its_own_code_and_not_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = ask(installed, tmp_path, "-c", "import rehearse; print(rehearse.__file__)")
    assert Path(where.strip()).is_relative_to(installed.parent.parent)


def test_the_wheel_finds_its_demo_takes(installed: Path, tmp_path: Path) -> None:
    code = "from rehearse import assets; print(*(t.path for t in assets.demo_takes()), assets.demo_card(), sep='\\n')"
    paths = [Path(line) for line in ask(installed, tmp_path, "-c", code).splitlines()]
    assert [path.name for path in paths] == ["first-attempt.ogg", "calm-take.ogg", "card.json"]
    assert all(path.is_file() and path.is_relative_to(installed.parent.parent) for path in paths)


def test_the_wheel_lists_every_rule_that_the_checkout_has(installed: Path, tmp_path: Path) -> None:
    there = ask(installed, tmp_path, "-m", "rehearse", "rules")
    here = ask(Path(sys.executable), ROOT, "-m", "rehearse", "rules")
    assert "do-anything" in there
    assert there == here


def test_the_wheel_checks_a_text_by_its_rules_and_scenarios(installed: Path, tmp_path: Path) -> None:
    said = "Good morning, I am Maya Okafor and I will do anything you need. Thank you."
    check = ("-m", "rehearse", "check", "--scenario", "opening-call", "--format", "json", "-")
    report = json.loads(ask(installed, tmp_path, *check, text=said))
    assert [finding["rule"] for finding in report["findings"]] == ["do-anything"]
    assert "second-layer" not in {note["about"] for note in report["notes"]}
    heard = {element["element"] for element in report["elements"] if element["status"] == "heard"}
    assert {"greeting", "full-name", "thanks"} <= heard


def test_the_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"rehearse"}
    assert {"rehearse/py.typed", "rehearse/assets/README.md"} <= set(names)
    assert not [name for name in names if name.endswith((".png", ".pyc"))]
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
