"""The form of an administrator's account."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.identity import OrganisationId
from app.core.organisation import Account, AccountDraft, Organisation
from app.ui.date_edit import DateEdit
from app.ui.form_dialog import FormDialog
from app.ui.kit.choice_box import choice_box, choose
from app.ui.kit.icons import Icons


class AccountDialog(FormDialog):
    """Collects an account, new or changed."""

    def __init__(
        self,
        *,
        account: Account | None,
        organisations: list[Organisation],
        default: OrganisationId,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add an administrator") if account is None else _("Edit administrator")
        super().__init__(title=title, verb=_("Save"), icons=icons, parent=parent)
        self.name_edit = QLineEdit()
        self.email_edit = QLineEdit()
        self.organisation_box = choice_box()
        self.expiry_edit = DateEdit(icons)
        for organisation in organisations:
            self.organisation_box.addItem(organisation.name, organisation.id)
        self._choose(default)
        self._fill_form()
        if account is not None:
            self._show(account)
        self.name_edit.textChanged.connect(self.refresh_blocked)
        self.expiry_edit.changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def draft(self) -> AccountDraft:
        """Return what was filled in."""
        return AccountDraft(
            name=self.name_edit.text(),
            email=self.email_edit.text(),
            organisation=OrganisationId(self.organisation_box.currentData()),
            expires_on=self.expiry_edit.value(),
        )

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if not self.name_edit.text().strip():
            return _("Give the person's name.")
        if self.expiry_edit.value() is None and not self.expiry_edit.is_empty:
            return _("The date is not complete: write it like 2027-03-01.")
        return None

    def _fill_form(self) -> None:
        self.form.add("name", _("&Name"), self.name_edit)
        self.form.add(
            "email",
            _("&E-mail address"),
            self.email_edit,
            hint=_("Where this person can be reached."),
        )
        self.form.add("organisation", _("&Organisation"), self.organisation_box)
        self.form.add(
            "expires_on",
            _("Account e&xpires"),
            self.expiry_edit,
            hint=_("If the portal shows a date. Leave it empty if not."),
        )

    def _show(self, account: Account) -> None:
        self.name_edit.setText(account.name)
        self.email_edit.setText(account.email)
        self._choose(account.organisation)
        self.expiry_edit.set_value(account.expires_on)

    def _choose(self, organisation: OrganisationId) -> None:
        choose(self.organisation_box, organisation)
