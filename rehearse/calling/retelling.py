"""A call told once more with what the whole analysis heard in it: exact words with their times, and loudness.

During the call a small model writes the words down, quickly enough to answer; the branches that it led to stay. Its
report judges the words as that of any take does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse.acoustics.loudness import integrated_loudness
from rehearse.analysis import check_words
from rehearse.call.reporting import report
from rehearse.speech import Transcript

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rehearse.audio.decode import Recording
    from rehearse.call import CallState, Turn
    from rehearse.call.report import CallReport
    from rehearse.calling.conductor import Taken

MARGIN_S = 0.35
"""A word that begins this much outside of a turn still belongs to it."""


def as_taken(call: CallState, taken: Sequence[Taken]) -> CallReport:
    """The report of a call as the small model heard it while it lasted, its turns where they are in the recording."""
    return report(_with_turns(call, (one.turn for one in taken)))


def retold(call: CallState, taken: Sequence[Taken], transcript: Transcript, recording: Recording) -> CallReport:
    """The report of a call with its turns as the analysis heard them.

    Args:
        call: As it ended.
        taken: Its turns, in seconds of the recording.
        transcript: Everything that was heard in the recording.
        recording: The applicant's side.
    """
    return report(_with_turns(call, (_turn(one, transcript, recording) for one in taken)), check_words)


def _with_turns(call: CallState, turns: Iterable[Turn]) -> CallState:
    pairs = zip(call.exchanges, turns, strict=True)
    return replace(call, exchanges=tuple(replace(exchange, turn=turn) for exchange, turn in pairs))


def _turn(taken: Taken, transcript: Transcript, recording: Recording) -> Turn:
    if taken.turn.is_silent:
        return taken.turn
    from_s, to_s = taken.span.start_s - MARGIN_S, taken.span.end_s + MARGIN_S
    said = tuple(word.later(-taken.span.start_s) for word in transcript.words if from_s <= word.start_s < to_s)
    possible = tuple(word.later(-taken.span.start_s) for word in transcript.possible if from_s <= word.start_s < to_s)
    words = Transcript(said, transcript.model, possible)
    samples = recording.samples[
        round(taken.span.start_s * recording.sample_rate_hz) : round(taken.span.end_s * recording.sample_rate_hz)
    ]
    loudness = integrated_loudness(samples, recording.sample_rate_hz)
    if not said:
        return replace(taken.turn, loudness_lufs=loudness)
    return replace(taken.turn, text=words.text, transcript=words, loudness_lufs=loudness)
