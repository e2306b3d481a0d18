"""What can be done about differences from the portal's list."""

from collections import Counter
from collections.abc import Callable, Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core import reconcile, reconcile_words
from app.core.errors import AppError, CancelledError
from app.core.reconcile import Pairing, Standing
from app.services.reconciliation import Reconciliation
from app.services.suite import Services
from app.ui import prompts
from app.ui.kit.dialogs import Confirm
from app.ui.kit.progress import BusyBar
from app.ui.session import Session


class ReconcileActs:
    """Mends differences, over *parent*."""

    def __init__(self, session: Session, busy: BusyBar, parent: QWidget) -> None:
        self._session = session
        self._busy = busy
        self._parent = parent

    def mend(self, one: Pairing, found: Reconciliation) -> None:
        """Let the inventory say what the portal says of one key; ask first where it is used."""
        if reconcile_words.needs_a_look(one):
            question = Confirm(
                title=_("Remove “{name}”?").format(name=one.name),
                text=_(
                    "The portal's list does not have it, so it works no longer; but applications "
                    "are recorded that use it. Call the people named on its page."
                ),
                verb=_("Remove"),
                danger=True,
                parent=self._parent,
            )
            prompts.confirm(question, lambda: self._mend(one, found))
        else:
            self._mend(one, found)

    def _mend(self, one: Pairing, found: Reconciliation) -> None:
        told = _("Mended: “{name}”.").format(name=one.name)

        def done(undo: Callable[[], None] | None) -> None:
            if undo is None:
                self._session.tell_final(told)
            else:
                self._session.tell_undoable(told, lambda _services: undo())

        self._session.act(
            lambda services, _report: services.reconciler.mend(one, found.organisation), done
        )

    def mend_all(self, shown: Sequence[Pairing], found: Reconciliation) -> None:
        """Ask, and mend those of *shown* that can be mended."""
        able = [
            one
            for one in shown
            if not reconcile_words.why_not(one) and not reconcile_words.needs_a_look(one)
        ]
        if not able:
            return
        counted = Counter(one.standing for one in able)
        kinds = ", ".join(f"{reconcile.label(one)}: {counted[one]}" for one in counted)
        question = Confirm(
            title=_("Mend {count}?").format(count=len(able)),
            text=_(
                "The inventory will say what the portal's list says ({kinds}). This cannot be "
                "taken back in one step; where backups are on, one is made before many changes. "
                "What is gone in the portal, and used here, is left for a look at each."
            ).format(kinds=kinds),
            verb=_("Mend"),
            parent=self._parent,
        )
        prompts.confirm(question, lambda: self._mend_all(able, found))

    def _mend_all(self, able: Sequence[Pairing], found: Reconciliation) -> None:
        def done(count: int) -> None:
            self._busy.end()
            self._session.tell_final(_("Mended: {count}.").format(count=count))

        def failed(error: AppError) -> None:
            self._busy.end()
            if not isinstance(error, CancelledError):
                self._session.failed.emit(error)

        doing = self._session.act(
            lambda services, report: services.reconciler.mend_all(able, found.organisation, report),
            done,
            failed,
            self._busy.advance,
        )
        self._busy.begin(_("Mending…"), doing.cancel)

    def mark_compared(self, found: Reconciliation, name: str) -> None:
        """Note today's comparison on all keys that agree."""

        def work(services: Services) -> Callable[[], None]:
            with services.workplace.change():
                services.reconciler.note(found, name)
                return services.reconciler.mark_compared(found)

        told = _("Compared with the portal today: {count}.").format(
            count=found.count(Standing.AGREES)
        )
        self._session.act(
            lambda services, _report: work(services),
            lambda undo: self._session.tell_undoable(told, lambda _services: undo()),
        )
