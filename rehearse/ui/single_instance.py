"""One window per data folder: a lock decides who is first, a local socket lets a later start raise the first window.

The lock names its process, so one that a crash left behind is taken over; the socket file that came with it is
removed before listening. The socket's name is made from the data folder: two people, or two data folders, never
meet.
"""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from rehearse.errors import KnownError, Trouble
from rehearse.files import try_to_write

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtNetwork import QLocalServer

RAISE = b"raise\n"
RAISED = b"raised\n"
ANSWER_WITHIN_MS = 5000
"""How long a later start waits for the first one, which may itself still be starting."""
RETRY_MS = 50


class SingleInstance(QObject):
    """The claim on one data folder.

    Signals:
        raise_wanted(): Another start asked for this window.
    """

    raise_wanted = Signal()

    def __init__(self, data_folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = data_folder
        where = str(data_folder.resolve()).encode()
        # Two sums of 32 bits; a hash would cost more to import than all else here.
        self._name = f"rehearse-{zlib.crc32(where):08x}{zlib.adler32(where):08x}"
        self._lock = QLockFile(str(data_folder / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Whether this process is the first; a dead process's claim is taken over.

        Raises:
            KnownError: FOLDER_READ_ONLY or DISK_FULL.
        """
        if self._lock.tryLock(0):
            return True
        if self._lock.error() is not QLockFile.LockError.LockFailedError:
            # Qt tells a full disk from no other fault.
            try_to_write(self._folder)
            raise KnownError(Trouble.FOLDER_READ_ONLY, path=self._folder)
        return False

    def owner(self) -> int:
        """Number of the process that holds the claim; 0 where that can't be told."""
        return int(self._lock.getLockInfo()[0])

    def listen(self) -> None:
        """Let later starts raise this window; only after `claim` said yes."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(self._name)

    def raise_first(self) -> bool:
        """Ask the first window to come to the front; returns whether it answered."""
        from PySide6.QtNetwork import QLocalSocket

        give_up = time.monotonic() + ANSWER_WITHIN_MS / 1000
        socket = QLocalSocket()
        while True:
            socket.connectToServer(self._name)
            if socket.waitForConnected(RETRY_MS):
                break
            if time.monotonic() > give_up:
                return False
            time.sleep(RETRY_MS / 1000)
        socket.write(RAISE)
        socket.flush()
        answered = socket.waitForReadyRead(ANSWER_WITHIN_MS) and bytes(socket.readAll().data()) == RAISED
        socket.disconnectFromServer()
        return answered

    def release(self) -> None:
        """Give the claim back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _on_connection(self) -> None:
        server = self._server
        while server is not None and (socket := server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _answer(self, socket: object) -> None:
        from PySide6.QtNetwork import QLocalSocket

        if isinstance(socket, QLocalSocket) and bytes(socket.readAll().data()).startswith(RAISE.strip()):
            self.raise_wanted.emit()
            socket.write(RAISED)
            socket.flush()
