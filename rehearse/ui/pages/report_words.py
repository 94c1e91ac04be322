"""A report in words, apart from what `rehearse.advice` says: heading, notices, small print, what changed. No Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.bands import LENGTH
from rehearse.history.trends import ERRORS, FILLER_ERROR, Change, Direction, changes
from rehearse.measures.describe import ABOUT, number
from rehearse.measures.values import AudioProblem
from rehearse.ui import formatting

if TYPE_CHECKING:
    from datetime import datetime

    from rehearse.history.values import Take, TakeRow
    from rehearse.measures.values import Judgement
    from rehearse.report import Report

PROBLEM_SENTENCES: dict[AudioProblem, str] = {
    AudioProblem.SILENT: (
        "The recording holds no voice. Check that the right microphone is chosen and that it isn't muted."
    ),
    AudioProblem.TOO_QUIET: (
        "The recording is very quiet, so words may be misheard. Come closer to the microphone or raise its level."
    ),
    AudioProblem.CLIPPING: (
        "The loudest parts are cut off, so words may be misheard. Lower the microphone's level or sit further away."
    ),
    AudioProblem.NOISY: "There is a lot of noise behind the voice, so words may be misheard. Find a quieter place.",
    AudioProblem.DROPPED_FRAMES: (
        "Some sound was lost while recording, so times may be off. Close other programs and record again."
    ),
}
"""What is said about a recording that can be judged only in part, and what to do."""

MORE_MEASURES = (
    "articulation_rate_wpm",
    "filled_pauses",
    "filler_phrases",
    "pause_count",
    "longest_pause_s",
    "response_delay_s",
    "pitch_variation_st",
    "loudness_lufs",
    "signal_to_noise_db",
)
"""The measures behind "More measures", in order."""

OWN_TIME = frozenset(
    {LENGTH, "speaking_rate_wpm", "articulation_rate_wpm", "fillers_per_min", "pause_count", "longest_pause_s"}
)
"""The measures that count only the user's own turns of a mock call."""

COMPARED = ("speech_duration_s", "speaking_rate_wpm", "fillers_per_min", "longest_pause_s", "stops", "fixes")
"""What is compared with the take before; the must-says follow."""
MORE_AND_LESS = {
    "speech_duration_s": ("longer", "shorter"),
    "speaking_rate_wpm": ("faster", "slower"),
}
NO_CHANGE_IN = {
    "speech_duration_s": "length",
    "speaking_rate_wpm": "pace",
    "fillers_per_min": "fillers",
    "longest_pause_s": "longest pause",
}
OTHER_RULER = "Not compared: the two reports were made with different versions of the model or the measures."


def heading(take: Take, title: str, now: datetime) -> str:
    """Which take this is: "Practice intro · today at 14:05 · Riverbend Medical Center"."""
    parts = [title, formatting.moment(take.started_at, now)]
    if take.target.program:
        parts.append(take.target.program)
    return " · ".join(parts)


def notices(report: Report, take: Take) -> tuple[str, ...]:
    """What limits the judgement of this take, gravest first."""
    # Where no word was heard, the advice says what to do.
    problems = report.audio.problems if report.transcript.words else ()
    found = [PROBLEM_SENTENCES[problem] for problem in AudioProblem if problem in problems]
    if take.recovered:
        found.append("This take was cut off and has been repaired; its last second may be missing.")
    # Why a measure could not be taken stands beside that measure.
    return (*found, *(note.text for note in report.notes if note.about not in ABOUT))


def why_not_measured(report: Report, measure: str) -> str:
    """Why a measure could not be taken, or what of a mock call it leaves out; empty where there is nothing to say."""
    return next((note.text for note in report.notes if note.about == measure), "")


def made_with(report: Report) -> str:
    """The rulers that the report was made with, in small print."""
    versions = report.versions
    return f"Made with voice model {versions.model}, rules {versions.rules}, measures {versions.measures}."


def judgement_of(report: Report, measure: str) -> Judgement | None:
    """What a measure is judged by in this report; None where nothing judges it."""
    return next((judgement for judgement in report.judgements if judgement.measure == measure), None)


def tile_extra(measure: str, report: Report) -> str:
    """One more line beside a measure, in small print."""
    measures = report.measures
    if getattr(measures, measure) is None or measure == LENGTH:
        return why_not_measured(report, measure)
    if measure == "fillers_per_min" and measures.filled_pauses is not None:
        sounds = formatting.count(measures.filled_pauses, "um or uh", "ums or uhs")
        phrases = formatting.count(measures.filler_phrases or 0, "filler phrase", "filler phrases")
        words = f"{sounds}, {phrases}"
        return words[0].upper() + words[1:]
    if measure == "speaking_rate_wpm" and measures.articulation_rate_wpm is not None:
        return f"{formatting.measured('articulation_rate_wpm', measures.articulation_rate_wpm)} without pauses"
    return ""


def what_changed(before: TakeRow | None, after: TakeRow, now: datetime) -> str:
    """One line against the take before: "Since yesterday at 18:20: 12 seconds shorter · no real change in pace (…)"."""
    if before is None or not (_has_words(before) and _has_words(after)):
        return ""
    found = {change.figure: change for change in changes(before, after)}
    if not found:
        return ""
    since = f"Since {formatting.moment(before.take.started_at, now)}"
    compared = [found[name] for name in COMPARED if name in found]
    if any(change.direction is Direction.OTHER_RULER for change in compared if change.figure in NO_CHANGE_IN):
        return f"{since}: {OTHER_RULER[0].lower()}{OTHER_RULER[1:]}"
    parts = [part for change in compared if (part := _change_words(change))]
    same = [
        f"{NO_CHANGE_IN[c.figure]} ({error_within(c.figure)})"
        for c in compared
        if c.direction is Direction.NO_REAL_CHANGE and c.figure in NO_CHANGE_IN
    ]
    if (missing := found.get("missing_required")) and (words := _missing_words(missing)):
        parts.append(words)
    if same:
        parts.append(f"no real change in {_joined(same)}")
    return f"{since}: {' · '.join(parts)}."


def error_within(figure: str) -> str:
    """The error of measurement of a figure, in brackets behind it: "within 10 %", "within 0.2 seconds"."""
    if figure == "fillers_per_min":
        return f"within {formatting.count(round(FILLER_ERROR), 'filler', 'fillers')} a take"
    error = ERRORS[figure]
    if error.share:
        return f"within {formatting.bare(error.share * 100)}\N{NO-BREAK SPACE}%"
    return f"within {formatting.bare_with_unit(error.absolute, formatting.figure_of(figure).unit)}"


def _has_words(row: TakeRow) -> bool:
    return row.measures is not None and row.measures.speech_duration_s is not None


def _change_words(change: Change) -> str:
    if change.direction not in (Direction.MORE, Direction.LESS):
        return ""
    size, more = abs(change.difference), change.direction is Direction.MORE
    if change.figure in ("stops", "fixes"):
        kind = change.figure.removesuffix("es") if change.figure == "fixes" else "stop"
        return _more(round(size), f"{kind} finding", f"{kind} findings", more=more)
    if change.figure == "speech_duration_s":
        return f"{formatting.duration(size)} {MORE_AND_LESS[change.figure][not more]}"
    if change.figure == "speaking_rate_wpm":
        return f"{formatting.measured(change.figure, size)} {MORE_AND_LESS[change.figure][not more]}"
    if change.figure == "fillers_per_min":
        return f"{number(size, 1)} {'more' if more else 'fewer'} fillers a minute"
    return f"longest pause {formatting.with_unit(size, 'seconds', 1)} {'longer' if more else 'shorter'}"


def _missing_words(change: Change) -> str:
    if change.direction not in (Direction.MORE, Direction.LESS):
        return ""
    more = change.direction is Direction.MORE
    return _more(round(abs(change.difference)), "must-say missing", "must-says missing", more=more)


def _more(amount: int, one: str, many: str, *, more: bool) -> str:
    """A difference in words: "one fewer fix finding", "four more stop findings"."""
    much = "more" if more else "fewer"
    return formatting.count(amount, f"{much} {one}", f"{much} {many}")


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
