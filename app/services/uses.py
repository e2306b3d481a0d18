"""Where keys are used: recorded, moved to another key, ended; each can be taken back."""

from dataclasses import replace
from datetime import date, datetime
from gettext import gettext as _

from app.core import text
from app.core.audit import Act, Thing
from app.core.errors import FieldError, WrongStateError
from app.core.identity import ApplicationId, KeyId, UseId, new_id
from app.core.key import Key
from app.core.use import Place, Use
from app.services.checklists import places, referred
from app.services.key_changer import require_kept
from app.services.replacement_upkeep import ReplacementUpkeep
from app.services.use_rules import UseRules
from app.services.workplace import Workplace


class Uses:
    """Records which application uses which key."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._rules = UseRules(workplace)
        self._upkeep = ReplacementUpkeep(workplace)

    def of_key(self, key_id: KeyId, *, ended: bool = False) -> list[Place]:
        """Return the places that use a key, by name; with *ended*, those that did as well."""
        inventory = self._workplace.inventory
        uses = inventory.uses.of_keys([key_id], ended=ended)
        return list(places(uses, inventory.applications.some(use.application for use in uses)))

    def of_application(
        self, application_id: ApplicationId, *, ended: bool = False
    ) -> list[tuple[Use, Key]]:
        """Return the keys that an application uses, the next to expire first."""
        inventory = self._workplace.inventory
        uses = inventory.uses.of_applications([application_id], ended=ended)
        keys = inventory.keys.some(use.key for use in uses)
        found = [(use, referred(keys, use.key)) for use in uses]
        return sorted(found, key=_soonest)

    def find(self, prefix: str) -> Use:
        """Return the only use whose id begins so; raise NotFoundError or AmbiguousIdError."""
        return self._workplace.inventory.uses.find(prefix)

    def add(self, application_id: ApplicationId, key_id: KeyId) -> Use:
        """Record that an application uses a key; where it does already, nothing changes.

        Raise WrongStateError for a removed application or key.
        """
        with self._workplace.change():
            key = self._workplace.inventory.keys.get(key_id)
            require_kept(key)
            known = self._rules.open_use(application_id, key_id)
            return known or self._begin(application_id, key, self._workplace.now())

    def end(self, use_id: UseId, note: str = "", *, at: datetime | None = None) -> Use:
        """Record that an application uses a key no longer, and needs no other instead.

        *at* is the moment of what ends several uses together; now, if not given.
        """
        with self._workplace.change():
            use = self._workplace.inventory.uses.get(use_id)
            self._rules.require_open(use)
            ended = self._ended(use, note, at or self._workplace.now())
            self._workplace.inventory.uses.update(ended)
            self._tell(Act.LEFT, ended, note=ended.note)
        return ended

    def move(self, use_id: UseId, key_id: KeyId, note: str = "") -> Use:
        """Record that an application was given another key; return its use of that one.

        Raise WrongStateError where the use has ended or the other key does not work.
        """
        now = self._workplace.now()
        with self._workplace.change():
            use = self._workplace.inventory.uses.get(use_id)
            self._rules.require_open(use)
            new = self._workplace.inventory.keys.get(key_id)
            require_kept(new)
            if new.id == use.key:
                raise WrongStateError(name=new.name, reason=_("the application uses it already"))
            self._rules.require_working(new, now)
            known = self._rules.open_use(use.application, new.id)
            begun = known or self._begin(use.application, new, now)
            ended = replace(self._ended(use, note, now), moved_to=begun.id)
            self._workplace.inventory.uses.update(ended)
            self._tell(Act.MOVED, ended, to=new.id, to_name=new.name, note=ended.note)
        return begun

    def withdraw(self, use_id: UseId) -> None:
        """Take back that an application uses a key, as if it had not been recorded.

        Raise WrongStateError where it has ended, or something was moved there since.
        """
        with self._workplace.change():
            uses = self._workplace.inventory.uses
            use = uses.get(use_id)
            self._rules.require_open(use)
            if any(one.moved_to == use.id for one in uses.of_applications([use.application])):
                raise self._rules.refusal(use, _("it was moved there since"))
            uses.withdraw(use)
            self._tell(Act.LEFT, use)

    def take_back(self, use_id: UseId) -> Use:
        """Take back that a use was moved or ended: the application uses the key as before.

        Raise WrongStateError where that cannot be: something came after it.
        """
        with self._workplace.change():
            use = self._workplace.inventory.uses.get(use_id)
            key = self._workplace.inventory.keys.get(use.key)
            self._rules.require_returnable(use, key)
            again = replace(use, ended_at=None, ended_by="", note="", moved_to=None)
            self._clear_unused(key)
            self._workplace.inventory.uses.update(again)
            if use.moved_to is not None:
                self._withdraw(use, use.moved_to)
            self._tell(Act.MOVED_BACK, again)
        return again

    def _withdraw(self, use: Use, moved_to: UseId) -> None:
        """Remove the use of the other key, where the move had made it and no other needs it."""
        uses = self._workplace.inventory.uses
        begun = uses.get(moved_to)
        if begun.since != use.ended_at or not begun.is_open:
            return
        others = [
            one.ended_at
            for one in uses.of_applications([use.application])
            if one.moved_to == moved_to and one.id != use.id and one.ended_at is not None
        ]
        if others:  # the next of them counts as the move that made it
            uses.update(replace(begun, since=min(others)))
            return
        uses.withdraw(begun)
        self._tell(Act.LEFT, begun)

    def _begin(self, application_id: ApplicationId, key: Key, at: datetime) -> Use:
        self._rules.require_there(application_id)
        use = Use(
            id=UseId(new_id()),
            application=application_id,
            key=key.id,
            since=at,
            begun_by=self._workplace.actor,
        )
        self._clear_unused(key)
        self._workplace.inventory.uses.add(use)
        self._tell(Act.USED, use)
        return use

    def _clear_unused(self, key: Key) -> None:
        """Forget that somebody confirmed that nothing uses *key*: something does."""
        if key.unused_at is not None:
            self._workplace.inventory.keys.update(replace(key, unused_at=None, unused_by=""))

    def _ended(self, use: Use, note: str, at: datetime) -> Use:
        cleaned = text.clean_line("note", note)
        if text.holds_uuid(cleaned):  # the trail keeps what it was told
            raise FieldError("note", _("This looks like a key's value: a note is kept unsealed."))
        return replace(use, ended_at=at, ended_by=self._workplace.actor, note=cleaned)

    def _tell(self, act: Act, use: Use, **more: object) -> None:
        """Write into the key's trail what became of a use, and let its replacements follow."""
        application = self._workplace.inventory.applications.get(use.application)
        told = {"application": use.application, "name": application.name, "use": use.id, **more}
        self._workplace.record(act, Thing.KEY, use.key, after=told)
        self._upkeep.follow(self._workplace.inventory.keys.get(use.key))


def _soonest(pair: tuple[Use, Key]) -> tuple[bool, date, str]:
    """Return what sorts open uses first, and those whose keys expire next."""
    use, key = pair
    return not use.is_open, key.expires_on, key.name
