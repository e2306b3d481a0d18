"""Two dialogs for several keys at once: another permission, another owner."""

from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core import words
from app.core.identity import AccountId
from app.ui.form_dialog import FormDialog
from app.ui.keys.choices import Choices
from app.ui.kit.choice_box import choice_box
from app.ui.kit.icons import Icons
from app.ui.kit.options import Option, OptionList


class PermissionDialog(FormDialog):
    """Asks for a permission level."""

    def __init__(
        self, *, count: int, choices: Choices, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            title=_("Change the permission of {keys}").format(keys=words.keys_counted(count)),
            verb=_("Change"),
            icons=icons,
            parent=parent,
        )
        reports = any(one.reports_api for one in choices.organisations)
        self.permission_list = OptionList(
            [
                Option(id=level.id, label=_(level.label), description=level.explained())
                for level in choices.levels.offered(reports_api=reports)
            ]
        )
        self.form.add("permission", _("Permission"), self.permission_list)
        self.permission_list.chosen.connect(self.refresh_blocked)
        self.refresh_blocked()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.permission_list.value() else _("Choose a permission.")


class OwnerDialog(FormDialog):
    """Asks for an owner."""

    def __init__(
        self, *, count: int, choices: Choices, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            title=_("Change the owner of {keys}").format(keys=words.keys_counted(count)),
            verb=_("Change"),
            icons=icons,
            parent=parent,
        )
        self.owner_box = choice_box(placeholder=_("Choose…"))
        self.owner_box.addItem(_("Nobody"), None)
        for account in choices.accounts:
            self.owner_box.addItem(account.name, account.id)
        self.owner_box.setCurrentIndex(-1)
        self.form.add("owner", _("O&wner"), self.owner_box)
        self.owner_box.currentIndexChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.owner_box.currentIndex() >= 0 else _("Choose an owner, or nobody.")

    def owner(self) -> AccountId | None:
        """Return the owner chosen."""
        chosen: AccountId | None = self.owner_box.currentData()
        return chosen
