"""The verb that gives advice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from gettext import gettext as _

import click

from app.cli.output import Record, note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb
from app.core import advice
from app.core.advice import Advice
from app.core.errors import N_
from app.core.identity import OrganisationId
from app.services.suite import Services

_PAGE = 500


@verb(
    "advice",
    N_(
        "Say what could be better, and why. It is about keys that several applications share, "
        "owners out of reach, and the like; nothing is ever forbidden."
    ),
    "keyholder advice",
    "keyholder advice --organisation 'North campus' --json",
)
@click.option("--organisation", metavar="NAME|ID", help=N_("One organisation alone."))
@json_option
@with_session
def advice_verb(session: Session, *, organisation: str | None, as_json: bool) -> None:
    """Print all advice, what matters most first."""
    services = session.reading()
    found = None if organisation is None else services.organisations.find(organisation).id
    listing = _Listing(services, found)
    if as_json:
        say_json_list([listing.record(one) for one in page] for page in listing.pages())
    elif not listing.print_table():
        note(_("Nothing to advise."))


@dataclass(frozen=True)
class _Listing:
    """All advice, page by page."""

    services: Services
    organisation: OrganisationId | None

    @cached_property
    def _names(self) -> dict[OrganisationId, str]:
        return {one.id: one.name for one in self.services.organisations.all()}

    def pages(self) -> Iterator[Sequence[Advice]]:
        """Yield the advice of each kind."""
        for kind, count in self.services.advice.counts(self.organisation).items():
            for offset in range(0, count, _PAGE):
                yield self.services.advice.some(kind, self.organisation, offset=offset, limit=_PAGE)

    def print_table(self) -> bool:
        """Print a table; tell whether there was anything."""
        table = Table(_("Advice"), _("Id"), _("On"), _("Why"), _("What to do"))
        empty = True
        for page in self.pages():
            say(table.lines(map(_row, page)))
            empty = False
        return not empty

    def record(self, one: Advice) -> Record:
        """Return an advice as JSON shows it."""
        return {
            "kind": one.kind.value,
            "thing": one.thing.value,
            "id": one.id,
            "name": one.name,
            "organisation": self._names[one.organisation],
            "why": one.why,
            "what_to_do": advice.what_to_do(one.kind),
        }


def _row(one: Advice) -> tuple[str, ...]:
    return (
        advice.label(one.kind),
        one.id[:8],
        _("{thing} {name}").format(thing=advice.thing_label(one.thing), name=one.name),
        one.why,
        advice.what_to_do(one.kind),
    )
