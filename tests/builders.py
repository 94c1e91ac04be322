"""Transcripts for tests, written as they are spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.speech import Span, Transcript, Word

if TYPE_CHECKING:
    from collections.abc import Mapping

PAUSE = "|"
PAUSE_S = 0.4


def say(
    text: str, wpm: float = 150, pause_after: Mapping[str, float] | None = None, start_s: float = 0.0
) -> tuple[Transcript, tuple[Span, ...]]:
    """A transcript and its stretches of voice: words of equal length, without gaps but where a pause is asked for.

    Args:
        text: The words with their punctuation; a `|` between them is a pause of `PAUSE_S`.
        wpm: Words a minute while speaking.
        pause_after: Seconds of silence after a word, by its text; after every place where it stands.
        start_s: When the first word begins.
    """
    length_s, now_s = 60 / wpm, start_s
    words: list[Word] = []
    voiced: list[Span] = []
    begun_s = start_s
    for token in text.split():
        silence_s = PAUSE_S if token == PAUSE else (pause_after or {}).get(token, 0.0)
        if token != PAUSE:
            words.append(Word(token, now_s, now_s + length_s, 0.9))
            now_s += length_s
        if silence_s:
            voiced.append(Span(begun_s, now_s))
            now_s += silence_s
            begun_s = now_s
    if now_s > begun_s:
        voiced.append(Span(begun_s, now_s))
    return Transcript(tuple(words), "test"), tuple(voiced)
