"""The log: what the program did and what went wrong, never a word that anybody said.

An exception's own text may quote a transcript, so only its kind and the places in the code are written; the
sentences of known errors hold no transcript and are written whole.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from contextlib import suppress
from copy import copy
from typing import TYPE_CHECKING

from rehearse import __version__
from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

FILE_NAME = "rehearse.log"
LARGEST_BYTES = 500_000
OLD_FILES = 2

log = logging.getLogger(__name__)


class PrivateFormatter(logging.Formatter):
    """Writes exceptions without their text."""

    def format(self, record: logging.LogRecord) -> str:
        """Format a copy: what another handler has made of the exception is kept on the record and would be reused."""
        private = copy(record)
        private.exc_text = None
        return super().format(private)

    def formatException(  # noqa: N802 # the standard library's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The places in the code, then the kind of the error."""
        kind, error, places = ei
        lines = traceback.format_tb(places) if places is not None else []
        if isinstance(error, KnownError):
            lines.append(f"{error.trouble}: {error.message}")
        elif kind is not None:
            lines.append(f"{kind.__module__}.{kind.__qualname__}")
        return "".join(lines).rstrip()


def start(folder: Path) -> Path:
    """Write the log to a file in `folder`, begun anew at the start at which the old one has grown large.

    A folder that can't be written to leaves the program without a log, not without a window.
    """
    file = folder / FILE_NAME
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    try:
        _turn_over(file)
        handler: logging.Handler = logging.FileHandler(file, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(PrivateFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    log.info("Rehearse %s on %s, Python %s", __version__, sys.platform, sys.version.split()[0])
    return file


def _turn_over(file: Path) -> None:
    """Put a large log aside, in the place of the oldest. The standard library's own way costs 40 ms to import."""
    if not file.exists() or file.stat().st_size < LARGEST_BYTES:
        return
    for number in range(OLD_FILES, 0, -1):
        older = file.with_suffix(f".{number}.log")
        newer = file if number == 1 else file.with_suffix(f".{number - 1}.log")
        if newer.exists():
            newer.replace(older)


def erase(folder: Path) -> None:
    """Empty the log that is being written and delete the older ones; what can't be deleted stays."""
    for handler in _handlers():
        if isinstance(handler, logging.FileHandler) and handler.stream is not None:
            handler.acquire()
            handler.stream.truncate(0)
            handler.release()
    for number in range(1, OLD_FILES + 1):
        with suppress(OSError):
            (folder / FILE_NAME).with_suffix(f".{number}.log").unlink(missing_ok=True)


def stop() -> None:
    """Close the log."""
    for handler in _handlers():
        logging.getLogger().removeHandler(handler)
        handler.close()


def _handlers() -> list[logging.Handler]:
    return [handler for handler in logging.getLogger().handlers if isinstance(handler.formatter, PrivateFormatter)]


def catch_all(told: Callable[[BaseException], None]) -> None:
    """Log every exception that nobody caught; tell the user of each known one, and of the first fault only."""
    faults: list[BaseException] = []

    def hook(kind: type[BaseException], error: BaseException, places: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, places)
            return
        log.error("nobody caught this", exc_info=(kind, error, places))
        sys.stderr.write(PrivateFormatter().formatException((kind, error, places)) + "\n")
        if not isinstance(error, KnownError):
            faults.append(error)
        if isinstance(error, KnownError) or len(faults) == 1:
            told(error)

    def thread_hook(details: threading.ExceptHookArgs) -> None:
        places = (details.exc_type, details.exc_value or details.exc_type(), details.exc_traceback)
        log.error("a thread ended by this", exc_info=places)

    sys.excepthook = hook
    threading.excepthook = thread_hook
