"""What the report page says beside the advice: notices, small print, what changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from rehearse import scenarios
from rehearse.history.values import Take, TakeRow, TakeState
from rehearse.measures.values import AudioProblem, Band, Measures
from rehearse.phrases.finding import ElementResult, Note, Status
from rehearse.speech import Span
from rehearse.target import Target
from rehearse.ui.pages import report_words
from rehearse.ui.pages.how_measured import how_measured
from rehearse.ui.widgets.must_say_list import must_says
from tests.reports import VERSIONS, a_report

NOW = datetime(2026, 3, 17, 18, 30).astimezone()  # local time is what the page shows
TAKE = Take(
    id="one",
    scenario="practice-intro",
    card_id=None,
    target=Target(program="Riverbend"),
    call_kind=None,
    started_at=NOW - timedelta(hours=1),
    audio_path=Path("take.wav"),
    state=TakeState.ANALYSED,
)
MEASURES = Measures(speech_duration_s=48.0, speaking_rate_wpm=150.0, fillers_per_min=5.0, longest_pause_s=1.0)


def row(measures: Measures | None = MEASURES, *, stops: int = 0, fixes: int = 0, missing: int = 0) -> TakeRow:
    return TakeRow(TAKE, measures, (), stops, fixes, missing_required=missing, versions=VERSIONS)


def changed(before: TakeRow | None, after: TakeRow) -> str:
    return report_words.what_changed(before, after, NOW)


def test_the_heading_names_call_moment_and_program() -> None:
    assert report_words.heading(TAKE, "Practice intro", NOW) == "Practice intro · today at 17:30 · Riverbend"
    without = replace(TAKE, target=Target())
    assert report_words.heading(without, "Practice intro", NOW) == "Practice intro · today at 17:30"


def test_what_limits_the_judgement_is_said_with_what_to_do() -> None:
    report = a_report()
    report = replace(
        report,
        audio=replace(report.audio, problems=(AudioProblem.NOISY,)),
        notes=(Note("applicant-id", "Seven digits of your number were heard, where eight are expected."),),
    )
    noise, note = report_words.notices(report, TAKE)
    assert noise == "There is a lot of noise behind the voice, so words may be misheard. Find a quieter place."
    assert note == "Seven digits of your number were heard, where eight are expected."


def test_every_problem_of_a_recording_has_a_sentence() -> None:
    assert set(report_words.PROBLEM_SENTENCES) == set(AudioProblem)


def test_a_repaired_take_says_so() -> None:
    (words,) = report_words.notices(a_report(), replace(TAKE, recovered=True))
    assert "has been repaired" in words


def test_a_silent_take_leaves_the_remedy_to_the_advice() -> None:
    silent = a_report("")
    silent = replace(silent, audio=replace(silent.audio, problems=(AudioProblem.SILENT,)))
    assert report_words.notices(silent, TAKE) == ()


def test_what_changed_is_said_in_words_and_the_rest_is_no_real_change() -> None:
    faster = replace(MEASURES, speech_duration_s=40.0, speaking_rate_wpm=170.0)
    assert changed(row(), row(faster)) == (
        "Since today at 17:30: 8 seconds shorter · 20 words a minute faster · "
        "no real change in fillers (within one filler a take) and longest pause (within 0.2 seconds)."
    )


def test_a_difference_within_the_error_is_no_real_change() -> None:
    nearly = replace(MEASURES, speech_duration_s=48.9, speaking_rate_wpm=160.0)
    assert (
        changed(row(), row(nearly)) == "Since today at 17:30: no real change in length (within 1 second), "
        "pace (within 10\N{NO-BREAK SPACE}%), fillers (within one filler a take) "
        "and longest pause (within 0.2 seconds)."
    )


def test_findings_and_must_says_are_compared_too() -> None:
    words = changed(row(stops=2, fixes=0, missing=3), row(stops=1, fixes=2, missing=1))
    assert "one fewer stop finding" in words
    assert "two more fix findings" in words
    assert "two fewer must-says missing" in words


def test_figures_of_another_model_are_not_compared() -> None:
    other = replace(row(), versions=replace(VERSIONS, model="base.en"))
    assert changed(other, row()).startswith("Since today at 17:30: not compared: the two reports were made with")


def test_without_an_earlier_take_or_without_words_nothing_is_compared() -> None:
    assert changed(None, row()) == ""
    assert changed(row(Measures()), row()) == ""
    assert changed(row(), row(None)) == ""


def test_a_must_say_that_was_written_otherwise_tells_what_it_sounds_like_and_what_was_written() -> None:
    words = ElementResult("full-name", True, ("full-name",), Status.HEARD, "on coyote.", 0, 10, Span(0, 1))  # noqa: FBT003
    by_sound = replace(words, heard_as="Ann Cooyot")
    (line,) = must_says((by_sound,), {"full-name": "Your full name"}, required=True)
    assert line.detail == "Sounds like “Ann Cooyot”, written as “on coyote”"
    assert line.spoken == "Your full name: heard, sounds like “Ann Cooyot”, written as “on coyote”"


def test_of_alternatives_the_one_that_was_heard_speaks_for_all() -> None:
    group = ("role", "school")
    results = (
        ElementResult("role", required=True, one_of=group, status=Status.MISSING),
        ElementResult("school", True, group, Status.HEARD, "at Lakeshore,", 0, 13, Span(0, 1)),  # noqa: FBT003
        ElementResult("strength", required=False, one_of=("strength",), status=Status.MISSING),
    )
    titles = {"role": "Your role", "school": "your school", "strength": "A strength"}
    (line,) = must_says(results, titles, required=True)
    assert (line.title, line.detail) == ("Your school", "“at Lakeshore”")
    (extra,) = must_says(results, titles, required=False)
    assert (extra.title, extra.detail) == ("A strength", "Missing")


def test_alternatives_that_are_all_missing_are_one_line() -> None:
    group = ("role", "school")
    results = tuple(ElementResult(name, required=True, one_of=group, status=Status.MISSING) for name in group)
    (line,) = must_says(results, {"role": "Your role", "school": "your school"}, required=True)
    assert line.title == "Your role or your school"


def test_how_a_measure_was_taken_names_definition_error_and_whose_band() -> None:
    call = scenarios.get("practice-intro")
    pace = how_measured("speaking_rate_wpm", call, {})
    assert pace[0] == "Words a minute over the whole time, pauses included."
    assert pace[2] == "Error: below 10\N{NO-BREAK SPACE}% a difference between two takes is no real change."
    assert pace[3].endswith("we chose the band. You can change it in Settings.")
    own = how_measured("speaking_rate_wpm", call, {"speaking_rate_wpm": Band(110, 150)})
    assert own[3] == "Band: 110 to 150 words a minute. You set this band in Settings."


def test_what_depends_on_the_hearing_says_how_well_the_model_hears() -> None:
    (exact,) = [words for words in how_measured("filled_pauses", None, {}, "base") if "ums and uhs and" in words]
    assert exact.startswith("In 17 real recordings, the voice model found 14 of 15")
    assert "synthetic speech" in exact
    assert not any("ums and uhs and" in words for words in how_measured("loudness_lufs", None, {}, "base"))
    assert not any("ums and uhs and" in words for words in how_measured("filled_pauses", None, {}, "another model"))


def test_a_measure_without_a_band_says_nothing_of_one() -> None:
    loudness = how_measured("loudness_lufs", scenarios.get("practice-intro"), {})
    assert not any(paragraph.startswith("Band") for paragraph in loudness)


def test_reports_of_calls_that_are_not_known_any_more_still_explain_their_measures() -> None:
    assert how_measured("speaking_rate_wpm", None, {})[-1].startswith("Error: below 10\N{NO-BREAK SPACE}%")


def test_the_small_print_names_the_rulers() -> None:
    assert report_words.made_with(a_report()) == "Made with voice model tiny.en, rules 1, measures 1."


def test_why_a_measure_is_missing_stands_beside_the_measure() -> None:
    report = replace(a_report(measures=Measures()), notes=(Note("response_delay_s", "A file does not tell."),))
    assert report_words.notices(report, TAKE) == ()
    assert report_words.tile_extra("response_delay_s", report) == "A file does not tell."
    assert report_words.tile_extra("speaking_rate_wpm", report) == ""
