from __future__ import annotations

from rehearse.history.overview import TakeFigures
from rehearse.history.readiness import all_of, readiness
from rehearse.measures.values import Band

LENGTH = Band(30, 90)


def takes(*marks: str, program: str = "") -> list[TakeFigures]:
    """Takes, newest first: `c`lean, `s`top finding, `m`issing must-say, `u`nclear one, too `l`ong, no `r`eport."""
    made = []
    for number, mark in enumerate(marks):
        found = TakeFigures(f"take-{number}", "voicemail", program, 1_000_000.0 - number)
        if mark != "r":
            found = found._replace(
                speech_duration_s=120.0 if mark == "l" else 48.0,
                missing_required=int(mark == "m"),
                unclear_required=int(mark == "u"),
                stops=int(mark == "s"),
                rules="1",
            )
        made.append(found)
    return made


def test_three_takes_in_a_row_that_lack_nothing_are_ready_since_the_third() -> None:
    found = readiness(takes("c", "c", "c", "c", "s", "c"), LENGTH)
    assert found is not None
    assert found.is_ready
    assert found.in_row == 4
    assert found.since is not None
    assert found.since.take_id == "take-1"


def test_whatever_one_take_lacks_breaks_the_row() -> None:
    for mark in "smul":
        found = readiness(takes("c", mark, "c", "c", "c"), LENGTH)
        assert found is not None
        assert not found.is_ready
        assert found.lacking is not None
        assert found.lacking.take_id == "take-1"


def test_takes_without_a_report_are_left_aside() -> None:
    found = readiness(takes("r", "c", "r", "c", "c"), LENGTH)
    assert found is not None
    assert found.is_ready
    assert readiness(takes("r", "r"), LENGTH) is None


def test_a_call_without_a_band_is_judged_by_its_words_alone() -> None:
    found = readiness(takes("l", "l", "l"), None)
    assert found is not None
    assert found.is_ready


def test_each_program_stands_for_itself_the_one_practised_last_first() -> None:
    mixed = [*takes("c", program="Lakeshore"), *takes("c", "c", "c", program="Riverbend")]
    found = all_of(mixed, lambda _call: LENGTH)
    assert [(one.program, one.is_ready) for one in found] == [("Lakeshore", False), ("Riverbend", True)]


def test_the_time_of_a_mock_call_as_a_whole_breaks_no_row() -> None:
    calls = [take._replace(is_call=True) for take in takes("l", "l", "l", "s")]
    found = readiness(calls, LENGTH)
    assert found is not None
    assert found.is_ready
    assert found.in_row == 3
