"""How backups read and look in the window."""

from datetime import datetime
from gettext import gettext as _

from app.core import backup_words
from app.core.backup import Backup, BackupState, Standing
from app.ui import dates
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone
from app.ui.record_table import RecordColumn

_LOOKS = {
    Standing.GOOD: (Tone.ACTIVE, Shape.CHECK),
    Standing.WAITING: (Tone.EXPIRING, Shape.PIE),
    Standing.UNTOLD: (Tone.DISABLED, Shape.RING),
    Standing.WRONG: (Tone.EXPIRED, Shape.CROSS),
}


def columns() -> list[RecordColumn[Backup]]:
    """Return the columns of the list of backups."""
    return [
        RecordColumn(
            _("Made"),
            lambda one: dates.moment_text(one.made_at),
            170,
            sort_key=lambda one: one.made_at,
        ),
        RecordColumn(_("Why"), lambda one: backup_words.why(one.why), 200),
        RecordColumn(_("Keys"), lambda one: str(one.keys), 80, sort_key=lambda one: one.keys),
        RecordColumn(
            _("Size"), lambda one: backup_words.size(one.size), 90, sort_key=lambda one: one.size
        ),
        RecordColumn(_("State"), lambda one: backup_words.standing(one.standing), 150, badge=look),
    ]


def look(one: Backup) -> BadgeLook:
    """Return the badge of a backup."""
    tone, shape = _LOOKS[one.standing]
    return BadgeLook(backup_words.standing(one.standing), tone, shape)


def moment(at: datetime, now: datetime) -> str:
    """Say when something was, of today with the word."""
    local, today = at.astimezone(), now.astimezone().date()
    if local.date() == today:
        return _("today {time}").format(time=f"{local:%H:%M}")
    return dates.moment_text(at)


def last(state: BackupState | None, now: datetime) -> str:
    """Say when the last good backup was made, on the dashboard."""
    if state is None:
        return ""
    if not state.folder:
        return _("There are no backups.")
    if state.shelf is None:
        return _("The backup folder cannot be reached.")
    if state.shelf.last_good is None:
        return _("There is no good backup yet.")
    return _("Last good backup: {moment}.").format(
        moment=moment(state.shelf.last_good.made_at, now)
    )


def brief(state: BackupState | None, now: datetime) -> str:
    """Say the same in the footer."""
    if state is None:
        return ""
    if not state.folder:
        return _("⚠ No backups")
    if state.shelf is None:
        return _("⚠ Backup folder gone")
    if state.shelf.last_good is None:
        return _("⚠ No good backup")
    return _("Last backup {moment}").format(moment=moment(state.shelf.last_good.made_at, now))
