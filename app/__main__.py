"""``python -m app``: the same program as the command keyholder."""

import sys

from app.bootstrap import main

if __name__ == "__main__":
    sys.exit(main())
