"""The age format with the least work for a passphrase, so that tests need not wait for seconds.

The library that the program seals with cannot be told to work less.
"""

import base64
import hashlib
import hmac
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.core.progress import Progress
from app.core.secret import Secret

_WORK = 2
"""What trying one passphrase costs, as a power of two; age itself has 18 and more."""

_SALT_BYTES, _FILE_KEY_BYTES, _NONCE_BYTES, _KEY_BYTES = 16, 16, 16, 32
_CHUNK = 64 * 1024
_BLOCK_SIZE = 8
_BYTES_PER_BLOCK = 128
"""What scrypt needs for each unit of its block size; a few more are its own."""


def sealed(content: bytes, passphrase: Secret, report: Progress) -> bytes:
    """Return *content* so that only *passphrase* opens it; *report* may raise CancelledError."""
    report(0, len(content))
    file_key = os.urandom(_FILE_KEY_BYTES)
    header = _header(file_key, passphrase)
    nonce = os.urandom(_NONCE_BYTES)
    cipher = ChaCha20Poly1305(_derived(file_key, nonce, b"payload"))
    parts = [header, nonce]
    for number, start in enumerate(range(0, max(len(content), 1), _CHUNK)):
        report(start, len(content))
        is_last = start + _CHUNK >= len(content)
        place = number.to_bytes(11, "big") + bytes([is_last])
        parts.append(cipher.encrypt(place, content[start : start + _CHUNK], None))
    report(len(content), len(content))
    return b"".join(parts)


def _header(file_key: bytes, passphrase: Secret) -> bytes:
    """Return the header, which holds the file's key, wrapped by the passphrase."""
    salt = os.urandom(_SALT_BYTES)
    wrapping = ChaCha20Poly1305(_stretched(passphrase, salt))
    wrapped = wrapping.encrypt(bytes(12), file_key, None)
    said = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_text(salt), _WORK, _text(wrapped))
    code = hmac.digest(_derived(file_key, b"", b"header"), said, hashlib.sha256)
    return b"%s %s\n" % (said, _text(code))


def _stretched(passphrase: Secret, salt: bytes) -> bytes:
    count = 2**_WORK
    return hashlib.scrypt(
        passphrase.reveal().encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=count,
        r=_BLOCK_SIZE,
        p=1,
        maxmem=_BYTES_PER_BLOCK * _BLOCK_SIZE * (count + 4),
        dklen=_KEY_BYTES,
    )


def _derived(key: bytes, salt: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=salt, info=purpose).derive(key)


def _text(part: bytes) -> bytes:
    return base64.b64encode(part).rstrip(b"=")
