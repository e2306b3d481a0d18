"""What a document has to be besides its members: no id twice, none unknown, nothing in a circle."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from gettext import gettext as _
from typing import Any, TypeVar

from app.core import key_table, value
from app.core.document import Document, Kind, Remarks
from app.core.key import Key
from app.core.key_table import SEVERAL, Around
from app.core.ordering import Identified, in_circles
from app.core.preference import MY_ACCOUNT
from app.core.text import sort_form

T = TypeVar("T", bound=Identified)


def check(document: Document, problems: Remarks, warnings: Remarks) -> None:
    """Note what is wrong between the records of *document*, and what is to be looked at."""
    _Checker(document, problems).check()
    for at, key in enumerate(document.keys):
        _warn(key, f"{Kind.KEY.value}[{at}]", warnings)
    for at, application in enumerate(document.applications):
        where = f"{Kind.APPLICATION.value}[{at}]"
        _warn_of_values(application.name, application.notes, where, warnings)
    mine = document.preferences.get(MY_ACCOUNT.name, "")
    if mine and all(one.id != mine for one in document.accounts):
        warnings.add(f"{Kind.PREFERENCE.value}.{MY_ACCOUNT.name}", _("No account has this id."))


def _warn_of_values(name: str, notes: str, where: str, warnings: Remarks) -> None:
    for member, told in value.in_clear(name, notes):
        warnings.add(f"{where}.{member}", told)


def _warn(key: Key, where: str, warnings: Remarks) -> None:
    if not key.intact:
        told = _("Its record was changed outside Keyholder, in the inventory it comes from.")
        warnings.add(f"{where}.intact", told)
    _warn_of_values(key.name, key.notes, where, warnings)


class _Checker:
    def __init__(self, document: Document, problems: Remarks) -> None:
        self._document = document
        self._problems = problems
        self._organisations = {str(one.id) for one in document.organisations}
        self._accounts = {str(one.id) for one in document.accounts}
        self._applications = {str(one.id) for one in document.applications}
        self._keys = {str(one.id) for one in document.keys}
        self._uses = {one.id: one for one in document.uses}

    def check(self) -> None:
        """Note every problem."""
        document = self._document
        for kind, things in (
            (Kind.ORGANISATION, document.organisations),
            (Kind.ACCOUNT, document.accounts),
            (Kind.APPLICATION, document.applications),
            (Kind.KEY, document.keys),
            (Kind.USE, document.uses),
            (Kind.REPLACEMENT, document.replacements),
            (Kind.TODO, document.todos),
        ):
            self._once(kind, "id", things, lambda one: one.id or None)
        self._check_people()
        self._check_keys()
        self._check_uses()
        self._check_replacements()

    def _refuse(self, kind: Kind, at: int, member: str, told: str) -> None:
        self._problems.add(f"{kind.value}[{at}].{member}", told)

    def _once(
        self, kind: Kind, member: str, things: Sequence[T], of: Callable[[T], object | None]
    ) -> None:
        """Note things of which one before has the same; None is nothing."""
        seen: dict[object, int] = {}
        for at, one in enumerate(things):
            found = of(one)
            if found is None:
                continue
            if found in seen:
                told = _("The same stands in {where}.").format(where=f"{kind.value}[{seen[found]}]")
                self._refuse(kind, at, member, told)
            seen.setdefault(found, at)

    def _known(
        self, kind: Kind, member: str, named: Iterable[str | None], ids: Iterable[str]
    ) -> None:
        """Note ids that nothing in the document has; what was no id was told before."""
        known = set(ids)
        for at, one in enumerate(named):
            if one and one not in known:
                self._refuse(kind, at, member, _("Nothing in the document has this id."))

    def _no_circle(
        self, kind: Kind, member: str, things: Sequence[T], of: Callable[[T], str | None]
    ) -> None:
        circles = in_circles({str(one.id): of(one) for one in things})
        for at, one in enumerate(things):
            if one.id in circles:
                self._refuse(kind, at, member, _("It names itself, by way of others."))

    def _check_people(self) -> None:
        document, organisations = self._document, self._organisations
        parts = document.organisations
        self._once(Kind.ORGANISATION, "name", parts, lambda one: sort_form(one.name) or None)
        self._known(Kind.ORGANISATION, "parent", (one.parent for one in parts), organisations)
        self._no_circle(Kind.ORGANISATION, "parent", parts, lambda one: one.parent)
        for kind, things in (
            (Kind.ACCOUNT, document.accounts),
            (Kind.APPLICATION, document.applications),
        ):
            self._known(kind, "organisation", (one.organisation for one in things), organisations)

    def _check_keys(self) -> None:
        document, keys = self._document, self._document.keys
        of_organisations = (one.organisation for one in keys)
        self._known(Kind.KEY, "organisation_id", of_organisations, self._organisations)
        self._known(Kind.KEY, "owner_id", (one.owner for one in keys), self._accounts)
        if document.whole:
            self._known(Kind.KEY, "predecessor", (one.predecessor for one in keys), self._keys)
        self._no_circle(Kind.KEY, "predecessor", keys, lambda one: one.predecessor)

        def value_of(key: Key) -> str | None:
            value = document.values.get(key.id)
            return None if value is None or key.superseded_at is not None else value.reveal()

        self._once(Kind.KEY, key_table.VALUE, keys, value_of)

    def _check_uses(self) -> None:
        uses = self._document.uses
        self._known(Kind.USE, "application", (one.application for one in uses), self._applications)
        self._known(Kind.USE, "key", (one.key for one in uses), self._keys)
        if self._document.whole:
            self._known(Kind.USE, "moved_to", (one.moved_to for one in uses), self._uses)
        self._no_circle(Kind.USE, "moved_to", uses, lambda one: one.moved_to)
        self._once(
            Kind.USE, "key", uses, lambda one: (one.key, one.application) if one.is_open else None
        )
        for at, use in enumerate(uses):
            other = self._uses.get(use.moved_to) if use.moved_to is not None else None
            if other is not None and other.application != use.application:
                told = _("That is a use by another application.")
                self._refuse(Kind.USE, at, "moved_to", told)

    def _check_replacements(self) -> None:
        document, keys = self._document, self._keys
        known = keys if document.whole else None
        replacements, todos = document.replacements, document.todos
        self._known(Kind.TODO, "key", (one.key for one in todos), keys)
        if known is not None:
            self._known(Kind.REPLACEMENT, "old", (one.old for one in replacements), known)
            self._known(Kind.REPLACEMENT, "new", (one.new for one in replacements), known)
        self._once(
            Kind.REPLACEMENT,
            "old",
            replacements,
            lambda one: (one.old or None) if one.is_running else None,
        )


def check_derived(
    document: Document, derived: Sequence[Mapping[str, str]], warnings: Remarks
) -> None:
    """Note what does not follow from the rest of a sound document: it is not read."""
    names = {one.id: one.name for one in document.applications}
    using: dict[Any, list[str]] = {}
    for use in document.uses:
        if use.is_open:
            using.setdefault(use.key, []).append(names[use.application])
    around = Around.of(
        document.organisations,
        document.accounts,
        document.made_at,
        {key: tuple(sorted(some, key=sort_form)) for key, some in using.items()},
    )
    for at, (key, said) in enumerate(zip(document.keys, derived, strict=True)):
        cells = key_table.cells(key, around)
        for member, there in said.items():
            if _sorted(there) != _sorted(cells[member]):
                told = _("It does not follow from the rest of the document, and is not read.")
                warnings.add(f"{Kind.KEY.value}[{at}].{member}", told)


def _sorted(cell: str) -> list[str]:
    """Return the things in a cell in an order of their own."""
    return sorted(cell.split(SEVERAL))
