"""Tests of full disks use what only POSIX systems have; Windows leaves the files named so out."""

import os

collect_ignore_glob = ["**/*_posix.py"] if os.name == "nt" else []
