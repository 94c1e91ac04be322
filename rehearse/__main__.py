"""`python -m rehearse` is the same as the `rehearse` command."""

import sys

from rehearse.app import main

if __name__ == "__main__":
    sys.exit(main())
