"""Numbers, durations, dates, bands and verdicts in words: plain English, one way of saying each thing.

Pure text; no Qt. Figures carry as many decimals as they can be trusted with, never more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures.values import Band, Judgement, Verdict

if TYPE_CHECKING:
    from datetime import date, datetime

COUNT_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MINUTES_FROM_S = 120
"""Up to two minutes seconds are easier to compare with a band than minutes and seconds."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.FAR_BELOW: "far under",
    Verdict.BELOW: "a little under",
    Verdict.WITHIN: "within the band",
    Verdict.ABOVE: "a little over",
    Verdict.FAR_ABOVE: "far over",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """How one measure is named and written.

    Attributes:
        title: Name for people, as a heading.
        unit: Unit after a number other than one; empty for a plain count.
        unit_one: Unit after the number one.
        decimals: Decimals that the figure can be trusted with.
    """

    title: str
    unit: str
    unit_one: str
    decimals: int


FIGURES: dict[str, Figure] = {
    "speech_duration_s": Figure("Time", "seconds", "second", 0),
    "speaking_rate_wpm": Figure("Pace", "words a minute", "word a minute", 0),
    "articulation_rate_wpm": Figure("Pace without pauses", "words a minute", "word a minute", 0),
    "filled_pauses": Figure("Um and uh", "", "", 0),
    "filler_phrases": Figure("Filler phrases", "", "", 0),
    "fillers_per_min": Figure("Fillers", "a minute", "a minute", 1),
    "pause_count": Figure("Pauses of half a second and more", "", "", 0),
    "longest_pause_s": Figure("Longest pause", "seconds", "second", 1),
    "response_delay_s": Figure("Time to the first word", "seconds", "second", 1),
    "pitch_variation_st": Figure("Pitch variation", "semitones", "semitone", 1),
    "loudness_lufs": Figure("Loudness", "LUFS", "LUFS", 0),
    "signal_to_noise_db": Figure("Voice over noise", "dB", "dB", 0),
}
"""Every measure of a report, in the report's order."""


def number(value: float, decimals: int = 0) -> str:
    """A number with a fixed count of decimals and a true minus sign; never "-0"."""
    text = f"{value:,.{decimals}f}"
    if not any(digit in "123456789" for digit in text):
        return text.removeprefix("-")
    return text.replace("-", "−")


def bare(value: float) -> str:
    """A number with only the decimals that it needs, at most two: band edges as they were set."""
    text = number(value, 2)
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(amount: int, one: str, many: str) -> str:
    """An amount of things, in words up to ten: "no pauses", "one pause", "12 pauses"."""
    figure = COUNT_WORDS[amount] if 0 <= amount < len(COUNT_WORDS) else number(amount)
    return f"{figure} {one if amount == 1 else many}"


def clock(seconds: float) -> str:
    """A position or a length as minutes and seconds: "0:48", "12:05"."""
    whole = int(max(0.0, seconds))
    return f"{whole // 60}:{whole % 60:02d}"


def duration(seconds: float) -> str:
    """A length in words: "48 seconds", "1 second", "2 minutes 5 seconds"."""
    whole = round(seconds)
    if whole < MINUTES_FROM_S:
        return f"{whole} {'second' if whole == 1 else 'seconds'}"
    minutes, rest = divmod(whole, 60)
    text = f"{minutes} minutes"
    return text if rest == 0 else f"{text} {rest} {'second' if rest == 1 else 'seconds'}"


def day(when: date) -> str:
    """A day without its year: "3 March"."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def short_day(when: date) -> str:
    """A day for a narrow place: "3 Mar"."""
    return f"{when.day} {MONTHS[when.month - 1][:3]}"


def time_of_day(when: datetime) -> str:
    """Hours and minutes in local time: "14:05"."""
    return f"{when.hour}:{when.minute:02d}"


def moment(when: datetime, now: datetime) -> str:
    """When something was, in local time, seen from `now`: "today at 14:05", "Tuesday 3 March at 14:05"."""
    local, today = when.astimezone(), now.astimezone()
    days = (today.date() - local.date()).days
    if days in {0, 1}:
        name = ("today", "yesterday")[days]
    else:
        name = f"{WEEKDAYS[local.weekday()]} {day(local)}"
        if local.year != today.year:
            name += f" {local.year}"
    return f"{name} at {time_of_day(local)}"


def figure_of(measure: str) -> Figure:
    """How a measure is written; a measure of a newer or older report is shown under its own name."""
    return FIGURES.get(measure) or Figure(measure.replace("_", " ").capitalize(), "", "", 1)


def with_unit(value: float, unit: str, decimals: int = 0) -> str:
    """A number and its unit, in the singular where the number shown is one: "1 second", "141 words a minute"."""
    shown = number(value, decimals)
    if shown == "1":
        unit = next((figure.unit_one for figure in FIGURES.values() if figure.unit == unit), unit)
    return f"{shown} {unit}".rstrip()


def measured(measure: str, value: float | None) -> str:
    """A measure's value in words: "141 words a minute", "not measured"."""
    if value is None:
        return "not measured"
    if measure == "speech_duration_s":
        return duration(value)
    figure = figure_of(measure)
    return with_unit(value, figure.unit, figure.decimals)


def big_number(measure: str, value: float | None) -> tuple[str, str]:
    """A measure's value for a large figure with its unit beside it: ("141", "words a minute")."""
    if value is None:
        return "–", "not measured"
    if measure == "speech_duration_s" and round(value) >= MINUTES_FROM_S:
        return clock(round(value)), "minutes"
    figure = figure_of(measure)
    shown = number(value, figure.decimals)
    return shown, figure.unit_one if shown == "1" else figure.unit


def band_range(band: Band) -> str:
    """A band's edges: "120 to 160", "up to 3", "from 15"."""
    if band.low is not None and band.high is not None:
        return f"{bare(band.low)} to {bare(band.high)}"
    if band.high is not None:
        return f"up to {bare(band.high)}"
    return f"from {bare(band.low)}" if band.low is not None else "no band"


def band_words(band: Band, unit: str) -> str:
    """A band with its unit: "120 to 160 words a minute"."""
    return f"{band_range(band)} {unit}".rstrip()


def judged(measure: str, value: float | None, judgement: Judgement | None) -> str:
    """A measure with what it is judged by: "141 words a minute, within 120 to 160"."""
    words = measured(measure, value)
    if value is None or judgement is None:
        return words
    if judgement.verdict is Verdict.WITHIN:
        return f"{words}, within {band_range(judgement.band)}"
    return f"{words}, {VERDICT_WORDS[judgement.verdict]} the band of {band_range(judgement.band)}"


def verdict_words(verdict: Verdict) -> str:
    """Where a value lies against its band: "within the band", "a little over the band"."""
    words = VERDICT_WORDS[verdict]
    return words if verdict is Verdict.WITHIN else f"{words} the band"


def quoted(text: str) -> str:
    """Words that were said, in typographic quotation marks."""
    return f"“{text}”"
