"""Tests of what only POSIX systems, or only Linux, have are in files named so; other systems leave them out."""

import os
import sys

import hypothesis

collect_ignore_glob = [
    *(["**/*_posix.py"] if os.name == "nt" else []),
    *(["**/*_linux.py"] if sys.platform != "linux" else []),
]

# How long an example takes depends on the machine and on what else it does; no test is about that.
hypothesis.settings.register_profile("rehearse", deadline=None)
hypothesis.settings.load_profile("rehearse")
