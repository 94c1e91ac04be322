"""What stands in a report's place where there is none: why, and the next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.history.values import TakeState

if TYPE_CHECKING:
    from rehearse.history.values import Take

ANALYSE, ANALYSE_AGAIN, PRACTISE = "Analyse", "Analyse again", "Practise a call"
"""The steps that lead on."""
UNHEARD = "This take can't be heard now."
"""What stands where its waveform would be."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A report that is not there.

    Attributes:
        title: What is the matter, in a few words.
        sentence: What it means.
        steps: Labels of what can be done about it.
    """

    title: str
    sentence: str
    steps: tuple[str, ...] = ()


NOTHING_YET = Missing("No report yet", "Practise a call; its report opens here as soon as you stop.", (PRACTISE,))
"""No take was made yet."""


def without_report(take: Take) -> Missing:
    """Why a take has no report."""
    if take.state is TakeState.RECORDING:
        return Missing("Still recording", "The report is made when you stop.")
    if take.state is TakeState.FAILED and take.failure:
        return Missing("This take has no report", take.failure, (ANALYSE_AGAIN,))
    if take.is_phrase:
        return Missing(
            "One sentence, said again", "It is kept so that you can hear it. A report judges whole calls only."
        )
    return Missing("Not analysed yet", "The recording is kept and can be analysed now.", (ANALYSE,))
