"""Charts as the kit paints them."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtGui import QFont

from app.core import chart_words
from app.core.statistics import Chart
from app.ui.kit.chart_columns import ColumnDrawing
from app.ui.kit.chart_drawing import Drawing
from app.ui.kit.chart_figures import ChartBar, ChartFigures
from app.ui.kit.chart_rows import RowDrawing

MOST = 30
"""So many bars are painted at most; all of them are in the CSV file."""
_SIDE_BY_SIDE = frozenset({"forecast", "notice-stages"})


def is_wide(chart: Chart) -> bool:
    """Tell whether the bars of *chart* stand side by side, and need the whole width."""
    return chart.id in _SIDE_BY_SIDE


def drawing(chart: Chart, figures: ChartFigures, font: QFont) -> Drawing:
    """Return what paints *figures*, those of *chart*."""
    return (ColumnDrawing if is_wide(chart) else RowDrawing)(figures, font)


def figures_of(chart: Chart) -> ChartFigures:
    """Return what is painted of *chart*."""
    left_out = max(len(chart.bars) - MOST, 0)
    return ChartFigures(
        name=chart.title,
        description=chart_words.described(chart),
        series=tuple(one.label for one in chart.series),
        bars=tuple(
            ChartBar(
                label=bar.label,
                short=bar.short,
                group=bar.group,
                values=bar.values,
                told=_told(chart_words.bar(chart, bar), opens=bar.lead is not None),
                opens=bar.lead is not None,
            )
            for bar in chart.bars[:MOST]
        ),
        more=_more(left_out) if left_out else "",
    )


def _told(figures: str, *, opens: bool) -> str:
    return "\n".join([figures, _("Click to list them")]) if opens else figures


def _more(count: int) -> str:
    return ngettext("and {n} more, in the CSV file", "and {n} more, in the CSV file", count).format(
        n=count
    )
