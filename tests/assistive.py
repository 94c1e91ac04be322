"""A desktop of its own for one program, and what assistive technology does there: read its tree, listen, press keys.

Everything speaks AT-SPI 2, the protocol of Linux's screen readers, over D-Bus: nothing here knows the program's parts.
The X server, the session bus and the accessibility bus belong to one test and end with it.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections import deque
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, Message, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection

from tests.waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCESSIBLE = "org.a11y.atspi.Accessible"
EVENTS = "org.a11y.atspi.Event.Object"
PROPERTIES = "org.freedesktop.DBus.Properties"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = DBusAddress(ROOT, "org.a11y.atspi.Registry", ACCESSIBLE)
LISTENERS = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
KEYBOARD = DBusAddress(
    "/org/a11y/atspi/registry/deviceeventcontroller", "org.a11y.atspi.Registry", "org.a11y.atspi.DeviceEventController"
)
PRESS, RELEASE, SYMBOL = 0, 1, 3
"""Ways to generate a key: by its code on the keyboard, or by what it types."""
VANISHED = {"org.freedesktop.DBus.Error.UnknownObject", "org.freedesktop.DBus.Error.UnknownInterface"}
"""What Qt answers for an element that was there a moment ago: it has no object left, or one without any interface."""
ANSWERS_WITHIN_S = 20.0


class State(IntEnum):
    """The bits of an element's state that are asked for here."""

    ENABLED = 8
    FOCUSABLE = 11
    SHOWING = 25


class Key(IntEnum):
    """Keys by their X symbol."""

    SPACE = 0x20
    ENTER = 0xFF0D
    ESCAPE = 0xFF1B
    TAB = 0xFF09
    R = ord("r")


CONTROL_CODE, CODE_OF_1 = 37, 10
"""The left Control key's code on every X keyboard, and that of the digit 1, which the others follow."""


@dataclass(frozen=True, slots=True)
class Element:
    """What a screen reader knows of one element."""

    path: str
    name: str
    role: str
    states: int

    def has(self, state: State) -> bool:
        return bool(self.states >> state & 1)

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


class Reader:
    """A screen reader without a voice: it reads the one program on the desktop, and keeps what is announced."""

    def __init__(self, bus_address: str) -> None:
        self._bus = open_dbus_connection(bus_address)
        self._ears = open_dbus_connection(bus_address)
        rules = [
            MatchRule(type="signal", interface=EVENTS, member=member) for member in ("Announcement", "StateChanged")
        ]
        for rule in rules:
            Proxy(message_bus, self._ears).AddMatch(rule)
        self._heard: deque[Message] = deque(maxlen=10_000)
        self._filters = ExitStack()
        for rule in rules:
            self._filters.enter_context(self._ears.filter(rule, queue=self._heard))
        for event in ("object:announcement", "object:state-changed:focused"):
            self._ask(LISTENERS, "RegisterEvent", "sas", (event, []), self._ears)
        self.program = ""
        self.announced: list[str] = []
        self.focused = ""

    def find_program(self) -> None:
        """Wait for the one program of the desktop."""

        def found() -> bool:
            children = self._ask(REGISTRY, "GetChildren")[0]
            self.program = children[0][0] if children else ""
            return bool(self.program)

        wait_until(found, "the program on the accessibility bus", ANSWERS_WITHIN_S)

    def window(self) -> Element:
        """The program's window."""
        return self._element(self._children(ROOT)[0])

    def everything(self) -> list[Element]:
        """Everything that is shown, from the window down, once the window stands still for it."""
        found: list[Element] = []

        def has_been_read() -> bool:
            try:
                found[:] = self._below(ROOT)
            except DBusErrorResponse as error:
                if error.name not in VANISHED:
                    raise
                return False
            return True

        wait_until(has_been_read, "a window that stands still", ANSWERS_WITHIN_S)
        return found

    def wait_for_window(self, title: str) -> None:
        """Until the window's name begins with this."""
        wait_until(lambda: self.window().name.startswith(title), f"the window {title}", ANSWERS_WITHIN_S)

    def wait_to_hear(self, beginning: str, *, whole: bool = False, seconds: float = ANSWERS_WITHIN_S) -> str:
        """Until something is announced that begins so, or is just that; all of it is returned."""

        def said() -> str:
            self.listen()
            fits = (
                words for words in self.announced if words == beginning or (not whole and words.startswith(beginning))
            )
            return next(fits, "")

        try:
            wait_until(said, f"“{beginning}” to be announced", seconds)
        except AssertionError as error:
            error.add_note(f"Heard until now: {self.announced}")
            raise
        return said()

    def focus(self) -> Element:
        """Where the keyboard is, by what was told last."""
        self.listen()
        return self._element(self.focused)

    def wait_for_focus(self) -> None:
        """Until the program has the keyboard."""

        def has_it() -> str:
            self.listen()
            return self.focused

        wait_until(has_it, "the keyboard's focus", ANSWERS_WITHIN_S)

    def press_and_follow(self, key: Key) -> Element:
        """Press a key that moves the focus, and see where it goes."""
        self.listen()
        self.focused = ""
        self.press(key)
        self.wait_for_focus()
        return self.focus()

    def forget(self) -> None:
        """Start anew with what is announced."""
        self.listen()
        self.announced.clear()

    def listen(self) -> None:
        """Take in what the program has told until now."""
        while True:
            try:
                self._ears.recv_messages(timeout=0)
            except TimeoutError:
                break
        while self._heard:
            self._take_in(self._heard.popleft())

    def press(self, key: Key) -> None:
        """Press and release a key."""
        self._ask(KEYBOARD, "GenerateKeyboardEvent", "isu", (int(key), "", SYMBOL))

    def press_with_control(self, digit: str) -> None:
        """Hold Control and press a digit."""
        code = CODE_OF_1 - 1 + int(digit)
        for key, how in ((CONTROL_CODE, PRESS), (code, PRESS), (code, RELEASE), (CONTROL_CODE, RELEASE)):
            self._ask(KEYBOARD, "GenerateKeyboardEvent", "isu", (key, "", how))

    def close(self) -> None:
        """Stop listening."""
        self._filters.close()
        self._ears.close()
        self._bus.close()

    def _take_in(self, event: Message) -> None:
        kind, detail, _, content, _ = event.body
        if event.header.fields[HeaderFields.member] == "Announcement":
            self.announced.append(content[1])
        elif kind == "focused" and detail:
            self.focused = event.header.fields[HeaderFields.path]

    def _below(self, path: str) -> Iterator[Element]:
        for child in self._children(path):
            element = self._element(child)
            if element.has(State.SHOWING):
                yield element
                yield from self._below(child)

    def _element(self, path: str) -> Element:
        (name,) = self._tell(path, PROPERTIES, "Get", "ss", (ACCESSIBLE, "Name"))
        (role,) = self._tell(path, ACCESSIBLE, "GetRoleName")
        ((low, high),) = self._tell(path, ACCESSIBLE, "GetState")
        return Element(path, name[1], role, low | high << 32)

    def _children(self, path: str) -> list[str]:
        return [child for _, child in self._tell(path, ACCESSIBLE, "GetChildren")[0]]

    def _tell(self, path: str, interface: str, method: str, signature: str = "", body: tuple[object, ...] = ()) -> Any:
        return self._ask(DBusAddress(path, self.program, interface), method, signature, body)

    def _ask(
        self,
        address: DBusAddress,
        method: str,
        signature: str = "",
        body: tuple[object, ...] = (),
        connection: DBusConnection | None = None,
    ) -> Any:
        question = new_method_call(address, method, signature, body)
        reply = (connection or self._bus).send_and_get_reply(question, timeout=ANSWERS_WITHIN_S)
        if reply.header.fields.get(HeaderFields.error_name):
            raise DBusErrorResponse(reply)
        return reply.body


@contextmanager
def desktop() -> Iterator[tuple[dict[str, str], Reader]]:
    """A screen and a session of their own: the environment for a program to be started there, and a reader."""
    with ExitStack() as ends, tempfile.TemporaryDirectory(prefix="rehearse-desktop-") as folder:
        environment = {**os.environ, "HOME": folder, "XDG_RUNTIME_DIR": folder}
        for name in ("WAYLAND_DISPLAY", "AT_SPI_BUS_ADDRESS", "XAUTHORITY"):
            environment.pop(name, None)
        environment |= {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}
        environment["DISPLAY"] = ":" + _started(ends, folder, environment, "Xvfb", *SCREEN, "-displayfd", "1")
        session = _started(ends, folder, environment, "dbus-daemon", "--session", "--nofork", "--print-address=1")
        environment["DBUS_SESSION_BUS_ADDRESS"] = session
        reader = Reader(_accessibility_bus(session))
        ends.callback(reader.close)
        yield environment, reader


SCREEN = ("-screen", "0", "1280x800x24", "-nolisten", "tcp")


def _started(ends: ExitStack, folder: str, environment: dict[str, str], *command: str) -> str:
    """Start something that runs as long as the desktop, and return the first line that it prints."""
    with (Path(folder) / f"{command[0]}.log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
    ends.enter_context(process)
    ends.callback(process.terminate)
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line, (Path(folder) / f"{command[0]}.log").read_text("utf-8", "replace")
    return line


def _accessibility_bus(session: str) -> str:
    """The address of the accessibility bus, which the session starts when it is asked for."""
    connection = open_dbus_connection(session)
    try:
        asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        reply = connection.send_and_get_reply(asked, timeout=ANSWERS_WITHIN_S)
    finally:
        connection.close()
    assert not reply.header.fields.get(HeaderFields.error_name), f"at-spi2-core is missing: {reply.body}"
    return str(reply.body[0])
