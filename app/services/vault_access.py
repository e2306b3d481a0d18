"""The vault: open it, lock it, and prove a way in."""

from collections.abc import Callable
from contextlib import suppress

from app.core import recovery
from app.core.access import VaultState, WayKind
from app.core.audit import Act, Thing
from app.core.errors import FieldError, KeyringError, StorageError, WrongSecretError
from app.core.secret import Secret
from app.services.workplace import Workplace


class VaultAccess:
    """Opens and locks the vault. Slow: a passphrase takes a second by design."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    @property
    def state(self) -> VaultState:
        """What the vault gives now."""
        return self._workplace.inventory.access.state

    def open_at_start(self) -> bool:
        """Open the vault with the keyring if that is a way in; tell whether it is open.

        Raise KeyringError with what went wrong where it should have worked.
        """
        question = self.keyring_question()
        if question is None:
            return False
        self.answer(question())
        return True

    def keyring_question(self) -> Callable[[], Secret] | None:
        """Return what fetches the keyring's secret, None if the keyring is no way in.

        It may take its time, on any thread, and raises KeyringError.
        """
        return self._workplace.inventory.access.keyring_question()

    def answer(self, secret: Secret) -> None:
        """Open the vault with the keyring's answer; raise KeyringError if it does not fit."""
        try:
            self._workplace.inventory.access.open_with(WayKind.KEYRING, secret)
        except WrongSecretError as error:
            raise KeyringError from error

    def unlock(self, secret: Secret) -> None:
        """Open the vault with a passphrase or recovery code; raise WrongSecretError.

        Which of the two it is need not be said.
        """
        was = self.state
        for kind in _tries(secret):
            try:
                self._workplace.inventory.access.open_with(kind, secret)
            except (WrongSecretError, FieldError):
                continue
            if was is VaultState.LOCKED:
                self._note(Act.UNLOCKED, kind.value)
            return
        self._note(Act.UNLOCK_FAILED)
        raise WrongSecretError

    def prove(self, secret: Secret, *, kind: WayKind | None = None) -> None:
        """Check a passphrase or recovery code again, for what an open vault alone may not do.

        Of one *kind*, it must be that one. Raise WrongSecretError, which the trail tells of.
        """
        access = self._workplace.inventory.access
        for one in _tries(secret) if kind is None else [kind]:
            with suppress(FieldError):
                if access.proves(one, secret):
                    return
        self._note(Act.UNLOCK_FAILED)
        raise WrongSecretError

    def _note(self, act: Act, way: str = "") -> None:
        """Write what was done into the trail; what is full or busy keeps no vault open."""
        with suppress(StorageError):
            self._workplace.record(act, Thing.ACCESS, way)

    def lock(self) -> None:
        """Forget what opens values; names and dates stay."""
        if self.state is VaultState.OPEN:
            self._workplace.inventory.access.lock()
            self._note(Act.LOCKED)


def _tries(secret: Secret) -> list[WayKind]:
    """Return the ways to try, the quick one first where *secret* has its form."""
    try:
        recovery.decode(secret)
    except FieldError:
        return [WayKind.PASSPHRASE]
    return [WayKind.RECOVERY_CODE, WayKind.PASSPHRASE]
