"""A call told once more with what the whole analysis heard in it: exact words with their times, and loudness.

During the call a small model writes the words down, quickly enough to answer; the branches that it led to stay.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rehearse import scenarios
from rehearse.acoustics.loudness import integrated_loudness
from rehearse.call.hearing import hear
from rehearse.speech import Transcript

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.audio.decode import Recording
    from rehearse.call import CallState, Turn
    from rehearse.call.engine import Exchange
    from rehearse.calling.conductor import Taken

MARGIN_S = 0.35
"""A word that begins this much outside of a turn still belongs to it."""


def as_taken(call: CallState, taken: Sequence[Taken]) -> CallState:
    """The same call as the small model heard it while it lasted, with its turns where they are in the recording."""
    pairs = zip(call.exchanges, taken, strict=True)
    return replace(call, exchanges=tuple(replace(exchange, turn=one.turn) for exchange, one in pairs))


def retold(call: CallState, taken: Sequence[Taken], transcript: Transcript, recording: Recording) -> CallState:
    """The same call with its turns as the analysis heard them.

    Args:
        call: As it ended.
        taken: Its turns, in seconds of the recording.
        transcript: Everything that was heard in the recording.
        recording: The applicant's side.
    """
    pairs = zip(call.exchanges, taken, strict=True)
    exchanges = tuple(_heard_anew(exchange, _turn(one, transcript, recording), call) for exchange, one in pairs)
    return replace(call, exchanges=exchanges)


def _heard_anew(exchange: Exchange, turn: Turn, call: CallState) -> Exchange:
    """The same exchange with what the phrase rules and must-says find in the exact words."""
    if turn.is_silent:
        return replace(exchange, turn=turn)
    setup = call.setup
    scenario = scenarios.get(setup.scripts.script_of(exchange.state).scenario)
    heard = hear(turn.text, scenario, setup.target, setup.rulebook, setup.scripts)
    return replace(exchange, turn=turn, heard=heard)


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
