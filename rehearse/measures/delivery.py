"""How the words that matter most were said: name, ID and program against the rest, and the ends of sentences.

Callers mumble what they say most often. The figures tell whether it happened; nothing of it is a score. All limits are
ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from rehearse.speech import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rehearse.measures.track import LevelTrack
    from rehearse.measures.values import Pause
    from rehearse.speech import Transcript, Word

LEAST_WORDS, LEAST_S = 2, 0.4
"""A shorter name has no pace that could be measured."""

LEAST_REST_WORDS = 10
"""What it is compared with must have at least so many words."""

FASTER = 1.3
"""From this ratio on a listener hears it as hurried: well beyond the 10 % at which a tempo is heard as another."""

SOFTER_DB = 6.0
"""Half the sound pressure."""

UNSURE = 0.6
"""Below this the recogniser itself was unsure of what was said."""

SENTENCE_WORDS, TAIL_WORDS = 6, 2
"""A sentence has to have so many words for its last ones to be compared with those before."""

TRAILING_DB = 10.0
"""A sound that is 10 dB lower is heard as half as loud (the sone scale)."""

_DIGITS = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*$")


@dataclass(frozen=True, slots=True)
class SpokenPart:
    """How a name, a number or a program was said, against the rest of the take.

    Attributes:
        about: The must-say.
        text: What was heard.
        span: When.
        words_per_min: Pace over the span; each digit counts as a word.
        rest_words_per_min: Pace of all other words, pauses left out.
        probability: How sure the recogniser was of these words, 0 to 1.
        rest_probability: And of the others.
        louder_db: By how much it is louder than the rest; negative where it is softer, None where that is not known.
    """

    about: str
    text: str
    span: Span
    words_per_min: float
    rest_words_per_min: float
    probability: float
    rest_probability: float
    louder_db: float | None

    @property
    def is_hurried(self) -> bool:
        """Whether it was said clearly faster than the rest."""
        return self.words_per_min > FASTER * self.rest_words_per_min

    @property
    def is_soft(self) -> bool:
        """Whether it was clearly softer than the rest."""
        return self.louder_db is not None and self.louder_db <= -SOFTER_DB

    @property
    def is_unsure(self) -> bool:
        """Whether the recogniser was unsure of it."""
        return self.probability < UNSURE

    @property
    def is_remarkable(self) -> bool:
        """Whether there is anything to listen for in it."""
        return self.is_hurried or self.is_soft or self.is_unsure


def spoken_part(
    about: str, indices: range, transcript: Transcript, pauses: Sequence[Pause], track: LevelTrack
) -> SpokenPart | None:
    """How some words of a take were said; None where there are too few of them, or of the others.

    Args:
        about: The must-say.
        indices: Which words.
        transcript: Everything that was said.
        pauses: The silences in it.
        track: The levels.
    """
    words = [word for index, word in enumerate(transcript.words) if index in indices and not word.is_filled_pause]
    rest = [word for index, word in enumerate(transcript.words) if index not in indices and not word.is_filled_pause]
    if not words or sum(map(_units, words)) < LEAST_WORDS or sum(map(_units, rest)) < LEAST_REST_WORDS:
        return None
    span = Span(words[0].start_s, max(word.end_s for word in words))
    speech = transcript.speech
    silent_s = sum(pause.span.duration_s for pause in pauses if pause.span.overlap_s(span) == 0)
    rest_s = (speech.duration_s if speech else 0.0) - span.duration_s - silent_s
    if span.duration_s < LEAST_S or rest_s <= 0:
        return None
    here, there = (track.mean_db(word.span for word in some) for some in (words, rest))
    return SpokenPart(
        about,
        " ".join(word.text for word in words),
        span,
        words_per_min=round(60 * sum(map(_units, words)) / span.duration_s, 1),
        rest_words_per_min=round(60 * sum(map(_units, rest)) / rest_s, 1),
        probability=round(fmean(word.probability for word in words), 3),
        rest_probability=round(fmean(word.probability for word in rest), 3),
        louder_db=None if here is None or there is None else round(here - there, 1),
    )


TITLES = {"full-name": "Your name", "applicant-id": "Your ID", "program-named": "The program's name"}
"""How each of the parts is called."""


def title(part: SpokenPart) -> str:
    """What a part is called."""
    return TITLES.get(part.about, part.about.replace("-", " "))


def facts(part: SpokenPart) -> str:
    """What is said of a part: its pace against the rest, and what is to be heard in it."""
    sentences = [f"{part.words_per_min:.0f} words a minute, the rest {part.rest_words_per_min:.0f} without pauses."]
    if part.is_hurried:
        sentences.append("Say it slower than anything else: a listener writes it down.")
    if part.is_soft:
        sentences.append(f"It was {-(part.louder_db or 0):.0f} dB softer than the rest; keep the voice up.")
    if part.is_unsure:
        sentences.append("The voice model was unsure of it; listen for yourself whether it is clear.")
    return " ".join(sentences)


@dataclass(frozen=True, slots=True)
class SentenceEnd:
    """The last words of a sentence against those before.

    Attributes:
        text: The last words.
        span: When.
        softer_db: By how much they are softer.
    """

    text: str
    span: Span
    softer_db: float


def sentence_ends(transcript: Transcript, track: LevelTrack) -> tuple[SentenceEnd, ...]:
    """The ends of all sentences that are long enough, in order."""
    found = []
    for words in _sentences(transcript):
        head, tail = words[:-TAIL_WORDS], words[-TAIL_WORDS:]
        before, after = (track.mean_db(word.span for word in some) for some in (head, tail))
        if before is not None and after is not None:
            text = " ".join(word.text for word in tail)
            found.append(SentenceEnd(text, Span(tail[0].start_s, tail[-1].end_s), round(before - after, 1)))
    return tuple(found)


def _sentences(transcript: Transcript) -> Iterator[list[Word]]:
    words: list[Word] = []
    for word in transcript.words:
        if not word.is_filled_pause:
            words.append(word)
        if _SENTENCE_END.search(word.text):
            if len(words) >= SENTENCE_WORDS:
                yield words
            words = []


def _units(word: Word) -> int:
    """How many words a token stands for: a number as many as it has digits, said one by one."""
    return max(1, len(_DIGITS.findall(word.text)))
