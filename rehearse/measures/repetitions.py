"""Words said again at once ("I, I will", "we had a we had a"): restarts, marked but not counted as fillers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.measures.text import PUNCTUATION, bare, ends_sentence
from rehearse.measures.values import Repetition
from rehearse.speech import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.speech import Transcript

LONGEST = 5
"""Words in the longest restart that is looked for."""

MEANT_TWICE = frozenset(
    {"again", "bye", "far", "had", "long", "many", "more", "much", "no", "really", "so", "that", "very", "yes"}
)
"""Single words that people double on purpose or by grammar ("very very", "the exam that that clinic asks for")."""

NUMBERS = frozenset(
    {"zero", "oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "double", "hundred"}
)
"""Number words: an identity or telephone number repeats digits."""


def find_repetitions(transcript: Transcript) -> tuple[Repetition, ...]:
    """The restarts of a take, in order, the longest where several fit; ums in between do not hide them."""
    spoken = [index for index, word in enumerate(transcript.words) if not word.is_filled_pause]
    words = [transcript.words[index].text for index in spoken]
    stems = [bare(word) for word in words]
    found: list[Repetition] = []
    start = 0
    while start < len(words):
        end = _end_of_repetition(words, stems, start)
        if end is None:
            start += 1
            continue
        said = transcript.words[spoken[start] : spoken[end - 1] + 1]
        text = " ".join(word.text for word in said).strip(PUNCTUATION)
        found.append(Repetition(text, Span(said[0].start_s, max(word.end_s for word in said))))
        start = end
    return tuple(found)


def _end_of_repetition(words: Sequence[str], stems: Sequence[str], start: int) -> int | None:
    """Index behind the last word of the repetition that begins at `start`; None where none begins."""
    for size in range(min(LONGEST, (len(words) - start) // 2), 0, -1):
        end = start + size
        while stems[start : start + size] == stems[end : end + size]:
            end += size
        if end > start + size and _is_restart(words[start : start + size]):
            return end
    return None


def _is_restart(words: Sequence[str]) -> bool:
    """Whether saying these words twice is a restart, rather than meant, a number, a spelling or a new sentence."""
    if any(ends_sentence(word) for word in words):
        return False
    stems = [bare(word) for word in words]
    if all(stem.isdigit() or stem in NUMBERS or not stem for stem in stems):
        return False
    if all(
        len(stem) == 1 and word.strip(PUNCTUATION).isupper() and stem != "i"
        for stem, word in zip(stems, words, strict=True)
    ):
        return False
    return not (len(words) == 1 and stems[0] in MEANT_TWICE)
