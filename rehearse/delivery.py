"""How a take was delivered, beside what was said: the words that matter most, the ends of sentences, the headset."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.acoustics.headset import SENTENCES
from rehearse.measures.delivery import TRAILING_DB, sentence_ends, spoken_part
from rehearse.phrases.finding import Note, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.hearing.values import HeardTake
    from rehearse.measures.delivery import SpokenPart
    from rehearse.measures.values import Pause
    from rehearse.phrases.finding import ElementResult

IMPORTANT = ("full-name", "applicant-id", "program-named")
"""The must-says that hold what a listener has to write down."""

LEAST_TRAILING = 2
"""A single sentence that ends softly is chance."""


def spoken_parts(
    heard: HeardTake, elements: Sequence[ElementResult], pauses: Sequence[Pause]
) -> tuple[SpokenPart, ...]:
    """How name, ID and program were said, each where it was heard and could be measured."""
    found = []
    for element in elements:
        if element.element not in IMPORTANT or element.status is Status.MISSING:
            continue
        if element.start_char is None or element.end_char is None:
            continue
        indices = heard.transcript.words_in_chars(element.start_char, element.end_char)
        part = spoken_part(element.element, indices, heard.transcript, pauses, heard.sound.track)
        if part is not None:
            found.append(part)
    return tuple(found)


def notes(heard: HeardTake) -> Iterator[Note]:
    """What the headset does to the sound, and whether sentences trail off."""
    yield from (Note("headset", SENTENCES[trouble]) for trouble in heard.sound.headset)
    ends = sentence_ends(heard.transcript, heard.sound.track)
    trailing = [end for end in ends if end.softer_db >= TRAILING_DB]
    if len(trailing) >= LEAST_TRAILING and 2 * len(trailing) >= len(ends):
        softest = max(trailing, key=lambda end: end.softer_db)
        yield Note(
            "sentence-ends",
            f"The last words of {len(trailing)} of {len(ends)} sentences were less than half as loud as the words "
            f"before, such as “{softest.text.rstrip('.?!,;:')}”. Keep the voice up until the full stop.",
        )
