"""What is said of each voice model in Settings, and what can be done with it. Reads the disk, no Qt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rehearse.measures.describe import number
from rehearse.ui.pages.settings_sections.model_row import ModelView

if TYPE_CHECKING:
    from rehearse.settings import Settings
    from rehearse.transcription.catalogue import ModelSource
    from rehearse.transcription.models import Model

DOWNLOAD, CANCEL, MEASURE, REMOVE = "download", "cancel", "measure", "remove"
"""What can be done with a model."""
MEGABYTE = 1_000_000


def all_views(settings: Settings, *, busy: str | None) -> tuple[ModelView, ...]:
    """Every model that is here or can be had, the known ones first.

    Args:
        settings: The settings in force.
        busy: The model that is being fetched or measured; empty while a folder is looked at, None for neither.
    """
    from rehearse.transcription import catalogue, models

    here = {model.name: model for model in models.installed()}
    views = []
    for source in catalogue.SOURCES:
        model = here.pop(source.name, None)
        views.append(_missing(source, busy) if model is None else _present(model, busy))
    views += [_present(model, busy) for model in here.values()]
    if settings.model not in {view.name for view in views}:
        views.append(ModelView(settings.model, "Not on this computer.", (), can_be_used=False))
    return tuple(views)


def _present(model: Model, busy: str | None) -> ModelView:
    from rehearse.transcription import exactness, models, speeds

    speed = speeds.of(model.name)
    steps = []
    if busy == model.name:
        steps.append((CANCEL, "Stop"))
    elif busy is None:
        if speed is None:
            steps.append((MEASURE, "Measure its speed"))
        if model.kind is models.ModelOrigin.FOLDER:
            steps.append((REMOVE, "Remove it from the list"))
    facts = (
        ("Size", (_size(model.size_bytes),)),
        ("Speed", ("Not measured yet" if speed is None else _begun_large(speeds.words(speed)),)),
        *exactness.facts(model.name),
        ("From", (_begun_large(model.source),)),
    )
    return ModelView(model.name, "", facts, can_be_used=True, steps=tuple(steps))


def _missing(source: ModelSource, busy: str | None) -> ModelView:
    from rehearse.transcription import download, exactness

    arrived = download.arrived_bytes(source)
    left = number((source.download_bytes - arrived) / MEGABYTE)
    steps: tuple[tuple[str, str], ...] = ()
    if busy == source.name:
        steps = ((CANCEL, "Stop"),)
    elif busy is None:
        steps = ((DOWNLOAD, f"Download the rest, {left} MB" if arrived else f"Download {left} MB"),)
    facts = (
        ("Size", (_size(source.download_bytes),)),
        *exactness.facts(source.name),
        ("From", (f"huggingface.co, {source.repository}, only when you ask for it",)),
    )
    return ModelView(source.name, "Not on this computer.", facts, can_be_used=False, steps=steps)


def _begun_large(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


def _size(size_bytes: int) -> str:
    return f"{number(size_bytes / MEGABYTE)} MB"
