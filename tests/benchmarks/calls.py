"""How quickly and how rightly turns are taken in spoken calls, with real voices and the real quick recogniser.

    python tests/benchmarks/calls.py [CALLS] [--answers FILE] [--show]

Answers come from `tests/call/paused_fresh.txt`, which turn-taking was never tuned on (`paused.txt` it was, and
`paused_unseen.txt` was looked at since): pauses of up to 0.7 s anywhere and longer ones in mid-sentence, their seconds
in brackets. They are spoken by all voices of `tests/synthesis` in turn and go through the device doors on a clock
turned by hand; what the recogniser, the script and the voice need to get a reply ready is timed for real and passes on
that clock. Each call hears its own loudspeaker at -10 dB and is taken strictly in turn. Printed: the gap from the last
voiced sample to the first sound of the reply, turns cut off before their last word (unless the script lets the other
side interrupt), and turns made of the loudspeaker's voice.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rehearse import call as calls
from rehearse import phrases
from rehearse.audio.decode import Recording
from rehearse.calling.assembling import quick_words
from rehearse.calling.conductor import Conductor, LinePhase
from rehearse.calling.ears import Ears
from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.calling.preparing import Preparer
from rehearse.calling.voices import Voices
from rehearse.target import Target
from rehearse.voice.phone import RATE_HZ
from rehearse.voice.speaker import Speaker
from tests.fake_sound import Clock, FakeLoudspeaker
from tests.synthesis import voices

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

MAYA = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend",), "internal medicine")
MICROPHONE_HZ = 16_000
STEP_S = 0.02
ECHO = 10 ** (-10 / 20)
ROOM = 0.0008
MOST_S = 240.0
LATENCY_S = 0.1
"""What a loudspeaker needs; added by the device."""

SCRIPTS = ("opening-call", "still-reviewing-pitch", "interest-question", "rushed-coordinator", "program-call")
ANSWERS = Path(__file__).resolve().parent.parent / "call" / "paused_fresh.txt"
PACE = 0.95
STRIDE = 7
"""So many answers further on each call begins; about as many are needed in one."""


class TimedWorker:
    """Does its jobs one after another; each is done when its real time has passed on the hand-turned clock.

    Where other programs hold the processors, the processor time of this one stands for it: never less than the job
    would take on a free machine.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._free_s = 0.0
        self._due: list[tuple[float, Future[Any], Any]] = []

    def submit(self, job: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        begun_s, begun_cpu_s = time.perf_counter(), time.process_time()
        result = job(*(self._settled(argument) for argument in arguments))
        took_s = min(time.perf_counter() - begun_s, time.process_time() - begun_cpu_s)
        self._free_s = max(self._free_s, self._clock()) + took_s
        future: Future[Any] = Future()
        self._due.append((self._free_s, future, result))
        return future

    def go_on(self) -> None:
        """Hand out what is done by now."""
        while self._due and self._due[0][0] <= self._clock():
            _, future, result = self._due.pop(0)
            future.set_result(result)

    def _settled(self, argument: Any) -> Any:
        """A part of a turn that is under way was done at once, whatever the clock says."""
        if not isinstance(argument, tuple):
            return argument
        known = {id(future): result for _, future, result in self._due}
        settled = []
        for item in argument:
            if isinstance(item, Future) and not item.done() and id(item) in known:
                done: Future[Any] = Future()
                done.set_result(known[id(item)])
                settled.append(done)
            else:
                settled.append(item)
        return tuple(settled)


def spoken(answer: str, voice: voices.Voice) -> NDArray[np.float32]:
    """An answer at the microphone's rate, its pauses in brackets."""
    stretches = re.split(r"\s*\[([\d.]+)\]\s*", answer)
    return np.concatenate(
        [
            np.zeros(round(float(part) * MICROPHONE_HZ), np.float32) if index % 2 else voices.speak(voice, part, PACE)
            for index, part in enumerate(stretches)
        ]
    )


class Table:
    """One call."""

    def __init__(self, number: int, words: Any, own_voices: Voices, answers: list[NDArray[np.float32]]) -> None:
        self.clock = Clock()
        self.device = FakeLoudspeaker(self.clock)
        self.loudspeaker = CallLoudspeaker(opener=self.device, clock=self.clock)
        self.loudspeaker.open()
        self.ears = Ears(MICROPHONE_HZ)
        self.worker = TimedWorker(self.clock)
        first = number * STRIDE % len(answers)
        self.answers = answers[first:] + answers[:first]
        self.cut_texts: list[str] = []
        self.cut_off = self.own_voice = 0
        self.gaps: list[float] = []
        self.random = np.random.default_rng(number)
        setup = calls.Setup(calls.load(), phrases.load(), number, MAYA)
        begun, _ = calls.begin(setup, SCRIPTS[number % len(SCRIPTS)])
        preparer = Preparer(words, own_voices, self.worker)  # type: ignore[arg-type]
        self.conductor = Conductor(
            begun,
            ears=self.ears,
            loudspeaker=self.loudspeaker,
            preparer=preparer,
            opening=preparer.spoken(begun.reply),
            clock=self.clock,
        )
        self.conductor.begin()

    def run(self) -> None:
        """Answer in each turn, until somebody hangs up."""
        for answer in self.answers:
            if not self._until_my_turn():
                return
            taken = len(self.conductor.taken)
            self._pass(np.zeros(round(0.6 * MICROPHONE_HZ), np.float32))
            rest = self._pass(answer, stop=lambda: self.conductor.phase is not LinePhase.YOURS)
            if rest:
                self._note_cut(taken)
                continue
            said_s = self.clock()
            while self.conductor.phase is LinePhase.YOURS and self.clock() - said_s < 10:
                self._pass(np.zeros(round(STEP_S * MICROPHONE_HZ), np.float32))
            if len(self.conductor.taken) > taken and not self.conductor.taken[-1].turn.is_silent:
                self.gaps.append(self.clock() - said_s + LATENCY_S)
        self.conductor.hang_up()

    def _note_cut(self, taken: int) -> None:
        turn = self.conductor.taken[-1].turn if len(self.conductor.taken) > taken else None
        if turn is None or not turn.interrupted:
            self.cut_off += 1
            self.cut_texts.append("" if turn is None else turn.text)

    def _until_my_turn(self) -> bool:
        begun_s = self.clock()
        while self.conductor.phase is not LinePhase.YOURS:
            if self.conductor.phase is LinePhase.OVER or self.clock() - begun_s > MOST_S:
                return False
            before = len(self.conductor.taken)
            self._pass(np.zeros(round(STEP_S * MICROPHONE_HZ), np.float32))
            self.own_voice += len(self.conductor.taken) > before
        return True

    def _pass(self, samples: NDArray[np.float32], stop: Callable[[], bool] = lambda: False) -> int:
        """Let sound pass; how much of it was left when `stop` was true."""
        size = round(STEP_S * MICROPHONE_HZ)
        for start in range(0, len(samples), size):
            if stop():
                return len(samples) - start
            block = samples[start : start + size]
            self.device.crank(STEP_S)
            heard = Recording(self.device.heard, RATE_HZ, "").samples
            self.device.heard = self.device.heard[:0]
            block = block + ROOM * self.random.standard_normal(len(block)).astype(np.float32)
            echo = np.interp(np.linspace(0, 1, len(block)), np.linspace(0, 1, len(heard)), heard)
            block = block + ECHO * echo.astype(np.float32)
            self.ears.add((np.clip(block, -1, 1) * 32767).astype(np.int16).tobytes())
            self.worker.go_on()
            self.conductor.tick()
        return 0


def options() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calls", nargs="?", type=int, default=20)
    parser.add_argument("--answers", type=Path, default=ANSWERS)
    parser.add_argument("--show", action="store_true", help="print the figures after each call, and what was cut off")
    return parser.parse_args()


def main() -> None:
    """Make the calls and print the figures."""
    wanted = options()
    words, own_voices, speakers = quick_words(), Voices(Speaker(), calls.load()), voices.available()
    texts = wanted.answers.read_text(encoding="utf-8").splitlines()
    answers = [spoken(text, speakers[number % len(speakers)]) for number, text in enumerate(texts)]
    words(answers[0])
    gaps: list[float] = []
    turns = cut_off = own_voice = ended = 0
    for number in range(wanted.calls):
        table = Table(number, words, own_voices, answers)
        table.run()
        gaps += table.gaps
        turns += sum(not taken.turn.is_silent for taken in table.conductor.taken)
        cut_off += table.cut_off
        own_voice += table.own_voice
        ended += table.conductor.phase in {LinePhase.OVER, LinePhase.HANGING_UP}
        if wanted.show:
            print(f"call {number + 1}: {cut_off} of {turns} turns cut off, {own_voice} of the own voice", flush=True)
            for text in table.cut_texts:
                print(f"  cut off: {text}", flush=True)
    print(f"calls {wanted.calls}, ended in order {ended}, turns with words {turns}, answers {len(texts)}")
    print(f"gap_s      median {statistics.median(gaps):.2f}  p95 {np.percentile(gaps, 95):.2f}  of {len(gaps)}")
    print(f"cut_off    {cut_off} of {turns} ({cut_off / max(1, turns):.1%})")
    print(f"own_voice  {own_voice} turns in {wanted.calls} calls over a loudspeaker that the microphone hears")


if __name__ == "__main__":
    main()
