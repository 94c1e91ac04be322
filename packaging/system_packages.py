"""The Linux libraries and tools that no wheel carries: which are missing, and how to get them.

On Debian and Ubuntu they are installed by apt where that is allowed, and never by removing a package. On Windows and
macOS the wheels carry everything.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys

import private_pulseaudio
from console import SetupError, answer, run_quietly, step

# Alternatives are separated by "|": the first is the name on Debian 12, the others are later names or equals.
QT = (
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libfreetype6",
    "libdbus-1-3",
    "libglib2.0-0|libglib2.0-0t64",
    "libbrotli1",
    "libx11-6",
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
    "libwayland-client0",
    "libwayland-cursor0",
    "libwayland-egl1",
    "fonts-dejavu-core",
)
SOUND = (
    "libportaudio2",
    "libasound2-plugins|pipewire-alsa",
    "pulseaudio-utils",  # pactl, which knows the microphones' names, PipeWire's too
)
TO_RUN = QT + SOUND
ASSISTIVE = ("at-spi2-core", "dbus-daemon")  # what a screen reader speaks, and what carries it
TO_TEST = (*TO_RUN, "libasound2-plugins", "xvfb", "xauth", "pulseaudio", "espeak-ng", *ASSISTIVE)

LIBRARIES_TO_RUN = (
    "libGL.so.1",
    "libEGL.so.1",
    "libxkbcommon.so.0",
    "libfontconfig.so.1",
    "libdbus-1.so.3",
    "libglib-2.0.so.0",
    "libxcb-cursor.so.0",
    "libportaudio.so.2",
)
TOOLS_TO_TEST = ("xvfb-run", "xauth", "pulseaudio", "pactl", "espeak-ng", "dbus-daemon")

PIPEWIRE = ("pipewire-alsa", "pipewire-audio", "pipewire-pulse")
"""Packages that apt would remove for the sake of `pulseaudio`, or whose place it would take at the next login."""

APT = ("apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq")
CAREFULLY = ("-y", "--no-install-recommends", "--no-remove")
INSTALL = ("install", *CAREFULLY)
SATISFY = ("satisfy", *CAREFULLY)


def provide(*, for_tests: bool) -> None:
    """See that what the program needs is on the system, and what its tests need as well if asked.

    Raises:
        SetupError: Something is missing and may not be installed from here; the text is the line to type.
    """
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("dpkg-query") is None or shutil.which("apt-get") is None:
        check_without_apt(for_tests=for_tests)
        return
    wanted = [*(TO_TEST if for_tests else TO_RUN), *venv_packages()]
    missing = missing_of(wanted)
    if not missing:
        return
    apt_get = may_install()
    if apt_get:
        step("Asking apt what there is")
        run_quietly("apt-get update", *apt_get, "update")
    if needs_private_pulseaudio(missing):
        private_pulseaudio.unpack()
        missing = missing_of(wanted)
    if apt_get:
        install(missing, apt_get)
    elif missing:
        reason = "System packages are missing and this account may not install them. Type this, then start again:\n  "
        raise SetupError(reason + line_to_type(missing))


def install(missing: list[str], apt_get: tuple[str, ...]) -> None:
    """Install packages by apt; beside PipeWire only what PulseAudio needs instead of PulseAudio."""
    names = names_to_install(missing)
    if needs_private_pulseaudio(names):
        names.remove("pulseaudio")
        step("Installing what PulseAudio needs by apt")
        run_quietly("apt-get satisfy", *apt_get, *SATISFY, private_pulseaudio.depends())
    if names:
        step(f"Installing {len(names)} system packages by apt: {' '.join(names)}")
        run_quietly("apt-get install", *apt_get, *INSTALL, *names)


def line_to_type(missing: list[str]) -> str:
    """The shell line that installs what is missing."""
    names = names_to_install(missing)
    steps = ["sudo apt-get update"]
    if needs_private_pulseaudio(names):
        names.remove("pulseaudio")
        steps.append(f"sudo apt-get {' '.join(SATISFY)} '{private_pulseaudio.depends()}'")
    if names:
        steps.append(f"sudo apt-get {' '.join((*INSTALL, *names))}")
    return " && ".join(steps)


def needs_private_pulseaudio(names: list[str]) -> bool:
    """Whether PulseAudio is wanted where PipeWire does the sound."""
    return "pulseaudio" in names and bool(installed(PIPEWIRE))


def venv_packages() -> tuple[str, ...]:
    """The package with which Debian's Python can make virtual environments, where that is split off and missing."""
    if importlib.util.find_spec("ensurepip") is not None:
        return ()
    return (f"python{sys.version_info.major}.{sys.version_info.minor}-venv",)


def missing_of(wanted: list[str]) -> list[str]:
    """Those of the wanted packages of which no alternative is installed, in order."""
    there = installed(tuple(name for alternatives in wanted for name in alternatives.split("|")))
    if private_pulseaudio.is_there():
        there.add("pulseaudio")
    return [alternatives for alternatives in dict.fromkeys(wanted) if there.isdisjoint(alternatives.split("|"))]


def installed(names: tuple[str, ...]) -> set[str]:
    """Those of the packages that are installed, by dpkg."""
    listing = answer("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package}\\n", *names, good=(0, 1))  # 1: not all
    pairs = (line.split(" ", 1) for line in (listing or "").splitlines())
    return {name for status, name in pairs if status == "installed"}


def names_to_install(missing: list[str]) -> list[str]:
    """Of each missing package the alternative that apt can install here; the first where apt has no list yet."""
    chosen = []
    for alternatives in missing:
        names = alternatives.split("|")
        chosen.append(next((name for name in names if has_candidate(name)), names[0]))
    return list(dict.fromkeys(chosen))


def has_candidate(name: str) -> bool:
    """Whether apt knows a version of the package; a name that only others provide has none."""
    policy = answer("apt-cache", "policy", name) or ""
    return any(line.strip().startswith("Candidate:") and "(none)" not in line for line in policy.splitlines())


def may_install() -> tuple[str, ...] | None:
    """The beginning of an apt command that is allowed here without a password, or None."""
    environment = ("env", "DEBIAN_FRONTEND=noninteractive")
    if os.geteuid() == 0:
        return (*environment, *APT)
    if shutil.which("sudo") and answer("sudo", "-n", "true") is not None:
        return ("sudo", "-n", *environment, *APT)
    return None


def check_without_apt(*, for_tests: bool) -> None:
    """Try the libraries and tools themselves on a Linux that has no apt.

    Raises:
        SetupError: Some are missing; the text names them.
    """
    missing = [library for library in LIBRARIES_TO_RUN if not can_load(library)]
    if for_tests:
        missing += [tool for tool in TOOLS_TO_TEST if shutil.which(tool) is None]
    if missing:
        reason = f"These are missing: {', '.join(missing)}. Install the packages that provide them, then start again."
        raise SetupError(reason)


def can_load(library: str) -> bool:
    """Whether the system finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
