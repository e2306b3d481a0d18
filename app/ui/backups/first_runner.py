"""Restoring where there is no inventory yet: the restored one is the first."""

from collections.abc import Callable
from typing import TypeVar

from app.core.progress import Progress
from app.core.restore_port import Offer
from app.services.door import Door
from app.services.restore import Restore
from app.services.suite import Services
from app.ui.backups.restoring import Failed
from app.ui.kit.tasks import Tasks

T = TypeVar("T")


class FirstRunner:
    """Restores with nothing to replace, and shows what is there then."""

    def __init__(self, tasks: Tasks, door: Door, show: Callable[[Services], object]) -> None:
        self._tasks = tasks
        self._door = door
        self._show = show

    def run(
        self, work: Callable[[Progress], T], done: Callable[[T], object], failed: Failed
    ) -> object:
        """Run *work* on the tasks' thread."""

        def run(report: Progress) -> T:
            return work(report)

        return self._tasks.submit(run, done=done, failed=failed)

    def finish(
        self, restore: Restore, offer: Offer, done: Callable[[], object], failed: Failed
    ) -> None:
        """Put the proven backup in place, and show it."""

        def restored(services: Services) -> None:
            done()
            self._show(services)

        self._tasks.submit(
            lambda: self._door.services(restore.finish(offer, None)), done=restored, failed=failed
        )
