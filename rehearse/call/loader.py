"""The script files become scripts. Every mistake in them is named by file, state and key."""

from __future__ import annotations

import hashlib
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from rehearse import phrases, scenarios
from rehearse.call.checks import check_scripts
from rehearse.call.reading import read_number, read_pair, read_wordings, reference
from rehearse.call.script import PASSED_ON, Aside, Branch, Common, Condition, Cue, Person, Script, Scripts, State
from rehearse.call.values import Difficulty, Ending, Mood, Sound
from rehearse.files import reading_errors
from rehearse.phrases.pattern import compile_pattern
from rehearse.table import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.resources.abc import Traversable

FOLDER = Path(__file__).parent
"""Where `common.toml`, `people.toml` and `scripts/` stand; beside this module in a checkout and in a wheel alike."""

LIMIT_S = 300.0
"""After so many seconds the other side ends a call whose script says nothing else. Ours."""

_STATE_KEYS = (
    "id", "about", "who", "lines", "mood", "sound", "sound_s", "quiet_s", "patience_s", "target_s", "alone", "branch",
    "branches_of", "to", "ends",
)  # fmt: skip
_CONDITION_KEYS = (
    "hears", "lacks", "call_heard", "call_lacks", "silent", "interrupted", "longer_s",
    "most_words", "least_words", "visit", "difficulty",
)  # fmt: skip
_BRANCH_KEYS = ("id", "says", "mood", "to", *_CONDITION_KEYS)


@cache
def load() -> Scripts:
    """The scripts that ship with the program, read once.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file, state and key of the mistake.
    """
    return load_from(FOLDER)


def load_from(folder: Traversable) -> Scripts:
    """Read scripts from a folder that is laid out like this package.

    Raises:
        KnownError: As `load`.
    """
    common = _common(folder)
    files = sorted((p for p in (folder / "scripts").iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    found = [_script(read_table(path), path.name.removesuffix(".toml")) for path in files]
    shared = [folder / name for name in ("common.toml", "cues.toml", "people.toml")]
    return _checked(common, found, _version([*shared, *files]))


def load_script(path: Path) -> tuple[Scripts, str]:
    """The shipped scripts with one more, or with another in the place of the one of the same name; and its id.

    Raises:
        KnownError: As `load`; what `files.reading_errors` names where the file can't be read.
    """
    with reading_errors(path):
        table = read_table(path)
    own = _script(table, path.stem)
    shipped = load()
    others = [script for script in shipped.by_id.values() if script.id != own.id]
    return _checked(shipped.common, [*others, own], f"{shipped.version}+{_version([path])}"), own.id


def _version(files: Sequence[Traversable]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def _checked(common: Common, found: Sequence[Script], version: str) -> Scripts:
    scripts = Scripts(common, {script.id: script for script in found}, version)
    check_scripts(scripts, phrases.load())
    return scripts


def _script(table: Table, script_id: str) -> Script:
    named = Table(f"{script_id}.toml", "the file", table.values)
    named.only("scenario", "start", "limit_s", "cue", "state")
    scenario = named.text("scenario", script_id)
    if scenario not in scenarios.load():
        named.fail("scenario", f"there is no scenario “{scenario}”; known are {', '.join(scenarios.load())}")
    tables = named.tables("state", "state")
    if not tables:
        named.fail("state", "at least one is needed")
    by_id: dict[str, Table] = {}
    for entry in tables:
        if entry.text("id") in by_id:
            entry.fail("id", "another state bears the same id")
        by_id[entry.text("id")] = entry
    states = {name: _state(entry, script_id, by_id) for name, entry in by_id.items()}
    start = named.text("start", next(iter(states)))
    if start not in states:
        named.fail("start", f"there is no state “{start}”")
    cues = tuple(_cue(entry) for entry in named.tables("cue", "cue"))
    return Script(script_id, scenario, start, read_number(named, "limit_s") or LIMIT_S, states, cues)


def _state(table: Table, script_id: str, by_id: dict[str, Table]) -> State:
    table.only(*_STATE_KEYS)
    quiet, target = read_pair(table, "quiet_s"), read_pair(table, "target_s")
    state = State(
        id=table.text("id"),
        about=table.text("about"),
        who=table.text("who"),
        lines=read_wordings(table, "lines"),
        mood=table.choice("mood", Mood, Mood.CALM),
        sound=table.choice("sound", Sound) if "sound" in table.values else None,
        sound_s=read_number(table, "sound_s") or 0.0,
        quiet_s=quiet,
        patience_s=tuple(_patience(table).items()),
        target_s=target,
        alone=table.flag("alone"),
        branches=_branches(table, script_id, by_id),
        ends=table.choice("ends", Ending) if "ends" in table.values else None,
    )
    if not any(state.lines.all()) and quiet is None and state.sound is None and state.ends is None:
        table.fail("lines", "a state says something, or has a sound, a quiet_s or an end")
    return state


def _patience(table: Table) -> dict[Difficulty, float]:
    value = table.values.get("patience_s", {})
    if not isinstance(value, dict):
        table.fail("patience_s", "write it as { kind = 60, busy = 40, hard = 25 }")
    inner = Table(table.file, f"{table.where}, patience_s", value)
    inner.only(*Difficulty)
    return {Difficulty(key): read_number(inner, key) or 0.0 for key in value}


def _branches(table: Table, script_id: str, by_id: dict[str, Table]) -> tuple[Branch, ...]:
    """The ways on: its own, those of another state, or the one way of a state that only passes on."""
    ways = [key for key in ("branch", "branches_of", "to", "ends") if key in table.values]
    if len(ways) != 1:
        table.fail("branch", "exactly one of branch, branches_of, to and ends says how it goes on")
    if ways == ["ends"]:
        return ()
    if ways == ["to"]:
        return (Branch(PASSED_ON, Condition(), read_wordings(table, ""), Mood.CALM, _ways(table, script_id)),)
    if ways == ["branches_of"]:
        other = table.text("branches_of")
        if other not in by_id or "branch" not in by_id[other].values:
            table.fail("branches_of", f"there is no state “{other}” with branches of its own")
        return _branches(by_id[other], script_id, by_id)
    return tuple(_branch(entry, script_id) for entry in _nested(table, "branch"))


def _nested(table: Table, key: str) -> tuple[Table, ...]:
    return tuple(Table(t.file, f"{table.where}, {t.where}", t.values) for t in table.tables(key, key))


def _branch(table: Table, script_id: str) -> Branch:
    table.only(*_BRANCH_KEYS)
    return Branch(
        id=table.text("id"),
        when=_condition(table),
        says=read_wordings(table, "says"),
        mood=table.choice("mood", Mood, Mood.CALM),
        to=_ways(table, script_id),
    )


def _ways(table: Table, script_id: str) -> tuple[tuple[str, int], ...]:
    """Where a branch leads: one state, or several with weights."""
    value = table.values.get("to")
    if isinstance(value, str) and value:
        return ((reference(value, script_id), 1),)
    if not isinstance(value, dict) or not value:
        _no_way(table)
    for name, weight in value.items():
        if isinstance(weight, bool) or not isinstance(weight, int) or weight < 1:
            table.fail(f"to, {name}", "its weight must be a whole number from 1 up")
    return tuple((reference(name, script_id), weight) for name, weight in value.items())


def _no_way(table: Table) -> NoReturn:
    table.fail("to", 'write the next state, or several with weights, such as { "reviewing" = 3, "eras" = 1 }')


def _condition(table: Table) -> Condition:
    visit = read_number(table, "visit")
    most, least = read_number(table, "most_words"), read_number(table, "least_words")
    return Condition(
        hears=_groups(table, "hears"),
        lacks=table.texts("lacks"),
        call_heard=_groups(table, "call_heard"),
        call_lacks=table.texts("call_lacks"),
        silent=table.flag("silent"),
        interrupted=table.flag("interrupted"),
        longer_s=read_number(table, "longer_s"),
        most_words=None if most is None else int(most),
        least_words=None if least is None else int(least),
        visit=1 if visit is None else int(visit),
        difficulties=table.each("difficulty", Difficulty),
    )


def _groups(table: Table, key: str) -> tuple[tuple[str, ...], ...]:
    """Facts, each perhaps with alternatives: "applied | specialty"."""
    return tuple(tuple(name.strip() for name in text.split("|")) for text in table.texts(key))


def _cue(table: Table) -> Cue:
    table.only("id", "patterns", "unless", "mark", "heard", "not_heard")
    pattern = partial(compile_pattern, vocabulary=phrases.load().vocabulary)
    cue = Cue(
        table.text("id"),
        table.each("patterns", pattern),
        table.each("unless", pattern),
        table.text("mark", ""),
        table.texts("heard"),
        table.texts("not_heard"),
    )
    for key, values in (("patterns", cue.patterns), ("heard", cue.heard), ("not_heard", cue.not_heard)):
        if not values:
            table.fail(key, "at least one is needed")
    return cue


def _common(folder: Traversable) -> Common:
    people = read_table(folder / "people.toml")
    people.only("person")
    table = read_table(folder / "common.toml")
    table.only("aside", "cut_in", "out_of_time", "patience_s")
    cues = read_table(folder / "cues.toml")
    cues.only("cue")
    patience = _patience(table)
    if set(patience) != set(Difficulty):
        table.fail("patience_s", "every difficulty needs its seconds")
    return Common(
        people={person.id: person for person in map(_person, people.tables("person", "person"))},
        cues=tuple(_cue(entry) for entry in cues.tables("cue", "cue")),
        asides=tuple(_aside(entry) for entry in table.tables("aside", "aside")),
        cut_in=read_wordings(table, "cut_in"),
        out_of_time=read_wordings(table, "out_of_time"),
        patience_s=patience,
    )


def _person(table: Table) -> Person:
    table.only("id", "role", "names", "speed", "pitch_st")
    names = table.texts("names") or table.fail("names", "at least one is needed")
    pitch = table.values.get("pitch_st", 0)
    if isinstance(pitch, bool) or not isinstance(pitch, int | float):
        table.fail("pitch_st", "a number of semitones is needed here")
    return Person(table.text("id"), table.text("role"), names, read_number(table, "speed") or 1.0, float(pitch))


def _aside(table: Table) -> Aside:
    table.only("id", "last_resort", "repeats", "lines", *_CONDITION_KEYS)
    steps = table.values.get("lines")
    if not isinstance(steps, list) or not steps:
        table.fail("lines", "a list of lists is needed: what is said the first, the second, … time")
    lines = tuple(read_wordings(Table(table.file, table.where, {"lines": entry}), "lines") for entry in steps)
    return Aside(table.text("id"), _condition(table), table.flag("last_resort"), table.flag("repeats"), lines)
