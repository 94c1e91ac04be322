"""Takes with a known truth: clauses joined by fillers, silences, restarts and drawn words, by a seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from rehearse.speech import Span
from tests.synthesis import conditions, texts, voices
from tests.synthesis.voices import RATE_HZ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.random import Generator
    from numpy.typing import NDArray

    from tests.synthesis.voices import Voice

STYLES = ("hesitant", "fluent", "slow")
"""With ums; without any; and slow, with sounds said again and again as in stuttering, and hardly an um."""

SPEEDS = {"hesitant": (0.85, 1.15), "fluent": (0.85, 1.25), "slow": (0.6, 0.72)}
SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Take:
    """One recording and what is true of it.

    Attributes:
        name: Which one it is.
        voice: Who speaks.
        style: One of `STYLES`.
        condition: One of `conditions.CONDITIONS`.
        samples: The recording at `RATE_HZ`.
        text: The words, without filled pauses.
        fillers: Each filled pause and where it lies.
        clauses: Where each stretch of words lies that was said in one go; the first word begins at its start.
        first_words: The first word of each clause.
        silences: Every silence within the take, from the last to the first moment at which the voice beside it is as
            loud as the noise: a voice dies away, and under noise it ends earlier than in a quiet room.
    """

    name: str
    voice: Voice
    style: str
    condition: str
    samples: NDArray[np.float32]
    text: str
    fillers: tuple[tuple[str, Span], ...]
    clauses: tuple[Span, ...]
    first_words: tuple[str, ...]
    silences: tuple[Span, ...]


@dataclass(slots=True)
class _Tape:
    """A take while it is being put together."""

    pieces: list[NDArray[np.float32]] = field(default_factory=list)
    length: int = 0
    text: list[str] = field(default_factory=list)
    fillers: list[tuple[str, Span]] = field(default_factory=list)
    clauses: list[Span] = field(default_factory=list)
    first_words: list[str] = field(default_factory=list)
    silences: list[Span] = field(default_factory=list)

    def add(self, samples: NDArray[np.float32]) -> Span:
        start = self.length
        self.pieces.append(samples)
        self.length += len(samples)
        return Span(start / RATE_HZ, self.length / RATE_HZ)

    def silence(self, seconds: float) -> None:
        if seconds > 0:
            self.silences.append(self.add(np.zeros(round(seconds * RATE_HZ), np.float32)))

    def words(self, text: str, samples: NDArray[np.float32]) -> None:
        self.clauses.append(self.add(samples))
        self.first_words.append(text.split(maxsplit=1)[0])
        self.text.append(text)


def make(voice: Voice, style: str, condition: str, seed: int, bank: Sequence[str] = texts.CALLS) -> Take:
    """One take; the same arguments give the same samples."""
    chance = np.random.default_rng([seed, *voices_seed(voice), STYLES.index(style)])
    tape = _Tape()
    tape.silence(0.5)
    slowest, fastest = SPEEDS[style]
    for sentence in chance.choice(len(bank), SENTENCES, replace=False):
        speed = float(np.round(chance.uniform(slowest, fastest), 1))
        clauses = [clause.strip() for clause in bank[sentence].split("|")]
        for index, clause in enumerate(clauses):
            _between(tape, voice, style, chance, first=index == 0)
            said = clause + ("." if index == len(clauses) - 1 else ",")
            tape.words(clause, voices.speak(voice, said, speed) * chance.uniform(0.7, 1.0))
    tape.silence(0.6)
    clean = np.concatenate(tape.pieces)
    silences = _as_heard(_joined(tape.silences)[1:-1], conditions.audible(clean, condition))
    samples = conditions.apply(clean, condition, chance)
    return Take(
        f"{voice}/{style}/{condition}/{seed}",
        voice,
        style,
        condition,
        samples,
        " ".join(tape.text),
        tuple(tape.fillers),
        tuple(tape.clauses),
        tuple(tape.first_words),
        silences,
    )


def _joined(silences: Sequence[Span]) -> list[Span]:
    """Silences that follow each other without a sound, as one."""
    joined: list[Span] = []
    for silence in silences:
        if joined and silence.start_s - joined[-1].end_s < 1e-6:
            joined[-1] = Span(joined[-1].start_s, max(joined[-1].end_s, silence.end_s))
        else:
            joined.append(silence)
    return joined


def _as_heard(silences: Sequence[Span], audible: NDArray[np.bool_]) -> tuple[Span, ...]:
    """Silences with what lies beside them and can't be heard."""
    heard = []
    for silence in silences:
        first, last = round(silence.start_s * 100), round(silence.end_s * 100)
        before, after = np.flatnonzero(audible[:first]), np.flatnonzero(audible[last:])
        start_s = min(silence.start_s, (before[-1] + 1) / 100) if len(before) else silence.start_s
        end_s = max(silence.end_s, (last + after[0]) / 100) if len(after) else silence.end_s
        heard.append(Span(start_s, end_s))
    return tuple(_joined(heard))


def voices_seed(voice: Voice) -> tuple[int, ...]:
    """A voice as numbers, so that each draws its own chance."""
    return tuple(str(voice).encode())


def _between(tape: _Tape, voice: Voice, style: str, chance: Generator, *, first: bool) -> None:
    """What comes before a clause: an um with or without silence about it, a restart, a drawn word, a silence."""
    kind = chance.random()
    if style == "hesitant" and kind < 0.55:
        _hesitate(tape, voice, chance)
        if chance.random() < 0.12:
            _hesitate(tape, voice, chance)
    elif style == "slow":
        tape.silence(float(chance.uniform(0.4, 1.4)))
        if kind < 0.5:
            _stutter(tape, voice, chance)
        elif kind < 0.58:
            _hesitate(tape, voice, chance)
    elif style == "hesitant" and kind < 0.68:
        word = str(chance.choice(texts.DRAWN))
        tape.silence(float(chance.choice([0.15, 0.3])))
        tape.words(word, voices.stretched(voice, word, float(np.round(chance.uniform(0.35, 0.7), 1))) * 0.8)
    if first or chance.random() < 0.4:
        tape.silence(float(chance.uniform(0.25, 1.3)) if first else float(chance.uniform(0.05, 0.9)))
        if chance.random() < 0.15:
            # A breath is no voice, so the silence goes on through it.
            tape.silences.append(tape.add(conditions.breath(0.4, chance)))
            tape.silence(0.1)


def _hesitate(tape: _Tape, voice: Voice, chance: Generator) -> None:
    tape.silence(float(chance.choice([0.0, 0.0, 0.1, 0.3, 0.7])))
    sound = str(chance.choice(["um", "um", "uh", "uh", "er", "erm"]))
    seconds = float(np.round(chance.uniform(0.2, 0.5) if sound in {"uh", "er"} else chance.uniform(0.28, 0.7), 2))
    cents = int(chance.integers(-3, 2)) * 100
    samples = voices.filled_pause(voice, sound, seconds, cents) * chance.uniform(0.45, 0.9)
    tape.fillers.append((sound, tape.add(samples)))
    tape.silence(float(chance.choice([0.0, 0.1, 0.3, 0.6])))


def _stutter(tape: _Tape, voice: Voice, chance: Generator) -> None:
    """The same short word two or three times, with silence between: words, and no filled pause."""
    word = str(chance.choice(["I", "the", "and", "to"]))
    for _ in range(int(chance.integers(2, 4))):
        tape.words(word, voices.speak(voice, word, 0.8) * 0.8)
        tape.silence(float(chance.choice([0.15, 0.3])))
