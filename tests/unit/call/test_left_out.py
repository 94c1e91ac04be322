"""What a part of a call left out."""

from __future__ import annotations

from rehearse.call.left_out import left_out
from rehearse.call.report import MustSays
from rehearse.phrases.finding import Status
from tests.reports import an_element

TITLES = {"full-name": "Your full name", "thanks": "Thanks"}
CALLS = {"operator-transfer": "Operator", "opening-call": "Opening call"}


def test_what_was_heard_in_another_part_is_missing_in_none() -> None:
    operator = MustSays("operator-transfer", (an_element("full-name", Status.HEARD),), ())
    missing = (an_element("full-name", Status.MISSING), an_element("thanks", Status.MISSING))
    opening = MustSays("opening-call", missing, ())
    assert list(left_out((operator, opening), TITLES, CALLS)) == ["Missing in the part “Opening call”: thanks."]
    assert list(left_out((opening,), TITLES, CALLS)) == ["Missing in the part “Opening call”: your full name; thanks."]
