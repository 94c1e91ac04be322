"""From a recording to a report: the one place where voice, words, figures and phrase rules come together."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rehearse import __version__, delivery, meaning, phrases, second_hearing
from rehearse.bands import LENGTH, judge
from rehearse.doubts import doubts, guessed
from rehearse.hearing.local import hear
from rehearse.measures.measure import SoundFigures, measure
from rehearse.measures.values import MEASURES_VERSION, AudioProblem
from rehearse.phrases.check import in_order
from rehearse.phrases.finding import Note
from rehearse.report import AudioFacts, Report, Versions
from rehearse.target import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rehearse.audio.decode import Recording
    from rehearse.hearing.values import HeardTake
    from rehearse.measures.measure import Measured
    from rehearse.measures.values import Band
    from rehearse.phrases import RuleBook
    from rehearse.phrases.finding import CheckResult
    from rehearse.scenarios.scenario import Scenario
    from rehearse.speech import Span, Transcript
    from rehearse.transcription.transcriber import Transcriber

UNHEARD_S = 1.0
"""Voice of this length without a single word under it is worth a remark."""

HEARD_SHARE = 0.97
"""Share of the work at which everything is heard, for the progress."""


def analyse(  # noqa: PLR0913 - the one door: everything that a report depends on comes in by name
    recording: Recording,
    scenario: Scenario,
    target: Target,
    *,
    transcriber: Transcriber,
    rulebook: RuleBook,
    bands: Mapping[str, Band] | None = None,
    zero_s: float | None = None,
    dropped_frames: int = 0,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Report:
    """Say everything about one take.

    Args:
        recording: The sound.
        scenario: The call that was practised.
        target: The card that names and numbers are compared with; may be empty.
        transcriber: Writes the words down.
        rulebook: The phrase rules and must-says.
        bands: The user's own bands, by name of the measure.
        zero_s: When it was the speaker's turn, in seconds from the first sample; None for a file.
        dropped_frames: How many frames the device lost.
        progress: Told the share that is done, 0 to 1, never falling.
        cancelled: Asked between steps.

    Raises:
        Cancelled: `cancelled()` was true.
        KnownError: RECOGNISER_FAILED.
    """
    expected = phrases.expected(target)
    heard = hear(recording, transcriber, lambda share: progress(HEARD_SHARE * share), cancelled, expected)
    report = judge_take(
        heard,
        recording.path,
        scenario,
        target,
        rulebook=rulebook,
        bands=bands,
        zero_s=zero_s,
        dropped_frames=dropped_frames,
    )
    progress(1.0)
    return report


def judge_take(  # noqa: PLR0913 - the same
    heard: HeardTake,
    path: str,
    scenario: Scenario,
    target: Target,
    *,
    rulebook: RuleBook,
    bands: Mapping[str, Band] | None = None,
    zero_s: float | None = None,
    dropped_frames: int = 0,
    turns: Sequence[Span] = (),
) -> Report:
    """Say everything about a take that was heard already.

    Args:
        heard: What was heard in it.
        path: Its recording.
        scenario: See `analyse`, as all that follow.
        target: The card.
        rulebook: The rules.
        bands: The user's bands.
        zero_s: The speaker's turn.
        dropped_frames: Frames lost.
        turns: In a mock call when the speaker spoke, in seconds of the recording; see `measure`. The length of a call
            is judged turn by turn, in its own report.
    """
    figures = SoundFigures(heard.sound.loudness_lufs, heard.sound.signal_to_noise_db, heard.sound.pitch_variation_st)
    measured = measure(heard.transcript, heard.voiced, figures, zero_s, turns)
    check = _in_time(check_words(heard.transcript, scenario, target, rulebook), heard.transcript)
    problems = (*heard.sound.problems, *([AudioProblem.DROPPED_FRAMES] if dropped_frames > 0 else []))
    return Report(
        scenario=scenario.id,
        audio=AudioFacts(path, round(heard.duration_s, 3), heard.sample_rate_hz, problems),
        transcript=heard.transcript,
        fillers=measured.fillers,
        repetitions=measured.repetitions,
        pauses=measured.pauses,
        measures=measured.measures,
        judgements=tuple(
            one for one in judge(measured.measures, scenario, bands) if not turns or one.measure != LENGTH
        ),
        findings=check.findings,
        elements=check.elements,
        notes=(*_notes(heard, measured, turns), *delivery.notes(heard), *check.notes),
        versions=Versions(__version__, meaning.version(rulebook), MEASURES_VERSION, heard.transcript.model),
        transcribe_s=round(heard.transcribe_s, 3),
        spoken=delivery.spoken_parts(heard, check.elements, measured.pauses),
    )


def warm_up(scenario: Scenario) -> None:
    """Load what judging needs, which takes a second the first time, before somebody waits for it."""
    meaning.check("Good morning.", scenario, Target(), phrases.load())


def check_words(transcript: Transcript, scenario: Scenario, target: Target, rulebook: RuleBook) -> CheckResult:
    """What rules and must-says say about the words of a take, with what a second hearing bears out.

    Args:
        transcript: The words.
        scenario: See `analyse`, as the others.
        target: The card.
        rulebook: The rules.
    """

    def checked(heard: Transcript, *, whole: bool = True) -> CheckResult:
        """Must-says need no second layer, and somebody waits for the report."""
        if not whole:
            return phrases.check(heard.text, scenario, target, rulebook, doubts(heard, target))
        return meaning.check(heard.text, scenario, target, rulebook, doubts(heard, target), guessed(heard))

    check = second_hearing.as_known(checked(transcript))
    named = transcript.with_names
    if named.transcript.words != transcript.words and second_hearing.lacks_must_says(check):
        again = replace(checked(named.transcript, whole=False), findings=())
        check = second_hearing.borne_out(check, again, named)
    reading = transcript.second_reading
    if reading.transcript.text != transcript.text and second_hearing.leaves_open(check):
        again = checked(reading.transcript, whole=second_hearing.has_possible(check))
        check = second_hearing.borne_out(check, again, reading)
    for make in (
        second_hearing.run_on,
        partial(second_hearing.in_known_words, meant=partial(meaning.meant, rulebook=rulebook)),
    ):
        if not second_hearing.has_possible(check):
            break
        reading = make(transcript, check)
        if reading.transcript.text != transcript.text:
            check = second_hearing.borne_out(check, replace(checked(reading.transcript), elements=()), reading)
    return replace(check, findings=in_order(check.findings, rulebook))


def _in_time(check: CheckResult, transcript: Transcript) -> CheckResult:
    """The same check with the time at which each finding and must-say was said."""
    findings = tuple(
        replace(finding, span=transcript.span_of_chars(finding.start_char, finding.end_char))
        for finding in check.findings
    )
    elements = tuple(
        element
        if element.start_char is None or element.end_char is None
        else replace(element, span=transcript.span_of_chars(element.start_char, element.end_char))
        for element in check.elements
    )
    return replace(check, findings=findings, elements=elements)


def _notes(heard: HeardTake, measured: Measured, turns: Sequence[Span]) -> Iterator[Note]:
    """Why figures are missing, and what could not be made out."""
    if not heard.transcript.words:
        yield Note("transcript", _nothing_heard(heard))
    elif (unheard := _unheard(heard.voiced, heard.transcript)) > 0:
        yield Note("transcript", f"About {unheard:.0f} s of voice could not be made out as words.")
    yield from (Note(measure, reason) for measure, reason in heard.sound.reasons)
    if turns:
        spoken = f"{len(turns)} turns" if len(turns) > 1 else "one turn"
        yield Note(LENGTH, f"You spoke in {spoken}; listening and waiting are left out.")
        yield Note("response_delay_s", "Each turn has a time of its own to the first word.")
    elif heard.transcript.words and measured.measures.response_delay_s is None:
        yield Note("response_delay_s", "A file does not show when it was your turn, so there is no response time.")


def _nothing_heard(heard: HeardTake) -> str:
    if AudioProblem.SILENT in heard.sound.problems:
        return "Nothing was heard: the recording is silent, so nothing that was said could be measured."
    if heard.voiced:
        return "There is a voice, but no words could be made out, so nothing that was said could be measured."
    return "No voice was heard, so nothing that was said could be measured."


def _unheard(voiced: Sequence[Span], transcript: Transcript) -> float:
    """Seconds of voice in stretches of `UNHEARD_S` and more that have no word under them."""
    starts = [word.start_s for word in transcript.words]

    def has_word(stretch: Span) -> bool:
        """Words are in order and apart from each other, so the last to begin before its end tells."""
        count = bisect_left(starts, stretch.end_s)
        return count > 0 and transcript.words[count - 1].span.overlap_s(stretch) > 0

    long = (stretch for stretch in voiced if stretch.duration_s >= UNHEARD_S)
    return sum(stretch.duration_s for stretch in long if not has_word(stretch))
