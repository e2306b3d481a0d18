"""``python -m app``: the same program as the command keyholder."""

import sys
from multiprocessing import freeze_support

from app.bootstrap import main

if __name__ == "__main__":
    freeze_support()  # the built program starts itself for what works in a process of its own
    sys.exit(main())
