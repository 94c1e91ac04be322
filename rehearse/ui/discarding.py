"""Throwing a take away while its devices are still in use: the window goes on at once, and nothing of it stays."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from rehearse.errors import KnownError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rehearse.ui.services import Services


def discard(
    services: Services, let_go: Callable[[], None], take_id: str | None, tell: Callable[[KnownError], None]
) -> None:
    """Let go of devices aside, and delete the take of theirs once its files are closed.

    Until then it lies in the bin: it is in no list, and a program that ends meanwhile deletes it at its next start.

    Args:
        services: Where the take is.
        let_go: Closes the devices and throws away what they recorded; may take seconds.
        take_id: The take; None where none was begun.
        tell: Given what went wrong with the take.
    """
    if take_id is not None:
        with _told(tell):
            services.history.bin.put([take_id])
    services.letting_go.run(let_go, lambda _none: None if take_id is None else delete(services, take_id, tell))


def delete(services: Services, take_id: str, tell: Callable[[KnownError], None]) -> None:
    """Delete a take for good; one that is gone by now is no trouble."""
    with _told(tell), contextlib.suppress(KeyError):
        services.history.delete(take_id)


@contextlib.contextmanager
def _told(tell: Callable[[KnownError], None]) -> Iterator[None]:
    try:
        yield
    except KnownError as error:
        tell(error)
