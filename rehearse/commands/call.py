"""`rehearse call`: a mock call on the terminal, in which a scripted person talks back to what is typed."""

from __future__ import annotations

import json
import re
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehearse.errors import KnownError, Trouble
from rehearse.target import Target

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from rehearse.call import CallState, Line, Reply, Scripts, Turn

SCHEMA = "rehearse.call/1"

TYPED_WORDS_PER_S = 2.5
"""How fast a typed answer is taken to be spoken, 150 words a minute, unless its line begins with its seconds."""

SILENCE_S = 5.0
"""How long an empty line is silent where the other side waits for an answer."""

_SECONDS = re.compile(r"\[\s*(\d+(?:\.\d+)?)\s*s\s*\]\s*")
_SOUNDS = {
    "ring": "the phone rings",
    "pick-up": "picks up",
    "beep": "beep",
    "hold": "music on hold",
    "transfer": "the call is put through",
    "hang-up": "hangs up",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    from rehearse.call.values import Difficulty
    from rehearse.target_json import EXAMPLE

    parser.description = (
        "The other side's lines are printed as “S: …”; answers are read line by line from stdin and echoed as “A: …”. "
        "An empty line is silence, the end of the input hangs up. A line may begin with how long it takes to say: "
        "[12 s] Good morning, …"
    )
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--scenario", metavar="ID", help="the call")
    which.add_argument("--script", metavar="FILE.toml", help="a script of your own, to try it out")
    parser.add_argument("--text", action="store_true", required=True, help="typed rather than spoken")
    parser.add_argument("--seed", type=int, metavar="N", help="the same seed and answers give the same call")
    parser.add_argument("--difficulty", choices=[d.value for d in Difficulty], default=Difficulty.BUSY.value)
    parser.add_argument("--target", metavar="CARD.json", help=f"the program being called, such as {EXAMPLE}")
    parser.add_argument("--report", action="store_true", help="print the report of the call after it")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Hold the call."""
    from rehearse import call, phrases
    from rehearse.target_json import read_target

    scripts, script_id = _chosen(arguments)
    target = read_target(arguments.target) if arguments.target else Target()
    seed = arguments.seed
    if seed is None:
        seed = secrets.randbelow(1_000_000)
        sys.stderr.write(f"rehearse call: seed {seed}\n")
    difficulty = call.Difficulty(arguments.difficulty)
    setup = call.Setup(scripts, phrases.load(), seed, target, difficulty)
    state, reply = call.begin(setup, script_id)
    out = _Printer(state, as_json=arguments.format == "json")
    out.reply(reply)
    typed = _typed()
    while state.ended is None:
        line = next(typed, None)
        turn = _hung_up() if line is None else _turn(line, reply)
        before = state
        state, reply = call.step(state, turn)
        out.answer(line, before, state)
        out.reply(reply)
    if arguments.report:
        _print_report(state, as_json=arguments.format == "json")
    return 0


def _print_report(state: CallState, *, as_json: bool) -> None:
    from rehearse.call import report_json, report_text
    from rehearse.call.reporting import report

    made = report(state)
    if as_json:
        sys.stdout.write(json.dumps(report_json.to_json(made), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write("\n" + report_text.to_text(made))


def _chosen(arguments: argparse.Namespace) -> tuple[Scripts, str]:
    from rehearse import call

    if arguments.script:
        return call.load_script(Path(arguments.script))
    scripts = call.load()
    if arguments.scenario not in scripts.by_id:
        known = ", ".join(scripts.by_id)
        raise KnownError(Trouble.SCENARIO_UNKNOWN, scenario=arguments.scenario, known=known)
    return scripts, arguments.scenario


def _typed() -> Iterator[str]:
    """The lines of stdin as they come."""
    for number, raw in enumerate(iter(_line, b""), start=1):
        try:
            yield raw.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            where = f"standard input, line {number}"
            raise KnownError(Trouble.TEXT_UNREADABLE, path=where, reason="it is not UTF-8") from error


def _line() -> bytes:
    """The next line; Ctrl+C hangs up as the end of the input does."""
    try:
        return sys.stdin.buffer.readline()
    except KeyboardInterrupt:
        return b""


def _hung_up() -> Turn:
    from rehearse import call

    return call.Turn(hung_up=True)


def _turn(line: str, reply: Reply) -> Turn:
    """A typed line as a turn; where it takes longer than the other side has patience, only its beginning is heard."""
    from rehearse import call

    timed = _SECONDS.match(line)
    text = line[timed.end() :] if timed else line
    if not any(c.isalnum() for c in text):
        wait_s = float(timed[1]) if timed else reply.quiet_s or SILENCE_S
        return call.Turn(silence_s=wait_s)
    words = text.split()
    lasts_s = float(timed[1]) if timed else len(words) / TYPED_WORDS_PER_S
    if reply.patience_s is None or lasts_s <= reply.patience_s:
        return call.Turn(text, round(lasts_s, 2))
    said = words[: max(1, int(len(words) * reply.patience_s / lasts_s))]
    return call.Turn(" ".join(said), reply.patience_s, interrupted=True)


class _Printer:
    """Writes lines as people read them, or one JSON object for each."""

    def __init__(self, state: CallState, *, as_json: bool) -> None:
        self._setup, self._json, self._turn = state.setup, as_json, 0

    def reply(self, reply: Reply) -> None:
        """What the other side says and does."""
        last = len(reply.lines) - 1
        for index, line in enumerate(reply.lines):
            shown = line.text or f"({_SOUNDS[str(line.sound)]})"
            self._line("S", shown, self._spoken(line, reply, ended=index == last))
        if reply.quiet_s is not None:
            quiet = {"sound": "silence", "seconds": reply.quiet_s, "ended": None}
            self._line("S", f"(says nothing for {reply.quiet_s:g} s)", self._of(reply) | quiet)

    def answer(self, line: str | None, before: CallState, after: CallState) -> None:
        """What was typed, and the branch that it took."""
        self._turn += 1
        exchange = after.exchanges[-1]
        shown = "(hangs up)" if line is None else line
        record = {
            "state": before.state,
            "branch": exchange.branch,
            "text": exchange.turn.text,
            "person": "applicant",
            "seconds": exchange.turn.duration_s or exchange.turn.silence_s,
            "interrupted": exchange.turn.interrupted,
            "heard": sorted(exchange.heard.facts),
            "ended": None if after.reply.lines else after.ended,
        }
        self._line("A", shown, record)

    def _spoken(self, line: Line, reply: Reply, *, ended: bool) -> dict[str, Any]:
        return self._of(reply) | {
            "text": line.text,
            "person": line.person or None,
            "name": line.name or None,
            "mood": line.mood if line.text else None,
            "sound": line.sound,
            "ended": reply.ended if ended else None,
        }

    @staticmethod
    def _of(reply: Reply) -> dict[str, Any]:
        return {"state": reply.state, "branch": reply.branch or None, "drawn": list(reply.drawn), "text": ""}

    def _line(self, side: str, shown: str, record: dict[str, Any]) -> None:
        if self._json:
            head = {"schema": SCHEMA, "turn": self._turn, "speaker": side, "seed": self._setup.seed}
            head |= {"difficulty": self._setup.difficulty.value}
            sys.stdout.write(json.dumps(head | record, ensure_ascii=False) + "\n")
        else:
            sys.stdout.write(f"{side}: {shown}\n")
        sys.stdout.flush()
