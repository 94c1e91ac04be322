"""What goes into a call and comes out of it: the applicant's turns, the other side's lines. Times are values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.scenarios.difficulty import Difficulty

if TYPE_CHECKING:
    from rehearse.speech import Transcript


__all__ = ["Difficulty", "Ending", "Line", "Mood", "Reply", "Sound", "Turn"]


class Mood(StrEnum):
    """How a line is spoken."""

    CALM = "calm"
    HURRIED = "hurried"
    ANNOYED = "annoyed"


class Sound(StrEnum):
    """What is heard on the line besides words."""

    RING = "ring"
    PICK_UP = "pick-up"
    BEEP = "beep"
    HOLD = "hold"
    TRANSFER = "transfer"
    HANG_UP = "hang-up"


class Ending(StrEnum):
    """How a call ended."""

    GOODBYE = "goodbye"
    THEY_HUNG_UP = "they-hung-up"
    YOU_HUNG_UP = "you-hung-up"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the applicant, as typed or as heard.

    Attributes:
        text: What was said; empty for silence.
        duration_s: From the first word to the end of the last, in seconds.
        time_to_first_word_s: From the end of the other side's line to the first word; None where it is not known.
        silence_s: How long nothing was said, for a turn without words.
        interrupted: The other side cut in while the applicant was still speaking.
        barged_in: The applicant began while the other side was still speaking.
        hung_up: The applicant hung up, after `text` if there is any.
        loudness_lufs: Loudness of the turn; None where it was not measured.
        their_s: How long the other side's lines before this turn took; None: estimated from their words.
        lines_began_s: When the other side's lines before it began, in seconds of the recording; None for typed text.
        began_s: When its first word, or the silence, began, likewise.
        transcript: The words with their times from the start of the turn; None for typed text.
    """

    text: str = ""
    duration_s: float = 0.0
    time_to_first_word_s: float | None = None
    silence_s: float = 0.0
    interrupted: bool = False
    barged_in: bool = False
    hung_up: bool = False
    loudness_lufs: float | None = None
    their_s: float | None = None
    lines_began_s: float | None = None
    began_s: float | None = None
    transcript: Transcript | None = None

    @property
    def is_silent(self) -> bool:
        """Whether nothing was said."""
        return not any(c.isalnum() for c in self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the other side, or a sound on the line.

    Attributes:
        person: Id of who speaks, as in `people.toml`; empty for a sound.
        name: The speaker's name in this call.
        text: What is said; empty for a sound.
        mood: How it is said.
        sound: The sound; None for words.
        seconds: How long the sound lasts.
    """

    person: str = ""
    name: str = ""
    text: str = ""
    mood: Mood = Mood.CALM
    sound: Sound | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other side does next.

    Attributes:
        lines: Lines and sounds in order; empty where the other side only keeps silent.
        state: Where the call stands afterwards, as "script/state".
        branch: The branch that led here; empty for the beginning.
        drawn: What chance decided on the way, such as "opening-call/reviewing, 3 of 4".
        quiet_s: The other side deliberately says nothing for so long, and the applicant should not either; else None.
        patience_s: After so many seconds of one turn the other side cuts in; None: never.
        alone: Only the applicant speaks now, as to a mailbox.
        ended: How the call ended; None while it goes on.
    """

    lines: tuple[Line, ...]
    state: str
    branch: str = ""
    drawn: tuple[str, ...] = ()
    quiet_s: float | None = None
    patience_s: float | None = None
    alone: bool = False
    ended: Ending | None = None
