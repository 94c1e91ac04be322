"""Whole mock calls in real time: real microphone, loudspeaker, voices and recogniser, and somebody who answers.

    python tests/benchmarks/real_calls.py [CALLS] [--to FOLDER]

Needs PulseAudio; a virtual microphone and loudspeaker of its own are started (`tests/virtual_sound.py`). A call counts
as made where it came to its end, the applicant's words were heard in it, and both sides' files are equally long and
not silent. With `--to`, each call leaves `NAME.txt` (whether it came off and why not, what both sides said, and the
report), and `NAME.wav` with the other side on the left and the applicant on the right; so does one that failed in the
middle. The first three are the kind call, the busy one and the mailbox. A gap counts from the applicant's last voice
as the program heard it to the reply.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from rehearse.audio.decode import load
from rehearse.audio.recorder import Recorder
from rehearse.call.report_text import to_text
from rehearse.call.reporting import report
from rehearse.calling.assembling import CallPlan, Operator
from rehearse.calling.conductor import LinePhase
from rehearse.calling.loudspeaker import CallLoudspeaker
from rehearse.errors import Trouble
from rehearse.scenarios.difficulty import Difficulty
from rehearse.target import Target
from tests.synthesis import voices
from tests.virtual_sound import Microphone, VirtualSound, keep_to_ourselves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rehearse.calling.phone_call import CallTake, PhoneCall

MAYA = Target("Maya Okafor", "14872093", "Riverbend Medical Center", ("Riverbend",), "internal medicine")
PLANS = (
    ("opening-call", Difficulty.KIND),
    ("opening-call", Difficulty.BUSY),
    ("voicemail", Difficulty.BUSY),
    ("interest-question", Difficulty.KIND),
    ("eras-only-close", Difficulty.BUSY),
    ("no-phone-updates", Difficulty.KIND),
    ("rushed-coordinator", Difficulty.BUSY),
    ("still-reviewing-pitch", Difficulty.KIND),
)
INTRODUCTION = (
    "Good morning, my name is Maya Okafor. I am a fourth-year student at Lakeshore. My A-A-M-C I-D is one four eight "
    "seven, two zero nine three. I applied to internal medicine at Riverbend through SOAP."
)
MESSAGE = (
    "Hello, my name is Maya Okafor, from Lakeshore. My A-A-M-C I-D is one four eight seven, two zero nine three. I "
    "have applied to Riverbend internal medicine through SOAP and I am very interested. No need to call back. "
    "I am watching ERAS. Thank you for your time, and goodbye."
)
NUMBER = "Of course. It is one four eight seven, two zero nine three."
REASON = (
    "I like caring for adults with several illnesses, and your resident clinic follows its patients for three years. "
    "My attendings wrote that I follow through."
)
PITCH = (
    "I understand, thank you. I carried eight patients as a sub-intern, and my family lives in your town. I would be "
    "grateful for your consideration. Thank you."
)
GOODBYE = "I understand. Thank you very much for your time. Goodbye."
ANSWERS = (
    ("voicemail/", MESSAGE),
    ("pick-up", INTRODUCTION),
    ("/id", NUMBER),
    ("rushed-coordinator/start", INTRODUCTION),
    ("interest-question/start", REASON),
    ("still-reviewing-pitch/start", PITCH),
)
"""What is said where; the goodbye anywhere else, and where it was said already."""

PACE = 0.95
LATE_S = 0.7
"""After the other side's last word the applicant begins to speak."""

LONGEST_S = 240.0
SECONDS_LOST = 1.0
"""A machine that loses more than that of a call is too busy for the others to mean anything."""


def answer_for(state: str, said: list[str]) -> str:
    """What the applicant says in a state."""
    text = next((text for key, text in ANSWERS if key in state), GOODBYE)
    return GOODBYE if text in said else text


class Applicant:
    """Speaks when it is the applicant's turn, and hangs up after two goodbyes."""

    def __init__(self, microphone: Microphone, voice: voices.Voice) -> None:
        self.said: list[str] = []
        self._microphone, self._voice = microphone, voice
        self._mouth: threading.Thread | None = None
        self._spoken_for = -1

    def attend(self, call: PhoneCall) -> None:
        """Do what is to be done now."""
        turn = len(call.conductor.taken)
        if call.conductor.phase is not LinePhase.YOURS or turn == self._spoken_for or self._is_speaking():
            return
        self._spoken_for = turn
        if self.said.count(GOODBYE) >= 2:
            call.hang_up()
            return
        text = answer_for(call.conductor.call.reply.state, self.said)
        self.said.append(text)
        silence = np.zeros(round(LATE_S * voices.RATE_HZ), np.float32)
        sound = np.concatenate([silence, voices.speak(self._voice, text, PACE)])
        samples = np.clip(sound * 32767, -32768, 32767).astype(np.int16)
        self._mouth = threading.Thread(target=self._microphone.say, args=(samples, voices.RATE_HZ))
        self._mouth.start()

    def rest(self) -> None:
        """Wait for the last word."""
        if self._mouth is not None:
            self._mouth.join()

    def _is_speaking(self) -> bool:
        return self._mouth is not None and self._mouth.is_alive()


def made(call: PhoneCall, applicant: Applicant, folder: Path) -> tuple[CallTake, list[str]]:
    """Make one call from its ring to its end, or to whatever broke it off; and what went wrong meanwhile."""
    troubles: list[str] = []
    call.start(folder / "applicant.wav")
    begun_s = time.monotonic()
    try:
        while not call.is_over and time.monotonic() - begun_s < LONGEST_S:
            trouble = call.tick()
            # Between two answers the virtual microphone sends exact silence, which a real one never does.
            if trouble is not None and trouble.trouble not in {*troubles, Trouble.MICROPHONE_SILENT}:
                troubles.append(trouble.trouble)
            applicant.attend(call)
            time.sleep(0.02)
    except Exception as error:  # noqa: BLE001 # whatever it was, the call is kept and the next one made
        traceback.print_exc()
        troubles.append(f"broke off: {error!r}")
    applicant.rest()
    return call.finish(folder / "other.wav"), troubles


def faults(take: CallTake, applicant: Applicant, folder: Path) -> Iterator[str]:
    """What was not as it should be."""
    if take.recorded.frames == 0:
        yield "nothing was recorded"
        return
    mine, theirs = load(folder / "applicant.wav"), load(folder / "other.wav")
    if take.call.ended is None:
        yield f"it did not end within {LONGEST_S:.0f} s, and stands at {take.call.state}"
    spoken = [taken for taken in take.taken if not taken.turn.is_silent]
    if len(spoken) > len(applicant.said):
        yield f"{len(spoken)} turns were taken of {len(applicant.said)} answers"
    words = " ".join(taken.turn.text.lower() for taken in spoken)
    if "thank you" not in words:
        yield f"the applicant was not heard: {words!r}"
    if abs(mine.duration_s - theirs.duration_s) > 0.1:
        yield "the two sides differ in length"
    if min(float(np.abs(mine.samples).max()), float(np.abs(theirs.samples).max())) < 0.05:
        yield "a side is silent"
    if take.recorded.dropped_frames > SECONDS_LOST * take.recorded.sample_rate_hz:
        yield f"the device lost {take.recorded.dropped_frames / take.recorded.sample_rate_hz:.1f} s of sound"


def transcript(take: CallTake, wrong: list[str]) -> str:
    """Whether it came off, what both sides said, and the report."""
    lines = ["; ".join(wrong) or "as it should be", ""]
    for exchange in take.call.exchanges:
        lines += [f"S: {line.text or f'({line.sound})'}" for line in exchange.prompt.lines]
        lines.append(f"A: {exchange.turn.text or '(silence)'}")
    lines += [f"S: {line.text or f'({line.sound})'}" for line in take.call.reply.lines]
    return "\n".join([*lines, "", to_text(report(take.call))])


def keep(take: CallTake, wrong: list[str], folder: Path, to: Path, name: str) -> None:
    """Leave the call for reading and listening."""
    to.mkdir(parents=True, exist_ok=True)
    (to / f"{name}.txt").write_text(transcript(take, wrong), encoding="utf-8")
    if take.recorded.frames == 0:
        return
    sides = [load(folder / file).at(voices.RATE_HZ) for file in ("other.wav", "applicant.wav")]
    shorter = min(map(len, sides))
    soundfile.write(to / f"{name}.wav", np.stack([side[:shorter] for side in sides], axis=1), voices.RATE_HZ)


def main() -> int:
    """Make the calls and say how many came off."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("calls", nargs="?", type=int, default=20)
    parser.add_argument("--to", type=Path, help="folder for transcripts and sound")
    options = parser.parse_args()
    sound, right, gaps = VirtualSound(keep_to_ourselves()), 0, []
    operator = Operator(Recorder, CallLoudspeaker)
    speakers = voices.available()[:4]
    try:
        sound.start()
        for number, (script, difficulty) in zip(range(options.calls), itertools.cycle(PLANS), strict=False):
            voice = speakers[number % len(speakers)]
            for text in {GOODBYE, *(text for _, text in ANSWERS)}:
                # Made once and kept, so that nobody has to wait for it within a call.
                voices.speak(voice, text, PACE)
            applicant = Applicant(Microphone(sound), voice)
            call = operator.connect(CallPlan(script, number + 1, MAYA, difficulty))
            with tempfile.TemporaryDirectory() as made_in:
                take, wrong = made(call, applicant, Path(made_in))
                wrong += faults(take, applicant, Path(made_in))
                if options.to is not None:
                    keep(take, wrong, Path(made_in), options.to, f"{number + 1:02}-{script}-{difficulty}")
            gaps += [taken.gap_s for taken in take.taken if taken.gap_s is not None and not taken.turn.is_silent]
            right += not wrong
            print(f"{number + 1:2} {script:22} {difficulty:5} {'; '.join(wrong) or 'as it should be'}", flush=True)
    finally:
        operator.close()
        sound.close()
    median, late = np.percentile(gaps, (50, 95)) if gaps else (float("nan"), float("nan"))
    print(f"{right} of {options.calls} calls came off; gap median {median:.2f} s, p95 {late:.2f} s, of {len(gaps)}")
    return 0 if right == options.calls else 1


if __name__ == "__main__":
    sys.exit(main())
