"""keys impact: what would break if keys stopped, and whom to call, to be read or printed."""

from collections.abc import Iterator, Mapping, Sequence
from gettext import gettext as _

import click

from app.cli import key_view, use_view
from app.cli.output import Record, note, say, say_bytes, say_json_list, write
from app.cli.session import Session, with_session
from app.cli.verb import json_option, require_one, verb
from app.core import place_words, words
from app.core.errors import N_
from app.core.identity import KeyId
from app.core.key import Key
from app.core.page import html
from app.core.use import Place
from app.services import impact_page
from app.services.key_list import People
from app.services.suite import Services

_STANDARD_OUTPUT = "-"

Used = Mapping[KeyId, tuple[Place, ...]]
"""The places that use each key, where any do."""


@verb(
    "impact",
    N_(
        "Show what would break without some keys. Each place that uses one is told, and whom to "
        "call about it; a page of that can be written, to print from a browser."
    ),
    "keyholder keys impact 3f2a",
    "keyholder keys impact 3f2a 91bc --json",
    "keyholder keys impact 3f2a 91bc --output what-would-break.html",
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option(
    "--output", metavar="FILE", help=N_("Write a page (HTML) to print; - for standard output.")
)
@json_option
@with_session
def _impact(session: Session, *, ids: tuple[str, ...], output: str | None, as_json: bool) -> None:
    require_one(output, as_json or None, _("Give either --output or --json."))
    services = session.reading()
    found = {key.id: key for key in (services.keys.find(one) for one in ids)}
    keys, used = list(found.values()), services.impacts.places(found)
    people = services.keys.people()
    if as_json:
        say_json_list([[_record(key, used, people) for key in keys]])
    elif output is None:
        say("\n\n".join("\n".join(_told(key, used, people)) for key in keys))
    else:
        _write(services, keys, output)
        for key in keys:
            if key.id not in used:
                note(_("“{name}”: {told}").format(name=key.name, told=_unused(key, people)))


def _record(key: Key, used: Used, people: People) -> Record:
    return {
        **key_view.record(key, people),
        "places": [
            use_view.record(place.use, place.application, key) for place in used.get(key.id, ())
        ],
    }


def _told(key: Key, used: Used, people: People) -> Iterator[str]:
    """Yield the lines about one key."""
    yield key_view.line(key, people)
    places = used.get(key.id, ())
    if not places:
        yield _unused(key, people)
        return
    yield place_words.would_break(len(places))
    for place in places:
        yield f"- {place_words.line(place.application)}"


def _unused(key: Key, people: People) -> str:
    """Say what is known of who uses a key, where no application is recorded."""
    if key.unused_at is None:
        return _("No application is recorded: it is not known whether anything would break.")
    day = people.day_of(key.unused_at, key.organisation).isoformat()
    return _("Nothing uses it, as {who} confirmed on {day}.").format(who=key.unused_by, day=day)


def _write(services: Services, keys: Sequence[Key], output: str) -> None:
    """Write the page into the file *output*, or to standard output."""
    page = impact_page.page(
        services.impacts.of([key.id for key in keys]),
        title=_title(keys),
        day=services.organisations.default().today(services.workplace.now()),
    )
    content = html(page).encode()
    if output == _STANDARD_OUTPUT:
        say_bytes(content)
        return
    write(output, content)
    note(_("Written: {file}").format(file=output))


def _title(keys: Sequence[Key]) -> str:
    if len(keys) == 1:
        return _("What would break without “{name}”").format(name=keys[0].name)
    return _("What would break without {keys}").format(keys=words.keys_counted(len(keys)))


VERBS = [_impact]
