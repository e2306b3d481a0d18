"""The inventory's file cannot be used now."""

from app.core.errors.base import N_, AppError


class StorageError(AppError):
    """The inventory's file cannot be used now."""


class NotSetUpError(StorageError):
    """There is no inventory yet."""

    title = N_("There is no inventory in {folder} yet.")
    hint = N_("Start keyholder to set one up, or run keyholder init.")


class DatabaseBusyError(StorageError):
    """Another program holds the database."""

    title = N_("Another program is using the inventory's database.")
    meaning = N_("Nothing was changed.")
    hint = N_("Wait until it has finished, or close it, and try again.")


class DatabaseReadOnlyError(StorageError):
    """The file or its folder cannot be written."""

    title = N_("The inventory in {folder} cannot be written.")
    meaning = N_("Nothing was changed.")
    hint = N_("Give your account the right to write to that folder, and try again.")


class DiskFullError(StorageError):
    """No space is left."""

    title = N_("The disk is full.")
    meaning = N_("The change was not saved; what was saved before is safe.")
    hint = N_("Make room in {folder} and try again.")


class DatabaseNewerError(StorageError):
    """A newer Keyholder wrote the database."""

    title = N_("A newer version of Keyholder wrote this inventory.")
    meaning = N_("It was left as it is.")
    hint = N_("Install the newer version on this computer.")


class DatabaseForeignError(StorageError):
    """The file belongs to another program."""

    title = N_("{path} is not a Keyholder inventory.")
    meaning = N_("It was left as it is.")
    hint = N_("Choose another folder with --data-dir.")


class DatabaseDamagedError(StorageError):
    """The file cannot be read as a database."""

    title = N_("The inventory's database is damaged.")
    meaning = N_("It was left as it is, so that nothing more is lost.")
    hint = N_("Restore your latest backup: keyholder restore FILE. {path} is kept beside it.")


class StorageFailedError(StorageError):
    """Reading or writing failed for a reason of the system's own."""

    title = N_("The inventory could not be read or written ({reason}).")
    meaning = N_("The change was not saved; what was saved before is safe.")
    hint = N_("Check the disk that holds {folder}, and try again.")


class TamperedError(StorageError):
    """A record does not match its seal."""

    title = N_("The record “{name}” was changed outside Keyholder.")
    meaning = N_("Its dates and state cannot be trusted, so it is left as it is.")
    hint = N_("Run keyholder verify to see everything that differs.")


class NetworkFolderError(StorageError):
    """The folder lies on a file server."""

    title = N_("{folder} is on a network file system ({kind}).")
    meaning = N_("Locks do not hold there, and an inventory could be damaged.")
    hint = N_("Choose a folder on this computer with --data-dir.")


class AlreadyOpenError(StorageError):
    """A window on this inventory is open already."""

    title = N_("A window on this inventory is open already.")
    hint = N_("Use that window, or close it first.")


class MaintenanceError(StorageError):
    """Another program has the inventory to itself for a moment."""

    title = N_("Another program is setting up or repairing this inventory.")
    meaning = N_("Nothing was changed.")
    hint = N_("Wait until it has finished and try again.")


class InventoryInUseError(StorageError):
    """An older inventory cannot be brought up to date while another program uses it."""

    title = N_("This inventory is of an older version, and another program is using it.")
    meaning = N_("It could not be brought up to date; nothing was changed.")
    hint = N_("Close every Keyholder that uses it, and start this one again.")


class LoginStartError(StorageError):
    """Whether the program starts at login could not be seen or changed."""

    title = N_("Starting at login could not be set ({reason}).")
    meaning = N_("It is as it was before.")
    hint = N_("Check that your own settings folder can be written.")
