"""What a file does not tell of its keys, and is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from gettext import gettext as _

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.core.day_reading import Order
from app.core.import_plan import Choices, ImportPlan
from app.core.organisation import Organisation
from app.core.permission import PermissionLevels
from app.ui.date_edit import DateEdit
from app.ui.kit.card import Card
from app.ui.kit.choice_box import choice_box
from app.ui.kit.form import Form
from app.ui.kit.icons import Icons
from app.ui.kit.text import PlainLabel, TextRole

_NAMES = 12


class ChoicesCard(Card):
    """Asks for what is needed, and for nothing else.

    Signals: *changed* when something else is chosen.
    """

    changed = Signal()

    def __init__(self, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(_("Choices"), parent)
        self.form = Form(icons)
        self.order_box = choice_box()
        self.organisation_box = choice_box()
        self.level_box = choice_box()
        self.expiry_edit = DateEdit(icons)
        self.missing_box = QCheckBox(_("&Make what is not known yet"))
        self.missing_label = PlainLabel(role=TextRole.MUTED, wrap=True)
        self._arrange()
        self._connect()

    def choices(self, before: Choices) -> Choices:
        """Return *before* with what is chosen here."""
        order = self.order_box.currentData()
        return replace(
            before,
            order=Order(order) if order else None,
            organisation=self.organisation_box.currentData(),
            permission=self.level_box.currentData() or "",
            expires_on=self.expiry_edit.value(),
            create_missing=self.missing_box.isChecked(),
        )

    def offer(self, organisations: Sequence[Organisation], levels: PermissionLevels) -> None:
        """Let these be chosen, as at the beginning of each file."""
        self.blockSignals(True)
        self.organisation_box.clear()
        self.organisation_box.addItem(_("Your own"), None)
        for one in organisations:
            self.organisation_box.addItem(one.name, one.id)
        self.level_box.clear()
        self.level_box.addItem(_("Choose a level"), "")
        for level in levels:
            self.level_box.addItem(_(level.label), level.id)
        self.order_box.setCurrentIndex(0)
        self.expiry_edit.set_value(None)
        self.missing_box.setChecked(False)
        self.blockSignals(False)

    def show_plan(self, plan: ImportPlan) -> None:
        """Ask for what *plan* needs."""
        self.form.fields["order"].setVisible(plan.asks_order)
        self.form.fields["level"].setVisible(plan.asks_level)
        self.form.fields["expiry"].setVisible(plan.asks_expiry)
        self.missing_box.setVisible(bool(plan.missing))
        self.missing_label.setVisible(bool(plan.missing))
        names = ", ".join(plan.missing[:_NAMES])
        more = len(plan.missing) - _NAMES
        told = _("Not known: {names}, and {n} more") if more > 0 else _("Not known: {names}")
        self.missing_label.setText(told.format(names=names, n=more))

    def _arrange(self) -> None:
        self.order_box.addItem(_("Choose"), "")
        self.order_box.addItem(_("Day first: 31/12/2027"), Order.DAY_FIRST.value)
        self.order_box.addItem(_("Month first: 12/31/2027"), Order.MONTH_FIRST.value)
        self.form.add(
            "order",
            _("How &dates are written"),
            self.order_box,
            hint=_("The dates in the file can be read in two ways."),
        )
        self.form.add("level", _("&Permission level of all keys"), self.level_box)
        self.form.add(
            "expiry",
            _("E&xpiry date of all keys"),
            self.expiry_edit,
            hint=_("The day on which they stop working: the file has no column for it."),
        )
        self.form.add(
            "organisation",
            _("&Organisation of keys without one"),
            self.organisation_box,
        )
        self.form.add_widget(self.missing_box)
        self.form.add_widget(self.missing_label)
        self.body.addWidget(self.form)

    def _connect(self) -> None:
        for box in (self.order_box, self.organisation_box, self.level_box):
            box.activated.connect(self._on_changed)
        self.expiry_edit.changed.connect(self._on_changed)
        self.missing_box.toggled.connect(self._on_changed)

    def _on_changed(self, *_what: object) -> None:
        self.changed.emit()
