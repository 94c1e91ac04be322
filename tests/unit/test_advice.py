from __future__ import annotations

from dataclasses import replace

from rehearse.advice import Cause, counted_things, missing_groups, one_thing, summary
from rehearse.measures.values import AudioProblem, Band, Judgement, Measures, Verdict
from rehearse.phrases.finding import Certainty, Severity, Status
from rehearse.speech import Span
from tests.reports import a_finding, a_report, an_element

STOP = a_finding("need-a-spot", Severity.STOP)
FIX = a_finding("hey-there", Severity.FIX)
POLISH = a_finding("hedging", Severity.POLISH)
POSSIBLE = a_finding("do-anything", Severity.STOP, Certainty.POSSIBLE)
NO_ID = an_element("applicant-id", Status.MISSING)
MEASURES = Measures(speech_duration_s=48.2, speaking_rate_wpm=190.0, fillers_per_min=4.0)
TOO_FAST = Judgement("speaking_rate_wpm", Verdict.FAR_ABOVE, Band(120, 160, 100, 180))
SOME_FILLERS = Judgement("fillers_per_min", Verdict.ABOVE, Band(high=3, far_high=6))
IN_TIME = Judgement("speech_duration_s", Verdict.WITHIN, Band(30, 90))


def about_next(**parts: object) -> str | None:
    advice = one_thing(a_report(measures=MEASURES, **parts))  # type: ignore[arg-type]
    return None if advice is None else advice.about


def test_a_take_of_one_short_word_lasted_under_a_second() -> None:
    report = a_report("Hello", Measures(speech_duration_s=0.4))
    assert summary(report) == "Under a second, clear. Nothing needs to change."


def test_what_ends_a_take_comes_before_everything_else() -> None:
    everything = (POSSIBLE, POLISH, FIX, STOP)
    assert about_next(findings=everything, elements=(NO_ID,), judgements=(TOO_FAST,)) == "need-a-spot"


def test_then_comes_what_is_to_be_rewritten() -> None:
    assert about_next(findings=(POSSIBLE, POLISH, FIX), elements=(NO_ID,), judgements=(TOO_FAST,)) == "hey-there"


def test_then_a_must_say_that_was_left_out() -> None:
    assert about_next(findings=(POSSIBLE, POLISH), elements=(NO_ID,), judgements=(TOO_FAST,)) == "applicant-id"


def test_then_a_measure_far_outside_its_band() -> None:
    assert about_next(findings=(POSSIBLE, POLISH), judgements=(SOME_FILLERS, TOO_FAST)) == "speaking_rate_wpm"


def test_then_wording_to_polish_then_measures_and_never_what_is_only_possible() -> None:
    assert about_next(findings=(POSSIBLE, POLISH), judgements=(SOME_FILLERS,)) == "hedging"
    assert about_next(findings=(POSSIBLE,), judgements=(SOME_FILLERS,)) == "fillers_per_min"
    assert about_next(findings=(POSSIBLE,)) is None


def test_where_nothing_has_to_change_there_is_no_advice() -> None:
    assert about_next(judgements=(IN_TIME,), elements=(an_element("thanks", Status.HEARD),)) is None


def test_flat_pitch_is_told_but_never_the_one_thing() -> None:
    flat = Judgement("pitch_variation_st", Verdict.BELOW, Band(low=2))
    report = a_report(measures=replace(MEASURES, pitch_variation_st=1.0), judgements=(flat,))
    assert one_thing(report) is None


def test_advice_on_words_quotes_them_with_their_time_and_says_what_to_say_instead() -> None:
    advice = one_thing(a_report(findings=(STOP,)))
    assert advice is not None
    assert advice.cause is Cause.FINDING
    assert (advice.quote, advice.span, advice.instead, advice.why) == ("please", Span(0, 1), "Instead.", "Why.")


def test_advice_on_a_must_say_names_it_as_people_do() -> None:
    advice = one_thing(a_report(elements=(NO_ID,)), {"applicant-id": "Your AAMC ID"})
    assert advice is not None
    assert advice.cause is Cause.MUST_SAY
    assert advice.message == "This was not heard: your AAMC ID."


def test_advice_on_a_measure_names_the_figure_and_its_band() -> None:
    advice = one_thing(a_report(measures=MEASURES, judgements=(TOO_FAST,)))
    assert advice is not None
    assert advice.cause is Cause.MEASURE
    assert "190" in advice.message
    assert "120 to 160" in advice.message


def test_of_alternatives_one_suffices_and_an_unclear_one_is_not_missing() -> None:
    role, school = (
        an_element("role", Status.MISSING, "role", "school"),
        an_element("school", Status.HEARD, "role", "school"),
    )
    unclear, extra = an_element("full-name", Status.UNCLEAR), an_element("close", Status.MISSING, required=False)
    assert missing_groups((role, school, unclear, extra)) == ()
    assert missing_groups((role, an_element("school", Status.MISSING, "role", "school"))) == (("role", "school"),)


def test_the_summary_says_how_long_how_it_sounded_and_how_much_there_is_to_change() -> None:
    report = a_report(measures=MEASURES, findings=(STOP, POLISH, POSSIBLE), judgements=(TOO_FAST,))
    assert summary(report) == "48 seconds, clear. Two things to change."
    assert counted_things(report) == 2
    assert "Nine things to change." in summary(a_report(measures=MEASURES, findings=(FIX,) * 9))
    assert "11 things to change." in summary(a_report(measures=MEASURES, findings=(FIX,) * 11))


def test_the_summary_of_a_take_without_faults_says_so() -> None:
    assert summary(a_report()) == "47 seconds, clear. Nothing needs to change."


def test_the_summary_of_a_noisy_take_does_not_call_it_clear() -> None:
    report = a_report()
    noisy = replace(report, audio=replace(report.audio, problems=(AudioProblem.NOISY,)))
    assert summary(noisy) == "47 seconds, noisy. Nothing to change was found."


def test_a_silent_take_is_told_as_such_and_the_microphone_is_the_next_thing() -> None:
    report = a_report(text="", measures=Measures(), elements=(NO_ID,))
    silent = replace(report, audio=replace(report.audio, problems=(AudioProblem.SILENT,)))
    assert summary(silent) == "Nothing was heard: the recording is silent."
    advice = one_thing(silent)
    assert advice is not None
    assert advice.cause is Cause.RECORDING
    assert "microphone" in advice.instead


def test_long_takes_are_told_in_minutes() -> None:
    assert summary(a_report(measures=Measures(speech_duration_s=125.0))).startswith("2 minutes 5 seconds, ")
