"""The ways into the vault: which there are, made anew, forgotten."""

from gettext import gettext as _

from app.core import passphrase, recovery
from app.core.access import Way, WayKind
from app.core.audit import Act, Thing
from app.core.errors import InUseError
from app.core.secret import Secret
from app.services.workplace import Workplace


class Ways:
    """Looks after the ways in. Slow: a passphrase takes a second by design."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def all(self) -> list[Way]:
        """Return the ways in that exist."""
        return self._workplace.inventory.access.ways()

    def has(self, kind: WayKind) -> bool:
        """Tell whether there is a way in of this kind."""
        return any(way.kind is kind for way in self.all())

    def keyring_is_usable(self) -> bool:
        """Tell whether there is a keyring that keeps secrets encrypted."""
        return self._workplace.inventory.access.keyring_is_usable()

    def new_recovery_code(self) -> Secret:
        """Return a fresh recovery code, which opens nothing yet."""
        return recovery.encode(self._workplace.randomness(recovery.ENTROPY_BYTES))

    def is_recovery_code(self, code: Secret) -> bool:
        """Tell whether *code* is the recovery code that is stored now."""
        return self._workplace.inventory.access.proves(WayKind.RECOVERY_CODE, code)

    def set_recovery_code(self, code: Secret) -> None:
        """Make *code* the recovery code; the former one no longer opens the vault."""
        self._set(WayKind.RECOVERY_CODE, code)

    def set_passphrase(self, new: Secret) -> None:
        """Make *new* the passphrase; raise FieldError if it is too weak."""
        self._set(WayKind.PASSPHRASE, passphrase.checked(new))

    def use_keyring(self) -> None:
        """Let the system's keyring open the vault at start; raise KeyringError."""
        self._set(WayKind.KEYRING, None)

    def drop(self, kind: WayKind) -> None:
        """Forget a way in; raise InUseError where nothing but the recovery code would be left."""
        others = {way.kind for way in self.all()} - {kind}
        if kind is WayKind.RECOVERY_CODE or others <= {WayKind.RECOVERY_CODE}:
            raise InUseError(
                name=kind.value.replace("_", " "),
                reason=_("the vault needs a recovery code, and a keyring or passphrase besides"),
            )
        with self._workplace.change():
            if not self.has(kind):
                return
            self._workplace.inventory.access.drop_way(kind)
            self._workplace.record(Act.ACCESS_DROPPED, Thing.ACCESS, kind.value)

    def _set(self, kind: WayKind, secret: Secret | None) -> None:
        with self._workplace.change():
            self._workplace.inventory.access.set_way(kind, secret)
            self._workplace.record(Act.ACCESS_ADDED, Thing.ACCESS, kind.value)
