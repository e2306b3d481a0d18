"""What all verbs have: help in the person's language, with examples, and errors at an option."""

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from typing import Any

import click

from app.core.errors import N_, FieldError


class Told(click.Command):
    """Help that is translated when it is shown, and ends with examples."""

    def __init__(self, *given: Any, examples: tuple[str, ...], **named: Any) -> None:
        super().__init__(*given, **named)
        self.examples = examples
        helped: list[click.Command | click.Option] = [self]
        helped += [one for one in self.params if isinstance(one, click.Option)]
        self._helps = [(one, one.help) for one in helped]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Override Command.get_short_help_str."""
        self._translate()
        return super().get_short_help_str(limit)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Override Command.format_help."""
        self._translate()
        super().format_help(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Override Command.format_epilog: an example keeps its line."""
        del ctx
        with formatter.section(_("Examples")):
            margin = " " * formatter.current_indent
            formatter.write("".join(f"{margin}{example}\n" for example in self.examples))

    def _translate(self) -> None:
        for one, text in self._helps:
            one.help = _(text) if text else None


class Verb(Told):
    """A verb: what is wrong in a field is told of the option that gave it."""

    def invoke(self, ctx: click.Context) -> Any:
        """Override Command.invoke."""
        try:
            return super().invoke(ctx)
        except FieldError as error:
            named = [one for one in self.params if one.name == error.field]
            if not named:
                raise
            raise click.BadParameter(str(error), ctx=ctx, param=named[0]) from error


class Verbs(Told, click.Group):
    """Verbs about one kind of thing."""


def verb(name: str, told: str, *examples: str) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a function a verb, which help tells of in *told* and shows by *examples*."""
    return click.command(name, cls=Verb, help=told, examples=examples)


def verbs(name: str, told: str, *examples: str, commands: list[click.Command]) -> click.Group:
    """Return the group of verbs called *name*."""
    return Verbs(name, help=told, examples=examples, commands=commands, no_args_is_help=False)


class Day(click.ParamType):  # type: ignore[type-arg]  # generic since click 8.5
    """A day, as ISO 8601 writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Override ParamType.convert."""
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(
                _("“{value}” is not a date. Write it like 2027-03-01.").format(value=value),
                param,
                ctx,
            )


DAY = Day()

json_option = click.option(
    "--json", "as_json", is_flag=True, help=N_("Print JSON, for other programs.")
)


def require_one(first: object, second: object, told: str) -> None:
    """Raise a UsageError that says *told* where both were given."""
    if first is not None and second is not None:
        raise click.UsageError(told)


def require_some(*given: object) -> None:
    """Raise a UsageError where nothing was given to change."""
    if all(one is None for one in given):
        raise click.UsageError(_("There is nothing to change: give an option."))
