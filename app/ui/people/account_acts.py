"""What is done with an account's keys: shown, handed over, replaced as the person leaves."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.core.errors import AppError
from app.core.identity import Actor
from app.core.organisation import Account
from app.services.evidence import Evidence
from app.services.leaving import Left
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.told import tell_changed
from app.ui.people.account_columns import AccountRow, owner_filter
from app.ui.people.hand_over_dialog import HandOverDialog, Holding, holding_of
from app.ui.people.leave_dialog import LeaveDialog, told_left


class AccountActs:
    """Does it, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent

    def show_owned(self, row: AccountRow) -> None:
        """Show the keys that the account owns."""
        self._session.ask(
            lambda services: owner_filter(row.account, services.keys.people().accounts.values()),
            lambda wanted: self._desk.go("keys", state=None, text=wanted),
        )

    def show_told(self, row: AccountRow) -> None:
        """Show the keys whose notices reach the account's address."""
        self._desk.go("keys", state=None, text=f"told:{row.account.email}")

    def hand_over(self, row: AccountRow) -> None:
        """Ask who gets the account's keys, and hand them over; that can be taken back."""
        account = row.account

        def opened(holding: Holding) -> None:
            dialog = HandOverDialog(holding=holding, icons=self._desk.icons, parent=self._parent)
            prompts.form(
                dialog,
                self._session,
                lambda: dialog.taker,
                lambda services, taker, report: services.leaving.hand_over(
                    account.id, taker, report
                ),
                lambda done: tell_changed(self._session, _("Handed over {keys}."), done),
            )

        self._session.ask(lambda services: holding_of(services, account), opened)

    def leave(self, row: AccountRow) -> None:
        """Gather what a person may know who leaves; replace it, and hand over what they own."""
        account = row.account

        def read(services: Services) -> tuple[Holding, list[Actor]]:
            return holding_of(services, account), services.evidence.actors()

        def opened(found: tuple[Holding, list[Actor]]) -> None:
            holding, actors = found
            dialog = LeaveDialog(
                holding=holding,
                actors=actors,
                levels=self._session.levels,
                icons=self._desk.icons,
                parent=self._parent,
            )
            dialog.actor_changed.connect(lambda: self._gather(dialog, account))
            self._gather(dialog, account)
            prompts.form(
                dialog,
                self._session,
                lambda: (dialog.taker, dialog.known),
                lambda services, given, report: services.leaving.leave(account.id, *given, report),
                self._left,
            )

        self._session.ask(read, opened)

    def _gather(self, dialog: LeaveDialog, account: Account) -> None:
        actors = dialog.actors

        def gathered(found: list[Evidence]) -> None:
            if isValid(dialog) and dialog.actors == actors:
                dialog.show_evidence(found)

        def failed(error: AppError) -> None:
            if isValid(dialog):
                dialog.fail_evidence(error)

        self._session.ask(
            lambda services: services.evidence.of(account.id, actors), gathered, failed
        )

    def _left(self, left: Left) -> None:
        sentence = told_left(len(left.planned), len(left.handed.keys))
        self._session.tell_undoable(sentence, lambda _services: left.undo())
        self._desk.go("replacements")
