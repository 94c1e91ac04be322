"""The set-up asks the system for what is missing, takes nothing away, and does nothing twice.

dpkg and apt are the doors: the tests put programs of their own in their place, which write down how they were called.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent.parent

DPKG_QUERY = '#!/bin/sh\nfor name in $(cat "$DOORS/installed"); do echo "installed $name"; done\nexit 1\n'
APT_CACHE = """\
#!/bin/sh
if [ "$1" = policy ]; then
    if grep -qx "$2" "$DOORS/unknown"; then echo "  Candidate: (none)"; else echo "  Candidate: 1.0"; fi
else
    echo "Depends: libfirst (>= 1), libsecond, adduser"
fi
"""
APT_GET = """\
#!/bin/sh
echo "$@" >> "$DOORS/asked"
case "$*" in *download*) touch pulseaudio_1.0_any.deb ;; esac
"""
DPKG_DEB = """\
#!/bin/sh
mkdir -p "$3/usr/bin" "$3/usr/lib/modules"
touch "$3/usr/lib/libpulsecore-1.so" "$3/usr/lib/modules/module-null-sink.so"
printf '#!/bin/sh\\ntest -e "$DOORS/satisfied" && echo pulseaudio 1.0\\n' > "$3/usr/bin/pulseaudio"
chmod +x "$3/usr/bin/pulseaudio"
"""


@dataclass(frozen=True)
class Machine:
    """A Debian machine as the set-up sees it.

    Attributes:
        checkout: Holds the set-up and nothing else.
        doors: Stands for PATH.
    """

    checkout: Path
    doors: Path

    def has(self, *packages: str) -> None:
        (self.doors / "installed").write_text(" ".join(packages), encoding="utf-8")

    def apt_knows_no(self, package: str) -> None:
        (self.doors / "unknown").write_text(package + "\n", encoding="utf-8")

    def asked_of_apt(self) -> list[str]:
        asked = self.doors / "asked"
        return asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []

    def do(self, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run Python code that can import the set-up's modules."""
        lines = f"import sys\nsys.path.insert(0, 'packaging')\n{code}\n"
        variables = {"PATH": str(self.doors), "DOORS": str(self.doors), **environment}
        return subprocess.run(
            [sys.executable, "-c", lines], cwd=self.checkout, env=variables, capture_output=True, text=True, check=False
        )

    def provide(self, *, may_install: bool, for_tests: bool = False) -> subprocess.CompletedProcess[str]:
        who = 0 if may_install else 1000
        return self.do(
            f"import os, console, system_packages\nos.geteuid = lambda: {who}\n"
            f"try: system_packages.provide(for_tests={for_tests})\n"
            "except console.SetupError as reason: sys.exit(str(reason))"
        )

    def wanted(self, kind: str) -> list[str]:
        names = self.do(f"import system_packages as s, json; print(json.dumps(s.{kind}))").stdout
        return [alternatives.split("|")[0] for alternatives in json.loads(names)]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    checkout, doors = tmp_path / "checkout", tmp_path / "doors"
    shutil.copytree(ROOT / "packaging", checkout / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, checkout)
    doors.mkdir()
    programs = {"dpkg-query": DPKG_QUERY, "apt-cache": APT_CACHE, "apt-get": APT_GET, "dpkg-deb": DPKG_DEB}
    for name, script in programs.items():
        (doors / name).write_text(script, encoding="utf-8")
        (doors / name).chmod(0o755)
    for name in ("env", "sh", "cat", "grep", "touch", "mkdir", "chmod", "test"):
        found = shutil.which(name)
        assert found
        (doors / name).symlink_to(found)
    there = Machine(checkout, doors)
    there.has()
    there.apt_knows_no("nothing")
    return there


def test_a_machine_that_has_everything_is_left_alone(machine: Machine) -> None:
    machine.has(*machine.wanted("TO_TEST"))
    done = machine.provide(may_install=True, for_tests=True)
    assert (done.returncode, done.stdout) == (0, "")
    assert machine.asked_of_apt() == []


def test_what_is_missing_is_installed_and_nothing_else(machine: Machine) -> None:
    wanted = machine.wanted("TO_RUN")
    machine.has(*(name for name in wanted if name not in {"libportaudio2", "libgl1"}))
    assert machine.provide(may_install=True).returncode == 0
    update, install = machine.asked_of_apt()
    assert update.endswith("update")
    assert install.split()[-2:] == ["libgl1", "libportaudio2"]
    assert "--no-remove" in install


def test_a_package_that_changed_its_name_is_installed_by_the_name_that_apt_knows(machine: Machine) -> None:
    machine.has(*(name for name in machine.wanted("TO_RUN") if name != "libglib2.0-0"))
    machine.apt_knows_no("libglib2.0-0")
    assert machine.provide(may_install=True).returncode == 0
    assert machine.asked_of_apt()[-1].endswith(" libglib2.0-0t64")


def test_a_package_that_is_there_by_another_name_is_not_missing(machine: Machine) -> None:
    machine.has(*(name for name in machine.wanted("TO_RUN") if name != "libglib2.0-0"), "libglib2.0-0t64")
    assert machine.provide(may_install=True).returncode == 0
    assert machine.asked_of_apt() == []


def test_without_rights_the_exact_line_is_shown_and_nothing_is_tried(machine: Machine) -> None:
    machine.has(*(name for name in machine.wanted("TO_RUN") if name != "libportaudio2"))
    done = machine.provide(may_install=False)
    assert done.returncode == 1
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends --no-remove libportaudio2"
    assert done.stderr.splitlines()[-1].strip() == line
    assert machine.asked_of_apt() == []


def test_beside_pipewire_pulseaudio_is_unpacked_and_not_installed(machine: Machine) -> None:
    machine.has(*(name for name in machine.wanted("TO_TEST") if name != "pulseaudio"), "pipewire-pulse")
    assert machine.provide(may_install=True, for_tests=True).returncode == 0
    assert not any("install" in line.split() for line in machine.asked_of_apt())
    assert machine.asked_of_apt()[-1].endswith(
        "satisfy -y --no-install-recommends --no-remove libfirst (>= 1), libsecond"
    )
    (machine.doors / "satisfied").touch()
    before = machine.asked_of_apt()
    assert machine.provide(may_install=False, for_tests=True).returncode == 0
    assert machine.asked_of_apt() == before


def test_python_packages_are_installed_once_for_the_same_requirements(machine: Machine) -> None:
    (machine.checkout / ".venv" / "bin").mkdir(parents=True)
    (machine.checkout / ".venv" / "bin" / "python").touch()
    stamped = machine.do(
        "import json, wheels\n"
        "wheels.STAMP.write_text(json.dumps({'state': wheels.fingerprint(), 'groups': ['dev', 'run']}))\n"
        "wheels.install('run'); wheels.install('dev')"
    )
    assert (stamped.returncode, stamped.stdout) == (0, "")
    with (machine.checkout / "pyproject.toml").open("a", encoding="utf-8") as pyproject:
        pyproject.write("\n# changed\n")
    changed = machine.do("import wheels; print(sorted(wheels.installed_groups(wheels.fingerprint())))")
    assert changed.stdout.strip() == "[]"


def test_the_program_is_compiled_ahead_even_where_python_may_not_keep_compiled_files(machine: Machine) -> None:
    program = machine.checkout / "rehearse"
    program.mkdir()
    (program / "part.py").write_text("said = 1\n", encoding="utf-8")
    (machine.checkout / ".venv" / "bin").mkdir(parents=True)
    (machine.checkout / ".venv" / "bin" / "python").symlink_to(sys.executable)
    done = machine.do("import wheels; wheels.compile_program()", PYTHONDONTWRITEBYTECODE="1")
    assert (done.returncode, done.stdout) == (0, "")
    assert [kept.name.split(".")[0] for kept in program.rglob("*.pyc")] == ["part"]


def test_other_python_code_is_kept_out_of_what_is_started(machine: Machine) -> None:
    show = "import os; print(sorted(os.environ))"
    code = f"import console; console.run(sys.executable, '-c', {show!r}, QT_QPA_PLATFORM='xcb')"
    disturbed = {"PYTHONPATH": "/nowhere", "PIP_TARGET": "/nowhere", "QT_PLUGIN_PATH": "/nowhere", "KEPT": "yes"}
    names = machine.do(code, **disturbed).stdout
    assert "'KEPT'" in names
    assert "'QT_QPA_PLATFORM'" in names
    assert not any(f"'{name}'" in names for name in ("PYTHONPATH", "PIP_TARGET", "QT_PLUGIN_PATH"))


@pytest.mark.parametrize(("variable", "shown"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("NOTHING", False)])
def test_a_screen_is_known_by_its_variable(machine: Machine, variable: str, shown: bool) -> None:  # noqa: FBT001
    done = machine.do("import development; print(development.has_screen())", **{variable: ":0"})
    assert done.stdout.strip() == (str(shown) if sys.platform == "linux" else "True")


def test_the_commands_end_with_the_reason_when_they_cannot_go_on(machine: Machine) -> None:
    done = machine.do(
        "import os, runpy\nos.geteuid = lambda: 1000\nsys.argv = ['dev.py', 'setup']\n"
        "runpy.run_path('packaging/dev.py', run_name='__main__')"
    )
    assert done.returncode == 1
    assert done.stderr.startswith("System packages are missing")
    assert "Traceback" not in done.stderr
    assert not os.path.lexists(machine.checkout / ".venv")
