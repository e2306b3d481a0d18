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
    Standing.OTHER_KEY: (Tone.DISABLED, Shape.RING),
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
    return _said(
        state,
        now,
        _("There are no backups."),
        _("The backup folder cannot be reached."),
        _("There is no good backup yet."),
        _("Last good backup: {moment}."),
    )


def brief(state: BackupState | None, now: datetime) -> str:
    """Say the same in the footer."""
    return _said(
        state,
        now,
        _("⚠ No backups"),
        _("⚠ Backup folder gone"),
        _("⚠ No good backup"),
        _("Last backup {moment}"),
    )


def _said(state: BackupState | None, now: datetime, *texts: str) -> str:
    """Return which of *texts* holds: no folder, it is gone, no backup, or the last one's moment."""
    if state is None:
        return ""
    no_folder, gone, none, good = texts
    if not state.folder:
        return no_folder
    if state.shelf is None:
        return gone
    made = state.shelf.last_good
    return none if made is None else good.format(moment=moment(made.made_at, now))
