#!/usr/bin/env python3
"""Set up, run and test Rehearse from a checkout; needs nothing but Python.

    python3 packaging/dev.py run     set up, then open the window (without a screen: print the demo take's report)
    python3 packaging/dev.py test    set up, then check style, types, architecture and behaviour
    python3 packaging/dev.py setup   set up for both
    python3 packaging/dev.py lock    resolve the Python packages anew and write requirements.lock

Setting up is done once and again when the requirements change: a virtual environment in `.venv`, the Python
packages in it, and on Debian and Ubuntu the system libraries, by apt where that is allowed.
"""

from __future__ import annotations

import argparse
import sys

OLDEST_PYTHON = (3, 11)


def main(argv: list[str]) -> int:
    """Carry out the command in `argv` and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="packaging/dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("run", "test", "setup", "lock"))
    command = parser.parse_args(argv).command
    if sys.version_info[:2] < OLDEST_PYTHON:
        wanted, found = (".".join(str(part) for part in version[:2]) for version in (OLDEST_PYTHON, sys.version_info))
        sys.stderr.write(
            f"Rehearse needs Python {wanted} or newer and this is {found}. Start this with a newer one, "
            f"for example: python{wanted} packaging/dev.py {command}\n"
        )
        return 1
    # Not before: an older Python could not even read them.
    import development
    import wheels
    from console import SetupError

    commands = {
        "run": development.run_program,
        "test": development.test,
        "setup": development.set_up_everything,
        "lock": wheels.lock,
    }
    try:
        return commands[command]()
    except SetupError as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
