"""Preferences: read and set."""

from typing import TypeVar

from app.core import preference
from app.core.audit import Act, Thing
from app.core.identity import AccountId
from app.core.preference import Preference, Preferences
from app.services.workplace import Workplace

T = TypeVar("T")


class Settings:
    """The preferences of an inventory."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def load(self) -> Preferences:
        """Return all preferences."""
        return self._workplace.inventory.preferences.load()

    def set(self, what: Preference[T], value: T) -> None:
        """Store a preference."""
        self.set_text(what.name, preference.text_of(value))

    def set_text(self, name: str, text: str) -> None:
        """Store the preference called *name* from *text*; raise FieldError."""
        what = preference.named(name)
        after = preference.text_of(what.parse(text))
        if what is preference.BACKUP_FOLDER and after:
            self._workplace.inventory.backups.require_fit(after)
        with self._workplace.change():
            if what is preference.MY_ACCOUNT and after:
                self._workplace.account(AccountId(after))
            before = self.load().text(what)
            if before != after:
                self._workplace.inventory.preferences.set(name, after)
                self._workplace.record(
                    Act.PREFERENCE_SET,
                    Thing.PREFERENCE,
                    name,
                    before={"text": before},
                    after={"text": after},
                )
