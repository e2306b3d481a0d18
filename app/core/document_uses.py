"""What becomes of what hangs on keys: uses, replacements and portal to-dos."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from gettext import gettext as _
from typing import TypeVar

from app.core.document import Document, Kind
from app.core.document_comparison import Comparison, after_all
from app.core.document_plan import Change, KnownInventory
from app.core.identity import KeyId
from app.core.ordering import Identified, in_circles
from app.core.replacement import Replacement
from app.core.todo import Todo
from app.core.use import Use

T = TypeVar("T", bound=Identified)
_USE = ("key", "since", "begun_by", "ended_at", "ended_by", "note", "moved_to")
_REPLACEMENT = (
    *("old", "new", "reason", "planned_on", "created_at", "created_by", "begun_at"),
    *("closed_at", "cancelled_at"),
)
_TODO = ("key", "kind", "before", "after", "since", "done_at", "done_by")


class UsePlanner:
    """Plans what hangs on keys; *reachable* are the keys that there are to be."""

    def __init__(
        self,
        document: Document,
        known: KnownInventory,
        comparison: Comparison,
        reachable: frozenset[KeyId],
    ) -> None:
        self._document = document
        self._known = known
        self._comparison = comparison
        self._reachable = reachable
        self._keys = {one.id: one.name for one in (*known.keys.values(), *document.keys)}
        self._applications = {
            one.id: one.name for one in (*known.applications, *document.applications)
        }

    def uses(self) -> list[Change[Use]]:
        """Return the changes of uses."""
        known = {str(one.id): one for one in self._known.uses}
        coming = {one.id for one in self._document.uses if one.key in self._reachable}

        def inspect(where: str, use: Use, before: Use | None) -> Use | None:
            if use.key not in self._reachable:
                return None
            if before is not None and before.application != use.application:
                told = _("It is a use by another application here.")
                self._comparison.problems.add(f"{where}.application", told)
            if use.moved_to is not None and use.moved_to not in coming | known.keys():
                told = _("The use that took its place does not come in.")
                self._comparison.warnings.add(f"{where}.moved_to", told)
                return replace(use, moved_to=None)
            return use

        def name(use: Use) -> str:
            return f"{self._applications[use.application]}, {self._key(use.key)}"

        changes = self._comparison.compared(
            Kind.USE, self._document.uses, known, _USE, name=name, inspect=inspect
        )
        final = after_all(known, changes)
        self._require_ends(final)
        self._require_once(
            Kind.USE,
            final,
            lambda one: (one.key, one.application) if one.is_open else None,
            _("The application uses the key here already."),
        )
        return changes

    def _require_ends(self, final: Mapping[str, Use]) -> None:
        """Note uses that moved in a circle, or to another application, with what is here."""
        circles = in_circles({one: use.moved_to for one, use in final.items()})
        for at, use in enumerate(self._document.uses):
            where = f"{Kind.USE.value}[{at}].moved_to"
            other = final.get(use.moved_to or "")
            if use.id in circles:
                self._comparison.problems.add(where, _("It names itself, by way of others."))
            elif other is not None and other.application != use.application:
                self._comparison.problems.add(where, _("That is a use by another application."))

    def replacements(self) -> list[Change[Replacement]]:
        """Return the changes of replacements."""
        known = {str(one.id): one for one in self._known.replacements}

        def inspect(
            _where: str, one: Replacement, _before: Replacement | None
        ) -> Replacement | None:
            there = one.old in self._reachable and (one.new is None or one.new in self._reachable)
            return one if there else None

        changes = self._comparison.compared(
            Kind.REPLACEMENT,
            self._document.replacements,
            known,
            _REPLACEMENT,
            name=lambda one: self._key(one.old),
            inspect=inspect,
        )
        self._require_once(
            Kind.REPLACEMENT,
            after_all(known, changes),
            lambda one: one.old if one.is_running else None,
            _("Another replacement of the key is running here."),
        )
        return changes

    def todos(self) -> list[Change[Todo]]:
        """Return the changes of portal to-dos."""

        def inspect(_where: str, one: Todo, _before: Todo | None) -> Todo | None:
            return one if one.key in self._reachable else None

        return self._comparison.compared(
            Kind.TODO,
            self._document.todos,
            {str(one.id): one for one in self._known.todos},
            _TODO,
            name=lambda one: f"{self._key(one.key)}: {one.kind.value}",
            inspect=inspect,
        )

    def _key(self, key_id: KeyId) -> str:
        return self._keys.get(key_id, key_id[:8])

    def _require_once(
        self,
        kind: Kind,
        final: Mapping[str, T],
        of: Callable[[T], object | None],
        told: str,
    ) -> None:
        """Note records of the document that are one too many beside those that are here."""
        things: Sequence[Identified] = getattr(self._document, kind.value)
        at = {str(one.id): number for number, one in enumerate(things)}
        holders: dict[object, str] = {}
        staying_first = sorted(final.values(), key=lambda one: one.id in at)
        for one in staying_first:
            found = of(one)
            if found is None:
                continue
            if found in holders and one.id in at:
                self._comparison.problems.add(f"{kind.value}[{at[one.id]}]", told)
            holders.setdefault(found, str(one.id))
