"""The vault's cryptography: each function one step of the drawing in the safety notes."""

import hmac
import os
import time
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.errors import DatabaseDamagedError, WrongSecretError

KEY_BYTES = 32
NONCE_BYTES = 12
SALT_BYTES = 16
FORMAT = b"keyholder 1"

_MIB = 1024  # Argon2 counts memory in KiB


def packed(*parts: bytes | str | int | None) -> bytes:
    """Return *parts* as bytes that no other parts give: each with its type and length."""
    data = bytearray()
    for part in parts:
        match part:
            case None:
                data += b"-"
                continue
            case bytes():
                kind, content = b"b", part
            case str():
                kind, content = b"s", part.encode()
            case _:
                kind, content = b"i", str(part).encode()
        data += kind + len(content).to_bytes(8, "big") + content
    return bytes(data)


def derived(key: bytes, *, salt: bytes, purpose: str) -> bytes:
    """Return the subkey of *key* for one *purpose*."""
    return HKDF(
        algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=FORMAT + b" " + purpose.encode()
    ).derive(key)


def mac(key: bytes, data: bytes) -> bytes:
    """Return the authentication code of *data*."""
    return hmac.digest(key, data, sha256)


def sealed(key: bytes, clear: bytes, about: bytes) -> bytes:
    """Encrypt *clear*; it opens again only with the same *about*."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, clear, about)


def unsealed(key: bytes, box: bytes, about: bytes) -> bytes:
    """Decrypt what *sealed* returned; raise WrongSecretError if key, box or *about* is another."""
    try:
        return AESGCM(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], about)
    except (InvalidTag, ValueError) as error:
        raise WrongSecretError from error


@dataclass(frozen=True, slots=True)
class Cost:
    """What trying one passphrase costs: Argon2id's parameters, memory in KiB."""

    memory: int = 64 * _MIB
    passes: int = 3
    lanes: int = 4

    def wrapping_key(self, passphrase: str, salt: bytes) -> bytes:
        """Return the wrapping key that *passphrase* gives."""
        return Argon2id(
            salt=salt,
            length=KEY_BYTES,
            iterations=self.passes,
            lanes=self.lanes,
            memory_cost=self.memory,
        ).derive(passphrase.encode(errors="surrogatepass"))

    def bounded(self) -> "Cost":
        """Return the cost if a file may ask for it; raise DatabaseDamagedError if not."""
        asked = (self.memory in MEMORY, self.passes in PASSES, self.lanes in LANES)
        if not all(asked):
            raise DatabaseDamagedError(path="inventory.db")
        return self


MEMORY = range(8 * _MIB, 1024 * _MIB + 1)
PASSES = range(1, 11)
LANES = range(1, 9)
CHEAPEST = Cost(memory=8 * _MIB, passes=1, lanes=1)
"""For tests alone: the least that a file may ask for."""


def calibrated(target_s: float = 1.0) -> Cost:
    """Return a cost near *target_s* seconds on this computer, never below the default one."""
    cost = Cost()
    start = time.perf_counter()
    cost.wrapping_key("calibration", bytes(SALT_BYTES))
    once_s = (time.perf_counter() - start) / cost.passes
    passes = min(max(cost.passes, round(target_s / once_s)), PASSES[-1])
    return Cost(memory=cost.memory, passes=passes, lanes=cost.lanes)
