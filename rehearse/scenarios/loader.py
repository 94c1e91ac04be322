"""The scenario files become scenarios. Every mistake in them is named by file and key."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.measures.values import Band
from rehearse.scenarios.scenario import Origin, Scenario, Style
from rehearse.table import Table, read_table

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ORDER = (
    "practice-intro",
    "opening-call",
    "still-reviewing-pitch",
    "eras-only-close",
    "interest-question",
    "red-flag-question",
    "no-phone-updates",
    "rushed-coordinator",
    "voicemail",
    "program-call",
    "missed-call-return",
    "floor-questions",
    "why-this-specialty",
    "long-term-plans",
    "operator-transfer",
    "ask-advocacy",
    "faculty-advocate",
    "email",
)
"""How the scenarios follow one another; others come behind them by name."""

LIBRARY = Path(__file__).with_name("library")
"""The scenario files; beside this module in a checkout and in an installed wheel alike."""

_KEYS = (
    "id",
    "title",
    "goal",
    "listener",
    "required",
    "optional",
    "avoid",
    "model",
    "rules",
    "spoken",
    "length",
    "words",
    "styles",
)


@cache
def load() -> dict[str, Scenario]:
    """All scenarios by id, in the order in which they are shown.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file and key of the mistake.
    """
    return load_from(LIBRARY)


def load_from(folder: Traversable) -> dict[str, Scenario]:
    """Read the scenarios of a folder, one TOML file each.

    Raises:
        KnownError: `Trouble.RULES_FAULTY`, naming file and key of the mistake.
    """
    found: dict[str, Scenario] = {}
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            scenario = _scenario(read_table(path))
            found[scenario.id] = scenario
    known = [name for name in ORDER if name in found]
    return {name: found[name] for name in [*known, *sorted(set(found) - set(known))]}


def get(scenario_id: str) -> Scenario:
    """The scenario with this id.

    Raises:
        KnownError: `Trouble.SCENARIO_UNKNOWN`.
    """
    scenarios = load()
    if scenario_id not in scenarios:
        raise KnownError(Trouble.SCENARIO_UNKNOWN, scenario=scenario_id, known=", ".join(scenarios))
    return scenarios[scenario_id]


def _scenario(table: Table) -> Scenario:
    named = Table(table.file, f"scenario {table.values.get('id', '')}".strip(), table.values)
    named.only(*_KEYS)
    if f"{named.text('id')}.toml" != named.file:
        named.fail("id", "it must be the name of the file")
    length, origin = _band(named, "length")
    words, words_origin = _band(named, "words")
    if length is None and words is None:
        named.fail("length", "a band of seconds, or of words, is needed")
    required = _groups(named)
    return Scenario(
        id=named.text("id"),
        title=named.text("title"),
        goal=named.text("goal"),
        listener=named.text("listener"),
        required=required,
        optional=named.texts("optional"),
        avoid=named.texts("avoid"),
        model=named.text("model"),
        length=length,
        length_origin=origin or words_origin or Origin.OURS,
        words=words,
        rules=named.texts("rules") or named.fail("rules", "at least one is needed"),
        spoken=named.flag("spoken"),
        styles=_styles(named, required),
    )


def _styles(table: Table, required: tuple[tuple[str, ...], ...]) -> dict[str, Style]:
    """The ways to make the call; each prefers a must-say that stands in a group of several."""
    sections = table.values.get("styles", {})
    if not isinstance(sections, dict) or not all(isinstance(section, dict) for section in sections.values()):
        table.fail("styles", "write each as a section such as [styles.brief]")
    styles = {}
    for name, section in sections.items():
        style = Table(table.file, f"{table.where}, styles.{name}", section)
        style.only("prefers", "model")
        if not any(style.text("prefers") in group for group in required if len(group) > 1):
            style.fail("prefers", "it must be one of several must-says of which one suffices")
        styles[name] = Style(style.text("prefers"), style.text("model"))
    return styles


def _groups(table: Table) -> tuple[tuple[str, ...], ...]:
    """The required must-says: lists of which one suffices."""
    groups = table.values.get("required")
    if not isinstance(groups, list):
        table.fail("required", 'a list of lists is needed here, such as [["greeting"], ["role", "school"]]')
    checked = []
    for number, group in enumerate(groups, start=1):
        if not isinstance(group, list) or not group or not all(isinstance(name, str) for name in group):
            table.fail(f"required, entry {number}", "write each as a list of texts")
        checked.append(tuple(group))
    return tuple(checked)


def _band(table: Table, key: str) -> tuple[Band | None, Origin | None]:
    values = table.values.get(key)
    if values is None:
        return None, None
    if not isinstance(values, dict):
        table.fail(key, f"write it as a section [{key}]")
    band = Table(table.file, f"{table.where}, {key}", values)
    band.only("low", "high", "far_low", "far_high", "origin")
    edges = [_edge(band, name) for name in ("low", "high", "far_low", "far_high")]
    if edges[0] is None or edges[1] is None or edges[0] >= edges[1]:
        band.fail("low and high", "both are needed, the lower first")
    return Band(*edges), band.choice("origin", Origin)


def _edge(table: Table, key: str) -> float | None:
    value = table.values.get(key)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float) or value <= 0):
        table.fail(key, "a number above zero is needed here")
    return value
