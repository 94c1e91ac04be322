from __future__ import annotations

from dataclasses import replace

from rehearse.measures.values import Band, Judgement, Measures, Verdict
from rehearse.phrases.finding import Certainty, Severity, Status
from rehearse.report_html import CallPart, Cover, to_html
from tests.calls import a_spoken_call
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
