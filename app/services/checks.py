"""Checking the whole inventory, and the audit trail's head, which two people can compare."""

from collections.abc import Callable

from app.core.audit import Act, Thing
from app.core.ports import Finding
from app.core.progress import Progress
from app.core.trail_head import TrailHead, words_of
from app.services.workplace import NO_PROGRESS, Workplace


class Checks:
    """Tells whether the inventory is as Keyholder wrote it."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def findings(self, progress: Progress = NO_PROGRESS) -> list[Finding]:
        """Check everything and return what is wrong; raise VaultLockedError while it is shut."""
        return self._workplace.inventory.verify(progress)

    def in_background(self) -> Callable[[Progress], list[Finding]]:
        """Return what checks everything on any thread, while the inventory is used.

        A change that runs meanwhile may show as a finding: look again before telling anybody.
        """
        return self._workplace.inventory.checker()

    def head(self) -> TrailHead:
        """Return the audit trail's head."""
        entries, head = self._workplace.inventory.audit.head()
        return TrailHead(entries, head, words_of(head, self._workplace.words))

    def accept(self) -> bool:
        """Take an older state of the inventory for the right one; tell whether there was one.

        Where a later state had been seen, its loss is no finding any more; the trail tells that it
        was one. Raise VaultLockedError.
        """
        with self._workplace.change():
            lost = self._workplace.inventory.lost_entries()
            if lost is None:
                return False
            self._workplace.record(
                Act.RESTORED,
                Thing.INVENTORY,
                "",
                before={"entries": lost},
                after={"accepted": True, "entries": self._workplace.inventory.audit.head()[0]},
            )
            self._workplace.inventory.accept()
        return True
