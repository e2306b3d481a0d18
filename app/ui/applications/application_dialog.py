"""The form of an application, and of the keys that it uses."""

from collections.abc import Collection
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.application import Application, ApplicationDraft
from app.core.identity import KeyId
from app.ui.applications.choices import Choices
from app.ui.applications.fields import ApplicationFields
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.pick_list import PickList

_WIDTH = 720


class ApplicationDialog(FormDialog):
    """Collects an application, new or changed, and its keys."""

    def __init__(
        self,
        *,
        application: Application | None,
        choices: Choices,
        used: Collection[KeyId],
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add an application") if application is None else _("Edit application")
        super().__init__(title=title, verb=_("Save"), icons=icons, parent=parent)
        self._choices = choices
        self.fields = ApplicationFields(choices, self.form)
        self.key_list = PickList(icons, name=_("Keys that it uses"))
        self.setMinimumWidth(_WIDTH)
        self.form.add("keys", _("Ke&ys that it uses"), self.key_list)
        if application is not None:
            self.fields.show(application)
        self._offer_keys()
        self.key_list.set_chosen(used)
        self.fields.changed.connect(self.forget_warnings)
        self.fields.organisation_changed.connect(self._offer_keys)
        self.forget_warnings()

    def draft(self) -> ApplicationDraft:
        """Return what was filled in."""
        return self.fields.draft()

    def keys(self) -> tuple[KeyId, ...]:
        """Return the keys that it uses."""
        return tuple(KeyId(one) for one in self.key_list.chosen())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return self.fields.missing()

    def _offer_keys(self) -> None:
        self.key_list.set_items(self._choices.key_items(self.fields.organisation))
