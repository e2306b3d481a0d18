"""accounts leave: what a person may know is replaced, and what they own handed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext
from typing import Unpack

import click

from app.cli import evidence_view, key_view
from app.cli.accounts_evidence import Login, actors_of, with_login
from app.cli.output import note, say, say_json
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, require_one, verb
from app.core import words
from app.core.errors import N_, FieldError, RefusedError
from app.core.identity import KeyId, ReplacementId
from app.core.key import KeyState
from app.core.organisation import Account
from app.core.replacement import works_on
from app.services.evidence import Evidence
from app.services.key_list import People
from app.services.leaving import Left
from app.services.suite import Services


class NotHadError(RefusedError):
    """A key is to be replaced as a person leaves, and nothing says that they had it."""

    title = N_("Nothing says that “{account}” had the key “{key}”.")
    meaning = N_("Nothing was changed.")
    hint = N_("To replace it all the same: keyholder replace {id}")


class LeaveNotConfirmedError(RefusedError):
    """Somebody is to leave, and that was not said twice."""

    title = N_("Nothing was changed yet.")
    meaning = N_(
        "Whoever has seen a key can go on using it: take the access of “{name}” to the OpenAthens "
        "portal away first."
    )
    hint = N_("Add --yes to plan for today to replace {planned}, and to hand over {handed}.")


class Given(Login):
    """That, who gets the person's keys, and which ones to replace."""

    taker: str | None
    nobody: bool
    key_ids: tuple[str, ...]


@verb(
    "leave",
    N_(
        "Do what is needed when a person leaves. The keys that they may know and that work are "
        "planned to be replaced today, and those that they own get another owner."
    ),
    'keyholder accounts leave "Ada Example" --to "Grace Example"',
    'keyholder accounts leave "Ada Example" --to "Grace Example" --as ada --yes',
    "keyholder accounts leave 2c9d --to-nobody --key 3f2a --key 91bc --yes --json",
)
@click.argument("account", metavar="NAME|ID")
@click.option("--to", "taker", metavar="NAME|ID", help=N_("Who gets the keys that they own."))
@click.option("--to-nobody", "nobody", is_flag=True, help=N_("The keys have no owner then."))
@with_login
@click.option(
    "--key",
    "key_ids",
    multiple=True,
    metavar="ID",
    help=N_("Of the keys that they may know, replace this one; may be repeated."),
)
@click.option("--yes", is_flag=True, help=N_("Yes, plan the replacements and hand over now."))
@json_option
@with_session
def leave(
    session: Session, *, account: str, yes: bool, as_json: bool, **given: Unpack[Given]
) -> None:
    """Show what the person may know, and do what follows."""
    services = session.changing() if yes else session.reading()
    case = _case(services, services.accounts.find(account), given)
    left = None
    if yes and case.is_any:
        taker = None if case.taker is None else case.taker.id
        left = services.leaving.leave(case.person.id, taker, case.chosen)
    _print(case, left, services.keys.people(), as_json=as_json)
    if not case.is_any:
        note(_("There is nothing to replace or hand over."))
    elif left is None:
        raise LeaveNotConfirmedError(
            name=case.person.name,
            planned=words.keys_counted(len(case.chosen)),
            handed=words.keys_counted(case.owned),
        )
    else:
        _tell_next(len(left.planned), len(case.chosen) - len(left.planned))


@dataclass(frozen=True, slots=True)
class _Case:
    """A person who leaves: what they may know, what is to be replaced, who gets their keys."""

    person: Account
    taker: Account | None
    owned: int
    found: Sequence[Evidence]
    chosen: Sequence[KeyId]

    @property
    def is_any(self) -> bool:
        """Whether there is anything to replace or to hand over."""
        return bool(self.chosen or self.owned)


def _case(services: Services, person: Account, given: Given) -> _Case:
    owned = services.keys.count(services.keys.owned_by(person.id, frozenset(KeyState)))
    taker = _taker(services, person, given, owned)
    found = services.evidence.of(person.id, actors_of(services, person, given))
    return _Case(person, taker, owned, found, _chosen(services, person, found, given["key_ids"]))


def _taker(services: Services, person: Account, given: Given, owned: int) -> Account | None:
    """Return who gets the person's keys; raise a UsageError where that is not said."""
    name, nobody = given["taker"], given["nobody"]
    require_one(name, nobody or None, _("Give either --to or --to-nobody."))
    if name is None:
        if owned and not nobody:
            raise click.UsageError(_("Say who gets the person's keys: give --to or --to-nobody."))
        return None
    taker = services.accounts.find(name)
    if taker.id == person.id:
        raise FieldError("taker", _("The keys would stay with the person who leaves."))
    return taker


def _chosen(
    services: Services, person: Account, found: Sequence[Evidence], key_ids: Sequence[str]
) -> list[KeyId]:
    """Return the keys to replace: those named, else all that work; raise NotHadError."""
    had = {one.key.id for one in found}
    named = [services.keys.find(one) for one in key_ids]
    for key in named:
        if key.id not in had:
            raise NotHadError(account=person.name, key=key.name, id=key.id[:8])
    if not named:
        people = services.keys.people()
        return [one.key.id for one in found if works_on(one.key, people.day(one.key))]
    wanted = {key.id for key in named}
    return [one.key.id for one in found if one.key.id in wanted]


def _print(case: _Case, left: Left | None, people: People, *, as_json: bool) -> None:
    """Print the evidence and what is, or was, to be replaced; and what was handed over."""
    planned: dict[KeyId, ReplacementId | None] = dict.fromkeys(case.chosen)
    planned |= {one.old: one.id for one in (left.planned if left else ())}
    if as_json:
        say_json(
            {
                "account": case.person.id,
                "to": None if case.taker is None else case.taker.id,
                "evidence": [
                    evidence_view.planned_record(one, people, planned) for one in case.found
                ],
                "handed_over": [
                    key_view.record(key, people) for key in (left.handed.keys if left else ())
                ],
            }
        )
        return
    if case.found:
        table = Table(*evidence_view.planned_headings())
        say(table.lines(evidence_view.planned_row(one, people, planned) for one in case.found))
    for line in _told(case, left) if left else ():
        say(line)


def _told(case: _Case, left: Left) -> Iterator[str]:
    """Yield what was done."""
    yield _("Planned for today to replace {keys}.").format(
        keys=words.keys_counted(len(left.planned))
    )
    if left.handed.keys:
        to = _("nobody") if case.taker is None else f"“{case.taker.name}”"
        yield _("Handed {keys} over from {giver} to {taker}.").format(
            keys=words.keys_counted(len(left.handed.keys)),
            giver=f"“{case.person.name}”",
            taker=to,
        )


def _tell_next(planned: int, left_alone: int) -> None:
    """Say what was not planned, and what is to be done now."""
    if left_alone:
        note(
            ngettext(
                "{n} key is being replaced already: it was left alone.",
                "{n} keys are being replaced already: they were left alone.",
                left_alone,
            ).format(n=left_alone)
        )
    if planned:
        note(_("Begin with the first of them: keyholder replace KEY"))
