"""A conversation as data: states, the lines of the other side, and the branches that lead on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rehearse.call.values import Difficulty, Ending, Mood, Sound
    from rehearse.phrases.pattern import Pattern

SEPARATOR = "/"
"""Stands between script and state in a reference: "opening-call/pick-up"."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """The wordings of one line, by difficulty; a difficulty without its own uses the common ones.

    Attributes:
        common: For every difficulty.
        special: For one difficulty alone.
    """

    common: tuple[str, ...] = ()
    special: tuple[tuple[Difficulty, tuple[str, ...]], ...] = ()

    def of(self, difficulty: Difficulty) -> tuple[str, ...]:
        """The wordings to choose from."""
        return dict(self.special).get(difficulty, self.common)

    def all(self) -> Iterator[str]:
        """Every wording."""
        yield from self.common
        for _, texts in self.special:
            yield from texts


@dataclass(frozen=True, slots=True)
class Cue:
    """A small intent in the applicant's words, such as a goodbye or a request to repeat.

    Attributes:
        id: How conditions name it.
        patterns: Ways to say it, in the pattern language of the phrase rules.
        unless: Words that, where they overlap a match, show that something else is meant.
        mark: A mark that is enough by itself ("?").
        heard: Examples that count.
        not_heard: Near misses that don't.
    """

    id: str
    patterns: tuple[Pattern, ...]
    unless: tuple[Pattern, ...] = ()
    mark: str = ""
    heard: tuple[str, ...] = ()
    not_heard: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """When a branch is taken: everything that is named must hold. One without anything always holds.

    Attributes:
        hears: Facts that must be in the turn; each a group of which one suffices.
        lacks: Facts that may not be in it.
        call_heard: Facts that must have been heard in the call so far, this turn included; groups as in `hears`.
        call_lacks: Facts that may not have been heard in the call so far.
        silent: The turn must be without words; turns without words meet no other condition.
        interrupted: The other side must have cut in.
        longer_s: Seconds that the turn must reach.
        most_words: Words that it may have.
        least_words: Words that it must have.
        visit: The state must have been entered at least so often.
        difficulties: Difficulties in which the branch exists; empty for all.
    """

    hears: tuple[tuple[str, ...], ...] = ()
    lacks: tuple[str, ...] = ()
    call_heard: tuple[tuple[str, ...], ...] = ()
    call_lacks: tuple[str, ...] = ()
    silent: bool = False
    interrupted: bool = False
    longer_s: float | None = None
    most_words: int | None = None
    least_words: int | None = None
    visit: int = 1
    difficulties: tuple[Difficulty, ...] = ()

    @property
    def always(self) -> bool:
        """Whether it holds for every turn with words, whatever the difficulty."""
        return self == Condition()

    def facts(self) -> Iterator[str]:
        """Every fact that it asks for."""
        for group in (*self.hears, *self.call_heard):
            yield from group
        yield from (*self.lacks, *self.call_lacks)


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on from a state.

    Attributes:
        id: Label, such as "accepts"; several branches of a state may share it.
        when: What must hold.
        says: What the other side says in passing, before the next state's own line.
        mood: How it says that.
        to: Where it leads, as "script/state", each with its weight; chance decides between several.
    """

    id: str
    when: Condition
    says: Wordings
    mood: Mood
    to: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class State:
    """A point of the conversation: the other side says something, then perhaps listens.

    Attributes:
        id: Its name within the script.
        about: What is being asked or told, one sentence for people.
        who: Id of who speaks.
        lines: What is said; empty in a silence.
        mood: How.
        sound: What is heard before the line; None for nothing.
        sound_s: How long that lasts, in seconds.
        quiet_s: Least and most seconds for which the other side then deliberately says nothing; None for no such drill.
        patience_s: Seconds after which the other side cuts in, by difficulty; empty for the common ones.
        target_s: Least and most seconds that the answer should take; None for no target of its own.
        alone: Only the applicant speaks now; nobody says "Hello?" to a silence.
        branches: Ways on, the first whose condition holds is taken; empty in a state that doesn't listen.
        ends: How the call ends here; None where it goes on.
    """

    id: str
    about: str
    who: str
    lines: Wordings
    mood: Mood
    sound: Sound | None
    sound_s: float
    quiet_s: tuple[float, float] | None
    patience_s: tuple[tuple[Difficulty, float], ...]
    target_s: tuple[float, float] | None
    alone: bool
    branches: tuple[Branch, ...]
    ends: Ending | None

    @property
    def passes_on(self) -> bool:
        """Whether the other side goes straight on to another state."""
        return len(self.branches) == 1 and self.branches[0].id == PASSED_ON


PASSED_ON = "passed-on"
"""Id of the only branch of a state that doesn't listen."""


@dataclass(frozen=True, slots=True)
class Script:
    """The conversation of one scenario.

    Attributes:
        id: Its name, that of the file.
        scenario: Id of the scenario by whose rules and must-says the answers are judged.
        start: Id of the first state.
        limit_s: After so many seconds the other side ends the call.
        states: By id, in the order of the file.
        cues: Cues of its own.
    """

    id: str
    scenario: str
    start: str
    limit_s: float
    states: Mapping[str, State]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """An exchange that is answered in any state without leaving it, such as a silence or "could you repeat that?".

    Attributes:
        id: Its name, which is also the branch that is reported.
        when: What must hold.
        last_resort: Looked at only when no branch but the last, unconditional one would be taken.
        repeats: Whether the state's own line is said again behind it.
        lines: What is said the first, second, … time; with the last of them the other side hangs up.
    """

    id: str
    when: Condition
    last_resort: bool
    repeats: bool
    lines: tuple[Wordings, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on the other side.

    Attributes:
        id: How states name them.
        role: What they do, for the window.
        names: Names of which chance takes one.
        speed: Pace of the voice against its own, 1 for unchanged.
        pitch_st: Shift of the voice in semitones.
    """

    id: str
    role: str
    names: tuple[str, ...]
    speed: float
    pitch_st: float


@dataclass(frozen=True, slots=True)
class Common:
    """What holds in every script.

    Attributes:
        people: By id.
        cues: Cues for all scripts.
        asides: Exchanges that any state answers, in order of precedence.
        cut_in: What the other side says when it interrupts.
        out_of_time: What it says when the call has lasted too long.
        patience_s: Seconds of one turn after which it interrupts, by difficulty.
    """

    people: Mapping[str, Person]
    cues: tuple[Cue, ...]
    asides: tuple[Aside, ...]
    cut_in: Wordings
    out_of_time: Wordings
    patience_s: Mapping[Difficulty, float]


@dataclass(frozen=True)
class Scripts:
    """All scripts, checked as a whole.

    Attributes:
        common: What holds in all of them.
        by_id: The scripts.
        version: Fingerprint of everything that calls depend on as data.
    """

    common: Common
    by_id: Mapping[str, Script]
    version: str = ""

    def state(self, reference: str) -> State:
        """The state that "script/state" names."""
        script, _, state = reference.partition(SEPARATOR)
        return self.by_id[script].states[state]

    def script_of(self, reference: str) -> Script:
        """The script that holds a state."""
        return self.by_id[reference.partition(SEPARATOR)[0]]

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Every cue."""
        return (*self.common.cues, *(cue for script in self.by_id.values() for cue in script.cues))

    @cached_property
    def facts(self) -> frozenset[str]:
        """Every fact that any condition asks for."""
        asked = {fact for aside in self.common.asides for fact in aside.when.facts()}
        for script in self.by_id.values():
            for state in script.states.values():
                asked |= {fact for branch in state.branches for fact in branch.when.facts()}
        return frozenset(asked)
