"""How far something is that lasts."""

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with how much is done, of how much; raises CancelledError when somebody cancelled."""
