"""Where the second hearing of a chunk has other words than the first: noted beside the words, never in their place.

Neither hearing is right more often than the other where they differ, so the words stay those of the first. But what
somebody said is often clear from one of the two: "tail wider than anybody" and "tail harder than anybody".
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from rehearse.speech import is_filled_pause
from rehearse.transcription import heard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.transcription.heard import Piece

MOST_WORDS = 6
"""Words in a row on which hearings may differ; with more they are not about the same sound."""

MOST_MORE = 2
"""How many words more or fewer the second hearing may have where the two differ."""


def noted(first: Sequence[Piece], second: Sequence[Piece]) -> list[Piece]:
    """The pieces of a first hearing, those that a second one has otherwise with what it has.

    Args:
        first: Pieces in order.
        second: Pieces of the other hearing of the same sound.

    Returns:
        The same pieces. Of words on which the hearings differ the first one has all that the second hearing has there,
        and the others an empty text. Stops and commas count: where a sentence ends is heard, too.
    """
    mine, other = _words(first), _words([piece for piece in second if not is_filled_pause(piece.text)])
    result = list(first)
    for differing, said in _differences(mine, other):
        for place, (_, index, _) in enumerate(differing):
            result[index] = replace(result[index], otherwise="" if place else said)
    return result


_Words = list[tuple[str, int, str]]


def _words(pieces: Sequence[Piece]) -> _Words:
    """Each word as texts are compared, with the index of its first piece, and as it was written; no ums."""
    words: _Words = []
    for index, piece in enumerate(pieces):
        if words and not piece.text.startswith(" "):
            _, first, text = words.pop()
            words.append((heard.plain(text + piece.text), first, text + piece.text))
        else:
            words.append((heard.plain(piece.text), index, piece.text))
    return [word for word in words if word[0] and not is_filled_pause(word[2])]


def _differences(mine: _Words, other: _Words) -> Iterator[tuple[_Words, str]]:
    """Words of the first hearing, and what the second has in their place."""
    matcher = SequenceMatcher(None, [word[0] for word in mine], [word[0] for word in other], autojunk=False)
    for kind, start, stop, from_, to in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(mine[start:stop], other[from_:to], strict=True)
            yield from (([one], also[2].strip()) for one, also in pairs if one[2] != also[2] and not _has_digit([one]))
        elif max(stop - start, to - from_) <= MOST_WORDS and abs(stop - start - to + from_) <= MOST_MORE:
            if kind == "delete" and (start == 0 or stop == len(mine)):
                # A second hearing may begin late and end early.
                continue
            # What only the second has stands behind the word before it.
            inserted = int(kind == "insert")
            here, there = mine[max(0, start - inserted) : stop], other[max(0, from_ - inserted) : to]
            if here and not _has_digit([*here, *there]):
                yield here, "".join(word[2] for word in there).strip()


def _has_digit(words: _Words) -> bool:
    """Numbers have a second hearing of their own."""
    return any(letter.isdigit() for word in words for letter in word[2])
