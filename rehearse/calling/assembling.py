"""Puts a call together from real parts: loads the voice and the quick recogniser, opens the microphone."""

from __future__ import annotations

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rehearse import call as calls
from rehearse import phrases
from rehearse.calling.conductor import Conductor
from rehearse.calling.ears import Ears
from rehearse.calling.phone_call import PhoneCall
from rehearse.calling.preparing import Preparer
from rehearse.calling.voices import Voices
from rehearse.errors import KnownError
from rehearse.voice.speaker import Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rehearse.audio.recorder import Recorder
    from rehearse.calling.loudspeaker import CallLoudspeaker
    from rehearse.calling.preparing import Words
    from rehearse.target import Target

QUICK_MODEL = "tiny.en"
"""Writes the answers down while the call goes on; the report is made with the model of the settings."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CallPlan:
    """Which call is to be made.

    Attributes:
        script: Id of the script.
        seed: Decides every chance.
        target: The card.
        difficulty: How the other side behaves.
        headset: Both sides may speak at once, for the microphone does not hear the other side.
        microphone: By name; None for the system's default.
        loudspeaker: By name; None for the system's default.
        said_as: Names that are read in another way than they are written.
        state: State to begin in; None for the script's own beginning.
        is_incoming: They call, and it has rung already: the applicant speaks first.
    """

    script: str
    seed: int
    target: Target
    difficulty: calls.Difficulty = calls.Difficulty.BUSY
    headset: bool = False
    microphone: str | None = None
    loudspeaker: str | None = None
    said_as: Mapping[str, str] = field(default_factory=dict)
    state: str | None = None
    is_incoming: bool = False


def quick_words() -> Words:
    """Load the recogniser that writes answers down during a call.

    Raises:
        KnownError: MODEL_MISSING, MODEL_DAMAGED or RECOGNISER_FAILED.
    """
    from rehearse.transcription.whisper import PlainWhisper

    return PlainWhisper(QUICK_MODEL, times=False).transcribe


def without_ring(begun: calls.CallState) -> calls.CallState:
    """A call that was just begun, its telephone answered."""
    lines = tuple(line for line in begun.reply.lines if line.sound is not calls.Sound.RING)
    return replace(begun, reply=replace(begun.reply, lines=lines))


class Operator:
    """Makes calls; what is slow to load is loaded once and stays. `load` and `connect` are called on a worker."""

    def __init__(
        self,
        make_recorder: Callable[[str | None], Recorder],
        make_loudspeaker: Callable[[str | None], CallLoudspeaker],
        load_words: Callable[[], Words] = quick_words,
        load_voice: Callable[[], Speaker] = Speaker,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take what makes the two devices, what loads the recogniser and the voice, and the devices' clock."""
        self._make_recorder, self._make_loudspeaker = make_recorder, make_loudspeaker
        self._load_words, self._load_voice = load_words, load_voice
        self._clock = clock
        self._words: Words | None = None
        self._speaker: Speaker | None = None
        self._worker: ThreadPoolExecutor | None = None

    def load(self) -> None:
        """Load the recogniser and the voice for the next call; a voice that can't be had is tried again then.

        Raises:
            KnownError: What keeps the recogniser from working.
        """
        self._loaded_words()
        self._loaded_voice()

    def connect(self, plan: CallPlan) -> PhoneCall:
        """Everything for a call, its first lines spoken already, its microphone open; `PhoneCall.start` begins it.

        Raises:
            KnownError: What keeps the microphone or the recogniser from working.
        """
        scripts, rulebook = calls.load(), phrases.load()
        words, speaker = self._loaded_words(), self._loaded_voice()
        self._worker = self._worker or ThreadPoolExecutor(1, thread_name_prefix="rehearse-call")
        begun, _ = calls.begin(
            calls.Setup(scripts, rulebook, plan.seed, plan.target, plan.difficulty), plan.script, plan.state
        )
        begun = without_ring(begun) if plan.is_incoming else begun
        voices = None if speaker is None else Voices(speaker, scripts, plan.said_as)
        preparer = Preparer(words, voices, self._worker)
        opening = preparer.spoken(begun.reply)
        recorder = self._make_recorder(plan.microphone)
        recorder.open()
        try:
            ears = Ears(recorder.sample_rate_hz or 0)
            loudspeaker = self._make_loudspeaker(plan.loudspeaker)
            conductor = Conductor(
                begun,
                ears=ears,
                loudspeaker=loudspeaker,
                preparer=preparer,
                opening=opening,
                clock=self._clock,
                headset=plan.headset,
            )
            return PhoneCall(conductor, recorder, loudspeaker, ears, self._clock)
        except BaseException:
            recorder.close()
            raise

    def _loaded_words(self) -> Words:
        self._words = self._words or self._load_words()
        return self._words

    def _loaded_voice(self) -> Speaker | None:
        try:
            self._speaker = self._speaker or self._load_voice()
        except KnownError as error:
            log.warning("%s: the call goes on as text", error.trouble)
        return self._speaker

    def close(self) -> None:
        """Let go of the worker; a reply that is being got ready is waited for."""
        if self._worker is not None:
            self._worker.shutdown(cancel_futures=True)
            self._worker = None
