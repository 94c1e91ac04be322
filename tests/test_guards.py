"""The guards around every test: each must be able to stop what it guards against."""

from __future__ import annotations

import os
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from tests.conftest import is_left_running

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTATION_ADDRESS = ("192.0.2.1", 443)
"""An address reserved for examples: nobody is ever there."""


def test_connecting_to_another_machine_fails_the_test() -> None:
    with socket.socket() as door, pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        door.connect(DOCUMENTATION_ADDRESS)


def test_sending_a_packet_to_another_machine_fails_the_test() -> None:
    with (
        socket.socket(type=socket.SOCK_DGRAM) as door,
        pytest.raises(pytest.fail.Exception, match="may not use the internet"),
    ):
        door.sendto(b"hello", DOCUMENTATION_ADDRESS)


def test_looking_up_a_name_fails_the_test() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"example\.invalid"):
        socket.getaddrinfo("example.invalid", 443)


def test_a_socket_on_this_machine_works() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as door:
        assert door.getpeername() == server.getsockname()


def test_the_data_folder_is_fresh(rehearse_home: Path) -> None:
    assert os.environ["REHEARSE_HOME"] == str(rehearse_home)
    assert not rehearse_home.exists()


def test_a_thread_that_holds_up_the_end_counts_as_left_running() -> None:
    released = threading.Event()
    holding_up = threading.Thread(target=released.wait, name="worker")
    harmless = threading.Thread(target=released.wait, name="someone-else", daemon=True)
    ours = threading.Thread(target=released.wait, name="rehearse-writer", daemon=True)
    assert [is_left_running(thread) for thread in (holding_up, harmless, ours)] == [True, False, True]


def test_a_test_that_leaves_a_thread_behind_fails(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.conftest.SECONDS_TO_END", 0.01)
    pytester.makeconftest("from tests.conftest import no_thread_is_left_running")
    pytester.makepyfile(
        "import threading\n"
        "released = threading.Event()\n"
        "def test_leaves_a_thread():\n"
        "    threading.Thread(target=released.wait, name='forgotten').start()\n"
        "def test_after_it():\n"
        "    released.set()\n"
    )
    outcome = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    outcome.assert_outcomes(passed=2, errors=1)
    outcome.stdout.fnmatch_lines(["*This test left threads running: forgotten*"])
