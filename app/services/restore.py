"""Restoring: a backup takes the place of the inventory, on this computer or a new one."""

from pathlib import PurePath

from app.core.audit import Act, AuditEntry, Thing
from app.core.backup import Why
from app.core.identity import Actor
from app.core.ports import Clock, Inventory
from app.core.progress import Progress
from app.core.restore_port import Former, Offer, Restorer
from app.core.secret import Secret
from app.services.backups import Backups
from app.services.workplace import NO_PROGRESS, Workplace


class Restore:
    """Restores one backup at a time; used from one thread."""

    def __init__(self, *, restorer: Restorer, clock: Clock, actor: Actor) -> None:
        self._restorer = restorer
        self._clock = clock
        self._actor = actor

    def examine(self, path: str, progress: Progress = NO_PROGRESS) -> Offer:
        """Look at a backup and return what restoring it would change; raise a BackupError."""
        return self._restorer.examine(path, progress)

    def prove(self, secret: Secret, progress: Progress = NO_PROGRESS) -> None:
        """Check a way into the backup, and the whole of it.

        Raise WrongSecretError or BackupDamagedError.
        """
        self._restorer.prove(secret, progress)

    def finish(self, offer: Offer, present: Workplace | None) -> Inventory:
        """Restore the proven backup, and return it open.

        The inventory at the *present* workplace, if there is one, is backed up before: to the
        chosen folder, or beside it; and it is closed. Raise RestoreInUseError.
        """
        saved = None
        if present is not None:
            saved = Backups(present).before(Why.RESTORE)
            present.inventory.close()
        return self._restorer.put_in_place(
            lambda copy, former: copy.audit.append(self._entry(offer, former)), keep=saved is None
        )

    def abandon(self) -> None:
        """Restore nothing."""
        self._restorer.abandon()

    def _entry(self, offer: Offer, former: Former | None) -> AuditEntry:
        """Return what the restored inventory tells of it: both heads, so that both can be found."""
        before = {} if former is None else {"entries": former.entries, "head": former.head}
        return AuditEntry(
            at=self._clock.now(),
            actor=self._actor,
            act=Act.RESTORED,
            thing=Thing.INVENTORY,
            thing_id="",
            before=before,
            after={
                "file": PurePath(offer.path).name,
                "sha256": offer.sha256,
                "entries": offer.entries,
                "head": offer.head,
            },
        )
