"""What was missing in a part of a call and heard in no other part either, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.must_say_titles import alternatives, inside
from rehearse.phrases.finding import Status, best_of_alternatives

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
        required = best_of_alternatives(element for element in part.elements if element.required)
        for status, words in ((Status.MISSING, "Missing"), (Status.UNCLEAR, "Could not be made out")):
            names = [
                alternatives(best.alternatives, titles)
                for best in required
                if best.status is status and heard.isdisjoint(best.alternatives)
            ]
            if names:
                call = calls.get(part.scenario, part.scenario)
                yield f"{words} in the part “{call}”: {'; '.join(map(inside, names))}."
