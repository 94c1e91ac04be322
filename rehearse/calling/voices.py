"""Lines and sounds of a call as samples: which person speaks from what telephone, and in what mood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rehearse.call.values import Mood, Sound
from rehearse.voice import tones
from rehearse.voice.phone import RATE_HZ, PhoneLine
from rehearse.voice.speaker import PersonVoice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from rehearse.call.script import Scripts
    from rehearse.call.values import Line, Reply
    from rehearse.voice.speaker import Speaker

TELEPHONES = {
    "coordinator": PhoneLine.DESK,
    "doctor": PhoneLine.MOBILE,
    "mentor": PhoneLine.SPEAKERPHONE,
    "operator": PhoneLine.EXCHANGE,
    "clerk": PhoneLine.DESK,
    "machine": PhoneLine.EXCHANGE,
}
"""From what telephone each person speaks; anybody else has one on the desk."""

QUICKER = {Mood.CALM: 1.0, Mood.HURRIED: 1.18, Mood.ANNOYED: 1.1}
"""How much faster a person speaks in a mood."""

BETWEEN_S = 0.25
"""Silence between two lines of a reply."""


class Voices:
    """Speaks the lines of calls."""

    def __init__(self, speaker: Speaker, scripts: Scripts, said_as: Mapping[str, str] | None = None) -> None:
        """Take the voice.

        Args:
            speaker: The voice, loaded.
            scripts: Say how each person sounds.
            said_as: Names of the card that are read in another way than they are written.
        """
        self._speaker = speaker
        self._people = {
            person.id: PersonVoice(person.speed, person.pitch_st, TELEPHONES.get(person.id, PhoneLine.DESK))
            for person in scripts.common.people.values()
        }
        self._said_as = dict(said_as or {})

    def spoken(self, reply: Reply) -> tuple[NDArray[np.float32], ...]:
        """Each line and sound of a reply as samples at `RATE_HZ`, in order.

        Raises:
            KnownError: VOICE_UNAVAILABLE.
        """
        return tuple(self._line(line) for line in reply.lines)

    def _line(self, line: Line) -> NDArray[np.float32]:
        if line.sound is not None:
            return _sound(line.sound, line.seconds)
        person = self._people.get(line.person, PersonVoice())
        in_mood = PersonVoice(person.speed * QUICKER[line.mood], person.pitch_st, person.line)
        pause = np.zeros(round(BETWEEN_S * RATE_HZ), np.float32)
        return np.concatenate([self._speaker.say(line.text, in_mood, self._said_as), pause])


def silent(reply: Reply, seconds: float) -> tuple[NDArray[np.float32], ...]:
    """A reply without a voice: silence of the length that its words would take."""
    return (np.zeros(round(seconds * RATE_HZ), np.float32),) if reply.lines else ()


def _sound(sound: Sound, seconds: float) -> NDArray[np.float32]:
    makers = {
        Sound.RING: lambda: tones.ring(seconds or 4.0),
        Sound.PICK_UP: tones.pick_up,
        Sound.BEEP: tones.beep,
        Sound.HOLD: lambda: tones.hold(seconds or 6.0),
        Sound.TRANSFER: tones.transfer,
        Sound.HANG_UP: tones.hang_up,
    }
    return makers[sound]()
