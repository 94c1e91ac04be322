"""`rehearse models`: the voice models that the program knows, and which of them this machine has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rehearse.errors import KnownError

if TYPE_CHECKING:
    import argparse

MEGABYTE = 1_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing needs to be said to list the models."""
    parser.epilog = "Each model's weights are checked against their sum. Exit status 1 when one is damaged."


def run(_arguments: argparse.Namespace) -> int:
    """List the models on stdout; one that is damaged is said on stderr, with status 1."""
    from rehearse.transcription import models

    here = {model.name: model for model in models.installed()}
    status = 0
    for source in models.SOURCES:
        mark = "*" if source.name == models.DEFAULT else " "
        size = f"{source.size_bytes / MEGABYTE:.0f} MB"
        if source.name not in here:
            sys.stdout.write(f"{mark} {source.name}  {size}  not installed; {source.install_command}\n")
            continue
        try:
            model = models.locate(source.name)
        except KnownError as error:
            sys.stdout.write(f"{mark} {source.name}  {size}  damaged  {here[source.name].folder}\n")
            sys.stderr.write(f"rehearse models: {error.message}\n")
            status = 1
            continue
        sys.stdout.write(f"{mark} {source.name}  {size}  whole  {source.licence}, {model.source}\n    {model.folder}\n")
    return status
