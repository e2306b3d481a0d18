"""Restoring a backup: what it would change, and a way into it."""

from gettext import gettext as _

from PySide6.QtWidgets import QLineEdit, QWidget

from app.core import backup_words, words
from app.core.access import Way, WayKind
from app.core.errors import N_, AppError
from app.core.restore_port import Differences, Offer
from app.core.secret import Secret
from app.ui import dates
from app.ui.form_dialog import FormDialog
from app.ui.kit.icons import Icons
from app.ui.kit.line_list import LineList
from app.ui.kit.text import PlainLabel, TextRole

_FEW, _MOST = 5, 500
_SINCE = {
    WayKind.PASSPHRASE: N_("the passphrase that was set on {day}"),
    WayKind.RECOVERY_CODE: N_("the recovery code that was made on {day}"),
}


class RestoreDialog(FormDialog):
    """Shows a backup that could be restored, and asks for its own passphrase or recovery code."""

    def __init__(self, *, offer: Offer, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(title=_("Restore a backup"), verb=_("Restore"), icons=icons, parent=parent)
        self.secret_edit = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.change_label = PlainLabel(
            backup_words.would_change(offer.differences), role=TextRole.STRONG, wrap=True
        )
        self.key_list = LineList(nothing="", few=_FEW)
        self.form.add_widget(PlainLabel(_told(offer), wrap=True))
        self.form.add_widget(self.change_label)
        if offer.differences is not None and offer.differences.count:
            self.key_list.show_lines(_lines(offer.differences))
            self.form.add_widget(self.key_list)
        self.form.add(
            "secret",
            _("&Passphrase or recovery code of the backup"),
            self.secret_edit,
            hint=_ways(offer.ways),
        )
        note = (
            _("The present inventory is backed up first.")
            if offer.differences is not None
            else _("Checking it takes a few seconds.")
        )
        self.form.add_widget(PlainLabel(note, role=TextRole.MUTED, wrap=True))
        self.secret_edit.textChanged.connect(self.refresh_blocked)
        self.refresh_blocked()

    def secret(self) -> Secret:
        """Return what was typed."""
        return Secret(self.secret_edit.text())

    def missing(self) -> str | None:
        """Override FormDialog.missing."""
        return None if self.secret_edit.text() else _("Type one of the two.")

    def fail(self, error: AppError) -> None:
        """Override FormDialog.fail: the other secret can be typed at once."""
        super().fail(error)
        self.secret_edit.setFocus()

    def submit(self) -> None:
        """Override FormDialog.submit."""
        super().submit()
        self.set_blocked(_("Restoring…"))


def _told(offer: Offer) -> str:
    keys = words.keys_counted(offer.keys)
    if offer.made_at is None:
        return _("A backup with {keys}.").format(keys=keys)
    moment = dates.moment_text(offer.made_at)
    return _("The backup of {moment}, with {keys}.").format(moment=moment, keys=keys)


def _ways(ways: tuple[Way, ...]) -> str:
    known = [
        _(_SINCE[way.kind]).format(day=dates.day_text(way.since.astimezone().date()))
        for way in ways
        if way.kind in _SINCE
    ]
    return _("It knows {ways}.").format(ways=_(" and ").join(known))


def _lines(differences: Differences) -> list[tuple[str, str]]:
    changed = [
        (one.name, _("would change: {fields}").format(fields=backup_words.fields_of(one)))
        for one in differences.changed[:_MOST]
    ]
    return [
        *((name, _("would be lost")) for name in differences.gone[:_MOST]),
        *changed,
        *((name, _("would come back")) for name in differences.added[:_MOST]),
    ]
