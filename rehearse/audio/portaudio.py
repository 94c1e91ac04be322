"""PortAudio behind a guard: imported when first needed, and only where that can't take the program down.

Importing sounddevice initialises PortAudio. On Linux, PortAudio ends the whole process by an assertion when ALSA's
configuration defines no `default` device (file missing, `ALSA_CONFIG_PATH` to nowhere), which no `except` can
catch; so ALSA itself is asked first, by the same call that PortAudio makes.

PortAudio lists devices once, at initialisation; `refresh` does that again, which is only safe while no stream is
open (an open one would be left as an invalid pointer), so open streams are counted here.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import platform
import shutil
import sys
import threading
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from rehearse.audio import pulse
from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from types import ModuleType

_REFUSED_FORM = frozenset({-9997, -9998})
"""PortAudio's codes for a sample rate and a channel count that a device does not take."""

_INSTALL_COMMANDS = {
    "apt-get": "sudo apt install libportaudio2",
    "dnf": "sudo dnf install portaudio",
    "pacman": "sudo pacman -S portaudio",
    "zypper": "sudo zypper install portaudio",
}

Stream = TypeVar("Stream")


class PortAudioStream(Protocol):
    """What is used of every sounddevice stream once it runs."""

    def abort(self) -> None:
        """Stop at once, without playing or waiting for what is buffered."""

    def close(self) -> None:
        """Give the device back."""


_lock = threading.Lock()
_open_streams = 0


def sounddevice() -> ModuleType:
    """Return the sounddevice module, importing it when first needed.

    Raises:
        KnownError: PORTAUDIO_MISSING or SOUND_SYSTEM_BROKEN; asking again after the remedy works.
    """
    if "sounddevice" not in sys.modules:
        _check_sound_system()
    try:
        # Also where it is among the modules already: another thread may be in the midst of importing it.
        import sounddevice as imported
    except OSError as error:
        raise KnownError(Trouble.PORTAUDIO_MISSING, command=install_command()) from error
    except Exception as error:
        if type(error).__name__ != "PortAudioError":
            raise
        raise KnownError(Trouble.SOUND_SYSTEM_BROKEN, reason="PortAudio could not start") from error
    module: ModuleType = imported
    return module


def install_command() -> str:
    """Return the command that brings PortAudio to this machine."""
    if platform.system() != "Linux":
        return f"{sys.executable} -m pip install --force-reinstall sounddevice"
    for tool, command in _INSTALL_COMMANDS.items():
        if shutil.which(tool):
            return command
    return "your system's package manager (the package is called portaudio)"


def refresh() -> bool:
    """List the devices anew; return False, with nothing done, while a stream is open.

    Raises:
        KnownError: As `sounddevice`.
    """
    is_first = "sounddevice" not in sys.modules
    module = sounddevice()
    if is_first:
        return True
    with _lock:
        if _open_streams:
            return False
        _check_sound_system()
        try:
            module._terminate()
            module._initialize()
        except module.PortAudioError as error:
            raise KnownError(Trouble.SOUND_SYSTEM_BROKEN, reason=reason_of(error)) from error
    return True


def listing() -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    """Return PortAudio's devices and host APIs as sounddevice gives them, never while they are listed anew.

    Raises:
        KnownError: As `sounddevice`.
    """
    module = sounddevice()
    with _lock:
        return module.query_devices(), module.query_hostapis()


def first_accepted(start: Callable[[int, int], Stream], forms: Iterable[tuple[int, int]]) -> Stream:
    """Start a stream in the first form that the device takes.

    Args:
        start: Starts a stream at a rate (Hz) with a number of channels.
        forms: Rates and numbers of channels, the best first.

    Raises:
        sounddevice.PortAudioError: The refusal of the last form, or any error that is not about the form.
    """
    portaudio_error = sounddevice().PortAudioError
    refusal = ValueError("no form to ask for")
    for rate_hz, channels in forms:
        try:
            return start(rate_hz, channels)
        except portaudio_error as error:
            if error.args[1:2] and error.args[1] not in _REFUSED_FORM:
                raise
            refusal = error
    raise refusal


def reason_of(error: Exception) -> str:
    """Return what PortAudio says of an error, without its codes."""
    return str(error.args[0]).partition(" [")[0] if error.args else type(error).__name__


@contextlib.contextmanager
def opening() -> Iterator[None]:
    """Count a stream as open from here on, unless the block fails."""
    global _open_streams  # noqa: PLW0603 - PortAudio itself is one per process
    with _lock:
        _open_streams += 1
    try:
        yield
    except BaseException:
        _closed()
        raise


def close_within(stream: PortAudioStream, seconds: float) -> bool:
    """Close a sounddevice stream without ever waiting for a sound server that no longer answers.

    `abort` is used because `stop` waits for buffers that a suspended device never plays. Both wait for ever where
    the sound server hangs, so they run on a thread of their own, which is left behind in that case.

    Args:
        stream: The stream; it counts as open until it really is closed.
        seconds: How long to wait.

    Returns:
        Whether the stream is closed.
    """
    closer = threading.Thread(target=_abort_and_close, args=(stream,), name="stream-closer", daemon=True)
    closer.start()
    closer.join(seconds)
    if closer.is_alive():
        # At exit sounddevice would close what is left, and hang in turn.
        atexit.unregister(sys.modules["sounddevice"]._exit_handler)
        return False
    return True


def _abort_and_close(stream: PortAudioStream) -> None:
    # Both report errors only when asked to, and a stream whose device is gone has nothing more to say.
    stream.abort()
    stream.close()
    _closed()


def _closed() -> None:
    global _open_streams  # noqa: PLW0603
    with _lock:
        _open_streams -= 1


def _check_sound_system() -> None:
    """Refuse a sound server that PortAudio would wait for without end, and what it would end the process over."""
    if platform.system() == "Linux":
        pulse.check_answering()
        _check_alsa()


def _check_alsa() -> None:
    try:
        alsa = ctypes.CDLL("libasound.so.2")
    except OSError:
        # Then PortAudio can't be loaded either, or does without ALSA; the import tells.
        return
    with _alsa_held_quiet(alsa):
        if alsa.snd_config_update() < 0:
            raise KnownError(Trouble.SOUND_SYSTEM_BROKEN, reason="the ALSA configuration has an error")
        configuration = ctypes.c_void_p.in_dll(alsa, "snd_config")
        found = ctypes.c_void_p()
        if (
            configuration.value is None
            or alsa.snd_config_search(configuration, b"pcm.default", ctypes.byref(found)) < 0
        ):
            raise KnownError(Trouble.SOUND_SYSTEM_BROKEN, reason="the ALSA configuration is missing or empty")


@contextlib.contextmanager
def _alsa_held_quiet(alsa: ctypes.CDLL) -> Iterator[None]:
    """Keep ALSA from printing on stderr what is about to be said in a sentence."""
    handler_type = ctypes.CFUNCTYPE(None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p)
    handler = handler_type(lambda *_details: None)
    alsa.snd_lib_error_set_handler(handler)
    try:
        yield
    finally:
        alsa.snd_lib_error_set_handler(None)
