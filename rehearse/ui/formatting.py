"""Numbers, durations, dates, bands and verdicts in words: plain English, one way of saying each thing.

Pure text; no Qt. Figures carry as many decimals as they can be trusted with, never more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.measures import describe
from rehearse.measures.describe import ABOUT, MINUTES_FROM_S, Description, number, verdict_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from rehearse.measures.values import Band, Judgement

COUNT_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
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

ONE: dict[str, str] = {
    "seconds": "second",
    "words a minute": "word a minute",
    "fillers a minute": "filler a minute",
    "semitones": "semitone",
    "findings": "finding",
    "must-says": "must-say",
}
"""Units after the number one."""


bare, clock, duration, band_range = describe.bare, describe.clock, describe.duration, describe.edges
"""The same words as in the terminal and in saved reports."""


def bare_with_unit(value: float, unit: str) -> str:
    """A number with only the decimals that it needs, and its unit: "1 second", "0.2 seconds"."""
    shown = bare(value)
    return f"{shown} {ONE.get(unit, unit) if shown == '1' else unit}".rstrip()


def count(amount: int, one: str, many: str) -> str:
    """An amount of things, in words up to ten: "no pauses", "one pause", "12 pauses"."""
    figure = COUNT_WORDS[amount] if 0 <= amount < len(COUNT_WORDS) else number(amount)
    return f"{figure} {one if amount == 1 else many}"


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


def figure_of(measure: str) -> Description:
    """How a measure is named and written; one that this version doesn't know is shown under its own name."""
    unknown = Description(measure.replace("_", " ").capitalize(), "", 1, "", "")
    return ABOUT.get(measure, unknown)


def with_unit(value: float, unit: str, decimals: int = 0) -> str:
    """A number and its unit, in the singular where the number shown is one: "1 second", "141 words a minute"."""
    shown = number(value, decimals)
    return f"{shown} {ONE.get(unit, unit) if shown == '1' else unit}".rstrip()


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
    # What is under a second would else be none.
    is_short = measure == "speech_duration_s" and 0 < value < 1
    shown = number(value, (1 if is_short else figure.decimals) if value else 0)
    return shown, ONE.get(figure.unit, figure.unit) if shown == "1" else figure.unit


def band_words(band: Band, unit: str) -> str:
    """A band with its unit: "120 to 160 words a minute"."""
    return f"{band_range(band)} {unit}".rstrip()


def judged(measure: str, value: float | None, judgement: Judgement | None) -> str:
    """A measure with what it is judged by: "141 words a minute, within the band (120 to 160)"."""
    words = measured(measure, value)
    if value is None or judgement is None:
        return words
    return f"{words}, {against(judgement)}"


def against(judgement: Judgement) -> str:
    """Where a value lies against its band, with the band: "a little over the band (up to 3)"."""
    return f"{verdict_words(judgement.verdict, judgement.band)} ({band_range(judgement.band)})"


def quoted(text: str) -> str:
    """Words that were said, in typographic quotation marks."""
    return f"“{text}”"
