"""Setting up an inventory: the organisation, your account, and the ways into the vault."""

from dataclasses import dataclass, replace
from gettext import gettext as _

from app.core import passphrase as passphrases
from app.core import recovery, text
from app.core.access import WayKind
from app.core.audit import Act, AuditEntry, Thing
from app.core.errors import FieldError, KeyringError, KeyringRefusedError
from app.core.identity import AccountId, Actor, OrganisationId, new_id
from app.core.maker_port import InventoryMaker
from app.core.organisation import Account, OrganisationDraft
from app.core.ports import Clock, Inventory, Randomness
from app.core.preference import BACKUP_FOLDER, MY_ACCOUNT
from app.core.secret import Secret
from app.services import facts
from app.services.organisations import made


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUpForm:
    """What a person fills in at first start."""

    organisation: OrganisationDraft
    account_name: str
    account_email: str
    backup_folder: str = ""

    def checked(self) -> "SetUpForm":
        """Return the form with its texts in order; raise FieldError.

        The account's fields are called account_name and account_email; the folder for backups is
        looked at when the inventory is made.
        """
        return SetUpForm(
            organisation=self.organisation.checked(),
            account_name=text.clean_name("account_name", self.account_name),
            account_email=text.clean_email("account_email", self.account_email),
            backup_folder=self.backup_folder.strip(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """How the vault will be opened: the recovery code always, and one way besides."""

    recovery_code: Secret
    passphrase: Secret | None = None
    keyring: bool = False

    def checked(self) -> dict[WayKind, Secret | None]:
        """Return each way with its secret; raise FieldError if a way besides is missing."""
        ways: dict[WayKind, Secret | None] = {WayKind.RECOVERY_CODE: self.recovery_code}
        recovery.decode(self.recovery_code)
        if self.passphrase is not None:
            ways[WayKind.PASSPHRASE] = passphrases.checked(self.passphrase)
        if self.keyring:
            ways[WayKind.KEYRING] = None
        if len(ways) == 1:
            raise FieldError("passphrase", _("Without the system's keyring, set a passphrase."))
        return ways


class SetUp:
    """Makes a new inventory."""

    def __init__(
        self, *, maker: InventoryMaker, clock: Clock, actor: Actor, randomness: Randomness
    ) -> None:
        self._maker = maker
        self._clock = clock
        self._actor = actor
        self._randomness = randomness

    def keyring_is_usable(self) -> bool:
        """Tell whether there is a keyring that keeps secrets encrypted; may take seconds."""
        return self._maker.keyring_is_usable()

    def new_recovery_code(self) -> Secret:
        """Return a fresh recovery code."""
        return recovery.encode(self._randomness(recovery.ENTROPY_BYTES))

    def finish(self, form: SetUpForm, ways: WaysIn) -> Inventory:
        """Make the inventory and return it open: the whole of it is there, or nothing.

        Raise FieldError, KeyringRefusedError or a StorageError.
        """
        checked = form.checked()
        try:
            return self._maker.make(
                ways.checked(), lambda inventory: self._fill(inventory, checked)
            )
        except KeyringError as error:
            raise KeyringRefusedError from error

    def _fill(self, inventory: Inventory, form: SetUpForm) -> None:
        now = self._clock.now()
        organisation = made(replace(form.organisation, parent=None), OrganisationId(new_id()), now)
        account = Account(
            id=AccountId(new_id()),
            created_at=now,
            name=form.account_name,
            email=form.account_email,
            organisation=organisation.id,
        )
        inventory.organisations.add(organisation)
        inventory.accounts.add(account)
        inventory.preferences.set(MY_ACCOUNT.name, account.id)
        _choose_backup_folder(inventory, form.backup_folder)
        inventory.audit.append(
            AuditEntry(
                at=now,
                actor=self._actor,
                act=Act.SET_UP,
                thing=Thing.INVENTORY,
                thing_id="",
                after={"organisation": facts.of(organisation), "account": facts.of(account)},
            )
        )


def _choose_backup_folder(inventory: Inventory, folder: str) -> None:
    """Let backups be made in *folder*, if one is given; raise FieldError for backup_folder."""
    if not folder:
        return
    try:
        inventory.backups.require_fit(folder)
        inventory.preferences.set(BACKUP_FOLDER.name, BACKUP_FOLDER.parse(folder))
    except FieldError as error:
        raise FieldError("backup_folder", str(error)) from error
