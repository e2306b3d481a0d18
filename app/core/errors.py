"""Everything that is known to go wrong, as one tree.

AppError
├── InvalidInputError → FieldError, FilterError     what a person typed cannot be used
├── RefusedError                                    understood, but a rule says no
│   └── NotFoundError, AmbiguousIdError, DuplicateValueError, InUseError, WrongStateError,
│       ImmutableError, AlreadySetUpError
├── VaultError                                      values cannot be read or stored now
│   ├── VaultLockedError, WrongSecretError, NoWayInError, VaultChangedError
│   └── KeyringError → KeyringAbsentError, KeyringShutError, KeyringHangsError
├── StorageError                                    the inventory's file cannot be used now
│   └── NotSetUpError, DatabaseBusyError, DatabaseReadOnlyError, DiskFullError,
│       DatabaseNewerError, DatabaseForeignError, DatabaseDamagedError, StorageFailedError,
│       TamperedError, NetworkFolderError, AlreadyOpenError, MaintenanceError
└── CancelledError                                  somebody pressed Cancel

Each leaf tells what happened, what it means, and what to do. Only an AppError is ever shown as
a message; anything else is a bug and reaches the crash report.
"""

from gettext import gettext as _


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark *text* for translation without translating it yet."""
    return text


class AppError(Exception):
    """A failure with a sentence for the person who meets it.

    Keyword arguments fill the braces in the class's texts; they never hold a secret.
    """

    title = N_("Something went wrong")
    meaning = ""
    hint = ""

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def _told(self, text: str) -> str:
        return _(text).format(**self.facts) if text else ""

    def what(self) -> str:
        """Tell what happened."""
        return self._told(self.title)

    def so(self) -> str:
        """Tell what it means for the keys."""
        return self._told(self.meaning)

    def then(self) -> str:
        """Tell what to do."""
        return self._told(self.hint)

    def __str__(self) -> str:
        return " ".join(part for part in (self.what(), self.so(), self.then()) if part)


class InvalidInputError(AppError):
    """What was typed cannot be used: *problem* tells why."""

    title = "{problem}"


class FieldError(InvalidInputError):
    """What was typed in one field cannot be used: *field* names it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(problem=problem)
        self.field = field


class FilterError(InvalidInputError):
    """The filter cannot be read."""


class RefusedError(AppError):
    """The request was understood, and a rule says no."""


_LONG_ID = 32


class NotFoundError(RefusedError):
    """Nothing has that id or name. A long id is told in part: it may be a value by mistake."""

    title = N_("There is no {thing} {id}.")
    hint = N_("List them to see their names and ids.")

    def __init__(self, *, thing: str, id: str) -> None:  # noqa: A002 - the text's own word
        whole = len(id) < _LONG_ID
        super().__init__(thing=thing, id=id if whole else f"{id[:8]}…")


class AmbiguousIdError(RefusedError):
    """The beginning of an id fits several things."""

    title = N_("More than one {thing} has an id that begins with {id}.")
    hint = N_("Give more of it.")


class DuplicateValueError(RefusedError):
    """The value is in the inventory already."""

    title = N_("This value is in the inventory already, as the key “{name}”.")
    meaning = N_("Nothing was stored.")
    hint = N_("Use that record, or check that the right value was copied.")


class InUseError(RefusedError):
    """Something else still needs the thing."""

    title = N_("“{name}” is still needed: {reason}.")
    meaning = N_("Nothing was removed.")
    hint = N_("Change that first.")


class WrongStateError(RefusedError):
    """The key's state does not allow the act."""

    title = N_("“{name}” cannot be changed like this: {reason}.")


class ImmutableError(RefusedError):
    """The database refused to change what never changes."""

    title = N_("A key's value and its expiry date never change.")
    meaning = N_("Nothing was changed.")
    hint = N_("Correct a portal key's slip with Correct; replace a key with a new one.")


class AlreadySetUpError(RefusedError):
    """There is an inventory in this place already."""

    title = N_("There is an inventory in {folder} already.")
    meaning = N_("It was left as it is.")
    hint = N_("Choose another folder with --data-dir.")


class VaultError(AppError):
    """Values cannot be read or stored now."""


class VaultLockedError(VaultError):
    """The vault is not open."""

    title = N_("The vault is locked.")
    meaning = N_("Names and dates can be read; values cannot, and nothing can be changed.")
    hint = N_("Unlock it with the passphrase or the recovery code.")


class WrongSecretError(VaultError):
    """A passphrase or recovery code did not open the vault."""

    title = N_("That does not open the vault.")
    hint = N_("Check for capital letters and the keyboard's language, and try again.")


class NoWayInError(VaultError):
    """There would be no way in besides the keyring."""

    title = N_("The vault needs a proven recovery code before it can hold a key.")
    hint = N_("Finish the set-up first.")


class VaultChangedError(VaultError):
    """The vault was given new keys by another program."""

    title = N_("Another program has changed the vault's keys meanwhile.")
    meaning = N_("Nothing was changed here.")
    hint = N_("Close Keyholder and start it again.")


class KeyringError(VaultError):
    """The operating system's keyring failed."""

    title = N_("The system's keyring did not do what was asked.")
    meaning = N_("The inventory is unharmed.")
    hint = N_("Open the vault with the passphrase or the recovery code.")


class KeyringAbsentError(KeyringError):
    """There is no keyring that can be trusted with a secret."""

    title = N_("No system keyring was found that keeps secrets encrypted.")


class KeyringShutError(KeyringError):
    """The keyring is there, but locked."""

    title = N_("The system's keyring is locked.")
    hint = N_("Unlock it and try again, or use the passphrase or the recovery code.")


class KeyringHangsError(KeyringError):
    """The keyring did not answer in time."""

    title = N_("The system's keyring did not answer within {seconds} seconds.")
    hint = N_("Look for its own window, or use the passphrase or the recovery code.")


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
    meaning = N_("Keys can be looked at, not changed.")
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
    hint = N_("Copy {path} aside and put your latest copy of it in its place.")


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


class CancelledError(AppError):
    """Somebody cancelled the work."""

    title = N_("Cancelled.")
    meaning = N_("Nothing was changed.")
