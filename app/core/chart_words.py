"""What a chart says in words, as a table, and as a file for spreadsheets."""

import csv
import io
from collections.abc import Iterable
from gettext import gettext as _
from gettext import ngettext

from app.core import notice_words, words
from app.core.statistics import Bar, Chart, Counted

_OBEYED = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for a formula where a cell begins with it."""


def counted(what: Counted, count: int) -> str:
    """Say *count* things."""
    match what:
        case Counted.KEYS:
            return words.keys_counted(count)
        case Counted.NOTICES:
            return notice_words.notices_counted(count)
        case Counted.REPLACEMENTS:
            return ngettext("{n} replacement", "{n} replacements", count).format(n=count)


def bar(chart: Chart, one: Bar) -> str:
    """Say what a bar counts: all, and of each series."""
    told = _("{bar}: {count}").format(bar=one.label, count=counted(chart.counted, one.total))
    parts = [
        _("{series} {count}").format(series=series.label, count=value)
        for series, value in zip(chart.series, one.values, strict=True)
        if value
    ]
    return f"{told} ({', '.join(parts)})" if len(chart.series) > 1 and parts else told


def described(chart: Chart) -> str:
    """Say everything that a chart shows, a bar to a line."""
    return "\n".join(
        [
            chart.about,
            *(one.text for one in chart.remarks),
            *(bar(chart, one) for one in chart.bars),
        ]
    )


def heading(chart: Chart) -> list[str]:
    """Return what stands over the columns of a chart's table."""
    series = [one.label for one in chart.series] if len(chart.series) > 1 else []
    return [chart.axis, *series, _("Total")]


def rows(chart: Chart) -> list[list[str]]:
    """Return a chart's table: a row for each bar, a column for each series, and the total."""
    several = len(chart.series) > 1
    return [
        [one.label, *map(str, one.values if several else ()), str(one.total)] for one in chart.bars
    ]


def as_csv(chart: Chart) -> str:
    """Return a chart's table as a file for spreadsheets, in which no cell is a formula."""
    return _written([heading(chart), *rows(chart)], delimiter=",")


def as_columns(chart: Chart) -> str:
    """Return a chart's table as it is pasted into a spreadsheet."""
    return _written([heading(chart), *rows(chart)], delimiter="\t")


def _written(table: Iterable[Iterable[str]], *, delimiter: str) -> str:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([map(_plain, row) for row in table])
    return file.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_OBEYED) else cell
