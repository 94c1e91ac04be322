"""All figures of one take, from what was said and where somebody spoke."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures import lexicon
from rehearse.measures.fillers import find_fillers
from rehearse.measures.pauses import COUNTED_FROM_S, EXACTNESS_S, find_pauses
from rehearse.measures.repetitions import find_repetitions
from rehearse.measures.values import FillerKind, Measures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.measures.values import Filler, Pause, Repetition
    from rehearse.speech import Span, Transcript


@dataclass(frozen=True, slots=True)
class SoundFigures:
    """The figures that come from the sound alone; None where they could not be taken."""

    loudness_lufs: float | None = None
    signal_to_noise_db: float | None = None
    pitch_variation_st: float | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring yields."""

    fillers: tuple[Filler, ...]
    repetitions: tuple[Repetition, ...]
    pauses: tuple[Pause, ...]
    measures: Measures


def measure(
    transcript: Transcript,
    voiced: Sequence[Span],
    sound: SoundFigures,
    zero_s: float | None = None,
    turns: Sequence[Span] = (),
) -> Measured:
    """Measure a take.

    Args:
        transcript: What was said.
        voiced: Where somebody speaks, in order and apart from each other.
        sound: The figures that come from the sound alone.
        zero_s: When it was the speaker's turn, in seconds from the first sample; None for a file.
        turns: In a mock call the speaker's own turns: what lies between them, listening and waiting, is neither a pause
            nor time of theirs. Empty where one speaks alone.

    Returns:
        The figures; those that need words are None where nothing was said.
    """
    pauses = tuple(pause for pause in find_pauses(voiced, transcript) if _is_own(pause.span, turns))
    fillers = find_fillers(transcript, pauses, lexicon.load())
    spoken_s = _own_time_s(transcript, turns)
    return Measured(
        fillers, find_repetitions(transcript), pauses, _measures(transcript, pauses, fillers, sound, spoken_s, zero_s)
    )


def _is_own(silence: Span, turns: Sequence[Span]) -> bool:
    return not turns or any(turn.start_s <= silence.middle_s < turn.end_s for turn in turns)


def _own_time_s(transcript: Transcript, turns: Sequence[Span]) -> float:
    """First to last word; in a call that of each turn, added up."""
    if not turns:
        return transcript.speech.duration_s if transcript.speech is not None else 0.0
    within = ([word.span for word in transcript.words if _is_own(word.span, (turn,))] for turn in turns)
    return sum(spans[-1].end_s - spans[0].start_s for spans in within if spans)


def _measures(
    transcript: Transcript,
    pauses: Sequence[Pause],
    fillers: Sequence[Filler],
    sound: SoundFigures,
    length_s: float,
    zero_s: float | None,
) -> Measures:
    known = {name: getattr(sound, name) for name in ("loudness_lufs", "signal_to_noise_db", "pitch_variation_st")}
    speech = transcript.speech
    if speech is None:
        return Measures(**known)
    words = sum(not word.is_filled_pause for word in transcript.words)
    certain = [filler.kind for filler in fillers if filler.certain]
    filled_pauses = certain.count(FillerKind.FILLED_PAUSE)
    spoken_s = length_s - sum(pause.span.duration_s for pause in pauses)
    return Measures(
        speech_duration_s=round(length_s, 2),
        speaking_rate_wpm=_per_minute(words, length_s, 1),
        articulation_rate_wpm=_per_minute(words, spoken_s, 1),
        filled_pauses=filled_pauses,
        filler_phrases=certain.count(FillerKind.FILLER_PHRASE),
        fillers_per_min=_per_minute(filled_pauses, length_s, 2),
        pause_count=sum(pause.span.duration_s >= COUNTED_FROM_S - EXACTNESS_S for pause in pauses),
        longest_pause_s=round(max((pause.span.duration_s for pause in pauses), default=0.0), 2),
        response_delay_s=None if zero_s is None else round(max(0.0, speech.start_s - zero_s), 2),
        **known,
    )


def _per_minute(count: int, seconds: float, decimals: int) -> float | None:
    return round(60 * count / seconds, decimals) if seconds > 0 else None
