"""What must hold before a use begins, ends, or is taken back."""

from datetime import datetime
from gettext import gettext as _

from app.core.errors import WrongStateError
from app.core.identity import ApplicationId, KeyId
from app.core.key import Key
from app.core.replacement import works_on
from app.core.use import Use
from app.services.key_changer import require_not_superseded
from app.services.workplace import Workplace


class UseRules:
    """Refuses what cannot be, and says why."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._inventory = workplace.inventory

    def open_use(self, application_id: ApplicationId, key_id: KeyId) -> Use | None:
        """Return the use of a key that an application has now."""
        found = self._inventory.uses.of_keys([key_id], ended=False)
        return next((use for use in found if use.application == application_id), None)

    def require_there(self, application_id: ApplicationId) -> None:
        """Raise WrongStateError where an application is removed."""
        application = self._inventory.applications.get(application_id)
        if application.removed_at is not None:
            raise WrongStateError(
                name=application.name, reason=_("it is removed; restore it first")
            )

    def require_working(self, key: Key, moment: datetime) -> None:
        """Raise WrongStateError where *key* does not work: no place can be given it."""
        day = self._workplace.organisation(key.organisation).today(moment)
        if not works_on(key, day):
            raise WrongStateError(name=key.name, reason=_("it does not work"))

    def require_open(self, use: Use) -> None:
        """Raise WrongStateError where a use has ended."""
        if not use.is_open:
            raise self.refusal(use, _("it has left this key already"))

    def require_returnable(self, use: Use, key: Key) -> None:
        """Raise WrongStateError where an application cannot go back to *use* of *key*."""
        require_not_superseded(key)
        self.require_there(use.application)
        if use.is_open:
            raise self.refusal(use, _("it uses this key still"))
        if key.destroyed_at is not None:
            raise WrongStateError(name=key.name, reason=_("its value was destroyed"))
        if self.open_use(use.application, use.key) is not None:
            raise self.refusal(use, _("it uses this key again already"))
        if use.moved_to is not None and not self._inventory.uses.get(use.moved_to).is_open:
            raise self.refusal(use, _("it has moved on since"))

    def refusal(self, use: Use, reason: str) -> WrongStateError:
        """Return the error that tells *reason* of the application that a use is of."""
        application = self._inventory.applications.get(use.application)
        return WrongStateError(name=application.name, reason=reason)
