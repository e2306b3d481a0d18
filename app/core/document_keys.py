"""What becomes of the keys of a document. A value and an expiry date never change."""

from dataclasses import replace
from gettext import gettext as _
from gettext import ngettext

from app.core.document import Document, Kind
from app.core.document_comparison import Comparison
from app.core.document_match import shortened
from app.core.document_plan import Change, KnownInventory
from app.core.identity import KeyId
from app.core.key import Key, Origin
from app.core.key_table import VALUE
from app.core.ordering import named_first
from app.core.progress import Progress
from app.core.secret import Secret

_STEP = 100
_FIELDS = (
    "name",
    "permission",
    "owner",
    "notes",
    "also_tell",
    "disabled_at",
    "removed_at",
    "superseded_at",
    "compared_at",
    "compared_by",
    "unused_at",
    "unused_by",
)
"""What changes of a key that is known, besides a value that is filled in."""


class KeyPlanner:
    """Plans the keys, and finds those that cannot come in."""

    def __init__(
        self,
        document: Document,
        known: KnownInventory,
        comparison: Comparison,
        under_other_ids: frozenset[str],
    ) -> None:
        self._document = document
        self._known = known
        self._comparison = comparison
        self._under_other_ids = under_other_ids
        self._superseded = {one.id for one in document.keys if one.superseded_at is not None}
        self.values: dict[KeyId, Secret] = {}
        told = document.values.keys() | known.keys.keys()
        self._valueless = {one.id for one in document.keys if one.has_value and one.id not in told}
        """New keys whose values the document knows, and does not tell."""
        self.left_out = {one.id for one in document.keys if self._cannot_come(one)}
        self._successors = {
            one.predecessor: one for one in document.keys if self._takes_a_place(one)
        }
        self.reachable = (known.keys.keys() | {one.id for one in document.keys}) - self.left_out

    def _cannot_come(self, key: Key) -> bool:
        """Tell whether a new key has neither its value nor anything else to know it by."""
        if key.id in self._known.keys or key.destroyed_at is not None:
            return False
        if key.id in self._document.values:
            return False
        return key.origin is Origin.MADE_HERE or not key.ending

    def _takes_a_place(self, key: Key) -> bool:
        """Tell whether a key comes in, or is here, as that which took the place of another."""
        if key.predecessor is None or key.id in self.left_out:
            return False
        known = self._known.keys.get(key.id)
        return known is None or known.predecessor == key.predecessor

    def notes(self) -> list[str]:
        """Say what does not come in, or not whole."""
        out = [one for one in self._document.keys if one.id in self.left_out]
        by_ending = len(self._valueless - self.left_out)
        told = []
        if by_ending:
            told.append(
                ngettext(
                    "The document holds no values: {n} key of the portal comes in by its last four "
                    "characters, and its value can be filled in.",
                    "The document holds no values: {n} keys of the portal come in by their last "
                    "four characters, and their values can be filled in.",
                    by_ending,
                ).format(n=by_ending)
            )
        if out:
            told.append(
                ngettext(
                    "{n} key is left out, with its uses, replacements and to-dos: it was made in "
                    "Keyholder or has no ending, and its value is not in the document. Export with "
                    "values to bring it: {names}.",
                    "{n} keys are left out, with their uses, replacements and to-dos: they were "
                    "made in Keyholder or have no ending, and their values are not in the "
                    "document. Export with values to bring them: {names}.",
                    len(out),
                ).format(n=len(out), names=shortened(", ".join(f"“{one.name}”" for one in out)))
            )
        return told

    def plan(self, progress: Progress) -> list[Change[Key]]:
        """Return the changes: of known keys first, then new ones after their predecessors.

        Raise CancelledError.
        """
        changes: list[Change[Key]] = []
        for at, key in enumerate(self._document.keys):
            if at % _STEP == 0:
                progress(at, len(self._document.keys))
            where, before = f"{Kind.KEY.value}[{at}]", self._known.keys.get(key.id)
            with self._comparison.inspecting(Kind.KEY, where, key.name) as finding:
                wanted = self._wanted(where, key, before)
                finding.settle(before, wanted, _FIELDS)
                if before is not None and key.id in self.values:
                    finding.fill(before)
                if finding.change is not None:
                    changes.append(finding.change)
        new = {one.after.id: one for one in changes if one.before is None}
        ordered = named_first([one.after for one in new.values()], lambda one: one.predecessor)
        return [one for one in changes if one.before is not None] + [new[one.id] for one in ordered]

    def _refuse(self, where: str, member: str, told: str) -> None:
        self._comparison.problems.add(f"{where}.{member}", told)

    def _warn(self, where: str, member: str, told: str) -> None:
        self._comparison.warnings.add(f"{where}.{member}", told)

    def _wanted(self, where: str, key: Key, before: Key | None) -> Key | None:
        """Return the key as it is to be; None where it cannot come in."""
        if key.id in self.left_out:
            return None
        if before is None or key.permission != before.permission:
            self._require_level(where, key)
        if before is None:
            return self._new(where, key)
        self._require_same(where, key, before)
        self._require_value(where, key, before)
        return self._as_it_may_be(where, key, before)

    def _require_level(self, where: str, key: Key) -> None:
        if key.permission not in self._known.levels:
            told = _("There is no such permission level here. There are: {ids}.").format(
                ids=", ".join(one.id for one in self._known.levels)
            )
            self._refuse(where, "permission", told)

    def _new(self, where: str, key: Key) -> Key:
        value = self._document.values.get(key.id)
        if value is not None:
            self._require_free(where, key, value)
            self.values[key.id] = value
        predecessor = key.predecessor
        if predecessor is not None and predecessor not in self.reachable:
            self._warn(
                where, "predecessor", _("The key that it took the place of does not come in.")
            )
            predecessor = None
        return replace(key, has_value=value is not None, predecessor=predecessor, intact=True)

    def _require_free(self, where: str, key: Key, value: Secret) -> None:
        """Note a value that another key has here, and keeps."""
        holder = self._known.holder(value) if self._known.keys else None
        if holder is None or holder == key.id or holder in self._superseded:
            return
        if key.superseded_at is None:
            told = _("The key “{name}” has this value here.").format(
                name=self._known.keys[holder].name
            )
            self._refuse(where, VALUE, told)

    def _require_same(self, where: str, key: Key, before: Key) -> None:
        """Note what differs and never changes."""
        if key.expires_on != before.expires_on:
            told = _(
                "It expires on {day} here: an expiry date never changes. If it was a slip, use "
                "Correct."
            ).format(day=before.expires_on.isoformat())
            self._refuse(where, "expires_on", told)
        if key.organisation != before.organisation:
            self._refuse(where, "organisation_id", _("A key's organisation never changes."))
        if key.ending != before.ending:
            self._refuse(where, "ending", _("It ends otherwise here: use Correct."))
        if key.id in self._under_other_ids:
            return
        if key.created_at != before.created_at:
            self._refuse(where, "created_at", _("It was created at another moment here."))
        if key.origin != before.origin:
            self._refuse(where, "origin", _("Where a key comes from never changes."))
        if key.predecessor in self.reachable and key.predecessor != before.predecessor:
            self._refuse(where, "predecessor", _("It took the place of another key here."))

    def _require_value(self, where: str, key: Key, before: Key) -> None:
        """Note a value that is another one here; plan to fill it in where there is none."""
        value = self._document.values.get(key.id)
        if value is None or before.destroyed_at is not None:
            return
        if before.has_value:
            if not self._has(before, value):
                told = _("It has another value here: a value never changes. Use Correct.")
                self._refuse(where, VALUE, told)
        elif before.origin is Origin.PORTAL and value.reveal().endswith(before.ending):
            self._require_free(where, key, value)
            self.values[key.id] = value
        else:
            self._refuse(where, VALUE, _("It is recorded without this value here."))

    def _has(self, before: Key, value: Secret) -> bool:
        if before.superseded_at is None:
            return self._known.holder(value) == before.id
        return self._known.value_of(before.id) == value

    def _as_it_may_be(self, where: str, key: Key, before: Key) -> Key:
        """Return the key with what cannot be taken back as it is here."""
        if before.superseded_at is not None and key.superseded_at is None:
            told = _("A corrected record has taken its place here, which stays so.")
            self._refuse(where, "superseded_at", told)
        if before.superseded_at is None and key.superseded_at is not None:
            self._require_successor(where, before)
        if before.destroyed_at is None:
            if key.destroyed_at is not None and before.has_value:
                told = _("Its value was destroyed there, and is kept here.")
                self._warn(where, "destroyed_at", told)
            return key
        if key.removed_at is None:
            told = _("Its value was destroyed here: it stays removed.")
            self._refuse(where, "removed_at", told)
        elif key.destroyed_at is None:
            self._warn(where, VALUE, _("Its value was destroyed here, which stays so."))
        return replace(key, removed_at=before.removed_at)

    def _require_successor(self, where: str, before: Key) -> None:
        """Note where what took the place of a key does not come in, or lacks the value it has."""
        successor = self._successors.get(before.id)
        if successor is None:
            told = _(
                "What took its place does not come in as that: the document lacks it or its value, "
                "or it is another key here. Export all of it with values, or use Correct here."
            )
            self._refuse(where, "superseded_at", told)
        elif (
            before.has_value
            and successor.ending == before.ending
            and successor.id in self._valueless
        ):
            told = _("What took its place comes in without the value that is here: export with it.")
            self._refuse(where, "superseded_at", told)
