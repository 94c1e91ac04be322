"""A known model from the hub, fetched only when the user asks for it.

Each file comes from one revision of the repository and is known by size and SHA-256 before it is asked for. What has
arrived is kept in a folder beside the place of the model, so that another attempt goes on where the last one ended; the
model appears in its place only when all of it is there and right. Nothing about the user is sent.
"""

from __future__ import annotations

import contextlib
import shutil
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from rehearse import __version__
from rehearse.errors import KnownError, Trouble
from rehearse.files import disk_errors, make_private_folder
from rehearse.transcription import joining, model_folder
from rehearse.transcription.transcriber import Cancelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rehearse.transcription.catalogue import ModelFile, ModelSource

HUB = "https://huggingface.co"
"""Where the models lie."""

BLOCK = 1 << 17
"""Bytes that are taken at once: so often can a download be cancelled."""

STALLED_S = 10.0
"""A connection that sends nothing for so long is taken to be broken."""

SPARE_BYTES = 50_000_000
"""Room that is left on the disk at least."""

UNFINISHED = ".unfinished"

PARTIAL, FROM_HERE_ON_NOTHING = 206, 416
"""HTTP's words for a part of a file, and for a part that begins behind its end."""


def fetch(
    source: ModelSource,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
    *,
    hub: str | None = None,
) -> Path:
    """Fetch a model; what an earlier attempt brought is not fetched again.

    Args:
        source: Which model.
        progress: Told the share that is there, 0 to 1.
        cancelled: Asked between blocks.
        hub: Another server, laid out like the hub.

    Returns:
        The folder of the model.

    Raises:
        Cancelled: `cancelled()` was true; what has arrived is kept.
        KnownError: DOWNLOAD_BROKEN, DOWNLOAD_REFUSED, DOWNLOAD_DAMAGED, DISK_FULL or FOLDER_READ_ONLY.
    """
    folder = joining.folder_of(source.name, source.sha256)
    unfinished = unfinished_of(source)
    make_private_folder(unfinished)
    _make_sure_of_room(source, unfinished)
    whole, before = source.download_bytes, 0
    for file in source.files:

        def told(arrived: int, before: int = before) -> None:
            progress((before + arrived) / whole)

        url = f"{hub or HUB}/{source.repository}/resolve/{source.revision}/{file.name}"
        _fetch_file(url, file, unfinished / file.name, told, cancelled)
        before += file.size_bytes
    _put_in_place(unfinished, folder)
    return folder


def arrived_bytes(source: ModelSource) -> int:
    """How much of a model an earlier attempt has brought."""
    folder = unfinished_of(source)
    return sum((folder / file.name).stat().st_size for file in source.files if (folder / file.name).is_file())


def forget(source: ModelSource) -> None:
    """Throw away what an earlier attempt has brought."""
    shutil.rmtree(unfinished_of(source), ignore_errors=True)


def unfinished_of(source: ModelSource) -> Path:
    """The folder of what has arrived so far."""
    folder = joining.folder_of(source.name, source.sha256)
    return folder.with_name(f".{folder.name}{UNFINISHED}")


def _make_sure_of_room(source: ModelSource, unfinished: Path) -> None:
    needed = source.download_bytes - arrived_bytes(source) + SPARE_BYTES
    if shutil.disk_usage(unfinished).free < needed:
        raise KnownError(Trouble.DISK_FULL, path=unfinished.parent)


def _fetch_file(
    url: str, file: ModelFile, target: Path, told: Callable[[int], None], cancelled: Callable[[], bool]
) -> None:
    """Bring one file up to its size and make sure of its sum; a wrong one is thrown away."""
    with disk_errors(target):
        arrived = target.stat().st_size if target.is_file() else 0
    if arrived < file.size_bytes:
        _append(url, file, target, told, cancelled)
        arrived = target.stat().st_size
    if cancelled():
        raise Cancelled
    reason = ""
    if arrived != file.size_bytes:
        reason = f"{arrived:,} bytes instead of {file.size_bytes:,}"
    elif model_folder.sum_of(target) != file.sha256:
        reason = "its checksum is wrong"
    if reason:
        target.unlink()
        raise KnownError(Trouble.DOWNLOAD_DAMAGED, file=file.name, reason=reason)
    told(file.size_bytes)


def _append(
    url: str, file: ModelFile, target: Path, told: Callable[[int], None], cancelled: Callable[[], bool]
) -> None:
    """Ask for what is missing and write it behind what is there; a server that sends all of it begins anew."""
    arrived = target.stat().st_size if target.is_file() else 0
    headers = {"User-Agent": f"Rehearse/{__version__}", "Accept-Encoding": "identity"}
    if arrived:
        headers["Range"] = f"bytes={arrived}-"
    host = urlsplit(url).netloc
    with _network_errors(host):
        try:
            answer = urlopen(Request(url, headers=headers), timeout=STALLED_S)  # noqa: S310 # the hub's own address
        except HTTPError as error:
            error.close()
            if error.code == FROM_HERE_ON_NOTHING:
                return
            reason = f"HTTP {error.code}"
            raise KnownError(Trouble.DOWNLOAD_REFUSED, host=host, file=file.name, reason=reason) from error
    with answer:
        arrived = arrived if answer.status == PARTIAL else 0
        with disk_errors(target), target.open("ab" if arrived else "wb") as written:
            for block in _blocks(answer, host, cancelled):
                written.write(block)
                arrived += len(block)
                told(min(arrived, file.size_bytes))
                if arrived > file.size_bytes:
                    return
    if arrived < file.size_bytes:
        reason = f"it ended after {arrived:,} of {file.size_bytes:,} bytes"
        raise KnownError(Trouble.DOWNLOAD_BROKEN, host=host, reason=reason)


def _blocks(answer: Any, host: str, cancelled: Callable[[], bool]) -> Iterator[bytes]:  # noqa: ANN401 # http.client's
    while True:
        with _network_errors(host):
            block = answer.read1(BLOCK)
        if cancelled():
            raise Cancelled
        if not block:
            return
        yield block


@contextlib.contextmanager
def _network_errors(host: str) -> Iterator[None]:
    """Turn whatever the network raises into DOWNLOAD_BROKEN.

    Raises:
        KnownError: DOWNLOAD_BROKEN.
    """
    try:
        yield
    except (OSError, HTTPException) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise KnownError(Trouble.DOWNLOAD_BROKEN, host=host, reason=_words(reason)) from error


def _put_in_place(unfinished: Path, folder: Path) -> None:
    """The whole model appears at once; what stood in its place, a damaged copy, goes."""
    with disk_errors(folder):
        if folder.exists():
            shutil.rmtree(folder)
        unfinished.replace(folder)


def _words(reason: object) -> str:
    text = (getattr(reason, "strerror", None) or str(reason)).strip()
    return text.splitlines()[0] if text else type(reason).__name__
