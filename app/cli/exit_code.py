"""What a run of the command line ends with."""

REFUSED = 1
WRONG_USAGE = 2
COULD_NOT_TELL = 3
INTERRUPTED = 130
"""Ctrl+C, as shells have it."""
NOBODY_READS = 141
"""Whoever read the output has gone, as shells have it."""
