"""keys list, keys show."""

from collections.abc import Iterator
from datetime import date
from gettext import gettext as _
from typing import TypedDict, Unpack

import click

from app.cli import key_story, key_view
from app.cli.output import note, say, say_json, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import DAY, json_option, verb
from app.core.errors import N_
from app.core.key import Key, KeyState
from app.core.query import KeyQuery
from app.services.key_list import People, View
from app.services.suite import Services

_PAGE = 1_000


class Chosen(TypedDict):
    """What narrows a list."""

    filter_text: str
    state: str | None
    organisation: str | None
    on: date | None


@verb(
    "list",
    N_(
        "List keys, next to expire first. Removed and superseded ones are left out unless their "
        "state is asked for."
    ),
    "keyholder keys list",
    "keyholder keys list --state expiring --on 2027-03-01",
    "keyholder keys list --filter 'koha permission:reports,full expires<2027-03-01'",
    "keyholder keys list --filter state:removed --json",
)
@click.option(
    "--filter", "filter_text", default="", metavar="TEXT", help=N_("Words, and field:value terms.")
)
@click.option(
    "--state", type=click.Choice([state.value for state in KeyState]), help=N_("One state alone.")
)
@click.option("--organisation", metavar="NAME|ID", help=N_("One organisation alone."))
@click.option("--on", type=DAY, help=N_("States and days left as they will be on this day."))
@json_option
@with_session
def _list(session: Session, *, as_json: bool, **chosen: Unpack[Chosen]) -> None:
    services = session.reading()
    query = services.keys.query(_view(services, chosen))
    listing = Listing(services, query, services.keys.people(chosen["on"]))
    before = services.inventory.stamp()
    print_all = listing.print_json if as_json else listing.print_table
    print_all()
    if services.inventory.stamp() != before:
        note(_("Another program changed the inventory meanwhile: list it again to be sure."))
    key_view.call_out(listing.altered)


def _view(services: Services, chosen: Chosen) -> View:
    organisation = chosen["organisation"]
    return View(
        filter=chosen["filter_text"],
        state=KeyState(chosen["state"]) if chosen["state"] else None,
        organisation=None if organisation is None else services.organisations.find(organisation).id,
        on=chosen["on"],
    )


class Listing:
    """A list of keys, printed page by page: a million of them need no more room than a few."""

    def __init__(self, services: Services, query: KeyQuery, people: People) -> None:
        self._services = services
        self._query = query
        self._people = people
        self.altered = 0

    def print_json(self) -> None:
        """Print a JSON array."""
        say_json_list(
            [key_view.record(key, self._people) for key in page] for page in self._pages()
        )

    def print_table(self) -> None:
        """Print a table, or a word on standard error where it would be empty."""
        table = Table(*key_view.headings())
        empty = True
        for page in self._pages():
            say(table.lines(key_view.row(key, self._people) for key in page))
            empty = False
        if empty:
            note(_("There are no such keys."))

    def _pages(self) -> Iterator[list[Key]]:
        offset = 0
        while page := self._services.keys.page(self._query, offset, _PAGE):
            self.altered += sum(not key.intact for key in page)
            yield page
            offset += len(page)


@verb(
    "show",
    N_("Show everything known of a key. Its value stays hidden unless revealed."),
    "keyholder keys show 3f2a",
    "keyholder keys show 3f2a --history --json",
    "keyholder --passphrase-file pass.txt keys show 3f2a --reveal",
)
@click.argument("key_id", metavar="ID")
@click.option("--reveal", is_flag=True, help=N_("Show the value too; the audit trail tells."))
@click.option("--history", is_flag=True, help=N_("Show what was done with it too, latest first."))
@json_option
@with_session
def _show(session: Session, *, key_id: str, reveal: bool, history: bool, as_json: bool) -> None:
    services = session.unlocked() if reveal else session.reading()
    key = services.keys.find(key_id)
    print_key(services, key, reveal=reveal, as_json=as_json, history=history)
    key_view.call_out(int(not key.intact))


def print_key(
    services: Services, key: Key, *, reveal: bool, as_json: bool, history: bool = False
) -> None:
    """Print a key, its value too if it is to be revealed, and what is to do in the portal."""
    value = services.secret.reveal(key.id) if reveal else None
    people = services.keys.people()
    if as_json:
        story = key_story.record(services, key, history=history)
        say_json({**key_view.record(key, people, value), **story})
    else:
        story_told = key_story.facts(services, key, history=history)
        say(key_view.page(key, people, value, story_told))
    key_view.tell_todos(services, [key])


VERBS = [_list, _show]
