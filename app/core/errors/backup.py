"""A backup could not be made, read or restored."""

from app.core.errors.base import N_, AppError
from app.core.errors.refusal import RefusedError


class BackupError(AppError):
    """A backup could not be made, read or restored."""


class NoBackupFolderError(BackupError):
    """No folder for backups is chosen."""

    title = N_("No folder for backups is chosen.")
    meaning = N_("If this computer is lost, so are the keys.")
    hint = N_("Choose one on another device: keyholder backups folder DIR.")


class BackupFolderGoneError(BackupError):
    """The chosen folder is not there."""

    title = N_("The backup folder {folder} cannot be reached ({reason}).")
    meaning = N_("No backup can be made or read.")
    hint = N_("Connect the device that it is on, or choose another folder.")


class BackupFailedError(BackupError):
    """A backup could not be written."""

    title = N_("The backup could not be written to {folder} ({reason}).")
    meaning = N_("The inventory and earlier backups are unharmed.")
    hint = N_("Make room there, or choose another folder, and try again.")


class BackupUnsoundError(BackupError):
    """The inventory, or what was read back of it, is not whole."""

    title = N_("No backup was kept: what was copied is not whole. {problem}")
    meaning = N_("Earlier backups are unharmed.")
    hint = N_("Run keyholder verify to see everything that differs.")


class BackupBusyError(BackupError):
    """Another program is at the backups."""

    title = N_("Another program is making or restoring a backup.")
    hint = N_("Wait until it has finished, and try again.")


class NoBackupError(BackupError):
    """There is none to work with."""

    title = N_("There is no backup in {folder} that can be relied upon.")
    hint = N_("Make one: keyholder backup.")


class NotABackupError(BackupError):
    """The file holds no inventory."""

    title = N_("{path} is not a backup that Keyholder made.")
    meaning = N_("Nothing was changed.")
    hint = N_("Choose a file whose name begins with keyholder- and ends in .db.")


class BackupDamagedError(BackupError):
    """The backup is not what it was when it was made."""

    title = N_("The backup {name} is damaged or was changed: {problem}")
    meaning = N_("Nothing was changed.")
    hint = N_("Choose another backup.")


class RestoreInUseError(BackupError):
    """Another program uses the inventory that is to be replaced."""

    title = N_("Another program is using this inventory, so it cannot be replaced.")
    meaning = N_("Nothing was changed.")
    hint = N_("Close every Keyholder that uses it, and try again.")


class RestoreNotConfirmedError(RefusedError):
    """An inventory is to be replaced, and that was not said twice."""

    title = N_("Nothing was changed yet.")
    meaning = N_("The inventory in {folder} would be replaced by the backup.")
    hint = N_("Add --yes to restore it.")
