"""What must hold of all scripts together: names that exist, states that can be reached, calls that can end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from rehearse.call.hearing import COMPUTED
from rehearse.call.script import SEPARATOR, Wordings
from rehearse.call.values import Difficulty
from rehearse.call.wording import CARD_SLOTS, SPEAKER, slots_of
from rehearse.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rehearse.call.script import Branch, Condition, Script, Scripts, State
    from rehearse.phrases import RuleBook


def check_scripts(scripts: Scripts, rulebook: RuleBook) -> None:
    """Refuse scripts in which a call could get lost.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file, state and key of the first mistake.
    """
    known = _known_facts(scripts, rulebook)
    for aside in scripts.common.asides:
        _check_facts(Table("common.toml", f"aside {aside.id}", {}), aside.when, known)
        for lines in aside.lines:
            _check_wordings(Table("common.toml", f"aside {aside.id}", {}), "lines", lines, scripts)
    for script in scripts.by_id.values():
        for state in script.states.values():
            _check_state(script, state, scripts, known)
    for difficulty in Difficulty:
        _check_ends(scripts, difficulty)
    _check_reached(scripts)


def _known_facts(scripts: Scripts, rulebook: RuleBook) -> frozenset[str]:
    """Every name that a condition may use; none may mean two things."""
    groups = {
        "must-say": set(rulebook.element_by_id),
        "rule": set(rulebook.by_id),
        "family of rules": {family.id for family in rulebook.families} - set(rulebook.by_id),
        "computed fact": set(COMPUTED),
    }
    seen: set[str] = set()
    for cue in scripts.cues:
        taken = next((what for what, names in groups.items() if cue.id in names), "cue" if cue.id in seen else "")
        if taken:
            Table("a script", f"cue {cue.id}", {}).fail("id", f"a {taken} bears the same name")
        seen.add(cue.id)
    return frozenset(seen.union(*groups.values()))


def _check_state(script: Script, state: State, scripts: Scripts, known: frozenset[str]) -> None:
    where = Table(f"{script.id}.toml", f"state {state.id}", {})
    if state.who not in scripts.common.people:
        where.fail("who", f"there is no person “{state.who}”; known are {', '.join(scripts.common.people)}")
    _check_wordings(where, "lines", state.lines, scripts)
    for branch in state.branches:
        table = Table(where.file, f"{where.where}, branch {branch.id}", {})
        _check_facts(table, branch.when, known)
        _check_wordings(table, "says", branch.says, scripts)
        for target, _ in branch.to:
            other, _, name = target.partition(SEPARATOR)
            if other not in scripts.by_id or name not in scripts.by_id[other].states:
                table.fail("to", f"there is no state “{target}”")
    if state.ends is None:
        _check_last(where, state.branches)


def _check_last(where: Table, branches: tuple[Branch, ...]) -> None:
    """The last branch takes what no other does, and none stands behind one that takes everything."""
    for branch in branches[:-1]:
        if branch.when.always:
            where.fail(f"branch {branch.id}", "it takes every answer, so the branches behind it are never reached")
    if not branches or not branches[-1].when.always:
        where.fail("branch", "the last one needs no condition, so that every answer leads somewhere")


def _check_facts(where: Table, when: Condition, known: frozenset[str]) -> None:
    for fact in when.facts():
        if fact not in known:
            where.fail("hears", f"“{fact}” is not a must-say, rule, family, cue or computed fact")


def _check_wordings(where: Table, key: str, wordings: Wordings, scripts: Scripts) -> None:
    allowed = {SPEAKER, *CARD_SLOTS, *scripts.common.people}
    for text in wordings.all():
        for slot in _slots(where, key, text) - allowed:
            where.fail(key, f"there is no slot {{{slot}}} in “{text}”; known are {', '.join(sorted(allowed))}")
    for difficulty in Difficulty:
        texts = wordings.of(difficulty)
        if texts and all(_slots(where, key, text) & set(CARD_SLOTS) for text in texts):
            where.fail(key, f"one wording without a slot of the card is needed ({difficulty}), for calls without one")


def _slots(where: Table, key: str, text: str) -> frozenset[str]:
    try:
        return slots_of(text)
    except ValueError:
        where.fail(key, f"the braces in “{text}” don't match")


def _check_ends(scripts: Scripts, difficulty: Difficulty) -> None:
    """From every state some way leads to an end, and none goes round among states that don't listen."""
    ways = {ref: set(_targets(state, difficulty)) for ref, state in _all_states(scripts)}
    ending = {ref for ref, state in _all_states(scripts) if state.ends is not None}
    found = set(ending)
    while True:
        more = {ref for ref, targets in ways.items() if ref not in found and targets & found}
        if not more:
            break
        found |= more
    for reference in ways:
        if reference not in found:
            _fail(reference, "branch", f"no way leads from here to an end of the call ({difficulty})")
    passing = {ref: ways[ref] for ref, state in _all_states(scripts) if state.passes_on}
    for reference, targets in passing.items():
        if reference in _reached(passing, targets):
            _fail(reference, "to", "the call would go round here without ever listening")


def _check_reached(scripts: Scripts) -> None:
    ways = {ref: {t for d in Difficulty for t in _targets(state, d)} for ref, state in _all_states(scripts)}
    starts = {f"{script.id}{SEPARATOR}{script.start}" for script in scripts.by_id.values()}
    found = _reached(ways, starts)
    for reference in ways:
        if reference not in found:
            _fail(reference, "id", "no branch leads to this state")


def _reached(ways: dict[str, set[str]], starts: Iterable[str]) -> set[str]:
    found: set[str] = set()
    waiting = list(starts)
    while waiting:
        reference = waiting.pop()
        if reference not in found:
            found.add(reference)
            waiting += ways.get(reference, set())
    return found


def _all_states(scripts: Scripts) -> Iterator[tuple[str, State]]:
    for script in scripts.by_id.values():
        for state in script.states.values():
            yield f"{script.id}{SEPARATOR}{state.id}", state


def _targets(state: State, difficulty: Difficulty) -> Iterator[str]:
    for branch in state.branches:
        if not branch.when.difficulties or difficulty in branch.when.difficulties:
            yield from (target for target, _ in branch.to)


def _fail(reference: str, key: str, reason: str) -> NoReturn:
    script, _, state = reference.partition(SEPARATOR)
    Table(f"{script}.toml", f"state {state}", {}).fail(key, reason)
