"""Tests of rights and of full disks use what only POSIX systems have; Windows leaves the files named so out."""

import os

import hypothesis

collect_ignore_glob = ["**/*_posix.py"] if os.name == "nt" else []

# How long an example takes depends on the machine and on what else it does; no test is about that.
hypothesis.settings.register_profile("rehearse", deadline=None)
hypothesis.settings.load_profile("rehearse")
