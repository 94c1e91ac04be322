"""What asks dpkg and apt is Linux's alone."""

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_setup_linux.py"]
