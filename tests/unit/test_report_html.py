from __future__ import annotations

import re
from dataclasses import replace

import pytest

from rehearse.measures.values import Band, Judgement, Measures, Verdict
from rehearse.phrases.finding import Certainty, Severity, Status
from rehearse.report_html import CallPart, Cover, to_html
from rehearse.speech import Span
from tests.calls import a_spoken_call
from tests.contrast import contrast
from tests.pages import Page
from tests.reports import a_finding, a_report, an_element

TITLES = {"name": "Your name"}
COVER = Cover("Voicemail", "3 March at 14:05")


def page(**changes: object) -> Page:
    report = a_report(
        "please let me in",
        Measures(speech_duration_s=46.9, speaking_rate_wpm=181.0),
        findings=(a_finding("begging", Severity.STOP),),
        elements=(an_element("name", Status.MISSING),),
        judgements=(Judgement("speaking_rate_wpm", Verdict.ABOVE, Band(120, 160, 100, 200)),),
    )
    return Page(to_html(replace(report, **changes), COVER, TITLES))  # type: ignore[arg-type]


def test_the_page_says_what_the_report_says() -> None:
    words = page().words
    for expected in (
        "Voicemail",
        "3 March at 14:05",
        "Change this next",
        "a little over the band (120 to 160)",
        "Your name",
        "missing",
        "Stop: “please” at 0:00",
        "please let me in",
        "tiny.en",
    ):
        assert expected in words


def test_a_must_say_that_was_written_otherwise_tells_both() -> None:
    named = replace(an_element("name", Status.HEARD), text="on <coyote>.", heard_as="Ann Cooyot", span=Span(4.0, 5.0))
    assert "sounds like “Ann Cooyot”, written as “on <coyote>” at 0:04" in page(elements=(named,)).words


def test_a_negative_figure_has_a_true_minus() -> None:
    assert "−21 LUFS" in page(measures=Measures(speech_duration_s=46.9, loudness_lufs=-21.3)).words


def test_nothing_that_was_said_or_written_becomes_markup() -> None:
    hostile = '<script>alert("x")</script>'
    finding = replace(a_finding("begging", Severity.STOP), text=hostile, message=hostile, instead=hostile, why=hostile)
    report = a_report(f"{hostile} <img src=x>", findings=(finding,), elements=(an_element("name", Status.MISSING),))
    cover = Cover(hostile, hostile, hostile, hostile)
    found = Page(to_html(report, cover, {"name": hostile}, sound=b"RIFF", sound_kind='"><script>'))
    assert "script" not in found.tags
    assert "img" not in found.tags
    assert hostile in found.words


def test_the_page_loads_nothing_from_elsewhere() -> None:
    found = page()
    assert not {"script", "link", "img", "iframe", "a"} & set(found.tags)
    policies = [value for name, value in found.attributes if name == "content" and value]
    assert any(policy.startswith("default-src 'none'") for policy in policies)


def test_the_sound_is_inside_only_where_it_is_wished() -> None:
    assert "audio" not in page().tags
    with_sound = Page(to_html(a_report(), COVER, {}, sound=b"RIFF"))
    assert ("src", "data:audio/wav;base64,UklGRg==") in with_sound.attributes


def test_marks_that_overlap_are_one() -> None:
    first = replace(a_finding("a", Severity.STOP), start_char=0, end_char=6)
    second = replace(a_finding("b", Severity.FIX), start_char=3, end_char=10)
    text = to_html(a_report("please let me in", findings=(first, second)), COVER, {})
    assert '<span class="said">please let</span> me in' in text


def test_a_take_without_words_says_so_and_lists_nothing_as_missing() -> None:
    line = Page(to_html(a_report("", Measures(), elements=(an_element("name", Status.MISSING),)), COVER, {})).line
    assert "Nothing." in line
    assert line.count("No words were heard in this recording.") == 1
    assert "missing" not in line
    assert "not measured" not in line


def test_a_possible_finding_says_what_it_sounds_like() -> None:
    found = replace(a_finding("begging", Severity.STOP, Certainty.POSSIBLE), resembles="any position")
    assert "Sounds like “any position”. A message." in page(findings=(found,)).line


def test_a_note_stands_on_the_page_line_by_line() -> None:
    found = Page(to_html(a_report(), replace(COVER, note="Slower.\nSmile."), {}))
    assert "Your note: Slower. Smile." in found.line


def test_a_mock_call_stands_turn_by_turn_between_its_must_says_and_its_findings() -> None:
    call = CallPart(a_spoken_call(), ("You hung up.",), {})
    report = a_report(findings=(a_finding("begging", Severity.STOP),), elements=(an_element("name", Status.HEARD),))
    line = Page(to_html(report, COVER, TITLES, telephone=call)).line
    order = ["Must-says", "The call, turn by turn You hung up.", "Turn 1", "Turn 2", "Words that work against you"]
    assert [line.index(words) for words in order] == sorted(line.index(words) for words in order)
    assert "The call, turn by turn" not in Page(to_html(report, COVER, TITLES)).line


def colours_in(style: str, where: str) -> dict[str, str]:
    """Ink and grounds that the page takes in dark looks or on paper; as ever where that says nothing."""
    rules = style.split(f"@media {where} {{")[1].split("\n}\n", maxsplit=1)[0]
    inks = dict(re.findall(r"^  (\S+)[^{]*\{[^}]*?(?<!-)\bcolor: (#\w{6})", rules, re.MULTILINE))
    grounds = dict(re.findall(r"^  (\S+)[^{]*\{[^}]*?background(?:-color)?: (#\w{6})", rules, re.MULTILINE))
    return {"ink": inks["body"], "muted": inks[".small,"], "ground": grounds["body"], "said": grounds[".said"]}


@pytest.mark.parametrize("where", ["(prefers-color-scheme: dark)", "print"])
def test_the_page_can_be_read_in_dark_looks_and_on_paper(where: str) -> None:
    style = to_html(a_report(), COVER, {}).split("<style>")[1].split("</style>")[0]
    colours = colours_in(style, where)
    assert contrast(colours["ink"], colours["ground"]) >= 7
    assert contrast(colours["ink"], colours["said"]) >= 7
    assert contrast(colours["muted"], colours["ground"]) >= 4.5
    is_light = contrast(colours["ground"], "#000000") > contrast(colours["ground"], "#FFFFFF")
    assert is_light is (where == "print")


def test_what_is_printed_as_pdf_has_no_rules_that_only_browsers_know() -> None:
    assert "@media" in to_html(a_report(), COVER, {})
    assert "@media" not in to_html(a_report(), COVER, {}, on_paper=True)
