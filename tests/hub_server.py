"""A server on this machine that gives out files as the hub does, and fails as it is told."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


@dataclass
class Hub:
    """Files by their path, and what goes wrong.

    Attributes:
        files: What is given out.
        asked: Path of each request and the range that was asked for.
        breaks_after: The connection ends after so many bytes of each answer.
        knows_ranges: Whether a part of a file can be had.
        refuses: Status with which everything is refused.
        sends_on: Large files are on another address, to which this one points.
        may_go_on: Each answer stops in its middle until this is set.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    breaks_after: int | None = None
    knows_ranges: bool = True
    refuses: int | None = None
    sends_on: bool = False
    may_go_on: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.may_go_on.set()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), name="hub", daemon=True)

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Hub:
        self._thread.start()
        return self

    def __exit__(self, _type: type | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.may_go_on.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(hub: Hub) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = self.headers.get("Range", "")
            hub.asked.append((self.path, asked))
            path = self.path.removeprefix("/elsewhere")
            if hub.refuses is not None or path not in hub.files:
                self.send_error(hub.refuses or 404)
            elif hub.sends_on and not self.path.startswith("/elsewhere"):
                self.send_response(302)
                self.send_header("Location", f"/elsewhere{self.path}")
                self.end_headers()
            else:
                self._give(hub.files[path], asked)

        def _give(self, content: bytes, asked: str) -> None:
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and hub.knows_ranges else 0
            if start >= len(content):
                self.send_error(416)
                return
            part = content[start:]
            self.send_response(206 if asked and hub.knows_ranges else 200)
            self.send_header("Content-Length", str(len(part)))
            self.end_headers()
            sent = part if hub.breaks_after is None else part[: hub.breaks_after]
            self.wfile.write(sent[: len(sent) // 2])
            self.wfile.flush()
            hub.may_go_on.wait()
            self.wfile.write(sent[len(sent) // 2 :])

        def log_message(self, *_arguments: object) -> None:
            """Say nothing on the terminal."""

    return Handler
