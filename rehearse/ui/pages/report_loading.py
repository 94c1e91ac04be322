"""What the report page has done on the worker: the recording read and outlined, the must-says' names looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble
from rehearse.ui.widgets.waveform import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rehearse.audio.decode import Recording

COLUMNS = 4000
"""Parts of the outline: more than any screen has pixels, few enough to be drawn at once."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A recording that can be heard and drawn."""

    recording: Recording
    shape: Shape


def load_audio(path: Path) -> Loaded:
    """Read a recording and work out its outline.

    Raises:
        KnownError: AUDIO_GONE where the file is no longer there, FILE_* where it can't be read.
    """
    from rehearse.audio import decode
    from rehearse.audio.peaks import peaks

    if not path.is_file():
        raise KnownError(Trouble.AUDIO_GONE, path=path)
    recording = decode.load(path)
    columns = peaks(recording.samples, min(COLUMNS, len(recording.samples)))
    shape = Shape(tuple((float(low), float(high)) for low, high in columns.tolist()), recording.duration_s)
    return Loaded(recording, shape)


def load_titles() -> Mapping[str, str]:
    """Names of all must-says for people, by id.

    Raises:
        KnownError: RULES_FAULTY.
    """
    from rehearse import phrases

    return {name: element.title for name, element in phrases.load().element_by_id.items()}
