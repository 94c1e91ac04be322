"""What every test gets: a data folder of its own, no internet, no screen, and nothing left running behind it.

The virtual microphone and loudspeaker are in `tests/virtual_sound.py`.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Any

import pytest
from pytestqt.qtbot import QtBot

from tests.virtual_sound import Microphone, VirtualSound, keep_to_ourselves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

# Before Qt and the recogniser are imported. The end-to-end stage asks for another platform by setting it beforehand.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["HF_HUB_OFFLINE"] = "1"
for _variable in ("QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE", "QT_QPA_PLATFORMTHEME", "NO_COLOR", "COLUMNS"):
    os.environ.pop(_variable, None)

pytest_plugins = ["pytester"]

LOCAL_HOSTS = frozenset({"", "127.0.0.1", "::1", "localhost", "0.0.0.0", "::"})  # noqa: S104 # only compared
OUTBOUND_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
NAME_EVENTS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyname_ex"})
SECONDS_TO_END = 20.0


def _forbid_the_internet(event: str, arguments: tuple[object, ...]) -> None:
    """Fail the test that looks up or contacts another machine; local sockets pass.

    `pytest.fail` raises what is no `Exception`, so that code which forgives network errors can't hide the attempt.
    """
    if not event.startswith("socket."):
        return
    if event in NAME_EVENTS:
        host = arguments[0]
    elif event in OUTBOUND_EVENTS and isinstance(arguments[1], tuple) and len(arguments[1]) >= 2:
        host = arguments[1][0]
    else:
        return
    name = host.decode(errors="replace") if isinstance(host, bytes) else str(host or "")
    if name not in LOCAL_HOSTS:
        pytest.fail(f"Tests may not use the internet, but this one tried to reach {name} ({event}).")


sys.addaudithook(_forbid_the_internet)


@pytest.fixture(autouse=True)
def rehearse_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds this test's data, settings, cache and logs; it does not exist yet."""
    home = tmp_path / "rehearse-home"
    monkeypatch.setenv("REHEARSE_HOME", str(home))
    # Whatever models the machine has in the hub's cache are none of a test's.
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub-cache"))
    return home


@pytest.fixture(autouse=True)
def garbage_is_collected_on_the_main_thread() -> Iterator[None]:
    """Collected on a worker, what another test left of its widgets would be destroyed there, and Qt would deadlock.

    So the automatic collector, which works on whichever thread happens to allocate, is off between two tests too.
    """
    gc.disable()
    yield
    gc.disable()
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, threshold) in enumerate(counts) if count > threshold]
    if due:
        gc.collect(due[-1])


class PatientBot(QtBot):
    """Waits as long as `tests.waiting` where a test says nothing else: the bound tells that something never comes.

    How quick it is depends on what else the machine does.
    """

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 20_000) -> None:  # noqa: N802
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = 20_000, **options: Any) -> Any:  # noqa: N802
        return super().waitSignal(signal, timeout=timeout, **options)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In the place of the plugin's."""
    del qapp
    return PatientBot(request)


def is_left_running(thread: threading.Thread) -> bool:
    """Whether a thread would hold up the program's end, or is one of the program's own."""
    if not thread.daemon or thread.name.startswith("rehearse"):
        return True
    target = getattr(thread, "_target", None)
    return "rehearse" in {type(thread).__module__.split(".")[0], getattr(target, "__module__", "").split(".")[0]}


@pytest.fixture(autouse=True)
def no_thread_is_left_running() -> Iterator[None]:
    """Fail a test that leaves a thread behind which would hold up the program's end, or one of the program's own."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and is_left_running(thread)]
    for thread in left:
        thread.join(SECONDS_TO_END)
    names = ", ".join(f"{thread.name} ({getattr(thread, '_target', None)})" for thread in left if thread.is_alive())
    if names:
        pytest.fail(f"This test left threads running: {names}. Close what started them.")


SOUND_FOLDER = pytest.StashKey["Path"]()
MODELS_FOLDER = pytest.StashKey[str]()
LEFT_OUT = pytest.StashKey[int]()
HAS_VIRTUAL_SOUND = sys.platform == "linux"
NEEDS_LINUX = ("virtual_sound", "synthesised_speech", "assistive_technology")


def pytest_configure(config: pytest.Config) -> None:
    """Lead every sound to the tests' own server before anything initialises PortAudio; join voice models only once."""
    config.stash[MODELS_FOLDER] = os.environ["REHEARSE_MODELS"] = tempfile.mkdtemp(prefix="rehearse-models-")
    if HAS_VIRTUAL_SOUND:
        config.stash[SOUND_FOLDER] = keep_to_ourselves()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the joined models and the server's folder; the server ended with the session."""
    shutil.rmtree(config.stash[MODELS_FOLDER], ignore_errors=True)
    if SOUND_FOLDER in config.stash:
        shutil.rmtree(config.stash[SOUND_FOLDER], ignore_errors=True)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that use the virtual microphone; leave out those that need what only Linux's set-up has."""
    for item in items:
        if "virtual_sound" in getattr(item, "fixturenames", ()):
            item.add_marker("virtual_sound")
    if HAS_VIRTUAL_SOUND:
        return
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in NEEDS_LINUX)]
    config.stash[LEFT_OUT] = len(left_out)
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_report_collectionfinish(config: pytest.Config) -> str:
    """Say which tests were left out, and why."""
    left_out = config.stash.get(LEFT_OUT, 0)
    return f"{left_out} tests left out: they need PulseAudio, espeak-ng or AT-SPI, on Linux only" if left_out else ""


@pytest.fixture(scope="session")
def sound_server(request: pytest.FixtureRequest) -> Iterator[VirtualSound]:
    """The tests' own sound server, started when the first test needs it."""
    sound = VirtualSound(request.config.stash[SOUND_FOLDER])
    yield sound
    sound.stop()


@pytest.fixture
def virtual_sound(sound_server: VirtualSound) -> VirtualSound:
    """A machine with two microphones and a loudspeaker; see `tests/virtual_sound.py`."""
    sound_server.as_new()
    return sound_server


@pytest.fixture
def microphone(virtual_sound: VirtualSound) -> Microphone:
    """The default microphone, for a test to speak into."""
    return Microphone(virtual_sound)
