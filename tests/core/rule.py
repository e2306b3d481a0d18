"""How rules are tried: the same examples each time, so that a failure is a failure everywhere."""

import os

from hypothesis import settings

MORE = int(os.environ.get("MORE_EXAMPLES", "1"))
"""How many times as many examples the longest rules are tried on: make soak tries more."""

RULE = settings(derandomize=True, deadline=None, max_examples=200)
BROAD_RULE = settings(RULE, max_examples=1_000)
