"""The program's entry: the window without arguments, a terminal command with one."""

from __future__ import annotations

import gc
import os
import sys

OWNER_ONLY = 0o077
"""Everything the program writes (recordings, history, settings, logs) is for its owner alone."""


def main(argv: list[str] | None = None) -> int:
    """Run `rehearse` and return its exit status."""
    os.umask(OWNER_ONLY)
    arguments = sys.argv[1:] if argv is None else argv
    if arguments in ([], ["--quit-when-ready"]):
        # The window does without the terminal's argument parser, which takes as long to import as the history; and
        # what is made while it opens is needed to the end, so that collecting garbage would find none.
        gc.disable()
        from rehearse.ui.start import open_window

        return open_window(quit_when_ready=bool(arguments))
    from rehearse.commands import run

    return run(arguments)
