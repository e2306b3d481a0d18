"""Values of keys: copy, reveal, fill in once, correct a slip."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from gettext import gettext as _

from app.core import value
from app.core.audit import Act, Thing
from app.core.errors import DuplicateValueError, FieldError, WrongStateError
from app.core.identity import KeyId, new_id
from app.core.key import Key, Origin, ending_of
from app.core.secret import Secret
from app.services import facts
from app.services.replacement_upkeep import ReplacementUpkeep
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a record should have said; None leaves a field as it is."""

    value: Secret | None = None
    ending: str | None = None
    expires_on: date | None = None


class KeySecret:
    """Gives out values, each time with an entry in the audit trail."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._upkeep = ReplacementUpkeep(workplace)

    def copy(self, key_id: KeyId) -> Secret:
        """Return a key's value to be copied."""
        return self._given_out(key_id, Act.COPIED)

    def reveal(self, key_id: KeyId) -> Secret:
        """Return a key's value to be looked at."""
        return self._given_out(key_id, Act.REVEALED)

    def _given_out(self, key_id: KeyId, act: Act) -> Secret:
        with self._workplace.change():
            _require_current(self._workplace.inventory.keys.get(key_id))
            found = self._workplace.inventory.keys.value_of(key_id)
            self._workplace.record(act, Thing.KEY, key_id)
        return found

    def fill(self, key_id: KeyId, typed: Secret) -> Key:
        """Store the value of a key recorded by its last four characters, once.

        Raise FieldError if it ends otherwise, DuplicateValueError, or WrongStateError.
        """
        with self._workplace.change():
            key = self._workplace.inventory.keys.get(key_id)
            _require_current(key)
            if key.has_value or key.origin is not Origin.PORTAL:
                raise WrongStateError(name=key.name, reason=_("it has its value already"))
            given = value.checked(typed)
            if not given.reveal().endswith(key.ending):
                raise FieldError(
                    "value",
                    _(
                        "The record says that the key ends in {ending}, and this value does not."
                    ).format(ending=key.ending),
                )
            self._workplace.inventory.keys.fill_value(key, given)
            self._workplace.record(Act.VALUE_FILLED, Thing.KEY, key_id)
        return replace(key, has_value=True)

    def correct(self, key_id: KeyId, correction: Correction) -> Key:
        """Correct a portal key's slip in value or expiry: a new record supersedes the old.

        The new one takes over everything else, its to-dos included; the old one stays as it was.
        """
        with self._workplace.change():
            old = self._workplace.inventory.keys.get(key_id)
            _require_current(old)
            if old.origin is not Origin.PORTAL:
                raise WrongStateError(
                    name=old.name, reason=_("only a key of the portal can have a slip in it")
                )
            given = self._corrected_value(old, correction)
            new = self._corrected(old, correction, given)
            self._require_another(old, new, given)
            self._supersede(old, new.created_at)
            self._workplace.inventory.keys.add(new, given)
            self._workplace.record(Act.ADDED, Thing.KEY, new.id, after=facts.of(new))
            self._hand_over_todos(old, new)
            self._hand_over_notices(old, new)
            self._hand_over_uses(old, new)
            self._upkeep.follow(new)
        return self._workplace.inventory.keys.get(new.id)

    def _corrected_value(self, old: Key, correction: Correction) -> Secret | None:
        if correction.value is not None:
            return value.checked(correction.value)
        if correction.ending is not None or not old.has_value:
            return None
        return self._workplace.inventory.keys.value_of(old.id)

    def _corrected(self, old: Key, correction: Correction, given: Secret | None) -> Key:
        ending = old.ending
        if correction.value is not None and given is not None:
            ending = ending_of(given.reveal())
        elif correction.ending is not None:
            ending = value.checked_ending(correction.ending)
        return replace(
            old,
            id=KeyId(new_id()),
            created_at=self._workplace.now(),
            expires_on=correction.expires_on or old.expires_on,
            ending=ending,
            has_value=given is not None,
            predecessor=old.id,
            compared_at=None,
            compared_by="",
        )

    def _require_another(self, old: Key, new: Key, given: Secret | None) -> None:
        holder = None if given is None else self._workplace.inventory.keys.holder_of(given)
        if holder is not None and holder.id != old.id:
            raise DuplicateValueError(name=holder.name)
        same_value = holder is not None or (given is None and not old.has_value)
        if same_value and new.ending == old.ending and new.expires_on == old.expires_on:
            raise FieldError("value", _("This is what the record says already."))

    def _supersede(self, old: Key, at: datetime) -> None:
        self._workplace.inventory.keys.update(replace(old, superseded_at=at))
        self._workplace.record(
            Act.SUPERSEDED, Thing.KEY, old.id, after={"superseded_at": at.isoformat()}
        )

    def _hand_over_todos(self, old: Key, new: Key) -> None:
        todos = self._workplace.inventory.todos
        for one in todos.of_key(old.id):
            if one.done_at is None:
                todos.update(replace(one, key=new.id))

    def _hand_over_uses(self, old: Key, new: Key) -> None:
        """Let what uses the key, and its replacements, be those of the record in its place."""
        uses, replacements = self._workplace.inventory.uses, self._workplace.inventory.replacements
        for use in uses.of_keys([old.id]):
            uses.update(replace(use, key=new.id))
        for one in replacements.of_key(old.id):
            replacements.update(
                replace(
                    one,
                    old=new.id if one.old == old.id else one.old,
                    new=new.id if one.new == old.id else one.new,
                )
            )

    def _hand_over_notices(self, old: Key, new: Key) -> None:
        """Let what an earlier record of the key told of the same date not be told again."""
        record: Key | None = old
        while record is not None:
            if record.expires_on == new.expires_on:
                self._workplace.inventory.notices.hand_over(record.id, new.id)
                return
            earlier = record.predecessor and self._workplace.inventory.keys.get(record.predecessor)
            record = earlier if earlier and record.corrects(earlier) else None


def _require_current(key: Key) -> None:
    if key.superseded_at is not None:
        raise WrongStateError(name=key.name, reason=_("a corrected record has taken its place"))
    if key.removed_at is not None:
        raise WrongStateError(name=key.name, reason=_("it is removed; restore it first"))
