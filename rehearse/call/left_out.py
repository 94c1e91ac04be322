"""What was missing in a part of a call and heard in no other part either, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.must_say_titles import alternatives, inside
from rehearse.phrases.finding import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rehearse.call.report import MustSays


def left_out(parts: Sequence[MustSays], titles: Mapping[str, str], calls: Mapping[str, str]) -> Iterator[str]:
    """What is missing in each part of a call, and what could not be made out there.

    Args:
        parts: The parts in order.
        titles: Short names of the must-says by their ids.
        calls: Names of the calls by the ids of their scenarios.
    """
    heard = {element.element for part in parts for element in part.elements if element.status is Status.HEARD}
    for part in parts:
        groups: dict[tuple[str, ...], list[Status]] = {}
        for element in part.elements:
            if element.required:
                groups.setdefault(element.one_of or (element.element,), []).append(element.status)
        for status, words in ((Status.MISSING, "Missing"), (Status.UNCLEAR, "Could not be made out")):
            names = [
                alternatives(group, titles)
                for group, had in groups.items()
                if _best(had) is status and heard.isdisjoint(group)
            ]
            if names:
                call = calls.get(part.scenario, part.scenario)
                yield f"{words} in the part “{call}”: {'; '.join(map(inside, names))}."


def _best(statuses: Sequence[Status]) -> Status:
    """What became of alternatives of which one suffices."""
    return min(statuses, key=(Status.HEARD, Status.UNCLEAR, Status.MISSING).index)
