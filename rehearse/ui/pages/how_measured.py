"""What "How this was measured" says: the definition, the way, the error, and who set the band. Pure, no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.bands import Whose, band, whose
from rehearse.history.trends import ERRORS, FILLER_ERROR
from rehearse.transcription import exactness
from rehearse.ui import formatting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rehearse.measures.values import Band
    from rehearse.scenarios.scenario import Scenario

FILLERS = frozenset({"filled_pauses", "filler_phrases", "fillers_per_min"})

WHOSE_WORDS: dict[Whose, str] = {
    Whose.ARTICLES: "This band comes from published advice on calling programs.",
    Whose.OURS: "Published advice names no figure for this; we chose the band. You can change it in Settings.",
    Whose.YOURS: "You set this band in Settings.",
}


HEARD = FILLERS | {"speaking_rate_wpm", "articulation_rate_wpm"}
"""The measures that depend on how well the voice model hears."""


def how_measured(
    measure: str, scenario: Scenario | None, bands: Mapping[str, Band], model: str = ""
) -> tuple[str, ...]:
    """Paragraphs about a measure.

    Args:
        measure: Its name.
        scenario: The call; None where it is not known any more.
        bands: The user's own bands.
        model: The voice model that wrote the words down; empty where it is not known.
    """
    description = formatting.figure_of(measure)
    exact = exactness.measured_words(model) if measure in HEARD else ""
    band_words = _band_words(measure, scenario, bands)
    paragraphs = (description.definition, description.how, exact, error_words(measure), band_words)
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def error_words(measure: str) -> str:
    """How far two takes must lie apart before the program calls it a change."""
    if measure in FILLERS:
        fillers = formatting.count(round(FILLER_ERROR), "filler", "fillers")
        return f"Error: {fillers} more or less in a take; a smaller difference between two takes is no real change."
    error = ERRORS.get(measure)
    if error is None:
        return ""
    if error.share:
        share = f"{formatting.bare(error.share * 100)}\N{NO-BREAK SPACE}%"
        return f"Error: below {share} a difference between two takes is no real change."
    unit = formatting.figure_of(measure).unit
    size = (
        f"{formatting.bare(error.absolute)} {formatting.ONE.get(unit, unit) if error.absolute == 1 else unit}".rstrip()
    )
    return f"Error: up to {size}, a difference between two takes is no real change."


def _band_words(measure: str, scenario: Scenario | None, bands: Mapping[str, Band]) -> str:
    if scenario is None:
        return ""
    limits, origin = band(measure, scenario, bands), whose(measure, scenario, bands)
    if limits is None or origin is None:
        return ""
    words = formatting.band_words(limits, formatting.figure_of(measure).unit)
    return f"Band: {words}. {WHOSE_WORDS[origin]}"
