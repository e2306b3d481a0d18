"""The vault: one random key, and the subkeys that seal, authenticate and look up."""

import hmac
from collections.abc import Mapping
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.core.access import VaultState
from app.core.errors import TamperedError, VaultLockedError, WrongSecretError
from app.core.secret import Secret
from app.storage import crypto


class BackupSeal:
    """What signs backups: the vault's present subkey, and those that it had before."""

    def __init__(self, generation: int) -> None:
        self._generation = generation
        self._key: bytes | None = None
        self.earlier: Mapping[int, bytes] = {}
        """The subkeys that signed before, by the vault's generation; they still count."""

    @property
    def known(self) -> Mapping[int, bytes]:
        """The subkeys that made signatures, by the vault's generation; none while shut."""
        return {} if self._key is None else {**self.earlier, self._generation: self._key}

    def open(self, key: bytes) -> None:
        """Sign with *key*."""
        self._key = key

    def sign(self, said: bytes) -> bytes:
        """Return the signature of what is said of a backup; raise VaultLockedError when shut."""
        return crypto.mac(_held(self._key), said)

    def has_signed(self, said: bytes, signature: bytes) -> bool:
        """Tell whether this vault made *signature*, with any of the keys it ever had."""
        codes = (crypto.mac(key, said) for key in self.known.values())
        return any(hmac.compare_digest(code, signature) for code in codes)


class Vault:
    """What the vault key opens, while it is open; locked, it still authenticates records."""

    def __init__(self, vault_id: str, generation: int) -> None:
        self.id = vault_id
        self.generation = generation
        self._key: bytes | None = None
        self._value_key: bytes | None = None
        self._row_key: bytes | None = None
        self._fingerprint_key: bytes | None = None
        self._credential_key: bytes | None = None
        self.backups = BackupSeal(generation)

    @property
    def state(self) -> VaultState:
        """What the vault gives now."""
        if self._row_key is None:
            return VaultState.SHUT
        return VaultState.LOCKED if self._value_key is None else VaultState.OPEN

    def open(self, key: bytes) -> None:
        """Derive the subkeys from the vault *key*."""
        self._key = key
        self._value_key = self._derived(key, "value")
        self._row_key = self._derived(key, "row")
        self._fingerprint_key = self._derived(key, "fingerprint")
        self._credential_key = self._derived(key, "credential")
        self.backups.open(self._derived(key, "backup"))

    def _derived(self, key: bytes, purpose: str) -> bytes:
        return crypto.derived(key, salt=self.id.encode(), purpose=purpose)

    def renewed(self, key: bytes, at: datetime) -> "Vault":
        """Return this vault with a new *key*, its next generation; raise VaultLockedError.

        It is numbered by the second *at* which it begins: another key that was given before an
        earlier backup took its place has a number of its own.
        """
        _held(self._key)
        fresh = Vault(self.id, max(self.generation + 1, int(at.timestamp())))
        fresh.open(key)
        fresh.backups.earlier = self.backups.known
        return fresh

    def become(self, fresh: "Vault") -> None:
        """Go on as *fresh*, for everything that holds this vault."""
        vars(self).update(vars(fresh))

    def lock(self) -> None:
        """Forget the key that opens values, and the vault key itself."""
        self._key = None
        self._value_key = None

    def key(self) -> bytes:
        """Return the vault key, to wrap it another way; raise VaultLockedError."""
        return _held(self._key)

    def signer(self) -> Ed25519PrivateKey:
        """Return what signs for others to check; raise VaultLockedError unless open."""
        return Ed25519PrivateKey.from_private_bytes(self._derived(_held(self._key), "archive"))

    def mac(self, data: bytes) -> bytes:
        """Return the authentication code of a record; raise VaultLockedError when shut."""
        return crypto.mac(_held(self._row_key), data)

    def fingerprint(self, value: Secret) -> bytes:
        """Return what finds *value* without decrypting; raise VaultLockedError when shut."""
        return crypto.mac(_held(self._fingerprint_key), value.reveal().encode())

    def seal(self, value: Secret, *, row: str) -> bytes:
        """Encrypt a value for the key with the id *row*; raise VaultLockedError."""
        return crypto.sealed(_held(self._value_key), value.reveal().encode(), self._about(row))

    def unseal(self, box: bytes, *, row: str, name: str) -> Secret:
        """Decrypt a value; raise VaultLockedError, or TamperedError if it is another row's."""
        try:
            clear = crypto.unsealed(_held(self._value_key), box, self._about(row))
        except WrongSecretError as error:
            raise TamperedError(name=name) from error
        return Secret(clear.decode())

    def seal_credential(self, secret: Secret, *, name: str) -> bytes:
        """Encrypt a secret that is needed while values are locked; raise VaultLockedError."""
        about = self._about(name, "credential")
        return crypto.sealed(_held(self._credential_key), secret.reveal().encode(), about)

    def unseal_credential(self, box: bytes, *, name: str) -> Secret:
        """Decrypt such a secret; raise VaultLockedError when shut, or TamperedError."""
        about = self._about(name, "credential")
        try:
            clear = crypto.unsealed(_held(self._credential_key), box, about)
        except WrongSecretError as error:
            raise TamperedError(name=name) from error
        return Secret(clear.decode())

    def _about(self, row: str, table: str = "key") -> bytes:
        return crypto.packed(crypto.FORMAT, self.id, table, row)


def _held(key: bytes | None) -> bytes:
    if key is None:
        raise VaultLockedError
    return key
