"""The ways into the vault: the vault key wrapped by the keyring, a passphrase, a recovery code."""

import json
from collections.abc import Callable
from typing import Any

from app.core import recovery
from app.core.access import VaultState, Way, WayKind
from app.core.errors import VaultLockedError, WrongSecretError
from app.core.identity import new_id
from app.core.secret import Secret
from app.storage import crypto
from app.storage.credential_repository import SqliteCredentialRepository, recall_backup_keys
from app.storage.crypto import Cost
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.ledger import Ledger
from app.storage.moment import known_moment
from app.storage.surroundings import Surroundings
from app.storage.tables import WayRow
from app.storage.vault import Vault


class VaultAccess:
    """Opens the vault, and keeps the ways in."""

    def __init__(
        self, *, database: Database, ledger: Ledger, vault: Vault, surroundings: Surroundings
    ) -> None:
        self._database = database
        self._ledger = ledger
        self._vault = vault
        self._keyring = surroundings.keyring
        self._clock = surroundings.clock
        self._randomness = surroundings.randomness
        self._cost = surroundings.cost
        self._credentials = SqliteCredentialRepository(
            database=database, ledger=ledger, vault=vault
        )

    @property
    def state(self) -> VaultState:
        """What the vault gives now."""
        return self._vault.state

    def ways(self) -> list[Way]:
        """Return the ways in that exist."""
        rows = self._database.rows(WayRow.select().order_by(WayRow.since))
        return [_to_way(row) for row in rows]

    def keyring_is_usable(self) -> bool:
        """Tell whether there is a keyring that keeps secrets encrypted."""
        return self._keyring.is_usable()

    def keyring_question(self) -> Callable[[], Secret] | None:
        """Return what fetches the keyring's secret, None if the keyring is no way in.

        It may take its time, on any thread, and raises KeyringError.
        """
        row = self._row(WayKind.KEYRING)
        if row is None:
            return None
        entry = _entry(row)
        return lambda: Secret(self._keyring.read(entry).hex())

    def open_with(self, kind: WayKind, secret: Secret) -> None:
        """Open the vault with the secret of one way in; raise WrongSecretError."""
        self._vault.open(self._proved(kind, secret))
        recall_backup_keys(self._credentials, self._vault)

    def proves(self, kind: WayKind, secret: Secret) -> bool:
        """Tell whether *secret* is that of this way in; the vault stays as it is."""
        try:
            self._proved(kind, secret)
        except WrongSecretError:
            return False
        return True

    def lock(self) -> None:
        """Forget what opens values."""
        self._vault.lock()

    def set_way(self, kind: WayKind, secret: Secret | None) -> None:
        """Make a way in, in place of the former one of its kind; raise VaultLockedError.

        It is proven by opening what it wraps before it is kept.
        """
        if self._vault.state is not VaultState.OPEN:
            raise VaultLockedError
        former = self._row(kind)
        parameters, wrapping_key = self._new_wrapping(kind, secret)
        row = WayRow(
            kind=kind.value,
            parameters=json.dumps(parameters),
            wrapped=b"",
            since=self._clock.now().isoformat(),
        )
        row.wrapped = crypto.sealed(wrapping_key, self._vault.key(), self._about(row))
        self._discard(former)
        self._ledger.insert(row)
        if kind is WayKind.KEYRING:
            self._unwrapped(row, self._keyring.read(parameters["entry"]))
        else:
            self._proved(kind, secret)

    def drop_way(self, kind: WayKind) -> None:
        """Forget a way in."""
        self._discard(self._row(kind))

    def _row(self, kind: WayKind) -> WayRow | None:
        row: WayRow | None = self._database.first(WayRow.select().where(WayRow.kind == kind.value))
        return row

    def _proved(self, kind: WayKind, secret: Secret | None) -> bytes:
        row = self._row(kind)
        if row is None or secret is None:
            raise WrongSecretError
        return self._unwrapped(row, _wrapping_key(kind, secret, _parameters(row)))

    def _unwrapped(self, row: WayRow, wrapping_key: bytes) -> bytes:
        return crypto.unsealed(wrapping_key, bytes(row.wrapped), self._about(row))

    def _about(self, row: WayRow) -> bytes:
        return crypto.packed(crypto.FORMAT, self._vault.id, "way", row.kind, row.parameters)

    def _new_wrapping(self, kind: WayKind, secret: Secret | None) -> tuple[dict[str, Any], bytes]:
        """Return the parameters to store for a new way in, and its wrapping key."""
        if kind is WayKind.KEYRING:
            # A name of its own for each: the keyring cannot replace an entry in one step
            entry = f"{self._vault.id}/{new_id()}"
            key = self._randomness(crypto.KEY_BYTES)
            self._database.afterwards(lambda: self._keyring.delete(entry), failed=True)
            self._keyring.write(entry, key)
            return {"entry": entry}, key
        parameters: dict[str, Any] = {"salt": self._randomness(crypto.SALT_BYTES).hex()}
        if kind is WayKind.PASSPHRASE:
            cost = self._cost or crypto.calibrated()
            parameters |= {"memory": cost.memory, "passes": cost.passes, "lanes": cost.lanes}
        if secret is None:
            raise WrongSecretError
        return parameters, _wrapping_key(kind, secret, parameters)

    def _discard(self, row: WayRow | None) -> None:
        """Remove a way, and its keyring entry once the database no longer needs it."""
        if row is None:
            return
        self._ledger.discard(row)
        if row.kind == WayKind.KEYRING.value:
            entry = _entry(row)
            self._database.afterwards(lambda: self._keyring.delete(entry))


def _to_way(row: WayRow) -> Way:
    with legible(row.kind):
        return Way(WayKind(row.kind), known_moment(row.since))


def _parameters(row: WayRow) -> dict[str, Any]:
    with legible(row.kind):
        return dict(json.loads(row.parameters))


def _entry(row: WayRow) -> str:
    with legible(row.kind):
        return str(_parameters(row)["entry"])


def _wrapping_key(kind: WayKind, secret: Secret, parameters: dict[str, Any]) -> bytes:
    if kind is WayKind.KEYRING:
        return bytes.fromhex(secret.reveal())
    with legible(kind.value):
        salt = bytes.fromhex(parameters["salt"])
        if kind is WayKind.RECOVERY_CODE:
            return crypto.derived(recovery.decode(secret), salt=salt, purpose="recovery code")
        cost = Cost(parameters["memory"], parameters["passes"], parameters["lanes"]).bounded()
        return cost.wrapping_key(secret.reveal(), salt)
