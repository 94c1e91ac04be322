"""What is to be said of a microphone after one sentence. Pure; no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.errors import Trouble
from rehearse.measures.values import AudioProblem
from rehearse.ui.widgets.notice import Tone

if TYPE_CHECKING:
    from collections.abc import Collection

    from rehearse.errors import KnownError


@dataclass(frozen=True, slots=True)
class MicrophoneVerdict:
    """A plain judgement and its remedy.

    Attributes:
        tone: How much it matters.
        title: The judgement in two or three words; empty where the remedy says it already.
        remedy: What to do, or that nothing has to be done.
    """

    tone: Tone
    title: str
    remedy: str

    @property
    def words(self) -> str:
        """Both together."""
        return f"{self.title}. {self.remedy}" if self.title else self.remedy


GOOD = MicrophoneVerdict(Tone.GOOD, "Good", "You can be heard clearly; nothing needs to change.")
BY_PROBLEM: tuple[tuple[AudioProblem, MicrophoneVerdict], ...] = (
    (
        AudioProblem.SILENT,
        MicrophoneVerdict(
            Tone.STOP,
            "Only silence",
            "No voice could be heard. Check that the right microphone is chosen and not muted, then say it again.",
        ),
    ),
    (
        AudioProblem.CLIPPING,
        MicrophoneVerdict(
            Tone.FIX,
            "Too loud, the sound is clipped",
            "Move a hand's width further away, or lower the input level in the system's sound settings.",
        ),
    ),
    (
        AudioProblem.TOO_QUIET,
        MicrophoneVerdict(
            Tone.FIX,
            "Too quiet",
            "Move closer to the microphone, or raise the input level in the system's sound settings.",
        ),
    ),
    (
        AudioProblem.NOISY,
        MicrophoneVerdict(
            Tone.FIX,
            "A noisy room",
            "Close the window or switch off what hums; a headset helps, because its microphone is close to you.",
        ),
    ),
    (
        AudioProblem.DROPPED_FRAMES,
        MicrophoneVerdict(
            Tone.FIX,
            "Pieces of sound are missing",
            "Close programs that keep the computer busy, or connect the microphone to another socket.",
        ),
    ),
)
"""Each problem of a recording, the gravest first: that one is said."""

TITLES = {
    Trouble.NO_MICROPHONE: "",
    Trouble.DEVICE_MISSING: "",
    Trouble.MICROPHONE_BUSY: "In use, or no permission",
    Trouble.MICROPHONE_SILENT: "Muted, or no permission",
    Trouble.MICROPHONE_LOST: "",
    Trouble.MICROPHONE_STALLED: "",
    Trouble.NO_LOUDSPEAKER: "",
    Trouble.LOUDSPEAKER_BUSY: "",
}
"""What stands before the sentence of a trouble."""


def verdict_on(problems: Collection[AudioProblem]) -> MicrophoneVerdict:
    """The judgement on a recorded sentence."""
    return next((said for problem, said in BY_PROBLEM if problem in problems), GOOD)


def verdict_on_trouble(error: KnownError) -> MicrophoneVerdict:
    """The judgement where there is nothing to listen to: no microphone, no permission, a sound system that fails."""
    title = TITLES.get(error.trouble, "The microphone can't be used")
    return MicrophoneVerdict(Tone.FIX, title, error.message)
