"""Management › Compare with the portal: what differs from the portal's list, mended one by one."""

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _
from pathlib import Path, PurePath

from PySide6.QtWidgets import QFileDialog, QWidget

from app.core import portal_list, reconcile_words
from app.core.day_reading import Order
from app.core.portal_list import PortalList
from app.core.reconcile import Pairing, Standing
from app.services.imports import Intake
from app.services.reconciliation import Reconciliation
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.buttons import primary_button, secondary_button
from app.ui.kit.file_taker import FileTaker
from app.ui.kit.progress import BusyBar
from app.ui.list_page import PageTexts, RowAction
from app.ui.reconcile import looks
from app.ui.reconcile.acts import ReconcileActs
from app.ui.searched_page import SearchedPage

_REMARKS = 3


class ReconcilePage(FileTaker, SearchedPage[Pairing]):
    """Lists what a list of the portal and the inventory have, and where they differ."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._path = ""
        self._intake: Intake | None = None
        self._order: Order | None = None
        self._table: PortalList | None = None
        self._found: Reconciliation | None = None
        super().__init__(
            desk,
            texts=PageTexts(
                _("Compare with the portal"),
                _(
                    "Type or paste the portal's list of API keys into a spreadsheet, save it as "
                    "CSV or Excel, and choose it here, or drop it on this page."
                ),
                "list-checks",
            ),
            columns=looks.columns(desk.session.levels),
            identify=looks.identity,
            stretched=2,
            parent=parent,
        )
        self.busy = BusyBar()
        self.acts = ReconcileActs(self.session, self.busy, self)
        self.file_button = secondary_button(_("Choose a &file…"))
        self.first_button = primary_button(_("Choose the portal's &list…"))
        self.mend_button = secondary_button(_("&Mend all shown…"))
        self.compared_button = primary_button(_("Mark as &compared"))
        self._arrange_parts()
        self._show_buttons()

    def arrive(self, *, path: str = "") -> None:
        """Compare the file at *path*, if one is named."""
        if path:
            self.open_file(path)

    def leave(self) -> None:
        """Forget what was read: it may hold values. The file is read again on return."""
        self._intake = None

    def take_file(self, path: str) -> None:
        """Override FileTaker.take_file."""
        self.open_file(path)

    def choose_file(self) -> None:
        """Ask for a file, and compare it."""
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("The portal's list"), str(Path.home()), _("Tables (*.csv *.xlsx)")
        )
        if chosen:
            self.open_file(chosen)

    def open_file(self, path: str) -> None:
        """Compare the list in the file at *path*."""
        self._path, self._intake, self._order, self._found = path, None, None, None
        self.bar.clear()
        self.refresh()

    def refresh(self) -> None:
        """Override ListPage.refresh: read the file first, unless that was done."""
        if self._path and self._intake is None:
            path = self._path

            def read(intake: Intake) -> None:
                self._intake = intake
                self.refresh()

            self.session.ask(lambda services: services.imports.read(path), read, self._on_failed)
        else:
            super().refresh()

    def reader(self) -> Callable[[Services], Sequence[Pairing]]:
        """Override ListPage.reader."""
        intake, order, scope = self._intake, self._order, self.session.scope

        def read(services: Services) -> Sequence[Pairing]:
            if intake is None:
                return ()
            columns, levels = intake.choices.columns, services.workplace.levels
            organisation = services.workplace.organisation(
                scope or services.organisations.default().id
            )
            self._table = portal_list.read(
                intake.sheet, columns, levels, organisation=organisation.name, order=order
            )
            self._found = services.reconciler.look(self._table.lines, organisation.id)
            return self._found.pairings

        return read

    def mend(self, one: Pairing) -> None:
        """Let the inventory say what the portal says of one key."""
        if self._found is not None:
            self.acts.mend(one, self._found)

    def mend_all(self) -> None:
        """Ask, and mend all that is shown."""
        if self._found is not None:
            self.acts.mend_all(self.model.records, self._found)

    def mark_compared(self) -> None:
        """Note today's comparison on all keys that agree."""
        if self._found is not None:
            self.acts.mark_compared(self._found, PurePath(self._path).name)

    def _on_loaded(self, records: Sequence[Pairing]) -> None:
        super()._on_loaded(records)
        self._show_buttons()
        if self._table is not None and self._intake is not None:
            self._tell(self._table)

    def _tell(self, table: PortalList) -> None:
        """Say what could not be read, and ask what can be read two ways."""
        if table.asks_order:
            self.banner.say(
                _("The dates can be read with the day or the month first. Which is it?"),
                level=Level.WARNING,
            )
            for text, order in (
                (_("Day first"), Order.DAY_FIRST),
                (_("Month first"), Order.MONTH_FIRST),
            ):
                self.banner.add_button(text, partial(self._choose_order, order))
        elif table.remarks:
            told = " ".join(table.remarks[:_REMARKS])
            more = len(table.remarks) - _REMARKS
            if more > 0:
                told += " " + _("And {count} more.").format(count=more)
            self.banner.say(told, level=Level.WARNING)

    def _choose_order(self, order: Order) -> None:
        self._order = order
        self.refresh()

    def _show_buttons(self) -> None:
        found = self._found
        for one in (self.file_button, self.compared_button, self.mend_button, self.bar):
            one.setVisible(found is not None)
        if found is None:
            self.head.set_line("")
            return
        agree = found.count(Standing.AGREES)
        self.compared_button.setEnabled(agree > 0)
        self.mend_button.setEnabled(not found.agrees)
        told = _("{file} against {organisation}: {count} agree.").format(
            file=PurePath(self._path).name, organisation=found.organisation_name, count=agree
        )
        if found.made_here:
            told += " " + _("Made here, so not looked for: {count}.").format(count=found.made_here)
        self.head.set_line(told)

    def _arrange_parts(self) -> None:
        self.add_button(self.file_button, self.choose_file)
        self.add_button(self.mend_button, self.mend_all)
        self.add_button(self.compared_button, self.mark_compared)
        self.empty.add(self.first_button)
        self.first_button.clicked.connect(self.choose_file)
        self.set_search(looks.words, looks.chips())
        self.set_actions(
            [
                RowAction(
                    _("Open"),
                    lambda one: self.desk.go("key", key=one.key.id if one.key else ""),
                    icon="arrow-right",
                    fits=lambda one: one.key is not None,
                ),
                RowAction(
                    _("Mend"),
                    self.mend,
                    "Space",
                    "check",
                    fits=lambda one: not reconcile_words.why_not(one),
                ),
            ]
        )
        self.add_foot(self.busy)
        self.setAcceptDrops(True)
