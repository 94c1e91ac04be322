"""All takes at a glance: the few figures that lists, filters and charts need, for thousands of takes at once.

A `TakeRow` holds everything that is known of a take and takes some 40 µs to make; a page that shows ten thousand
takes shows thirty of them in words. So lists are laid out from outlines, and rows are read for what is in view.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from rehearse.history import recordings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from sqlite3 import Connection

    from rehearse.history.database import Database

_FIGURES = ("speech_duration_s", "speaking_rate_wpm", "fillers_per_min", "longest_pause_s")
_VALUES = ", ".join(f"m{number}.value" for number in range(len(_FIGURES)))
_JOINS = " ".join(
    f"LEFT JOIN measure AS m{number} ON m{number}.take = report.take AND m{number}.name = '{name}'"
    for number, name in enumerate(_FIGURES)
)
_QUERY = re.compile(r'"([^"]*)"?|(\S+)')
"""Words in quotation marks belong together; a mark that is not closed yet holds to the end."""


class TakeFigures(NamedTuple):
    """A take in a few figures; without a report those are None and the counts are zero.

    Attributes:
        take_id: Which take.
        scenario: Id of the call.
        program: Whom the call was for; empty where that was not said.
        started_s: When it began, in seconds since 1970 (UTC).
        speech_duration_s: First to last word, in seconds.
        speaking_rate_wpm: Words a minute.
        fillers_per_min: Filled pauses a minute.
        longest_pause_s: In seconds.
        missing_required: How many must-says are missing; None without a report.
        unclear_required: How many must-says could not be made out.
        rules: Version of the rules; None without a report.
        measures: Version of the measures.
        model: Voice model.
        is_phrase: It is one sentence of the call, said again, and no take of the whole.
        is_call: It is a mock call, of which each turn has a band of its own.
        stops: How many certain findings of severity stop.
        fixes: How many certain findings of severity fix.
    """

    take_id: str
    scenario: str
    program: str
    started_s: float
    speech_duration_s: float | None = None
    speaking_rate_wpm: float | None = None
    fillers_per_min: float | None = None
    longest_pause_s: float | None = None
    missing_required: int | None = None
    unclear_required: int | None = None
    rules: str | None = None
    measures: str | None = None
    model: str | None = None
    is_phrase: bool = False
    is_call: bool = False
    stops: int = 0
    fixes: int = 0

    @property
    def is_reported(self) -> bool:
        """Whether the take has a report."""
        return self.rules is not None


class Tally(NamedTuple):
    """How often something was found.

    Attributes:
        names: Id of a rule; or of a must-say, with those that would have done as well.
        takes: In how many takes.
        times: How often in all of them together.
    """

    names: tuple[str, ...]
    takes: int
    times: int


class Overview:
    """Questions about all takes; every method may raise what `HistoryStore` raises."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Ask a history.

        Args:
            database: Where the takes stand.
            folder: The folder of the recordings.
        """
        self._database, self._folder = database, folder
        self._known: tuple[tuple[int, int], tuple[TakeFigures, ...]] | None = None

    def outlines(self) -> tuple[TakeFigures, ...]:
        """Every take, newest first. They are read again only when something has changed."""
        state = self._database.state()
        if self._known is None or self._known[0] != state:
            self._known = state, self._read_outlines()
        return self._known[1]

    def _read_outlines(self) -> tuple[TakeFigures, ...]:
        # A call whose analysis failed has no report of the call, but the other side's voice.
        answered = json.dumps(sorted(recordings.answered(self._folder)))
        with self._database.reading() as connection:
            findings = {take: (stops, fixes) for take, stops, fixes in _severe(connection)}
            rows = connection.execute(
                "SELECT kept.id, scenario, coalesce(json_extract(target, '$.program'), ''), started_epoch_s, "  # noqa: S608 # no value in it
                f"{_VALUES}, missing_required, unclear_required, rules, measures, model, is_phrase, "
                "kept.id IN (SELECT take FROM mock_call UNION SELECT value FROM json_each(?)) "
                f"FROM kept LEFT JOIN report ON report.take = kept.id {_JOINS} "
                "ORDER BY started_epoch_s DESC, kept.id DESC",
                (answered,),
            ).fetchall()
        none = (0, 0)
        return tuple([TakeFigures._make(row + findings.get(row[0], none)) for row in rows])

    def with_words(self, query: str) -> frozenset[str]:
        """Ids of the takes in which every word of a query was said, in any order and in any case.

        Args:
            query: Words or parts of words; those in quotation marks are found only as they stand there.
        """
        parts = words_of(query)
        if not parts:
            return frozenset()
        where = " AND ".join("instr(words, ?)" for _ in parts)
        return self._ids(f"SELECT take FROM said WHERE {where}", parts)  # noqa: S608 # no value in it

    def with_rule(self, rule: str) -> frozenset[str]:
        """Ids of the takes in which a rule certainly fired."""
        return self._ids("SELECT take FROM finding WHERE rule = ? AND certainty = 'certain'", (rule,))

    def without_any(self, elements: tuple[str, ...]) -> frozenset[str]:
        """Ids of the takes that require one of these must-says and in which all that they list are missing."""
        return self._ids(_ALL_MISSING, (json.dumps(elements),))

    def fired(self, take_ids: Iterable[str] | None = None) -> tuple[Tally, ...]:
        """The rules that certainly fired in these takes (or in all), those of the most takes first."""
        which, values = _among(take_ids)
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT rule, count(DISTINCT take), sum(count) FROM finding "  # noqa: S608 # no value in it
                f"WHERE certainty = 'certain' AND {which} GROUP BY rule ORDER BY 2 DESC, 3 DESC, 1",
                values,
            ).fetchall()
        return tuple(Tally((rule,), takes, times) for rule, takes, times in rows)

    def missed(
        self, groups: Mapping[str, tuple[tuple[str, ...], ...]], take_ids: Iterable[str] | None = None
    ) -> tuple[Tally, ...]:
        """The must-says that are missing in these takes (or in all), those of the most takes first.

        Args:
            groups: By id of a scenario, its must-says, each with those of which one suffices.
            take_ids: Which takes; None for all.
        """
        which, values = _among(take_ids)
        found: Counter[tuple[str, ...]] = Counter()
        alone = {(scenario, group[0]) for scenario, of in groups.items() for group in of if len(group) == 1}
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT scenario, element, count(*) FROM element JOIN kept ON kept.id = take "  # noqa: S608 # no value in it
                f"WHERE status = 'missing' AND {which} GROUP BY scenario, element",
                values,
            )
            for scenario, element, count in rows:
                if (scenario, element) in alone:
                    found[(element,)] += count
            for group in {group for of in groups.values() for group in of if len(group) > 1}:
                counted = connection.execute(
                    f"SELECT count(*) FROM ({_ALL_MISSING}) WHERE {which}",  # noqa: S608 # no value in it
                    (json.dumps(group), *values),
                )
                found[group] += counted.fetchone()[0]
        ordered = sorted(found.items(), key=lambda entry: (-entry[1], entry[0]))
        return tuple(Tally(group, count, count) for group, count in ordered if count)

    def _ids(self, query: str, values: tuple[object, ...]) -> frozenset[str]:
        with self._database.reading() as connection:
            return frozenset(take for (take,) in connection.execute(query, values))


_ALL_MISSING = (
    "SELECT take FROM element WHERE element IN (SELECT value FROM json_each(?)) "
    "GROUP BY take HAVING min(status = 'missing')"
)


def words_of(query: str) -> tuple[str, ...]:
    """What has to be found for a query, in the form in which words are kept."""
    parts = (" ".join((quoted or word).split()).casefold() for quoted, word in _QUERY.findall(query.replace("’", "'")))
    return tuple(part for part in parts if part)


def _severe(connection: Connection) -> list[tuple[str, int, int]]:
    return connection.execute(
        "SELECT take, sum(count * (severity = 'stop')), sum(count * (severity = 'fix')) FROM finding "
        "WHERE certainty = 'certain' GROUP BY take"
    ).fetchall()


def _among(take_ids: Iterable[str] | None) -> tuple[str, tuple[object, ...]]:
    """The condition on a column `take`, and its value."""
    if take_ids is None:
        return "take NOT IN (SELECT take FROM bin)", ()
    return "take IN (SELECT value FROM json_each(?))", (json.dumps(list(take_ids)),)
