from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from rehearse.measures.values import Band, Judgement, Verdict
from rehearse.phrases.finding import Status
from rehearse.report_json import element_from_json, from_json, to_json
from tests.reports import a_report, an_element, any_reports

if TYPE_CHECKING:
    from rehearse.report import Report


@given(any_reports())
def test_a_report_comes_back_from_its_json_unchanged(report: Report) -> None:
    assert from_json(json.loads(json.dumps(to_json(report)))) == report


def test_the_json_has_the_keys_of_the_schema_in_their_order() -> None:
    assert list(to_json(a_report())) == [
        "schema",
        "scenario",
        "audio",
        "transcript",
        "fillers",
        "repetitions",
        "pauses",
        "measures",
        "verdicts",
        "findings",
        "elements",
        "notes",
        "versions",
        "timing",
        "spoken",
    ]


def test_the_text_is_the_words_joined_by_one_space() -> None:
    transcript = to_json(a_report("Hello, this is Maya."))["transcript"]
    assert transcript["text"] == "Hello, this is Maya."
    assert [word["text"] for word in transcript["words"]] == ["Hello,", "this", "is", "Maya."]


def test_a_verdict_has_low_and_high_and_far_edges_only_where_they_exist() -> None:
    near = Judgement("longest_pause_s", Verdict.WITHIN, Band(high=2))
    far = Judgement("speaking_rate_wpm", Verdict.FAR_ABOVE, Band(120, 160, 100, 180))
    verdicts = to_json(replace(a_report(), judgements=(near, far)))["verdicts"]
    assert verdicts == [
        {"measure": "longest_pause_s", "verdict": "within", "low": None, "high": 2},
        {
            "measure": "speaking_rate_wpm",
            "verdict": "far-above",
            "low": 120,
            "high": 160,
            "far_low": 100,
            "far_high": 180,
        },
    ]


def test_a_must_say_tells_what_it_was_heard_as_only_where_other_words_were_written() -> None:
    """Reports that are kept since before that was told are read as well."""
    written = replace(an_element("full-name", Status.HEARD), text="Ann Cooyot")
    otherwise = replace(written, text="on coyote", heard_as="Ann Cooyot")
    plain, both = to_json(replace(a_report(), elements=(written, otherwise)))["elements"]
    assert "heard_as" not in plain
    assert both["heard_as"] == "Ann Cooyot"
    assert (element_from_json(plain), element_from_json(both)) == (written, otherwise)


def test_another_schema_is_refused() -> None:
    with pytest.raises(ValueError, match=r"rehearse\.report/2"):
        from_json(to_json(a_report()) | {"schema": "rehearse.report/2"})


def test_a_report_of_an_earlier_version_without_how_the_name_was_said_is_read() -> None:
    found = to_json(a_report())
    del found["spoken"]
    assert from_json(found) == a_report()
