"""`rehearse models`: the voice models that the program knows, which of them this machine has, and how to get others."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rehearse.errors import KnownError, Trouble

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from rehearse.transcription.models import Model

MEGABYTE = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how a model is fetched, added and measured; without any of it they are listed."""
    parser.add_argument(
        "--download", metavar="NAME", help="download a model that the program knows from huggingface.co"
    )
    parser.add_argument("--folder", metavar="FOLDER", help="add the model in this folder to those that can be chosen")
    parser.add_argument(
        "--measure", metavar="NAME", help="measure how fast a model is on this computer, and keep the figure"
    )
    parser.epilog = (
        "Without an option the models are listed and their checksums checked; exit status 1 when one is damaged. "
        "The hub is contacted only with --download; downloading was tested with a server of our own, not with "
        "the hub itself."
    )


def run(arguments: argparse.Namespace) -> int:
    """Do what was asked; without an option list the models on stdout, a damaged one on stderr with status 1."""
    if arguments.download:
        return _download(arguments.download)
    if arguments.folder:
        return _add(Path(arguments.folder).expanduser().absolute())
    if arguments.measure:
        return _measure(arguments.measure)
    return _list()


def _list() -> int:
    from rehearse.transcription import catalogue, models

    here = {model.name: model for model in models.installed()}
    status = 0
    for source in catalogue.SOURCES:
        if source.name in here:
            status = max(status, _line(here.pop(source.name)))
            continue
        mark = "*" if source.name == models.DEFAULT else " "
        size = f"{source.download_bytes / MEGABYTE:.0f} MB"
        sys.stdout.write(f"{mark} {source.name}  {size}  not installed; {source.install_command}\n")
    return max([status, *(_line(model) for model in here.values())])


def _line(model: Model) -> int:
    """Say what there is to know of a model; 1 where it is damaged."""
    from rehearse.transcription import catalogue, models, speeds

    mark = "*" if model.name == models.DEFAULT else " "
    size = f"{model.size_bytes / MEGABYTE:.0f} MB"
    try:
        models.locate(model.name)
    except KnownError as error:
        sys.stdout.write(f"{mark} {model.name}  {size}  damaged  {model.folder}\n")
        sys.stderr.write(f"rehearse models: {error.message}\n")
        return 1
    known = catalogue.named(model.name)
    licence = f"{known.licence}, " if known else ""
    speed = speeds.words(speeds.of(model.name))
    sys.stdout.write(
        f"{mark} {model.name}  {size}  complete  {licence}{model.source}\n    {model.folder}\n    {speed}\n"
    )
    return 0


def _download(name: str) -> int:
    from rehearse.transcription import catalogue, download

    source = catalogue.named(name)
    if source is None:
        known = ", ".join(source.name for source in catalogue.SOURCES)
        raise KnownError(Trouble.MODEL_UNKNOWN, model=name, known=known)
    folder = download.fetch(source, _percent(sys.stderr.write))
    sys.stderr.write("\n")
    sys.stdout.write(f"{name} is complete, in {folder}\n")
    return 0


def _percent(write: Callable[[str], object]) -> Callable[[float], None]:
    """Tells whole percents, each once."""
    last = [-1]

    def told(share: float) -> None:
        percent = int(100 * share)
        if percent > last[0]:
            last[0] = percent
            write(f"\r{percent} %")

    return told


def _add(folder: Path) -> int:
    from rehearse import settings
    from rehearse.paths import paths
    from rehearse.transcription import trial

    name = trial.name_of(folder)
    file = paths().settings_file
    before = settings.load(file)
    settings.save(replace(before, model_folders={**before.model_folders, name: str(folder)}), file)
    sys.stdout.write(f"{name} can be chosen now, in {folder}\n")
    return 0


def _measure(name: str) -> int:
    from rehearse.assets import demo_takes
    from rehearse.audio.decode import load
    from rehearse.transcription import speeds, trial
    from rehearse.transcription.transcriber import RATE_HZ

    speech = load(demo_takes()[0].path).at(RATE_HZ)
    sys.stdout.write(f"{name}  {speeds.words(trial.measure(name, speech))}\n")
    return 0
