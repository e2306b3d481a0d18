"""What a chart is given: bars with figures, ready to be painted."""

from dataclasses import dataclass

from PySide6.QtCore import QLocale

_STEPS = (1, 2, 5)
_MOST_TICKS = 5
_THOUSANDS = ((1_000_000, "M"), (1_000, "k"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """A bar: a value for each series. *short* stands below it where bars are side by side.

    *told* is all that is to be known of it; *opens* tells whether a click leads anywhere.
    """

    label: str
    values: tuple[int, ...]
    told: str
    short: str = ""
    group: str = ""
    opens: bool = False

    @property
    def total(self) -> int:
        """All that the bar counts."""
        return sum(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartFigures:
    """A chart: its name and description for screen readers, the names of its series, its bars.

    *more* stands below the bars, should some be left out.
    """

    name: str
    description: str
    series: tuple[str, ...]
    bars: tuple[ChartBar, ...]
    more: str = ""

    @property
    def most(self) -> int:
        """The largest total of a bar."""
        return max((bar.total for bar in self.bars), default=0)

    def total_of(self, series: int) -> int:
        """Return what the bars count of one series, by its number."""
        return sum(bar.values[series] for bar in self.bars)


def ticks(most: int) -> list[int]:
    """Return round numbers from 0 on for an axis that reaches *most*, few and whole."""
    power = 1
    while True:
        for step in _STEPS:
            count = -(-most // (step * power))
            if count <= _MOST_TICKS:
                return [number * step * power for number in range(max(count, 1) + 1)]
        power *= 10


def number_text(value: int) -> str:
    """Return a number as the person writes it."""
    return QLocale().toString(value)


def short_number(value: int) -> str:
    """Return a large number in few characters, such as 12k."""
    for size, sign in _THOUSANDS:
        if value >= size:
            shown = value / size
            return f"{QLocale().toString(shown, 'f', 1 if shown < 10 else 0)}{sign}"  # noqa: PLR2004 - one digit
    return number_text(value)
