"""What was said so far is read while the speaker goes on, so that little is left to be judged at the end."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from rehearse import meaning, phrases
from rehearse.errors import KnownError
from rehearse.speech import Transcript

if TYPE_CHECKING:
    from collections.abc import Callable

    from rehearse.speech import Word

log = logging.getLogger(__name__)


class ReadingAhead:
    """Reads the words of takes on a thread of its own, one take at a time."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="rehearse-ahead")

    def begin(self) -> Callable[[tuple[Word, ...]], None]:
        """A new take: what is returned is told its words, each time those that follow, and never waits."""
        words: list[Word] = []

        def told(further: tuple[Word, ...]) -> None:
            words.extend(further)
            self._pool.submit(_read, tuple(words))

        return told

    def close(self) -> None:
        """Leave what was not read yet; nothing may be told after that."""
        self._pool.shutdown(cancel_futures=True)


def _read(words: tuple[Word, ...]) -> None:
    """Read both hearings; what goes wrong here goes wrong again, and is told, when the report is made."""
    transcript = Transcript.of(words, "")
    try:
        for text in (transcript.text, transcript.second_reading.transcript.text):
            meaning.read_ahead(text, phrases.load())
    except KnownError as error:
        log.warning("%s while a take was read ahead", error.trouble)
