"""How rules are tried: the same examples each time, so that a failure is a failure everywhere."""

from hypothesis import settings

RULE = settings(derandomize=True, deadline=None, max_examples=200)
BROAD_RULE = settings(RULE, max_examples=1_000)
