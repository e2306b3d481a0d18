"""A value on the clipboard, for a short time."""

from gettext import gettext as _

from app.core.key import Key
from app.core.secret import Secret
from app.ui.desk import Desk


def copy_value(desk: Desk, key: Key) -> None:
    """Copy the value of *key*, and say for how long it stays there."""

    def copied(value: Secret) -> None:
        desk.clipboard.copy(value.reveal())
        told = _("Copied “{name}”. The clipboard is cleared in {seconds} s.")
        desk.session.told.emit(
            told.format(name=key.name, seconds=desk.clipboard.remaining_s), False
        )

    desk.session.act(lambda services, _report: services.secret.copy(key.id), copied)
