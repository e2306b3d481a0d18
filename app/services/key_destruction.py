"""Destroying values: at once, or once a key was removed long enough ago."""

from dataclasses import replace
from datetime import datetime, timedelta
from gettext import ngettext

from app.core.audit import Act, Thing
from app.core.errors import InUseError
from app.core.identity import KeyId
from app.core.key import KEEP_REMOVED_DAYS, Key
from app.services.key_change import KeyChange
from app.services.key_changer import require_not_superseded
from app.services.workplace import Workplace


class KeyDestruction:
    """Destroys the values of removed keys, and never of one that an application still uses."""

    def __init__(self, workplace: Workplace, change: KeyChange) -> None:
        self._workplace = workplace
        self._change = change

    def destroy(self, key_id: KeyId) -> None:
        """Remove a key for good: its value is destroyed now, its record stays.

        Raise InUseError while an application uses it.
        """
        with self._workplace.change():
            key = self._workplace.inventory.keys.get(key_id)
            require_not_superseded(key)
            self._require_unused(key)
            if key.removed_at is None:
                self._change.remove([key_id])
            self._destroy(self._workplace.inventory.keys.get(key_id), self._workplace.now())

    def destroy_due(self) -> int:
        """Destroy the values of keys removed long enough ago; return how many there were.

        The value of a key that an application still uses waits until that has moved.
        """
        now = self._workplace.now()
        due = self._workplace.inventory.keys.removed_until(now - timedelta(days=KEEP_REMOVED_DAYS))
        if due:
            with self._workplace.change():
                for key in due:
                    self._destroy(key, now)
        return len(due)

    def _require_unused(self, key: Key) -> None:
        if key.used_by:
            reason = ngettext(
                "{n} application still uses it", "{n} applications still use it", key.used_by
            )
            raise InUseError(name=key.name, reason=reason.format(n=key.used_by))

    def _destroy(self, key: Key, now: datetime) -> None:
        if key.destroyed_at is None:
            self._workplace.inventory.keys.destroy_value(replace(key, destroyed_at=now))
            self._workplace.record(Act.DESTROYED, Thing.KEY, key.id)
