"""A table in a file, as the verbs that read one are told of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from app.core import column_map
from app.core.day_reading import Order
from app.core.errors import N_
from app.services.imports import Intake
from app.services.suite import Services

_OPTIONS = (
    click.argument("file"),
    click.option("--sheet", metavar="NAME", default="", help=N_("This sheet of a workbook.")),
    click.option(
        "--map",
        "maps",
        metavar="COLUMN=FIELD",
        multiple=True,
        help=N_(
            "What a column is, by its name or its number; COLUMN= leaves it out. Can be repeated."
        ),
    ),
    click.option(
        "--dates",
        type=click.Choice([one.value for one in Order]),
        help=N_("How dates are written, where the file does not tell."),
    ),
)


def table_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the file, and the options that say how it is read."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def read_table(services: Services, file: str, given: Mapping[str, object]) -> Intake:
    """Return the table in *file*, its columns and dates as the options *given* say."""
    return chosen(services.imports.read(file, sheet=str(given["sheet"])), given)


def chosen(intake: Intake, given: Mapping[str, object]) -> Intake:
    """Return *intake* with its columns and dates as the options *given* say."""
    dates = given["dates"]
    choices = replace(
        intake.choices,
        columns=column_map.changed(
            intake.choices.columns, intake.sheet.headers, several(given["maps"])
        ),
        order=Order(dates) if isinstance(dates, str) else None,
    )
    return replace(intake, choices=choices)


def several(given: object) -> Sequence[str]:
    """Return the texts of an option that can be repeated."""
    return [str(one) for one in given] if isinstance(given, tuple) else []
