"""What each measure means and how it is taken, in the words that the program shows beside the number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.measures.values import Verdict

if TYPE_CHECKING:
    from rehearse.measures.values import Band


@dataclass(frozen=True, slots=True)
class Description:
    """A measure in words.

    Attributes:
        title: Short name.
        unit: Unit behind the number; empty for a plain count.
        decimals: Decimals that the figure can be trusted with.
        definition: What the number is, one sentence.
        how: How it was measured, one or two sentences.
    """

    title: str
    unit: str
    decimals: int
    definition: str
    how: str


_WORDS = "Every word heard counts, including repeats; um and uh do not."
_PAUSES = "Pauses are stretches without voice of a quarter of a second or longer, found in the sound itself."

MINUTES_FROM_S = 120
"""Up to two minutes seconds are easier to compare with a band than minutes and seconds."""

ABOUT: dict[str, Description] = {
    "speech_duration_s": Description(
        "Length",
        "seconds",
        0,
        "The time from the start of the first word to the end of the last.",
        "Silence before you begin and after you end is left out; pauses in between are part of it.",
    ),
    "speaking_rate_wpm": Description(
        "Pace",
        "words a minute",
        0,
        "Words a minute over the whole time, pauses included.",
        f"{_WORDS} The count is divided by the length.",
    ),
    "articulation_rate_wpm": Description(
        "Pace without pauses",
        "words a minute",
        0,
        "Words a minute while you were speaking, pauses left out.",
        f"{_WORDS} {_PAUSES}",
    ),
    "filled_pauses": Description(
        "Um and uh",
        "",
        0,
        "How many times um, uh, er or erm was heard for certain.",
        "The voice model transcribes the take twice, the second time listening for um and uh. One that the sound does "
        "not confirm is shown as possible and not counted. Some are missed, so read the number as “at least”.",
    ),
    "filler_phrases": Description(
        "Filler phrases",
        "",
        0,
        "How many times words such as “like” or “you know” were used to fill time.",
        "Only uses set off by a comma, a pause or the start of a sentence count; “I like the clinic” does not.",
    ),
    "fillers_per_min": Description(
        "Fillers",
        "a minute",
        1,
        "How many times a minute um, uh, er or erm was heard for certain.",
        "Their number is divided by the length. In a short take one filler counts for a lot, so look at the count too.",
    ),
    "pause_count": Description(
        "Pauses of half a second or longer",
        "",
        0,
        "How many silences of half a second or longer lie between the first and the last word.",
        "Found in the sound itself, not in the transcript; their edges are accurate to about 0.1 seconds.",
    ),
    "longest_pause_s": Description(
        "Longest pause",
        "seconds",
        1,
        "The longest silence between the first and the last word.",
        "Found in the sound itself, not in the transcript; its edges are accurate to about 0.1 seconds.",
    ),
    "response_delay_s": Description(
        "Time to the first word",
        "seconds",
        1,
        "The time from the end of the countdown, or of the other side's line, to your first word.",
        "Only takes recorded here have one, because a file does not show when it was your turn.",
    ),
    "pitch_variation_st": Description(
        "Pitch variation",
        "semitones",
        1,
        "How far the pitch of your voice moves around its middle: its standard deviation in semitones.",
        "Pitch is measured a hundred times a second where the voice has one (method: YIN). Low voices and high voices "
        "give the same number for the same melody.",
    ),
    "loudness_lufs": Description(
        "Loudness",
        "LUFS",
        0,
        "How loud the recording is to the ear, on the scale that broadcasters use; 0 is the loudest possible.",
        "Measured by the standard ITU-R BS.1770-4, which leaves silence out. It depends on the microphone's level.",
    ),
    "signal_to_noise_db": Description(
        "Voice over noise",
        "dB",
        0,
        "How far your voice is above the noise of the room.",
        "The level while you speak is compared with the level in the pauses.",
    ),
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


def about(measure: str) -> Description:
    """The description of a measure.

    Raises:
        KeyError: There is no such measure.
    """
    return ABOUT[measure]


def edges(band: Band) -> str:
    """A band's edges: "120 to 160", "up to 3", "from 15"."""
    if band.low is not None and band.high is not None:
        return f"{bare(band.low)} to {bare(band.high)}"
    if band.high is not None:
        return f"up to {bare(band.high)}"
    return f"from {bare(band.low)}" if band.low is not None else "no band"


def verdict_words(verdict: Verdict, band: Band) -> str:
    """Where a value lies against its band: "within the band", "a little over the band", "far over the band".

    Of a band that does not say from where on a value is far out, only the side can be said: "over the band".
    """
    if verdict is Verdict.WITHIN:
        return "within the band"
    is_under = verdict in {Verdict.BELOW, Verdict.FAR_BELOW}
    far_edge = band.far_low if is_under else band.far_high
    by = "far " if verdict in {Verdict.FAR_BELOW, Verdict.FAR_ABOVE} else "" if far_edge is None else "a little "
    return f"{by}{'under' if is_under else 'over'} the band"
