"""The keys that an application uses, alone: to tick one more, or several."""

from collections.abc import Collection
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.application import Application
from app.core.identity import KeyId
from app.ui.applications.choices import Choices
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.pick_list import PickList

_WIDTH = 640


class KeysDialog(FormDialog):
    """Collects the keys that *application* uses."""

    def __init__(
        self,
        *,
        application: Application,
        choices: Choices,
        used: Collection[KeyId],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            title=_("Keys that “{name}” uses").format(name=application.name),
            verb=_("Save"),
            icons=icons,
            parent=parent,
        )
        self.key_list = PickList(icons, name=_("Keys"))
        self.key_list.set_items(choices.key_items(application.organisation))
        self.key_list.set_chosen(used)
        self.setMinimumWidth(_WIDTH)
        self.form.add("keys", "", self.key_list)
        self.refresh_blocked()

    def keys(self) -> tuple[KeyId, ...]:
        """Return the keys that it uses."""
        return tuple(KeyId(one) for one in self.key_list.chosen())
