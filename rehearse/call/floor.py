"""Whose turn it is: from what was heard so far and the time of now to a finished turn, or to none yet.

The bridge between the ears and `step`. Whoever listens makes a new `Floor` whenever more was heard and asks `finished`
a few times a second. All times are seconds of one clock, that of the call; nothing here reads a clock, so a hand may
turn it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse.call.turn_end import turn_ended
from rehearse.call.values import Turn
from rehearse.speech import Transcript

if TYPE_CHECKING:
    from rehearse.call.engine import CallState
    from rehearse.speech import Word


@dataclass(frozen=True, slots=True)
class Floor:
    """What is known of the turn that is being waited for.

    Attributes:
        their_start_s: When the other side's lines began.
        their_end_s: When their last sound was heard; the applicant's turn begins here.
        words: The words heard since, each with its times on the clock of the call.
        voice_end_s: The end of the last voiced sample heard since; None where there was none.
        model: Name of the recogniser model.
        barged_in: The applicant began before `their_end_s`, and the other side stopped there.
    """

    their_start_s: float
    their_end_s: float
    words: tuple[Word, ...] = ()
    voice_end_s: float | None = None
    model: str = ""
    barged_in: bool = False


def finished(
    floor: Floor, now_s: float, call: CallState, *, hung_up: bool = False, loudness_lufs: float | None = None
) -> Turn | None:
    """The turn, if it is over at this time.

    It is over when the applicant hung up, when the silence since the last voice is long enough for what was said (see
    `turn_end`), or when the other side's patience is at an end: then the turn is marked as interrupted.

    Args:
        floor: What was heard.
        now_s: The time of now.
        call: Where the call stands.
        hung_up: Whether the applicant just hung up.
        loudness_lufs: Loudness of the turn so far, where it was measured.

    Returns:
        The turn for `step`, or None while it goes on.
    """
    heard_until_s = max(floor.their_end_s, floor.voice_end_s or 0.0, *(word.end_s for word in floor.words), 0.0)
    silence_s = max(0.0, now_s - heard_until_s)
    patience_s = call.reply.patience_s
    cut_in = patience_s is not None and bool(floor.words) and now_s - floor.words[0].start_s >= patience_s
    if not (hung_up or cut_in or turn_ended([word.text for word in floor.words], silence_s, call)):
        return None
    their_s = round(floor.their_end_s - floor.their_start_s, 3)
    if not floor.words:
        waited_s = round(max(0.0, now_s - floor.their_end_s), 3)
        return Turn(silence_s=waited_s, hung_up=hung_up, barged_in=floor.barged_in, their_s=their_s)
    first_s, last_s = floor.words[0].start_s, max(word.end_s for word in floor.words)
    moved = tuple(replace(w, start_s=w.start_s - first_s, end_s=w.end_s - first_s) for w in floor.words)
    transcript = Transcript(moved, floor.model)
    return Turn(
        text=transcript.text,
        duration_s=round(last_s - first_s, 3),
        time_to_first_word_s=round(max(0.0, first_s - floor.their_end_s), 3),
        interrupted=cut_in and not hung_up,
        barged_in=floor.barged_in,
        hung_up=hung_up,
        loudness_lufs=loudness_lufs,
        their_s=their_s,
        transcript=transcript,
    )
