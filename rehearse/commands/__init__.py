"""The terminal commands: one module each, imported only when it is called.

A command module offers `add_arguments(parser)` and `run(arguments) -> int`. Results go to stdout and nothing else
does; exit status 0 done, 1 something could not be judged, 2 wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from typing import NoReturn

from rehearse import __version__
from rehearse.errors import KnownError, Trouble

SUMMARIES = {
    "analyze": "one report per recording",
    "check": "phrase rules and structure checks on a text",
    "call": "a mock call on the terminal, in which the other side talks back",
    "bench": "how long the report takes after Stop, in real time",
    "rules": "list the phrase rules, or explain one",
    "devices": "list microphones and loudspeakers",
    "models": "list the voice models",
    "doctor": "check devices, model, disk and settings and say what to do",
    "history": "list or export the takes",
}
"""Name of each command and what it does; the module of the same name in this package holds it."""

WRONG_USE = frozenset({Trouble.SCENARIO_UNKNOWN, Trouble.RULE_UNKNOWN, Trouble.CARD_FAULTY, Trouble.MODEL_UNKNOWN})
"""Trouble with what was typed rather than with what was to be judged."""


class _Parser(argparse.ArgumentParser):
    """Wrong use ends with status 2 and one line, not with a page of usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def run(argv: list[str]) -> int:
    """Run the command that `argv` names (without the program's own name) and return its exit status."""
    parser = _Parser(prog="rehearse", description="Practise SOAP week phone calls aloud; no command opens the window.")
    parser.add_argument("--version", action="version", version=f"rehearse {__version__}")
    parser.add_argument(
        "--quit-when-ready", action="store_true", help="open the window, print how long it took until usable, and end"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, summary in SUMMARIES.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name in argv:
            importlib.import_module(f"rehearse.commands.{name}").add_arguments(command)
    arguments = parser.parse_args(argv)
    if arguments.command is None:
        from rehearse.ui.start import open_window

        return open_window(quit_when_ready=arguments.quit_when_ready)
    try:
        return int(importlib.import_module(f"rehearse.commands.{arguments.command}").run(arguments))
    except KnownError as error:
        sys.stderr.write(f"rehearse: {error.message}\n")
        return 2 if error.trouble in WRONG_USE else 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
