"""Preferences › Appearance: colours, and when a row shows its buttons."""

from gettext import gettext as _

from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.preference import APPEARANCE, ROW_BUTTONS, Appearance
from app.ui.desk import Desk
from app.ui.kit.options import Option, OptionList
from app.ui.preferences.form_page import FormPage


class AppearancePage(FormPage):
    """Each choice holds at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, title=_("Appearance"), parent=parent)
        self.colours_list = OptionList(
            [
                Option(
                    id=Appearance.SYSTEM.value,
                    label=_("As the system"),
                    description=_("Changes with the system at once."),
                ),
                Option(id=Appearance.LIGHT.value, label=_("Light")),
                Option(id=Appearance.DARK.value, label=_("Dark")),
            ]
        )
        self.buttons_box = QCheckBox(_("Always show the &buttons of a row"))
        self.form.add("appearance", _("Colours"), self.colours_list)
        self.form.add(
            "row-buttons-always",
            _("Lists"),
            self.buttons_box,
            hint=_("Otherwise they show under the mouse, and in the row that the keyboard is in."),
        )
        self._show()
        self.colours_list.chosen.connect(self._on_colours)
        self.buttons_box.toggled.connect(self._on_buttons)
        self.session.preferences_changed.connect(self._show)

    def _show(self) -> None:
        for widget in (self.colours_list, self.buttons_box):
            widget.blockSignals(True)
        self.colours_list.set_value(self.session.preferences.get(APPEARANCE))
        self.buttons_box.setChecked(self.session.preferences.get(ROW_BUTTONS))
        for widget in (self.colours_list, self.buttons_box):
            widget.blockSignals(False)

    def _on_colours(self, chosen: str) -> None:
        self.session.set_preference(APPEARANCE, chosen)

    def _on_buttons(self, always: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.session.set_preference(ROW_BUTTONS, always)
