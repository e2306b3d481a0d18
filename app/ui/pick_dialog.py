"""Asks for some of many things."""

from collections.abc import Sequence
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.pick_list import PickItem, PickList
from app.ui.kit.text import PlainLabel, TextRole


class PickDialog(FormDialog):
    """A list to tick; *nothing* says what it means where there is nothing to choose from."""

    def __init__(
        self,
        *,
        title: str,
        items: Sequence[PickItem],
        nothing: str,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title=title, verb=_("Add"), icons=icons, parent=parent)
        self._nothing = nothing
        self._is_empty = not items
        self.pick_list = PickList(icons, name=title)
        self.pick_list.set_items(items)
        if self._is_empty:
            self.form.add_widget(PlainLabel(nothing, role=TextRole.MUTED, wrap=True))
        else:
            self.form.add("items", "", self.pick_list)
        self.pick_list.changed.connect(self.refresh_blocked)
        self.refresh_blocked()

    def chosen(self) -> tuple[str, ...]:
        """Return the ids that were ticked."""
        return self.pick_list.chosen()

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if self._is_empty:
            return self._nothing
        return None if self.chosen() else _("Tick at least one.")
