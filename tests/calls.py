"""Mock calls for tests, as they are told afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse import call, phrases
from rehearse.call import Difficulty, Turn
from rehearse.call.reporting import report
from tests.builders import say
from tests.score_call import CARD

if TYPE_CHECKING:
    from rehearse.call.report import CallReport

BEGGING = (
    "Hello, um, this is Maya Okafor, I applied to internal medicine at Riverbend, and I would do anything for a spot."
)


def held(script: str, *turns: Turn, state: str | None = None, seed: int = 1) -> CallReport:
    """The report of a call with these turns."""
    setup = call.Setup(call.load(), phrases.load(), seed, CARD, Difficulty.BUSY)
    now, _ = call.begin(setup, script, state)
    for turn in turns:
        now, _ = call.step(now, turn)
    return report(now)


def a_spoken_call() -> CallReport:
    """One long answer with a finding, a filler and must-says, then a silence: from 0:00 and 1:05 of the recording."""
    transcript, _ = say(BEGGING)
    answer = Turn(
        transcript.text,
        60.0,
        time_to_first_word_s=1.3,
        lines_began_s=0.0,
        began_s=5.0,
        transcript=transcript,
    )
    return held("opening-call", answer, Turn(silence_s=6.0, lines_began_s=65.0, began_s=68.0))
