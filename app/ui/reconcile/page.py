"""Management › Compare with the portal: what differs from the portal's list, mended one by one."""

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core import portal_list, reconcile_words
from app.core.day_reading import Order
from app.core.errors import AppError
from app.core.identity import OrganisationId
from app.core.portal_list import PortalList
from app.core.reconcile import Pairing, Standing
from app.services.reconciliation import Reconciliation
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Level
from app.ui.kit.file_taker import FileTaker
from app.ui.kit.progress import BusyBar
from app.ui.list_page import PageTexts, RowAction
from app.ui.reconcile import looks
from app.ui.reconcile.acts import ReconcileActs
from app.ui.reconcile.buttons import ReconcileButtons
from app.ui.reconcile.source import Source
from app.ui.searched_page import SearchedPage

_REMARKS = 3


class _Compared(list[Pairing]):
    """How a list stands to the keys of one organisation: as it is shown, it is mended."""

    def __init__(
        self, table: PortalList | None = None, found: Reconciliation | None = None
    ) -> None:
        super().__init__(() if found is None else found.pairings)
        self.table = table
        self.found = found


class ReconcilePage(FileTaker, SearchedPage[Pairing]):
    """Lists what a list of the portal and the inventory have, and where they differ."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._table: PortalList | None = None
        self._found: Reconciliation | None = None
        self._is_new = False
        super().__init__(
            desk,
            texts=PageTexts(
                _("Compare with the portal"),
                _(
                    "In the portal, select the table of Management > API keys, copy it, and paste "
                    "it here. Or choose a CSV file or an Excel workbook with the list, or drop one "
                    "on this page."
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
        self.source = Source(desk, self, self._on_arrived, self._on_unread)
        self.buttons = ReconcileButtons(desk.icons)
        self._arrange_parts()
        self._show_buttons()

    def arrive(self, *, path: str = "", organisation: OrganisationId | None = None) -> None:
        """Compare the file at *path*, and with the keys of one *organisation*, if it is named."""
        if organisation is not None:
            self.session.set_scope(organisation)
        if path:
            self.source.open(path)

    def leave(self) -> None:
        """Forget what was read: it may hold values. A file is read again on return."""
        self.source.forget()
        self._on_loaded(())

    def take_file(self, path: str) -> None:
        """Override FileTaker.take_file."""
        self.source.open(path)

    def refresh(self) -> None:
        """Override ListPage.refresh: read the file first, unless that was done."""
        if not self.source.restore():
            super().refresh()

    def reader(self) -> Callable[[Services], Sequence[Pairing]]:
        """Override ListPage.reader."""
        source, scope = self.source, self.session.scope
        intake, order, asks = source.intake, source.order, source.asks_columns

        def read(services: Services) -> Sequence[Pairing]:
            if intake is None or asks:
                return _Compared()
            columns, levels = intake.choices.columns, services.workplace.levels
            organisation = services.workplace.organisation(
                scope or services.organisations.default().id
            )
            table = portal_list.read(
                intake.sheet, columns, levels, organisation=organisation.name, order=order
            )
            return _Compared(table, services.reconciler.look(table.lines, organisation.id))

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
        if self._found is not None and self.source.intake is not None:
            self.acts.mark_compared(self._found, self.source.intake.name)

    def _on_loaded(self, records: Sequence[Pairing]) -> None:
        """Override SearchedPage: nothing is shown of what was forgotten meanwhile."""
        compared = records if isinstance(records, _Compared) else _Compared()
        if self.source.intake is None:
            compared = _Compared()
        self._table, self._found = compared.table, compared.found
        super()._on_loaded(compared)
        self._show_buttons()
        widget: QWidget = self.table
        if self.source.asks_columns:
            self.banner.say(
                _("Keyholder cannot tell which column is the name."), level=Level.WARNING
            )
            choose = self.source.ask_for_columns
            widget = self.banner.add_button(_("Choose the columns…"), choose)
        elif self._table is not None:
            self._tell(self._table)
        if self._is_new:  # the button that was pressed may be gone
            widget.setFocus()
            self._is_new = False

    def _on_arrived(self) -> None:
        self._is_new = True
        self.refresh()

    def _on_unread(self, error: AppError) -> None:
        """Show nothing of a former list, and say why there is no other."""
        self._on_loaded(())
        self.banner.say(str(error), level=Level.ERROR)
        self.banner.add_button(_("Retry"), self.source.again)

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
                self.banner.add_button(text, partial(self.source.choose_order, order))
        elif table.remarks:
            told = " ".join(table.remarks[:_REMARKS])
            more = len(table.remarks) - _REMARKS
            if more > 0:
                told += " " + _("And {count} more.").format(count=more)
            self.banner.say(told, level=Level.WARNING)

    def _show_buttons(self) -> None:
        found, intake = self._found, self.source.intake
        self.buttons.show_for(found)
        self.bar.setVisible(found is not None)
        if found is None or intake is None:
            self.head.set_line("")
            return
        told = _("{file} against {organisation}: {count} agree.").format(
            file=intake.name,
            organisation=found.organisation_name,
            count=found.count(Standing.AGREES),
        )
        if found.made_here:
            told += " " + _("Made here, so not looked for: {count}.").format(count=found.made_here)
        self.head.set_line(told)

    def _arrange_parts(self) -> None:
        for button, act in (
            (self.buttons.columns, self.source.ask_for_columns),
            (self.buttons.file, self.source.ask_for_file),
            (self.buttons.paste, self.source.paste),
            (self.buttons.mend, self.mend_all),
            (self.buttons.compared, self.mark_compared),
        ):
            self.add_button(button, act)
        self.empty.add(self.buttons.first_paste)
        self.empty.add(self.buttons.first_file)
        self.buttons.first_paste.clicked.connect(self.source.paste)
        self.buttons.first_file.clicked.connect(self.source.ask_for_file)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.activated.connect(self.source.paste)
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
