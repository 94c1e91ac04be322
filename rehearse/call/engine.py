"""The walk through a conversation: `begin` picks up, `step` takes one turn of the applicant and gives the reply."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rehearse import scenarios
from rehearse.call.chance import number, weighted
from rehearse.call.choosing import HUNG_UP, OUT_OF_TIME, choose_way
from rehearse.call.hearing import NOTHING, hear
from rehearse.call.script import SEPARATOR
from rehearse.call.values import Ending, Line, Mood, Reply, Sound
from rehearse.call.wording import choose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rehearse.call.hearing import Heard
    from rehearse.call.script import State, Wordings
    from rehearse.call.setup import Setup
    from rehearse.call.values import Turn

WORDS_PER_S = 2.6
"""How fast the other side speaks where nobody measured it: 156 words a minute."""

MOST_TURNS = 60
"""After so many turns the other side ends any call."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """What the other side said and what the applicant answered.

    Attributes:
        state: Where the call stood, as "script/state".
        prompt: What the other side had said.
        turn: The applicant's turn.
        heard: What was heard in it then, by which its branch was chosen.
        branch: The branch it took.
    """

    state: str
    prompt: Reply
    turn: Turn
    heard: Heard
    branch: str


@dataclass(frozen=True, slots=True)
class CallState:
    """Where a call stands; never changed, each step makes another.

    Attributes:
        setup: What stays the same.
        script: Id of the script the call began with.
        reply: What the other side said last; its `state` is where the call stands.
        exchanges: The turns so far.
        entered: Every state entered, in order.
        facts: Everything heard so far.
        elapsed_s: How long the call has lasted.
    """

    setup: Setup
    script: str
    reply: Reply
    exchanges: tuple[Exchange, ...] = ()
    entered: tuple[str, ...] = ()
    facts: frozenset[str] = frozenset()
    elapsed_s: float = 0.0

    @property
    def state(self) -> str:
        """Where the call stands, as "script/state"."""
        return self.reply.state

    @property
    def ended(self) -> Ending | None:
        """How the call ended; None while it goes on."""
        return self.reply.ended


def begin(setup: Setup, script_id: str, state_id: str | None = None) -> tuple[CallState, Reply]:
    """Start a call.

    Args:
        setup: What stays the same throughout.
        script_id: Id of the script.
        state_id: Where to begin; None for the script's own start (another one retries from a turn).

    Raises:
        KeyError: There is no such script or state.
    """
    script = setup.scripts.by_id[script_id]
    reference = f"{script_id}{SEPARATOR}{state_id or script.start}"
    setup.scripts.state(reference)
    empty = CallState(setup, script_id, Reply((), reference))
    return _enter(empty, reference, (), "", ())


def step(call: CallState, turn: Turn) -> tuple[CallState, Reply]:
    """One turn of the applicant.

    Args:
        call: Where the call stands.
        turn: What the applicant said, or that nothing was said, or that they hung up.

    Returns:
        Where the call stands then, and what the other side does.

    Raises:
        ValueError: The call had ended.
    """
    if call.ended is not None:
        msg = f"the call has ended: {call.ended}"
        raise ValueError(msg)
    setup = call.setup
    scenario = scenarios.get(setup.scripts.script_of(call.state).scenario)
    heard = NOTHING if turn.is_silent else hear(turn.text, scenario, setup.target, setup.rulebook, setup.scripts)
    lasted = their_seconds(call.reply, turn.their_s) + (turn.time_to_first_word_s or 0.0)
    lasted += turn.silence_s + turn.duration_s
    after = replace(call, facts=call.facts | heard.facts, elapsed_s=round(call.elapsed_s + lasted, 2))
    if turn.hung_up:
        reply = Reply((), call.state, HUNG_UP, ended=Ending.YOU_HUNG_UP)
        return replace(after, reply=reply, exchanges=_with(call, turn, heard, HUNG_UP)), reply
    if after.elapsed_s >= setup.scripts.script_of(call.state).limit_s or len(call.exchanges) + 1 >= MOST_TURNS:
        after = replace(after, exchanges=_with(call, turn, heard, OUT_OF_TIME))
        return _hang_up(after, (_spoken(after, setup.scripts.common.out_of_time, "out of time", 0),), OUT_OF_TIME)
    return _go_on(after, call, turn, heard)


def their_seconds(reply: Reply, measured_s: float | None = None) -> float:
    """How long the lines of a reply take: as measured, or by their words."""
    if measured_s is not None:
        return measured_s
    return sum(line.seconds + len(line.text.split()) / WORDS_PER_S for line in reply.lines)


def _with(call: CallState, turn: Turn, heard: Heard, branch: str) -> tuple[Exchange, ...]:
    return (*call.exchanges, Exchange(call.state, call.reply, turn, heard, branch))


def _go_on(after: CallState, call: CallState, turn: Turn, heard: Heard) -> tuple[CallState, Reply]:
    """Take the way that the turn chooses."""
    setup, state = call.setup, call.setup.scripts.state(call.state)
    way = choose_way(state, setup, turn, heard, after.facts, call.entered.count(call.state))
    after = replace(after, exchanges=_with(call, turn, heard, way.id))
    lines: tuple[Line, ...] = ()
    if turn.interrupted and not way.when.interrupted and not state.alone:
        before = sum(exchange.turn.interrupted for exchange in call.exchanges)
        lines = (_spoken(after, setup.scripts.common.cut_in, "cut in", before),)
    if way.aside is not None:
        before = sum(exchange.branch == way.id for exchange in call.exchanges)
        time = min(before, len(way.aside.lines) - 1)
        lines += (_spoken(after, way.aside.lines[time], f"aside {way.id} {time}", 0),)
        if before >= len(way.aside.lines) - 1:
            return _hang_up(after, lines, way.id)
        return _stay(after, lines, way.id, repeats=way.aside.repeats)
    if any(way.says.of(setup.difficulty)):
        about = f"{call.state} {way.id}"
        before = sum(e.state == call.state and e.branch == way.id for e in call.exchanges)
        lines += (_spoken(after, way.says, about, before, way.mood),)
    entered, drawn = _drawn(setup, f"way {call.state} {way.id} {len(call.exchanges)}", way.to)
    return _enter(after, entered, lines, way.id, drawn)


def _spoken(call: CallState, wordings: Wordings, about: str, time: int, mood: Mood | None = None) -> Line:
    """A line said by whoever is on the phone."""
    return _line(call.setup, call.setup.scripts.state(call.state), wordings, about, time, mood)


def _own_lines(call: CallState, reference: str, time: int) -> tuple[Line, ...]:
    """What a state sounds like when it is entered."""
    setup, state = call.setup, call.setup.scripts.state(reference)
    lines: tuple[Line, ...] = (Line(sound=state.sound, seconds=state.sound_s),) if state.sound else ()
    if state.lines.of(setup.difficulty):
        lines += (_line(setup, state, state.lines, reference, time),)
    return lines


def _line(setup: Setup, state: State, wordings: Wordings, about: str, time: int, mood: Mood | None = None) -> Line:
    """A line of a state's person, in the state's mood where it has none of its own; see `choose`."""
    name = setup.names[state.who]
    text = choose(wordings.of(setup.difficulty), setup.names, name, setup.seed, about, time)
    return Line(state.who, name, text, state.mood if mood is None else mood)


def _drawn(setup: Setup, about: str, ways: Sequence[tuple[str, int]]) -> tuple[str, tuple[str, ...]]:
    """One of some states by their weights, and what is told of the draw where there was a choice."""
    weights = [weight for _, weight in ways]
    state, weight = ways[weighted(setup.seed, about, weights)]
    return state, (f"{state}, {weight} of {sum(weights)}",) if len(ways) > 1 else ()


def _enter(
    call: CallState, reference: str, lines: tuple[Line, ...], branch: str, drawn: tuple[str, ...]
) -> tuple[CallState, Reply]:
    """Go to a state, and on from there as long as nobody waits for the applicant."""
    setup = call.setup
    while True:
        state = setup.scripts.state(reference)
        lines += _own_lines(call, reference, call.entered.count(reference))
        call = replace(call, entered=(*call.entered, reference))
        if not state.passes_on:
            break
        reference, told = _drawn(setup, f"way {reference} {len(call.entered)}", state.branches[0].to)
        drawn += told
    if state.ends is Ending.THEY_HUNG_UP or (state.ends is Ending.GOODBYE and not state.alone):
        lines += (Line(sound=Sound.HANG_UP),)
    reply = Reply(
        lines,
        reference,
        branch,
        drawn,
        quiet_s=_quiet_s(setup, reference, state, len(call.exchanges)),
        patience_s=_patience_s(setup, state),
        alone=state.alone,
        ended=state.ends,
    )
    return replace(call, reply=reply), reply


def _stay(call: CallState, lines: tuple[Line, ...], branch: str, *, repeats: bool) -> tuple[CallState, Reply]:
    """Answer without leaving the state."""
    reference = call.state
    if repeats:
        said = [line for line in call.reply.lines if line.text and line not in lines]
        lines += tuple(said[-1:]) or _own_lines(call, reference, 0)
    reply = replace(call.reply, lines=lines, branch=branch, drawn=(), quiet_s=None)
    return replace(call, reply=reply), reply


def _hang_up(call: CallState, lines: tuple[Line, ...], branch: str) -> tuple[CallState, Reply]:
    """The other side ends the call where it stands."""
    reply = Reply((*lines, Line(sound=Sound.HANG_UP)), call.state, branch, ended=Ending.THEY_HUNG_UP)
    return replace(call, reply=reply), reply


def _quiet_s(setup: Setup, reference: str, state: State, turns: int) -> float | None:
    if state.quiet_s is None:
        return None
    low, high = state.quiet_s
    tenths = number(setup.seed, f"quiet {reference} {turns}", int((high - low) * 10) + 1)
    return round(low + tenths / 10, 1)


def _patience_s(setup: Setup, state: State) -> float | None:
    if state.ends is not None or state.alone:
        return None
    own = dict(state.patience_s)
    return own.get(setup.difficulty, setup.scripts.common.patience_s[setup.difficulty])
