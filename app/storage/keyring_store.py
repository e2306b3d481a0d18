"""One entry in the operating system's keyring, from a back end that encrypts."""

import base64
import threading
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from app.core.errors import (
    AppError,
    KeyringAbsentError,
    KeyringError,
    KeyringHangsError,
    KeyringShutError,
)

T = TypeVar("T")

SERVICE = "Keyholder"
TIME_LIMIT_S = 30.0
"""A keyring may be asking its person for a password in a window of its own."""

TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)
"""The back ends that encrypt. The library would also pick plain-text and null ones."""


class KeyringBackend(Protocol):
    """What is used of the keyring library's back ends."""

    def get_password(self, service: str, username: str) -> str | None:
        """Return an entry, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Store an entry."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove an entry."""


def trusted_backends() -> list[KeyringBackend]:
    """Return the usable back ends of this computer that encrypt, best first."""
    import keyring.backend  # noqa: PLC0415 - 0.1 s, and only where a keyring is used

    found: list[KeyringBackend] = [
        backend
        for backend in sorted(
            keyring.backend.get_all_keyring(), key=lambda one: one.priority, reverse=True
        )
        if f"{type(backend).__module__}.{type(backend).__qualname__}" in TRUSTED
    ]
    return found


class KeyringStore:
    """Stores wrapping keys; each call is given a time limit, for a keyring can hang."""

    def __init__(
        self,
        *,
        find: Callable[[], Sequence[KeyringBackend]] = trusted_backends,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        self._find = find
        self._time_limit_s = time_limit_s

    def is_usable(self) -> bool:
        """Tell whether a keyring that encrypts answers on this computer."""
        try:
            return bool(self._limited(self._find))
        except KeyringError:
            return False

    def write(self, entry: str, key: bytes) -> None:
        """Store *key* and read it back; raise KeyringError."""
        text = base64.b64encode(key).decode()

        def work() -> str | None:
            backend = self._backend()
            backend.set_password(SERVICE, entry, text)
            return backend.get_password(SERVICE, entry)

        if self._limited(work) != text:
            raise KeyringError

    def read(self, entry: str) -> bytes:
        """Return what was stored; raise KeyringError, also where there is nothing."""
        text = self._limited(lambda: self._backend().get_password(SERVICE, entry))
        if text is None:
            raise KeyringError
        try:
            return base64.b64decode(text, validate=True)
        except ValueError as error:
            raise KeyringError from error

    def delete(self, entry: str) -> None:
        """Remove an entry; one that is gone already, or cannot be removed, does no harm."""
        try:
            self._limited(lambda: self._backend().delete_password(SERVICE, entry))
        except KeyringError:
            return

    def _backend(self) -> KeyringBackend:
        backends = self._find()
        if not backends:
            raise KeyringAbsentError
        return backends[0]

    def _limited(self, work: Callable[[], T]) -> T:
        results: list[T] = []
        failures: list[Exception] = []

        def run() -> None:
            try:
                results.append(work())
            except Exception as error:  # noqa: BLE001 - handed to the caller's thread below
                failures.append(error)

        thread = threading.Thread(target=run, name="keyring", daemon=True)
        thread.start()
        thread.join(self._time_limit_s)
        if failures:
            raise _ours(failures[0]) from failures[0]
        if not results:
            raise KeyringHangsError(seconds=round(self._time_limit_s))
        return results[0]


def _ours(error: Exception) -> AppError:
    """Turn a failure of the keyring, whatever its library makes of it, into ours."""
    if isinstance(error, AppError):
        return error
    names = {kind.__name__ for kind in type(error).__mro__}
    if names & {"KeyringLocked", "LockedException", "PromptDismissedException"}:
        return KeyringShutError()
    if names & {"NoKeyringError", "InitError"}:
        return KeyringAbsentError()
    return KeyringError()
