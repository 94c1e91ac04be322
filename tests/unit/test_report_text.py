from __future__ import annotations

from dataclasses import replace

from rehearse import scenarios
from rehearse.measures.delivery import SpokenPart
from rehearse.measures.values import AudioProblem, Band, Filler, FillerKind, Judgement, Measures, Repetition, Verdict
from rehearse.phrases.finding import Certainty, Note, Severity, Status
from rehearse.report_text import WIDTH, to_text
from rehearse.speech import Span
from tests.reports import a_finding, a_report, an_element

INTRO = scenarios.get("practice-intro")
TITLES = {"applicant-id": "Your AAMC ID", "role": "Who you are", "school": "Your school", "close": "A close"}
PACE = Judgement("speaking_rate_wpm", Verdict.FAR_ABOVE, Band(120, 160, 100, 180))
LENGTH = Judgement("speech_duration_s", Verdict.WITHIN, Band(30, 90, 15, 120))
MEASURES = Measures(speech_duration_s=48.2, speaking_rate_wpm=191.4, filled_pauses=1)


def text_of(**parts: object) -> str:
    return to_text(a_report(measures=MEASURES, **parts), INTRO, TITLES)  # type: ignore[arg-type]


def test_measures_stand_with_their_bands_in_words() -> None:
    text = text_of(judgements=(LENGTH, PACE))
    assert "  Length: 48 seconds, within the band of 30 to 90\n" in text
    assert "  Pace: 191 words a minute, far over the band of 120 to 160, our own choice\n" in text
    assert "  Loudness: not measured\n" in text


def test_a_band_of_the_users_own_is_not_called_ours() -> None:
    own = Judgement("speaking_rate_wpm", Verdict.ABOVE, Band(high=150))
    assert "over the band of up to 150\n" in text_of(judgements=(own,))


def test_it_begins_with_what_happened_and_the_one_thing_to_change() -> None:
    text = text_of(findings=(a_finding("need-a-spot", Severity.STOP),))
    assert text.startswith("take.wav: Practice intro\n48 seconds, clear. One thing to change.\n\nChange this next\n")
    assert "“please” at 0:00.0" in text
    assert "Instead: Instead." in text


def test_must_says_tell_what_was_heard_where_and_what_is_missing() -> None:
    heard = replace(an_element("school", Status.HEARD, "role", "school"), text="Lakeshore", span=Span(65.25, 66))
    role, number = an_element("role", Status.MISSING, "role", "school"), an_element("applicant-id", Status.UNCLEAR)
    extra = an_element("close", Status.MISSING, required=False)
    text = text_of(elements=(role, heard, number, extra))
    assert "  Who you are or your school: heard, “Lakeshore” at 1:05.2\n" in text
    assert "  Your AAMC ID: could not be made out\n" in text
    assert "A close" not in text


def test_a_must_say_that_was_written_otherwise_tells_both() -> None:
    named = replace(an_element("role", Status.HEARD), text="on coyote.", heard_as="Ann Cooyot", span=Span(4.0, 5.0))
    line = "  Who you are: heard, sounds like “Ann Cooyot”, written as “on coyote” at 0:04.0\n"
    assert line in text_of(elements=(named,))


def test_what_is_only_possible_stands_apart() -> None:
    possible = a_finding("do-anything", Severity.STOP, Certainty.POSSIBLE)
    text = text_of(findings=(a_finding("need-a-spot", Severity.STOP), possible))
    assert text.index("Words that work against you") < text.index("Possible, not counted") < text.index("(do-anything)")


def test_fillers_and_restarts_are_quoted_with_their_time() -> None:
    report = replace(
        a_report(),
        fillers=(
            Filler("um", FillerKind.FILLED_PAUSE, certain=True, span=Span(3.14, 3.4)),
            Filler("uh", FillerKind.FILLED_PAUSE, certain=False, span=Span(5.0, 5.2)),
            Filler("you know", FillerKind.FILLER_PHRASE, certain=True, span=Span(9.0, 9.4)),
        ),
        repetitions=(Repetition("I, I", Span(8.0, 8.6)),),
    )
    text = to_text(report, INTRO, TITLES)
    assert "  Um and uh: “um” at 0:03.1\n" in text
    assert "  Um and uh, perhaps, not counted: “uh” at 0:05.0\n" in text
    assert "  Filler phrases: “you know” at 0:09.0\n" in text
    assert "  Said again: “I, I” at 0:08.0\n" in text


def test_problems_and_notes_are_told_but_not_that_a_file_has_no_countdown() -> None:
    report = a_report()
    noted = replace(
        report,
        audio=replace(report.audio, problems=(AudioProblem.CLIPPING,)),
        notes=(
            Note("applicant-id", "Seven digits of your number were heard, where eight are expected."),
            Note("response_delay_s", "A file."),
        ),
    )
    text = to_text(noted, INTRO, TITLES)
    assert "  The loudest parts are cut off; words may be misheard.\n" in text
    assert "  Seven digits of your number were heard, where eight are expected.\n" in text
    assert "A file." not in text


def test_a_silent_take_reads_well_too() -> None:
    silent = replace(a_report(text="", measures=Measures()), judgements=())
    text = to_text(silent, INTRO, TITLES)
    assert "What was heard\n  Nothing.\n" in text
    assert "Length: not measured" in text


def test_no_line_is_wider_than_the_terminal() -> None:
    finding = replace(a_finding("a-rule", Severity.FIX), message="long " * 40, instead="longer " * 40)
    text = to_text(replace(a_report("word " * 200), findings=(finding,)), INTRO, TITLES)
    assert max(len(line) for line in text.splitlines()) <= WIDTH


def test_how_the_name_was_said_stands_with_its_time_where_it_was_measured() -> None:
    part = SpokenPart("full-name", "Maya Okafor.", Span(3.0, 3.5), 240.0, 160.0, 0.5, 0.9, None)
    text = to_text(replace(a_report(), spoken=(part,)), INTRO, TITLES)
    assert "How name, ID and program were said\n  Your name at 0:03.0: 240 words a minute, the rest 160" in text
    assert "How name, ID and program were said" not in to_text(a_report(), INTRO, TITLES)
