"""A microphone and a loudspeaker for a machine without a sound card: a PulseAudio server of the tests' own.

It speaks to nobody else and nobody else speaks to it: its socket lies in a folder of its own, and the environment
that leads there is set before anything initialises PortAudio (`keep_to_ourselves`). What is played into a null sink
comes out of the microphone that stands for it, sample by sample; what the program plays is read from the monitor of
its loudspeaker. A null sink that nobody listens to ticks every two seconds only, so each has a constant listener.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from rehearse.audio.decode import load
from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

RATE_HZ = 48000
MICROPHONE = "Desk microphone"
SECOND_MICROPHONE = "Headset microphone"
LOUDSPEAKER = "Desk loudspeaker"

SERVER_OPTIONS = (
    "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disallow-exit=no", "--disable-shm=yes",
    "--realtime=no", "--high-priority=no", "--log-level=notice", "--system=no",
)  # fmt: skip

NULL_SINK = "load-module module-null-sink sink_name={name} rate=48000 channels={channels} sink_properties={properties}"
REMAPPED = "load-module module-remap-source master={master}.monitor source_name={name} source_properties={properties}"
LISTENER = "load-module module-loopback source={name}.monitor sink=discard latency_msec=20"


def server_script(folder: Path) -> str:
    """What the server does when it starts, in PulseAudio's own command language."""

    def described(as_: str) -> str:
        return 'device.description="{}"'.format(as_.replace(" ", "\\ "))

    sinks = {"desk_in": "desk_in", "headset_in": "headset_in", "speaker": LOUDSPEAKER, "discard": "discard"}
    microphones = {"desk": MICROPHONE, "headset": SECOND_MICROPHONE}
    return "\n".join(
        [
            f"load-module module-native-protocol-unix socket={folder}/native auth-anonymous=1",
            *(
                NULL_SINK.format(name=name, channels=2 if name == "speaker" else 1, properties=described(as_))
                for name, as_ in sinks.items()
            ),
            *(
                REMAPPED.format(master=f"{name}_in", name=name, properties=described(as_))
                for name, as_ in microphones.items()
            ),
            *(LISTENER.format(name=name) for name in ("desk_in", "headset_in", "speaker")),
            "set-default-source desk",
            "set-default-sink speaker",
            "",
        ]
    )


def keep_to_ourselves() -> Path:
    """Lead this process and its children to a sound server that is not there yet; return the folder for it.

    A test that does not start the server finds a machine without microphone and loudspeaker, whoever runs it.
    """
    folder = Path(tempfile.mkdtemp(prefix="rehearse-sound-"))
    for name in (
        "PULSE_SOURCE",
        "PULSE_SINK",
        "PULSE_LATENCY_MSEC",
        "PULSE_PROP",
        "ALSA_CONFIG_PATH",
        "ALSA_CONFIG_DIR",
    ):
        os.environ.pop(name, None)
    os.environ.update(
        PULSE_SERVER=f"unix:{folder}/native",
        PULSE_RUNTIME_PATH=str(folder),
        PULSE_STATE_PATH=str(folder),
        PULSE_COOKIE=str(folder / "cookie"),
    )
    return folder


@dataclass
class Listener:
    """What is heard from a loudspeaker, as it comes; 16-bit, one channel."""

    process: subprocess.Popen[bytes]
    _heard: bytearray = field(default_factory=bytearray)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        self._thread = threading.Thread(target=self._listen, name="listener", daemon=True)
        self._thread.start()
        wait_until(lambda: self._heard, "the loudspeaker's first sound")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        if self._thread is not None:
            self._thread.join()

    def samples(self) -> NDArray[np.int16]:
        """What was heard until now."""
        heard = bytes(self._heard)
        return np.frombuffer(heard[: len(heard) // 2 * 2], np.int16)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        descriptor = self.process.stdout.fileno()
        while data := os.read(descriptor, 1 << 16):
            self._heard += data


class VirtualSound:
    """The server, and what a person would do with the devices at it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def start(self) -> None:
        """Start the server and wait until its microphone sends."""
        if self.is_running:
            return
        program = shutil.which("pulseaudio")
        assert program, "these tests need PulseAudio; `python3 packaging/dev.py setup` installs it"
        (self._folder / "native").unlink(missing_ok=True)
        script = self._folder / "devices.pa"
        script.write_text(server_script(self._folder), "utf-8")
        # The server ends with the tests, however they end.
        tied = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        log = (self._folder / "server.log").open("wb")
        with log:
            self._server = subprocess.Popen(
                [*tied, program, *SERVER_OPTIONS, "-F", str(script)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "HOME": str(self._folder), "LC_ALL": "C"},
                start_new_session=True,
            )
        wait_until(self._has_microphones, f"PulseAudio, which says: {self._log()}")
        with self._listening("desk") as listener:
            listener.start()

    def stop(self) -> None:
        """End the server in an orderly way, and forget its devices."""
        if self._server is not None:
            self._server.send_signal(signal.SIGCONT)
            self._server.terminate()
            self._server.wait(10)
            self._server = None

    def kill(self) -> None:
        """End the server as a crash would."""
        assert self._server is not None
        self._server.kill()
        self._server.wait(10)
        self._server = None

    def hang(self) -> None:
        """Stop the server in its tracks: it is there, and never answers."""
        assert self._server is not None
        self._server.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let a hanging server go on."""
        assert self._server is not None
        self._server.send_signal(signal.SIGCONT)

    def as_new(self) -> None:
        """Put everything back as it was when the server started."""
        if not self.is_running:
            self.start()
        self.control("set-default-source", "desk")
        self.control("set-default-sink", "speaker")
        for name in ("desk", "headset"):
            self.control("suspend-source", name, "0")
            self.control("set-source-mute", name, "0")

    def say(self, samples: NDArray[np.int16], into: str = "desk_in", rate_hz: int = RATE_HZ) -> None:
        """Speak into a microphone, and return when the last sample was spoken."""
        format_ = ("--raw", "--format=s16le", f"--rate={rate_hz}", "--channels=1")
        subprocess.run(
            ["pacat", "--playback", *format_, f"--device={into}"], input=samples.tobytes(), check=True, timeout=120
        )

    @contextlib.contextmanager
    def listening(self) -> Iterator[Listener]:
        """Listen to the default loudspeaker, both channels as one."""
        with self._listening("speaker.monitor") as listener:
            listener.start()
            yield listener

    def control(self, *command: str) -> None:
        """Do what a person would do in the mixer; see `pactl --help`."""
        subprocess.run(["pactl", *command], check=True, timeout=20, capture_output=True)

    def close(self) -> None:
        """End the server and remove its folder."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextlib.contextmanager
    def _listening(self, device: str) -> Iterator[Listener]:
        options = ("--raw", "--format=s16le", f"--rate={RATE_HZ}", "--channels=1")
        command = ["parec", *options, "--latency-msec=10", f"--device={device}"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        listener = Listener(process)
        try:
            yield listener
        finally:
            listener.stop()
            assert process.stdout is not None
            process.stdout.close()

    def _has_microphones(self) -> bool:
        assert self.is_running, self._log()
        listing = subprocess.run(
            ["pactl", "list", "short", "sources"], capture_output=True, text=True, check=False, timeout=20
        )
        return "\tdesk\t" in listing.stdout and "\theadset\t" in listing.stdout

    def _log(self) -> str:
        return (self._folder / "server.log").read_text("utf-8", "replace")


@dataclass(frozen=True)
class Microphone:
    """One microphone of the server, by the name that the program shows, for a test to speak into."""

    sound: VirtualSound
    name: str = MICROPHONE
    sink: str = "desk_in"

    def say(self, samples: NDArray[np.int16], rate_hz: int = RATE_HZ) -> None:
        """Speak, and return when the last sample was spoken."""
        self.sound.say(samples, self.sink, rate_hz)

    def say_file(self, path: Path) -> None:
        """Speak a recording of any kind, and return when the last sample was spoken."""
        samples = load(path).at(RATE_HZ)
        self.say(np.clip(np.rint(samples * 32768), -32768, 32767).astype(np.int16))
