"""Days as people and programs write them; whether the day or the month stands first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_CENTURY = 2000
_MOST_MONTHS = 12
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_TIME = re.compile(
    r"[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)? ?(?:[ap]m|z|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})")
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})[-/., ]+(\d{4}|\d{2})", re.IGNORECASE
)
_MONTH_DAY = re.compile(
    r"([a-z]{3,9})\.?[-/ ]+(\d{1,2})(?:st|nd|rd|th)?,?[-/ ]+(\d{4})", re.IGNORECASE
)


class Order(StrEnum):
    """Which part of a day comes first."""

    ISO = "iso"
    """Year, month, day, or a month in letters; nothing else."""
    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a column of days tells of its order: None where it must be asked."""

    order: Order | None
    contradictory: bool = False
    """Whether some days can only be one, and some only the other."""


def decided(texts: Iterable[str]) -> Decision:
    """Return the order of a column of days: told by a 13 or more somewhere, or by dots."""
    day_first = month_first = open_ = False
    for text in texts:
        found = _NUMBERS.fullmatch(_bare(text))
        if found is None:
            continue
        first, sign, second = int(found[1]), found[2], int(found[3])
        day_first |= first > _MOST_MONTHS or sign == "."
        month_first |= second > _MOST_MONTHS
        open_ |= first != second
    if day_first and month_first:
        return Decision(None, contradictory=True)
    if day_first or month_first:
        return Decision(Order.DAY_FIRST if day_first else Order.MONTH_FIRST)
    return Decision(None if open_ else Order.ISO)


def day_of(text: str, order: Order | None) -> date | None:
    """Return the day that *text* is; None where it is none, or *order* does not tell which."""
    bare = _bare(text)
    if found := _ISO.fullmatch(bare):
        return _day(found[1], int(found[3]), found[4])
    if found := _DAY_MONTH.fullmatch(bare):
        return _day(found[3], _month(found[2]), found[1])
    if found := _MONTH_DAY.fullmatch(bare):
        return _day(found[3], _month(found[1]), found[2])
    if found := _NUMBERS.fullmatch(bare):
        return _ordered(int(found[1]), int(found[3]), found[4], order)
    return None


def _ordered(first: int, second: int, year: str, order: Order | None) -> date | None:
    if first == second or order is Order.DAY_FIRST:
        return _day(year, second, str(first))
    if order is Order.MONTH_FIRST:
        return _day(year, first, str(second))
    return None


def _bare(text: str) -> str:
    """Return *text* without the time of day."""
    bare = text.strip()
    if not bare.isascii():
        return ""
    for found in _TIME.finditer(bare):
        if found.end() == len(bare):
            return bare[: found.start()]
    return bare


def _month(word: str) -> int:
    found = [n for n, month in enumerate(_MONTHS, 1) if month.startswith(word.lower())]
    if word.lower() == "sept":
        return 9
    return found[0] if len(found) == 1 else 0


def _day(year: str, month: int, day: str) -> date | None:
    number = int(year)
    try:
        return date(number if len(year) > 2 else _CENTURY + number, month, int(day))  # noqa: PLR2004
    except ValueError:
        return None
