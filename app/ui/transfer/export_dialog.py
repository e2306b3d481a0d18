"""Asks what is to go out: the form of file, which keys, and whether with their values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from gettext import gettext as _

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from app.core.export import Format, Values
from app.core.secret import Secret
from app.services.export_order import Order
from app.services.export_reader import Choice
from app.services.exports import SEALED_ENDING
from app.ui.form_dialog import FormDialog
from app.ui.kit.choice_box import choice_box
from app.ui.kit.icons import Icons
from app.ui.kit.progress import BusyBar
from app.ui.kit.text import PlainLabel, TextRole
from app.ui.passphrase_fields import PassphraseFields
from app.ui.path_edit import PathEdit, suggested


@dataclass(frozen=True, slots=True)
class Offer:
    """Keys that may go out, as a person reads it."""

    label: str
    choice: Choice


class ExportDialog(FormDialog):
    """Collects an order, and the path of the file."""

    def __init__(
        self,
        *,
        formats: Sequence[Format],
        offers: Sequence[Offer],
        today: date,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title=_("Export keys"), verb=_("Export"), icons=icons, parent=parent)
        self._formats = formats
        self._offers = offers
        self._today = today
        self.format_box = choice_box()
        self.what_box = choice_box()
        self.values_box = QCheckBox(_("With the keys' &values"))
        self.proof_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.seal_box = QCheckBox(_("&Seal the file with a passphrase"))
        self.seal_box.setChecked(True)
        self.seal_fields = PassphraseFields()
        self.clear_label = PlainLabel(
            _(
                "Everybody who gets the file can read the values in it. Delete it as soon as it "
                "has served."
            ),
            role=TextRole.ERROR,
            wrap=True,
        )
        self.file_edit = PathEdit(suggestion="", title=_("Export keys"), pattern=_("All files (*)"))
        self.busy = BusyBar()
        self._fill_form()
        self._connect_fields()
        self._on_format()

    @property
    def format(self) -> Format:
        """The form of file that is chosen."""
        return self._formats[max(self.format_box.currentIndex(), 0)]

    @property
    def path(self) -> str:
        """Where the file is to go."""
        return self.file_edit.line_edit.text() or self.file_edit.line_edit.placeholderText()

    def choose_format(self, format_id: str) -> None:
        """Choose the form of file that is called so, if there is one."""
        self.format_box.setCurrentIndex(max(self.format_box.findData(format_id), 0))

    def reopen(self) -> None:
        """Let it be filled in again, if it was not closed: nothing was exported."""
        self.answered()
        self.refresh_blocked()

    def order(self) -> Order:
        """Return what is to go out."""
        values = self.values_box.isChecked()
        return Order(
            format=self.format.id,
            choice=self._offers[max(self.what_box.currentIndex(), 0)].choice,
            values=values,
            seal=self.seal_fields.value() if self._sealed() else None,
            proof=Secret(self.proof_edit.text()) if values else None,
        )

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        if self.values_box.isChecked() and not self.proof_edit.text():
            return _("Give your passphrase or recovery code again.")
        return self.seal_fields.problem(needed=True) if self._sealed() else None

    def _sealed(self) -> bool:
        return self.values_box.isChecked() and self.seal_box.isChecked()

    def _fill_form(self) -> None:
        for form in self._formats:
            self.format_box.addItem(_(form.label), form.id)
        for offer in self._offers:
            self.what_box.addItem(offer.label)
        self.form.add("format", _("For&mat"), self.format_box)
        self.form.add("what", _("&Which keys"), self.what_box)
        self.form.add_widget(self.values_box)
        self.form.add(
            "proof",
            _("&Your passphrase or recovery code"),
            self.proof_edit,
            hint=_("Values go out only after a way into the vault is given again."),
        )
        self.form.add_widget(self.seal_box)
        self.seal_fields.add_to(self.form)
        self.form.add_widget(self.clear_label)
        self.form.add("file", _("F&ile"), self.file_edit)
        self.body.addWidget(self.busy)

    def _connect_fields(self) -> None:
        self.format_box.currentIndexChanged.connect(self._on_format)
        self.values_box.toggled.connect(self._on_values)
        self.seal_box.toggled.connect(self._on_values)
        self.proof_edit.textChanged.connect(self.refresh_blocked)
        self.seal_fields.changed.connect(self.refresh_blocked)

    def _on_format(self) -> None:
        self.form.fields["format"].set_hint(_(self.format.told))
        self.values_box.setEnabled(self.format.values is Values.ON_REQUEST)
        self.values_box.setChecked(self.format.values is Values.ALWAYS)
        self._on_values()

    def _on_values(self) -> None:
        values, sealed = self.values_box.isChecked(), self._sealed()
        self.form.fields["proof"].setVisible(values)
        self.seal_box.setVisible(values)
        self.clear_label.setVisible(values and not sealed)
        for name in ("passphrase", "repeat"):
            self.form.fields[name].setVisible(sealed)
        ending = self.format.ending + (SEALED_ENDING if sealed else "")
        name = _("keyholder-keys-{day}").format(day=self._today.isoformat()) + ending
        self.file_edit.line_edit.setPlaceholderText(suggested(name))
        self.refresh_blocked()
        if self.isVisible():
            self._place()
