"""Values cannot be read or stored now."""

from app.core.errors.base import N_, AppError


class VaultError(AppError):
    """Values cannot be read or stored now."""


class VaultLockedError(VaultError):
    """The vault is not open."""

    title = N_("The vault is locked.")
    meaning = N_("Names and dates can be read; values cannot, and no record can be changed.")
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


class RotationInUseError(VaultError):
    """Another program uses the inventory that is to be sealed again."""

    title = N_("Another program is using this inventory, so its vault key cannot be replaced.")
    meaning = N_("Nothing was changed.")
    hint = N_("Close every other Keyholder that uses it, and try again.")


class TakenAfterRotationError(VaultError):
    """The vault has its new key, and another program took the inventory right afterwards."""

    title = N_("The vault has its new key, but another program has taken the inventory since.")
    meaning = N_("The new recovery code counts, and the former one does not.")
    hint = N_("Close Keyholder and start it again.")


class RotationUnsoundError(VaultError):
    """The inventory is not as it was sealed."""

    title = N_("The vault key was not replaced: the inventory is not whole. {problem}")
    meaning = N_("A new seal would hide what was changed outside Keyholder. Nothing was changed.")
    hint = N_("Run keyholder verify to see everything that differs, and mend it first.")


class KeyringError(VaultError):
    """The operating system's keyring failed."""

    title = N_("The system's keyring did not do what was asked.")
    meaning = N_("The inventory is unharmed.")
    hint = N_("Open the vault with the passphrase or the recovery code.")


class KeyringRefusedError(KeyringError):
    """The keyring cannot be a way into a new vault."""

    title = N_("The system's keyring is absent, locked, or did not take the vault's key.")
    meaning = N_("Nothing was set up.")
    hint = N_(
        "Unlock it and try again, or set a passphrase instead (on the command line: --no-keyring)."
    )


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
