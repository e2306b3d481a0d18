"""The window's way to the services: asked on the database's thread, answered on this one."""

from collections.abc import Callable
from datetime import datetime
from gettext import gettext as _
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from app.core.access import VaultState
from app.core.errors import AppError, VaultLockedError
from app.core.identity import OrganisationId
from app.core.permission import PermissionLevels
from app.core.preference import ROW_BUTTONS, Preference, Preferences
from app.core.progress import Progress
from app.services.door import Door
from app.services.key_changer import Done
from app.services.suite import Services
from app.ui.backup_standing import BackupStanding
from app.ui.doing import Busy, Doing, unless_locked, wait_for_next_time
from app.ui.kit.aside import Aside
from app.ui.kit.tasks import Job, Tasks
from app.ui.kit.undo import UndoStack

T = TypeVar("T")
V = TypeVar("V")


class Session(QObject):
    """An open inventory, for everything in the window.

    Signals: *changed* here or in another program; *lock_changed* with the vault's state;
    *scope_changed*; *preferences_changed*; *delivered*, a message or not; *looked* for what is
    due, at *last_look*; *failed* with an AppError that nobody took; *exchanging* before another
    inventory takes this one's place; *told* with a sentence and whether it can be undone;
    *unlock_wanted* with what to do then, and what if it stays locked.
    """

    changed = Signal()
    lock_changed = Signal(object)
    scope_changed = Signal()
    preferences_changed = Signal()
    delivered = Signal()
    looked = Signal()
    failed = Signal(object)
    exchanging = Signal()
    told = Signal(str, bool)
    unlock_wanted = Signal(object, object)

    def __init__(
        self, *, services: Services, tasks: Tasks, door: Door, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = tasks
        self._aside = Aside(expected=AppError, parent=self)
        self.door, self.undo = door, UndoStack()
        self.undo.barred.connect(lambda said: self.told.emit(said, False))
        self.vault = services.access.state
        self.scope: OrganisationId | None = None
        self.preferences = Preferences({})
        self.last_look: datetime | None = None
        self.backups = BackupStanding(self)
        self._stamp: int | None = None
        self._days: object = None

    def now(self) -> datetime:
        """Return this moment."""
        return self._services.workplace.now()

    @property
    def levels(self) -> PermissionLevels:
        """The permission levels there are."""
        return self.door.levels

    def ask(
        self,
        work: Callable[[Services], T],
        done: Callable[[T], object],
        failed: Callable[[AppError], object] | None = None,
    ) -> Job:
        """Run *work* on the database's thread and give its result to *done* here."""
        return self._tasks.submit(
            lambda: work(self._services), done=done, failed=failed or self.failed.emit
        )

    def aside(
        self,
        work: Callable[[Services], T],
        done: Callable[[T], object],
        failed: Callable[[AppError], object] | None = None,
        stop: Callable[[], object] | None = None,
    ) -> None:
        """Run *work*, which leaves the database alone, aside; closing calls *stop* to end it."""
        self._aside.ask(lambda: work(self._services), done, failed or self.failed.emit, stop)

    def act(
        self,
        work: Callable[[Services, Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[AppError], object] | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> "Doing":
        """Change something; where the vault is locked, ask for a way in and try again.

        Where it stays locked, *failed* is given the VaultLockedError and nothing else is said.
        """
        doing = Doing()

        def on_done(result: T) -> None:
            if done is not None:
                done(result)
            self.look_at_vault()
            self.changed.emit()

        def on_failed(error: AppError) -> None:
            if isinstance(error, VaultLockedError):
                self.unlock_wanted.emit(
                    begin, lambda: failed(error) if failed is not None else None
                )
            else:
                (failed or self.failed.emit)(error)

        def run(report: Progress) -> T:
            return work(self._services, report)

        def begin() -> None:
            doing.job = self._tasks.submit(run, done=on_done, failed=on_failed, progress=progress)

        begin()
        return doing

    def act_undoably(
        self,
        work: Callable[[Services, Progress], Done],
        told: Callable[[Done], str],
        busy: Busy,
    ) -> "Doing":
        """Change keys, say so in a toast, and remember how to take it back."""

        def failed(error: AppError) -> None:
            busy.end()
            unless_locked(self.failed.emit)(error)

        def done(result: Done) -> None:
            busy.end()
            if not result.keys:
                return
            sentence = told(result)
            self.tell_undoable(sentence, lambda _services: result.undo())

        return self.act(work, done, failed, busy.advance)

    def cancel(self, doing: "Doing", ended: Callable[[], object]) -> None:
        """Cancel what was begun, call *ended*, and look at what is stored: it may be too late."""

        def look(_nothing: None) -> None:
            ended()
            self.changed.emit()

        doing.cancel()
        self.ask(lambda _services: None, look)

    def tell_final(self, sentence: str) -> None:
        """Say what was done and cannot be taken back: the next undo says so too."""
        self.undo.bar(sentence)
        self.told.emit(sentence, False)

    def tell_undoable(self, sentence: str, undo: Callable[[Services], object]) -> None:
        """Say what was done, and let the next undo do *undo*.

        That stays the next one where the vault stays locked.
        """

        def take_back() -> None:
            self.act(lambda services, _progress: undo(services), taken_back, refused)

        def taken_back(_result: object) -> None:
            self.told.emit(_("Taken back: {what}").format(what=sentence), False)

        def refused(error: AppError) -> None:
            if isinstance(error, VaultLockedError):
                self.undo.push(sentence, take_back)
            else:
                self.failed.emit(error)

        self.undo.push(sentence, take_back)
        self.told.emit(sentence, True)

    def look_for_changes(self) -> None:
        """See whether another program changed the inventory, and say so if it did."""

        def compare(stamp: int) -> None:
            if self._stamp not in {None, stamp}:
                self.reload_preferences()
                self.changed.emit()
            self._stamp = stamp

        self.ask(lambda services: services.inventory.stamp(), compare, wait_for_next_time)

    def tick(self) -> None:
        """Destroy values whose time has come, and show the states of another day."""

        def work(services: Services) -> tuple[int, object]:
            is_open = services.access.state is VaultState.OPEN
            destroyed = services.destruction.destroy_due() if is_open else 0
            return destroyed, tuple(services.keys.people().today.items())

        def done(result: tuple[int, object]) -> None:
            destroyed, days = result
            if destroyed or self._days not in {None, days}:
                self.changed.emit()
            self._days = days

        self.ask(work, done, wait_for_next_time)

    def set_scope(self, organisation: OrganisationId | None) -> None:
        """Look at one organisation, or at all."""
        if organisation != self.scope:
            self.scope = organisation
            self.scope_changed.emit()

    def reload_preferences(self) -> None:
        """Read the preferences again and tell everyone."""

        def loaded(preferences: Preferences) -> None:
            self.preferences = preferences
            self.preferences_changed.emit()

        self.ask(lambda services: services.settings.load(), loaded)

    def set_preference(self, what: Preference[V], value: V) -> None:
        """Store a preference; the window follows at once, back if it could not be stored."""

        def failed(error: AppError) -> None:
            self.reload_preferences()
            unless_locked(self.failed.emit)(error)

        self.act(
            lambda services, _progress: services.settings.set(what, value),
            lambda _nothing: self.reload_preferences(),
            failed,
        )

    def exchange(
        self,
        work: Callable[[Services], Services],
        done: Callable[[], object],
        failed: Callable[[AppError], object],
    ) -> None:
        """Go on with the services that *work* returns, over another inventory in this place.

        It closes the former ones; where it fails, they are opened again.
        """

        def run() -> None:
            try:
                self._services = work(self._services)
            except AppError:
                self._services.inventory.close()
                self._services = self.door.open()
                raise

        def on_done(_nothing: None) -> None:
            self.undo.clear()
            self._stamp = None
            self.set_scope(None)
            self.reload_preferences()
            self.look_at_vault()
            self.changed.emit()
            done()

        self.exchanging.emit()
        self._tasks.submit(run, done=on_done, failed=failed)

    def lock(self) -> None:
        """Lock the vault: names and dates stay."""
        self.ask(lambda services: services.access.lock(), lambda _nothing: self.look_at_vault())

    def look_at_vault(self) -> None:
        """Tell everyone where the vault was opened or locked."""
        state = self._services.access.state
        if state is not self.vault:
            self.vault = state
            self.lock_changed.emit(state)

    @property
    def is_open(self) -> bool:
        """Whether values can be read."""
        return self.vault is VaultState.OPEN

    @property
    def row_buttons_always(self) -> bool:
        """Whether the buttons of each row are always to be seen."""
        return self.preferences.get(ROW_BUTTONS)

    def close(self) -> None:
        """Close the inventory, once what runs has finished."""
        self._aside.close()
        self._tasks.close(self._services.inventory.close)
