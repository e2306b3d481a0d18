"""The time zone of this computer."""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from app.core import calendar

UTC = "UTC"


def of_computer(environment: Mapping[str, str] = os.environ, settings: Path = Path("/etc")) -> str:
    """Return the name of the computer's time zone; UTC where that cannot be told."""
    return next(filter(calendar.is_zone, _named(environment, settings)), UTC)


def _named(environment: Mapping[str, str], settings: Path) -> Iterator[str]:
    yield environment.get("TZ", "").removeprefix(":")
    with suppress(OSError):
        yield (settings / "timezone").read_text(encoding="utf-8", errors="replace").strip()
    with suppress(OSError):
        target = (settings / "localtime").readlink().as_posix()
        yield target.partition("zoneinfo/")[2]
