"""What the report page has done on the worker: the recording read and outlined, the must-says' names looked up."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.ui.replay import Manner, Track, make_track
from rehearse.ui.widgets.waveform import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rehearse.audio.decode import Recording
    from rehearse.audio.outlines import Outline

log = logging.getLogger(__name__)

SAME_LENGTH_S = 0.5
"""By how much a recording may differ from the length that was noted: what rounding and a repair can make."""
OUTLINES = "outlines"
"""Name of the folder within the cache where outlines of recordings are kept."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A recording that can be heard and drawn."""

    track: Track
    shape: Shape


def kept_shape(path: Path, cache: Path) -> Shape | None:
    """The outline of a recording, where it was worked out before: quick enough for the GUI thread."""
    from rehearse.audio import outlines

    kept = outlines.read(cache / OUTLINES, path)
    return None if kept is None else Shape(kept.peaks, kept.duration_s)


def load_audio(path: Path, cache: Path, manner: Manner, length_s: float | None = None) -> Loaded:
    """Read a recording, its outline and the copy of it that is heard; of a mock call both sides at once.

    Args:
        path: The recording.
        cache: The program's folder for what can be made again.
        manner: How it is to be heard.
        length_s: How long it was when it was recorded; None where that is not known.

    Raises:
        KnownError: AUDIO_GONE where the file is no longer there, AUDIO_REPLACED where another stands in its place,
            FILE_* where it can't be read.
    """
    from rehearse.audio import outlines

    recording = read_recording(path, length_s)
    outline = outlines.read(cache / OUTLINES, path)
    if outline is None:
        outline = outlines.outline_of(recording, _gain_db(recording))
        _keep(path, cache, outline)
    return Loaded(make_track(recording, outline.gain_db, manner), Shape(outline.peaks, outline.duration_s))


def read_recording(path: Path, length_s: float | None = None) -> Recording:
    """Read a recording; of a mock call both sides at once.

    Args:
        path: The recording.
        length_s: How long it was when it was recorded; None where that is not known.

    Raises:
        KnownError: As `load_audio`.
    """
    from rehearse.audio import decode
    from rehearse.audio.mixing import mixed
    from rehearse.history import recordings

    try:
        recording = decode.load(path)
    except (FileNotFoundError, KnownError) as error:
        # Only now, because a file may go while it is being read.
        if path.is_file():
            raise
        raise KnownError(Trouble.AUDIO_GONE, path=path) from error
    if length_s is not None and abs(recording.duration_s - length_s) > SAME_LENGTH_S:
        raise KnownError(Trouble.AUDIO_REPLACED, path=path)
    theirs = recordings.other_side(path)
    return mixed(recording, decode.load(theirs)) if theirs.is_file() else recording


def forget_outlines(cache: Path) -> None:
    """Delete the outlines of recordings that were deleted."""
    from rehearse.audio import outlines

    outlines.prune(cache / OUTLINES)


def load_titles() -> Mapping[str, str]:
    """Names of all must-says for people, by id.

    Raises:
        KnownError: RULES_FAULTY.
    """
    from rehearse import phrases

    return {name: element.title for name, element in phrases.load().element_by_id.items()}


def _gain_db(recording: Recording) -> float:
    from rehearse.acoustics.loudness import integrated_loudness
    from rehearse.audio.listening import gain_for

    return gain_for(integrated_loudness(recording.samples, recording.sample_rate_hz))


def _keep(path: Path, cache: Path, outline: Outline) -> None:
    from rehearse.audio import outlines

    try:
        outlines.keep(cache / OUTLINES, path, outline)
    except KnownError as error:
        # Only a convenience: the report is shown all the same.
        log.warning("%s while keeping an outline", error.trouble)
