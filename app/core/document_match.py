"""Who is who: which records of a document the inventory knows, under the same id or another."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from gettext import gettext as _
from gettext import ngettext
from typing import TypeVar

from app.core.application import Application
from app.core.document import Document
from app.core.document_pairs import paired, renamed, with_ids
from app.core.document_plan import Change, GivingWay, KnownInventory
from app.core.identity import KeyId
from app.core.key import Key
from app.core.ordering import Identified
from app.core.organisation import Account, Organisation
from app.core.preference import MY_ACCOUNT
from app.core.text import address_form, sort_form

T = TypeVar("T", bound=Identified)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Matched:
    """A document whose ids are those of the inventory, where that knows the thing."""

    document: Document
    giving_way: GivingWay
    notes: tuple[str, ...]
    under_other_ids: frozenset[str]
    """The inventory's ids of what the document has under another one."""


def matched(document: Document, known: KnownInventory) -> Matched:
    """Return *document* in the inventory's ids, and how they were found."""
    return _Matcher(document, known).matched()


class _Matcher:
    def __init__(self, document: Document, known: KnownInventory) -> None:
        self._document = document
        self._known = known
        self._found: set[str] = set()
        self._notes: list[str] = []

    def matched(self) -> Matched:
        """Find the people, then what belongs to them, then the keys, then what hangs on keys."""
        giving_way = GivingWay()
        if self._known.is_fresh:
            giving_way = self._giving_way()
        else:
            self._find_organisations()
            self._find_accounts()
            self._find_applications()
            self._find_keys()
            self._find_what_hangs_on_keys()
        return Matched(self._document, giving_way, tuple(self._notes), frozenset(self._found))

    def _giving_way(self) -> GivingWay:
        """Let what the set-up made give way to what the document has of the same name."""
        (home,) = self._known.organisations
        successor = self._successor(home)
        mine = next((one for one in self._known.accounts if one.id == self._known.me), None)
        same = None if mine is None else _same_account(mine, self._document.accounts)
        if mine is not None and same is not None:
            told = _("Your account, “{name}”, gives way to the document's: it stays yours.")
            self._notes.append(told.format(name=mine.name))
        ids = {one.id for one in self._document.accounts}
        gone = None if same is None else mine
        staying = [
            one
            for one in self._known.accounts
            if one.id not in ids and (gone is None or one.id != gone.id)
        ]
        return GivingWay(
            organisation=None if successor is None else home,
            account=gone,
            account_becomes=None if same is None else same.id,
            moved=()
            if successor is None
            else tuple(Change(one, replace(one, organisation=successor.id)) for one in staying),
        )

    def _successor(self, home: Organisation) -> Organisation | None:
        """Return the organisation to which the set-up's gives way, if one has its name."""
        theirs = self._document.organisations
        if any(one.id == home.id for one in theirs):
            return None
        alike = [one for one in theirs if sort_form(one.name) == sort_form(home.name)]
        if alike:
            told = _("“{name}”, made at set-up, gives way to the document's of the same name.")
        else:
            told = _("“{name}”, made at set-up, stays beside the document's organisations.")
        self._notes.append(told.format(name=home.name))
        return alike[0] if alike else None

    def _take(self, pairs: Mapping[str, str]) -> dict[str, str]:
        """Note that these ids of the document are others in the inventory."""
        self._found.update(pairs.values())
        return dict(pairs)

    def _find_organisations(self) -> None:
        pairs = self._take(
            paired(
                self._document.organisations,
                self._known.organisations,
                lambda one: sort_form(one.name),
            )
        )
        self._tell(pairs, self._known.organisations)
        self._document = _organisations_renamed(self._document, pairs)

    def _find_accounts(self) -> None:
        theirs, ours = self._document.accounts, self._known.accounts
        pairs = paired(theirs, ours, _as_a_person)
        left = [one for one in theirs if one.id not in pairs]
        free = [one for one in ours if one.id not in set(pairs.values())]
        pairs |= paired(left, free, lambda one: address_form(one.email) or None, theirs, ours)
        self._take(pairs)
        self._tell(pairs, ours)
        self._document = replace(
            self._document,
            accounts=with_ids(theirs, pairs),
            keys=renamed(self._document.keys, pairs, "owner"),
            preferences={
                name: pairs.get(said, said) if name == MY_ACCOUNT.name else said
                for name, said in self._document.preferences.items()
            },
        )

    def _find_applications(self) -> None:
        def of(one: Application) -> object | None:
            return None if one.removed_at else (one.organisation, sort_form(one.name))

        ours = self._known.applications
        pairs = self._take(paired(self._document.applications, ours, of))
        self._tell(pairs, ours)
        self._document = replace(
            self._document,
            applications=with_ids(self._document.applications, pairs),
            uses=renamed(self._document.uses, pairs, "application"),
        )

    def _find_keys(self) -> None:
        document, known = self._document, self._known
        by_value: dict[str, str] = {}
        claimed = {str(one.id) for one in document.keys}
        for key in document.keys:
            value = document.values.get(key.id)
            if value is None or key.id in known.keys or key.superseded_at is not None:
                continue
            holder = known.holder(value)
            if holder is not None and holder not in claimed:
                by_value[key.id] = holder
        left = [one for one in document.keys if one.id not in by_value]
        free = [one for one in known.keys.values() if one.id not in set(by_value.values())]
        pairs = by_value | self._by_ending(left, free)
        self._take(pairs)
        if pairs:
            self._notes.append(
                ngettext(
                    "{n} key is known here under another id, and found by its value or ending.",
                    "{n} keys are known here under other ids, and found by values or endings.",
                    len(pairs),
                ).format(n=len(pairs))
            )
        self._document = _keys_renamed(document, pairs)

    def _by_ending(self, theirs: Sequence[Key], ours: Sequence[Key]) -> dict[str, str]:
        """Pair keys by organisation, ending and expiry, where one of two has no value at hand."""
        values, known = self._document.values, self._known.keys

        def of(one: Key) -> object | None:
            if one.retired or not one.ending:
                return None
            return (one.organisation, one.ending, one.expires_on)

        by_id = {one.id: one for one in theirs}
        return {
            their: our
            for their, our in paired(theirs, ours, of).items()
            if by_id[KeyId(their)].id not in values or not known[KeyId(our)].has_value
        }

    def _find_what_hangs_on_keys(self) -> None:
        document, known = self._document, self._known
        uses = self._take(
            paired(
                document.uses,
                known.uses,
                lambda one: (one.key, one.application) if one.is_open else None,
            )
        )
        replacements = self._take(
            paired(
                document.replacements,
                known.replacements,
                lambda one: (one.old, one.new) if one.is_running else None,
            )
        )
        todos = self._take(
            paired(
                document.todos,
                known.todos,
                lambda one: (one.key, one.kind) if one.done_at is None else None,
            )
        )
        self._document = replace(
            document,
            uses=renamed(with_ids(document.uses, uses), uses, "moved_to"),
            replacements=with_ids(document.replacements, replacements),
            todos=with_ids(document.todos, todos),
        )

    def _tell(
        self, pairs: Mapping[str, str], ours: Iterable[Organisation | Account | Application]
    ) -> None:
        found = set(pairs.values())
        names = ", ".join(f"“{one.name}”" for one in ours if one.id in found)
        if names:
            told = _("Known here by name or address, under another id: {names}.")
            self._notes.append(told.format(names=shortened(names)))


def shortened(names: str) -> str:
    """Return a list of names that may be long, cut where a person stops to read."""
    return names if len(names) <= _LONGEST else names[:_LONGEST] + "…"


def _as_a_person(one: Account) -> object | None:
    """Return what two records of one person have in common for sure."""
    if one.email:
        return address_form(one.email), sort_form(one.name)
    return one.organisation, sort_form(one.name)


def _same_account(mine: Account, theirs: Sequence[Account]) -> Account | None:
    """Return who has the address of my account, or else its name; None if that is me already."""
    pairs = paired(theirs, [mine], lambda one: address_form(one.email) or None)
    pairs = pairs or paired(theirs, [mine], lambda one: sort_form(one.name))
    return next((one for one in theirs if one.id in pairs), None)


def _organisations_renamed(document: Document, pairs: Mapping[str, str]) -> Document:
    return replace(
        document,
        organisations=renamed(document.organisations, pairs, "id", "parent"),
        accounts=renamed(document.accounts, pairs, "organisation"),
        applications=renamed(document.applications, pairs, "organisation"),
        keys=renamed(document.keys, pairs, "organisation"),
    )


def _keys_renamed(document: Document, pairs: Mapping[str, str]) -> Document:
    return replace(
        document,
        keys=renamed(document.keys, pairs, "id", "predecessor"),
        values={KeyId(pairs.get(key, key)): value for key, value in document.values.items()},
        uses=renamed(document.uses, pairs, "key"),
        replacements=renamed(document.replacements, pairs, "old", "new"),
        todos=renamed(document.todos, pairs, "key"),
    )
