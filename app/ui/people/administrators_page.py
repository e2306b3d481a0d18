"""Accounts › Administrators: those who look after keys."""

from collections.abc import Callable, Sequence
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.identity import OrganisationId
from app.core.organisation import Account, AccountDraft, Organisation
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.buttons import primary_button
from app.ui.list_page import ListPage, PageTexts, RowAction
from app.ui.people.account_acts import AccountActs
from app.ui.people.account_columns import OWNED, TOLD, AccountRow, columns
from app.ui.people.account_dialog import AccountDialog


class AdministratorsPage(ListPage[AccountRow]):
    """Lists, creates, changes and removes accounts."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            texts=PageTexts(
                _("Administrators"), _("The people who look after keys will be here."), "users"
            ),
            columns=columns(),
            identify=lambda row: row.account.id,
            parent=parent,
        )
        self.create_button = primary_button(_("+ &Add"), tip=_("Add an administrator"))
        self.add_button(self.create_button, self.add_new)
        acts = self.acts = AccountActs(desk, self)
        self.set_actions(
            [
                RowAction(_("Edit"), self.edit, "F2", "pencil"),
                RowAction(_("Remove"), self.remove, "Del", "trash-2"),
                RowAction(_("This is me"), self.mark_mine, "", "user", in_row=False),
                RowAction(
                    _("Keys owned"),
                    acts.show_owned,
                    "",
                    "arrow-right",
                    in_row=False,
                    fits=lambda row: bool(row.account.keys_owned),
                    column=OWNED,
                ),
                RowAction(
                    _("Keys told of"),
                    acts.show_told,
                    "",
                    "arrow-right",
                    in_row=False,
                    fits=lambda row: bool(row.account.keys_told),
                    column=TOLD,
                ),
                RowAction(_("Hand over…"), acts.hand_over, "Ctrl+H", "key-round", in_row=False),
                RowAction(_("Person leaves…"), acts.leave, "Ctrl+E", "log-out", in_row=False),
            ]
        )

    def arrive(self, *, account: str = "", form: str = "") -> None:
        """Choose an account in the list; open the *form* for a new one."""
        self.sought = account or None
        if form == "add":
            self.add_new()

    def reader(self) -> Callable[[Services], Sequence[AccountRow]]:
        """Override ListPage.reader."""
        scope = self.session.scope

        def read(services: Services) -> list[AccountRow]:
            people = services.keys.people()
            mine = services.accounts.mine()
            return [
                AccountRow(
                    account,
                    people.organisations[account.organisation].name,
                    account.id == mine,
                    people.today[account.organisation],
                )
                for account in services.accounts.all()
                if scope in {None, account.organisation}
            ]

        return read

    def add_new(self) -> None:
        """Open the form for a new account."""
        self._open(None)

    def edit(self, row: AccountRow) -> None:
        """Open the form of an account."""
        self._open(row.account)

    def _open(self, account: Account | None) -> None:
        def opened(found: tuple[list[Organisation], OrganisationId]) -> None:
            organisations, mine = found
            dialog = AccountDialog(
                account=account,
                organisations=organisations,
                default=self.session.scope or mine,
                icons=self.desk.icons,
                parent=self,
            )
            prompts.form(
                dialog, self.session, dialog.draft, save, partial(prompts.tell_stored, self.session)
            )

        def save(services: Services, draft: AccountDraft, _report: object) -> Account:
            if account is None:
                return services.accounts.create(draft)
            return services.accounts.edit(account.id, draft)

        self.session.ask(
            lambda services: (services.organisations.all(), services.organisations.default().id),
            opened,
        )

    def remove(self, row: AccountRow) -> None:
        """Ask, and remove an account that owns no key."""
        account = row.account
        self.ask_to_remove(
            account.name,
            _("The account is removed from this inventory, not from OpenAthens."),
            lambda services: services.accounts.remove(account.id),
        )

    def mark_mine(self, row: AccountRow) -> None:
        """Note that this is the person at this workstation."""
        self.session.act(
            lambda services, _report: services.accounts.mark_mine(row.account.id),
            lambda _nothing: self.session.reload_preferences(),
        )
