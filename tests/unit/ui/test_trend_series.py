from __future__ import annotations

from rehearse.history.overview import TakeFigures
from rehearse.ui.pages.trend_series import TREND_MEASURES, series

LENGTH, PACE = TREND_MEASURES[:2]


def take(name: str, *, is_call: bool) -> TakeFigures:
    return TakeFigures(
        name, "opening-call", "", 0.0, 48.0, 141.0, rules="1", measures="2", model="base", is_call=is_call
    )


def test_a_mock_call_has_its_pace_in_the_trend_and_no_length_of_the_whole() -> None:
    takes = [take("call", is_call=True), take("alone", is_call=False)]
    assert [name for _, _, name in series(takes, LENGTH).points] == ["alone"]
    assert [name for _, _, name in series(takes, PACE).points] == ["alone", "call"]
