"""What is said of backups."""

from gettext import gettext as _
from gettext import ngettext

from app.core.backup import BackupState, Standing, Trouble, Why
from app.core.errors import N_
from app.core.restore_port import ChangedKey, Differences

_WHY = {
    Why.ASKED: N_("on request"),
    Why.DAILY: N_("daily"),
    Why.MIGRATION: N_("before a newer version"),
    Why.IMPORT: N_("before an import"),
    Why.BULK: N_("before a bulk change"),
    Why.RESTORE: N_("before a restore"),
    Why.ROTATION: N_("for a new vault key"),
    Why.UNKNOWN: N_("not known"),
}
_STANDING = {
    Standing.GOOD: N_("Verified"),
    Standing.WAITING: N_("Not verified yet"),
    Standing.UNTOLD: N_("Vault is shut"),
    Standing.OTHER_KEY: N_("By another vault key"),
    Standing.WRONG: N_("Damaged"),
}
_TROUBLE = {
    Trouble.NO_FOLDER: N_(
        "There are no backups: if this computer is lost, so are the keys, and the recovery code "
        "opens nothing."
    ),
    Trouble.FOLDER_GONE: N_("The backup folder {folder} cannot be reached: {reason}."),
    Trouble.FAILED: N_("The last backup failed. {reason}"),
    Trouble.NONE: N_("There is no good backup in {folder} yet."),
    Trouble.OLD: N_("The last good backup is older than 3 days."),
    Trouble.SAME_DEVICE: N_(
        "Backups go to the device that the inventory is on: if it is lost, so are they."
    ),
    Trouble.NEVER_DRILLED: N_(
        "It was never tried whether the recovery code opens a backup. A drill takes a minute."
    ),
}
_FIELDS = {
    "name": N_("name"),
    "permission": N_("permission"),
    "owner": N_("owner"),
    "notes": N_("notes"),
    "also_tell": N_("also tell"),
    "value": N_("value"),
    "disabled_at": N_("disabled or not"),
    "removed_at": N_("removed or not"),
    "destroyed_at": N_("value destroyed or not"),
    "superseded_at": N_("superseded or not"),
    "compared_at": N_("compared with the portal"),
    "unused_at": N_("confirmed unused"),
}
"""What of a key may differ; what goes with one of these is told by it."""
_KB = 1024


def why(what: Why) -> str:
    """Say what a backup was made for."""
    return _(_WHY[what])


def standing(what: Standing) -> str:
    """Say what is known of a backup."""
    return _(_STANDING[what])


def trouble(what: Trouble, state: BackupState) -> str:
    """Say what is wrong with the backups."""
    return _(_TROUBLE[what]).format(folder=state.folder, reason=state.reason)


def same_device() -> str:
    """Say that the backups lie on the inventory's own device."""
    return _(_TROUBLE[Trouble.SAME_DEVICE])


def size(count: int) -> str:
    """Return a number of bytes in a unit that fits."""
    if count < _KB * _KB:
        return _("{n} kB").format(n=max(round(count / _KB), 1))
    return _("{n:.1f} MB").format(n=count / _KB / _KB)


def fields_of(key: ChangedKey) -> str:
    """Say in what a key differs."""
    return ", ".join(_(_FIELDS[field]) for field in key.fields if field in _FIELDS) or _("record")


def would_change(differences: Differences | None) -> str:
    """Say in one line what restoring a backup would change."""
    if differences is None:
        return _("There is no inventory here to compare with.")
    if differences.other_inventory:
        return _("This is a backup of another inventory: all keys here would be replaced.")
    if not differences.count:
        return ngettext(
            "The key is the same as here.",
            "All {n} keys are the same as here.",
            differences.same,
        ).format(n=differences.same)
    return _("Keys: {added} would come back, {gone} would be lost, {changed} would change.").format(
        added=len(differences.added), gone=len(differences.gone), changed=len(differences.changed)
    )
