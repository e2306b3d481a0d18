"""A new vault key: everything is sealed again, and a new recovery code goes with it."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.access import WayKind
from app.core.audit import Act, Thing
from app.core.backup import Backup, Why
from app.core.progress import Progress
from app.core.secret import Secret
from app.services.backups import Backups
from app.services.vault_access import VaultAccess
from app.services.ways import Ways
from app.services.workplace import NO_PROGRESS, Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotated:
    """What was done: the records that were sealed again, and the backups before and afterwards."""

    records: int
    before: Backup | None
    after: Backup | None
    """The first that the new recovery code opens; None where none could be made."""


class Rotation:
    """Gives the vault a new key. Slow: everything is checked, sealed again, and backed up twice."""

    def __init__(self, workplace: Workplace, access: VaultAccess, backups: Backups) -> None:
        self._workplace = workplace
        self._access = access
        self._ways = Ways(workplace)
        self._backups = backups

    def asks_for(self) -> WayKind:
        """Return the way in that is to be given again: the passphrase, where there is one.

        It is kept, and wraps the new key; that cannot be done without knowing it.
        """
        known = self._ways.has(WayKind.PASSPHRASE)
        return WayKind.PASSPHRASE if known else WayKind.RECOVERY_CODE

    def run(
        self,
        secret: Secret,
        code: Secret,
        progress: Progress = NO_PROGRESS,
        *,
        hand_out: Callable[[], object] = lambda: None,
    ) -> Rotated:
        """Give the vault a new key, and make *code* its recovery code; a keyring stays a way in.

        *secret* is that of the way in that *asks_for* returns. *hand_out* gives the code to
        somebody, as a part of the change. Raise WrongSecretError, or like the inventory's
        rotation; then nothing was changed.
        """
        asked = self.asks_for()
        self._access.prove(secret, kind=asked)
        ways: dict[WayKind, Secret | None] = {WayKind.RECOVERY_CODE: code}
        if asked is WayKind.PASSPHRASE:
            ways[asked] = secret
        if self._ways.has(WayKind.KEYRING):
            ways[WayKind.KEYRING] = None
        before = self._backups.before(Why.ROTATION, progress)

        def note() -> None:
            hand_out()
            kinds = sorted(kind.value for kind in ways)
            self._workplace.record(Act.ROTATED, Thing.ACCESS, "", after={"ways": kinds})

        records = self._workplace.inventory.rotation.run(ways, note, progress)
        return Rotated(records=records, before=before, after=self._backups.before(Why.ROTATION))
