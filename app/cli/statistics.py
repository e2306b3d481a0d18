"""keyholder statistics."""

from collections.abc import Sequence
from gettext import gettext as _

import click

from app.cli.output import Record, say, say_json
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb
from app.core import chart_words, words
from app.core.errors import N_
from app.core.statistics import Bar, Chart, Lead, Remark, Statistics


@verb(
    "statistics",
    N_(
        "Show when keys expire, and other figures. They are of keys by state, permission, "
        "organisation and age, of replacements, and of notices.\n\n"
        "In JSON each chart has its id, what is counted, its bars and its remarks. A bar has its "
        "id, a label, a value for each series, and their total. The page, state and filter say "
        "which list the window would open; they are null where there is none."
    ),
    "keyholder statistics",
    'keyholder statistics --organisation "Example University" --json',
)
@click.option("--organisation", metavar="NAME|ID", help=N_("One organisation alone."))
@json_option
@with_session
def statistics(session: Session, *, organisation: str | None, as_json: bool) -> None:
    """Print all charts, as tables or as JSON."""
    services = session.reading()
    scope = None if organisation is None else services.organisations.find(organisation).id
    found = services.statistics.of(scope)
    if as_json:
        say_json(_record(found))
    else:
        say(_page(found))


def _page(found: Statistics) -> str:
    where = found.organisation_name or _("All organisations")
    head = _("{organisation}, {day}").format(organisation=where, day=words.day(found.day))
    return "\n\n".join([head, *map(_section, found.charts)])


def _section(chart: Chart) -> str:
    """Return a chart as its title, its table, and what is remarkable."""
    title = _("{title} ({about})").format(title=chart.title, about=_lowered(chart.about))
    if not chart.total:
        return "\n".join([title, chart.empty, *(one.text for one in chart.remarks)])
    heading, *rows = _aligned([chart_words.heading(chart), *chart_words.rows(chart)])
    table = Table(*heading).lines(rows)
    return "\n".join([title, table, *(one.text for one in chart.remarks)])


def _aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return *rows* with the numbers, all but the first column, at the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        [row[0], *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        for row in rows
    ]


def _lowered(sentence: str) -> str:
    """Return *sentence* as it goes on within another."""
    return sentence[:1].lower() + sentence[1:]


def _record(found: Statistics) -> Record:
    return {
        "day": found.day.isoformat(),
        "organisation": found.organisation,
        "organisation_name": found.organisation_name or None,
        "charts": [_chart_record(chart) for chart in found.charts],
    }


def _chart_record(chart: Chart) -> Record:
    return {
        "id": chart.id,
        "title": chart.title,
        "counts": chart.counted.value,
        "total": chart.total,
        "series": [one.id for one in chart.series],
        "bars": [_bar_record(chart, one) for one in chart.bars],
        "remarks": [_remark_record(one) for one in chart.remarks],
    }


def _bar_record(chart: Chart, bar: Bar) -> Record:
    values = {one.id: value for one, value in zip(chart.series, bar.values, strict=True)}
    return {
        "id": bar.id,
        "label": bar.label,
        "values": values,
        "total": bar.total,
        **_lead_record(bar.lead),
    }


def _remark_record(remark: Remark) -> Record:
    return {
        "id": remark.id,
        "text": remark.text,
        "count": remark.count,
        "from": None if remark.first is None else remark.first.isoformat(),
        "to": None if remark.last is None else remark.last.isoformat(),
        **_lead_record(remark.lead),
    }


def _lead_record(lead: Lead | None) -> Record:
    return {
        "page": None if lead is None else lead.page,
        "state": (lead.state or None) if lead else None,
        "filter": (lead.text or None) if lead else None,
    }
