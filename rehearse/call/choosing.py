"""Which way on a turn takes: the first branch whose condition holds, or an aside that any state answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rehearse.call.script import Condition, Wordings
from rehearse.call.values import Mood

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rehearse.call.hearing import Heard
    from rehearse.call.script import Aside, Branch, State
    from rehearse.call.setup import Setup
    from rehearse.call.values import Difficulty, Turn

HUNG_UP, OUT_OF_TIME = "hung-up", "out-of-time"
"""Branches that no script names: the applicant hung up; the call lasted too long."""


@dataclass(frozen=True, slots=True)
class Way:
    """A branch, or an aside.

    Attributes:
        id: Its label.
        when: Its condition.
        says: What is said in passing.
        mood: How.
        to: Where it leads, with weights; empty for an aside.
        aside: The aside; None for a branch.
    """

    id: str
    when: Condition
    says: Wordings = field(default_factory=Wordings)
    mood: Mood = Mood.CALM
    to: tuple[tuple[str, int], ...] = ()
    aside: Aside | None = None


@dataclass(frozen=True, slots=True)
class _Moment:
    """What conditions look at."""

    turn: Turn
    heard: Heard
    call_facts: frozenset[str]
    visits: int
    difficulty: Difficulty


def choose_way(state: State, setup: Setup, turn: Turn, heard: Heard, call_facts: frozenset[str], visits: int) -> Way:
    """The way on.

    Args:
        state: Where the call stands.
        setup: What stays the same throughout the call.
        turn: The applicant's turn.
        heard: What was in it.
        call_facts: Everything heard in the call, this turn included.
        visits: How often the state was entered.
    """
    moment = _Moment(turn, heard, call_facts, visits, setup.difficulty)
    asides = () if state.alone else setup.scripts.common.asides
    own = _first(state.branches, moment)
    first, last = (_aside([a for a in asides if a.last_resort is late], moment) for late in (False, True))
    if first is not None and not (own is not None and own.when.silent):
        return first
    if own is None or (own.when.always and last is not None):
        return last or _branch(_fallback(state, setup.difficulty))
    return _branch(own)


def _branch(branch: Branch) -> Way:
    return Way(branch.id, branch.when, branch.says, branch.mood, branch.to)


def _fallback(state: State, difficulty: Difficulty) -> Branch:
    """The last branch, which takes even a silence where nothing else does."""
    open_to_all = [b for b in state.branches if not b.when.difficulties or difficulty in b.when.difficulties]
    return open_to_all[-1]


def _first(branches: Iterable[Branch], moment: _Moment) -> Branch | None:
    return next((branch for branch in branches if holds(branch.when, moment)), None)


def _aside(asides: Iterable[Aside], moment: _Moment) -> Way | None:
    found = next((aside for aside in asides if holds(aside.when, moment)), None)
    return Way(found.id, found.when, aside=found) if found else None


def holds(when: Condition, moment: _Moment) -> bool:
    """Whether everything that a condition names is so."""
    if when.silent != moment.turn.is_silent:
        return False
    if when.difficulties and moment.difficulty not in when.difficulties:
        return False
    if when.interrupted and not moment.turn.interrupted:
        return False
    return moment.visits >= when.visit and _facts_hold(when, moment) and _figures_hold(when, moment)


def _facts_hold(when: Condition, moment: _Moment) -> bool:
    facts = moment.heard.facts
    if not all(facts.intersection(group) for group in when.hears) or facts.intersection(when.lacks):
        return False
    if moment.call_facts.intersection(when.call_lacks):
        return False
    return all(moment.call_facts.intersection(group) for group in when.call_heard)


def _figures_hold(when: Condition, moment: _Moment) -> bool:
    turn, words = moment.turn, moment.heard.words
    lasted = turn.silence_s if turn.is_silent else turn.duration_s
    floors = ((when.longer_s, lasted), (when.least_words, words))
    if any(floor is not None and value < floor for floor, value in floors):
        return False
    return when.most_words is None or words <= when.most_words
