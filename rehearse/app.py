"""The program's entry: the window without arguments, a terminal command with one."""

from __future__ import annotations

import os
import sys

OWNER_ONLY = 0o077
"""Everything the program writes (recordings, history, settings, logs) is for its owner alone."""


def main(argv: list[str] | None = None) -> int:
    """Run `rehearse` and return its exit status."""
    os.umask(OWNER_ONLY)
    from rehearse.commands import run

    return run(sys.argv[1:] if argv is None else argv)
