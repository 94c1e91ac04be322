"""Takes the turns of a call: who speaks now, when the applicant has finished, what is answered, when it is over.

`tick` is called thirty times a second or so, by a window's timer or by a test that turns the clock by hand; it never
waits. Soon after the applicant falls silent the words are written down and the reply is got ready (`Preparer`), so
that it can be spoken at the moment at which `rehearse.call.turn_end` takes the turn for finished.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from rehearse.audio.decode import Recording
from rehearse.call import Turn
from rehearse.call.turn_end import turn_ended
from rehearse.calling.ears import BEFORE_S
from rehearse.calling.own_voice import EARLY_S, LATE_S, is_own_voice
from rehearse.speech import Span
from rehearse.transcription.transcriber import RATE_HZ
from rehearse.voice.phone import RATE_HZ as PLAYED_HZ

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    import numpy as np
    from numpy.typing import NDArray

    from rehearse.call import CallState
    from rehearse.call.values import Line
    from rehearse.calling.ears import Ears
    from rehearse.calling.loudspeaker import CallLoudspeaker
    from rehearse.calling.preparing import Prepared, Preparer

LISTEN_AFTER_S = 0.25
"""Silence after which the words so far are written down; a shorter one is a closure or a breath."""

PIECE_S = 12.0
"""From this length on, a turn is written down in pieces, so that the last piece is quickly done."""

ECHO_S = 0.15
"""How long the room still sounds after a line; the ears stay deaf so long."""

BARGE_IN_S = 0.35
"""Voice of this length while the other side speaks is an interruption, with a headset."""


class LinePhase(StrEnum):
    """Whose turn it is."""

    THEIRS = "theirs"
    YOURS = "yours"
    HANGING_UP = "hanging-up"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Taken:
    """A turn of the applicant as it was taken, in times of the microphone.

    Attributes:
        turn: What was said.
        span: From its first voice to its last; for silence how long was waited.
        their_span: When the lines before it were heard.
        gap_s: From the last voice to the first sound of the reply; None where nobody answers any more.
    """

    turn: Turn
    span: Span
    their_span: Span
    gap_s: float | None = None


class Conductor:
    """One call with sound.

    Attributes:
        call: Where the call stands.
        phase: Whose turn it is.
        taken: The turns so far.
        own_voice: Where the microphone was found to hear the loudspeaker although a headset was meant to be worn;
            from its end on turns are taken strictly. None where it was not.
    """

    def __init__(
        self,
        call: CallState,
        *,
        ears: Ears,
        loudspeaker: CallLoudspeaker,
        preparer: Preparer,
        opening: tuple[NDArray[np.float32], ...],
        clock: Callable[[], float],
        headset: bool = False,
    ) -> None:
        """Prepare a call that was begun by `rehearse.call.begin`.

        Args:
            call: The call.
            opening: The lines with which it begins, as samples, so that nothing has to be made while it rings.
            ears: Hear the microphone.
            loudspeaker: Speaks; open already.
            preparer: Gets the replies ready.
            clock: The loudspeaker's clock.
            headset: The microphone does not hear the loudspeaker, so both sides may speak at once.
        """
        self.call = call
        self.phase = LinePhase.THEIRS
        self.taken: list[Taken] = []
        self.own_voice: Span | None = None
        self._ears, self._loudspeaker, self._preparer, self._clock = ears, loudspeaker, preparer, clock
        self._headset, self._opening = headset, opening
        # The reply that is being got ready, and for which end of the voice.
        self._ready: Future[Prepared] | None = None
        self._ready_for: float | None = None
        # The applicant's turn: the pieces that are written down already, and where the turn and the next piece begin.
        self._pieces: list[Future[str]] = []
        self._from_s = self._piece_from_s = 0.0
        self._barged_in = self._cuts_in = False
        self._last_voice: Span | None = None
        # The other side's turn: when its lines were heard, since when (by the clock) they are over, how many lines the
        # loudspeaker had begun before them, and whether each line is a sound of its own.
        self._their_from_s = self._their_until_s = 0.0
        self._quiet_since_s: float | None = None
        self._begun_before, self._are_apart = 0, True

    def begin(self) -> None:
        """Let the other side begin, as with the ringing of the telephone."""
        self._speak(self._opening)

    def tick(self) -> None:
        """Do what is due now.

        Raises:
            KnownError: RECOGNISER_FAILED where the voice can't be followed any more.
        """
        self._ears.listen()
        if self.phase is LinePhase.THEIRS:
            self._while_they_speak()
        elif self.phase is LinePhase.YOURS:
            self._while_you_speak()
        elif self.phase is LinePhase.HANGING_UP and self._ready is not None and self._ready.done():
            self._commit(self._ready.result(), self._last_voice)

    @property
    def has_voice(self) -> bool:
        """Whether the other side's lines are spoken; they pass in silence otherwise."""
        return self._preparer.has_voice

    @property
    def lines_so_far(self) -> tuple[Line, ...]:
        """What of the other side's present lines has begun to be heard."""
        lines = self.call.reply.lines
        return lines[: self._loudspeaker.begun - self._begun_before] if self._are_apart else lines

    def hang_up(self) -> None:
        """The applicant hangs up; the call is over once what was said last is written down."""
        if self.phase in {LinePhase.OVER, LinePhase.HANGING_UP}:
            return
        self._loudspeaker.cut()
        if self.call.ended is not None:
            # They were saying their last words.
            self.phase = LinePhase.OVER
            return
        self._ears.listen()
        voice = self._ears.voice_since(self._from_s) if self.phase is LinePhase.YOURS else None
        turn = self._turn(voice, hung_up=True)
        sound = None if voice is None else self._ears.sound(self._piece_from_s, voice.end_s)
        self._ready = self._preparer.reply(self.call, turn, tuple(self._pieces), sound)
        self._last_voice = voice
        self.phase = LinePhase.HANGING_UP

    # The other side's turn

    def _speak(self, sounds: tuple[NDArray[np.float32], ...]) -> None:
        self.phase = LinePhase.THEIRS
        self._ears.is_deaf = not self._headset
        self._their_from_s = self._ears.heard_s
        self._quiet_since_s = None
        self._begun_before = self._loudspeaker.begun
        # Where there is no voice, all lines are one silence.
        self._are_apart = len(sounds) == len(self.call.reply.lines)
        for sound in sounds:
            self._loudspeaker.say(sound)

    def _while_they_speak(self) -> None:
        if self._headset:
            voice = self._ears.voice_since(self._their_from_s)
            if voice is not None and voice.duration_s >= BARGE_IN_S and self._loudspeaker.is_sounding:
                if not self._is_own_voice(voice):
                    self._loudspeaker.cut()
                    self._your_turn(voice.start_s, barged_in=True)
                    return
                self._headset, self._ears.is_deaf = False, True
                self.own_voice = Span(self._their_from_s, self._ears.heard_s)
        if self._loudspeaker.is_sounding:
            self._quiet_since_s = None
            return
        if self.call.ended is not None:
            self.phase = LinePhase.OVER
            return
        if self._quiet_since_s is None:
            self._quiet_since_s = self._clock()
        if self._headset or self._clock() - self._quiet_since_s >= ECHO_S:
            self._your_turn(self._ears.heard_s, barged_in=False)

    def _is_own_voice(self, voice: Span) -> bool:
        """Whether a voice is that of the other side, out of the loudspeaker."""
        ago_s = self._ears.heard_s - voice.start_s + BEFORE_S + LATE_S
        played = self._loudspeaker.track(self._clock() - ago_s, ago_s + EARLY_S)
        return is_own_voice(self._ears.sound(voice.start_s, voice.end_s), Recording(played, PLAYED_HZ, "").at(RATE_HZ))

    def _your_turn(self, from_s: float, *, barged_in: bool) -> None:
        self.phase = LinePhase.YOURS
        self._ears.is_deaf = False
        self._their_until_s = self._from_s = self._piece_from_s = from_s
        self._barged_in, self._cuts_in = barged_in, False
        self._pieces = []
        self._ready = self._ready_for = None

    # The applicant's turn

    def _while_you_speak(self) -> None:
        voice = self._ears.voice_since(self._from_s)
        if voice is None:
            self._wait_for_words()
            return
        silence_s = self._ears.heard_s - voice.end_s
        if self._is_impatient(voice):
            self._cut_in(voice)
        elif self._ready_for != voice.end_s and silence_s >= LISTEN_AFTER_S:
            self._get_ready(voice)
        if self._ready is None or self._ready_for is None or not self._ready.done():
            return
        prepared = self._ready.result()
        # Whoever begins to speak again in the last moment goes on, unless it turns out to be a click.
        goes_on = self._ready_for != voice.end_s or self._ears.hears_voice
        if self._cuts_in or (not goes_on and turn_ended(prepared.words, silence_s, self.call)):
            self._commit(prepared, voice)

    def _wait_for_words(self) -> None:
        """Nobody speaks: the reply to silence is got ready when the waiting ends."""
        silence_s = self._ears.heard_s - self._from_s
        if self._ready is None and turn_ended([], silence_s, self.call):
            self._ready = self._preparer.reply(self.call, self._turn(None), (), None)
        if self._ready is not None and self._ready.done():
            self._commit(self._ready.result(), None)

    def _get_ready(self, voice: Span) -> None:
        """Write down what was said and get the reply ready, for the case that the turn is over."""
        if voice.end_s - self._piece_from_s >= PIECE_S:
            self._pieces.append(self._preparer.hear(self._ears.sound(self._piece_from_s, self._ears.heard_s)))
            self._piece_from_s = self._ears.heard_s
        rest = self._ears.sound(self._piece_from_s, voice.end_s + LISTEN_AFTER_S)
        sound = rest if voice.end_s > self._piece_from_s else None
        self._ready = self._preparer.reply(self.call, self._turn(voice), tuple(self._pieces), sound)
        self._ready_for = voice.end_s

    def _is_impatient(self, voice: Span) -> bool:
        patience_s = self.call.reply.patience_s
        return patience_s is not None and not self._cuts_in and voice.duration_s >= patience_s

    def _cut_in(self, voice: Span) -> None:
        """The other side has heard enough and interrupts as soon as it has understood what was said so far."""
        self._cuts_in = True
        sound = self._ears.sound(self._piece_from_s, self._ears.heard_s)
        turn = self._turn(voice, interrupted=True)
        self._ready = self._preparer.reply(self.call, turn, tuple(self._pieces), sound)
        self._ready_for = voice.end_s

    def _turn(self, voice: Span | None, *, interrupted: bool = False, hung_up: bool = False) -> Turn:
        their_s = max(0.0, self._their_until_s - self._their_from_s)
        if voice is None:
            waited_s = max(0.0, self._ears.heard_s - self._from_s)
            return Turn(
                silence_s=waited_s,
                hung_up=hung_up,
                their_s=their_s,
                lines_began_s=self._their_from_s,
                began_s=self._from_s,
            )
        return Turn(
            duration_s=voice.duration_s,
            time_to_first_word_s=None if self._barged_in else max(0.0, voice.start_s - self._their_until_s),
            interrupted=interrupted,
            barged_in=self._barged_in,
            hung_up=hung_up,
            their_s=their_s,
            lines_began_s=self._their_from_s,
            began_s=voice.start_s,
        )

    def _commit(self, prepared: Prepared, voice: Span | None) -> None:
        """The turn is over: the reply is spoken."""
        self.call = prepared.call
        span = voice or Span(self._from_s, max(self._from_s, self._ears.heard_s))
        their_span = Span(self._their_from_s, max(self._their_from_s, self._their_until_s))
        gap_s = self._ears.heard_s - span.end_s if prepared.sounds and not prepared.turn.hung_up else None
        self.taken.append(Taken(prepared.turn, span, their_span, gap_s))
        self._ready = self._ready_for = None
        self._pieces = []
        if prepared.turn.hung_up:
            self.phase = LinePhase.OVER
        else:
            self._speak(prepared.sounds)
