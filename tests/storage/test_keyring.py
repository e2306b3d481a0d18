"""Keyrings that are absent, locked, slow or lying: back ends of all kinds behind the store."""

import threading
from collections.abc import Iterator

import keyring.backend
import keyring.errors
import pytest
from keyring.backends import fail, null

from app.core.errors import (
    KeyringAbsentError,
    KeyringError,
    KeyringHangsError,
    KeyringShutError,
)
from app.storage import keyring_store
from app.storage.keyring_store import TRUSTED, KeyringStore, trusted_backends
from tests.stage import MemoryKeyring, Stage

KEY = bytes(range(32))


class Raising(MemoryKeyring):
    """A back end that fails as it is told to."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def get_password(self, service: str, username: str) -> str | None:
        raise self.error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error

    def delete_password(self, service: str, username: str) -> None:
        raise self.error


class Hanging(MemoryKeyring):
    """A back end that waits until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.let_go = threading.Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.let_go.wait(60)
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        self.let_go.wait(60)

    def delete_password(self, service: str, username: str) -> None:
        self.let_go.wait(60)


class Garbling(MemoryKeyring):
    """A back end that stores something else."""

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:-4] + "AAA=")


class Forgetting(MemoryKeyring):
    """A back end that stores nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


def called(backend: object) -> str:
    """Return what a test is called that is run with *backend*."""
    return f"{type(backend).__module__}.{type(backend).__qualname__}"


def store(*backends: MemoryKeyring, time_limit_s: float = 5) -> KeyringStore:
    return KeyringStore(find=lambda: backends, time_limit_s=time_limit_s)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    backend = Hanging()
    yield backend
    backend.let_go.set()


def test_what_is_stored_is_read_again():
    kept = store(MemoryKeyring())
    kept.write("an entry", KEY)
    assert kept.read("an entry") == KEY
    kept.delete("an entry")
    with pytest.raises(KeyringError):
        kept.read("an entry")


def test_the_best_back_end_is_used():
    best, other = MemoryKeyring(), MemoryKeyring()
    store(best, other).write("an entry", KEY)
    assert len(best.entries) == 1
    assert other.entries == {}


def test_without_a_back_end_there_is_no_keyring():
    none = store()
    assert not none.is_usable()
    for use in (lambda: none.write("x", KEY), lambda: none.read("x")):
        with pytest.raises(KeyringAbsentError, match="keeps secrets encrypted"):
            use()


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (keyring.errors.KeyringLocked("locked"), KeyringShutError, "Unlock it and try again"),
        (keyring.errors.NoKeyringError("none"), KeyringAbsentError, "No system keyring"),
        (keyring.errors.InitError("no bus"), KeyringAbsentError, "No system keyring"),
        (keyring.errors.PasswordSetError("no"), KeyringError, "did not do what was asked"),
        (RuntimeError("anything"), KeyringError, "did not do what was asked"),
        (OSError(13, "denied"), KeyringError, "did not do what was asked"),
        (UnicodeError("bad"), KeyringError, "did not do what was asked"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_each_failure_is_told_as_what_it_is(error, kind, sentence):
    failing = store(Raising(error))
    for use in (lambda: failing.write("x", KEY), lambda: failing.read("x")):
        with pytest.raises(kind, match=sentence) as caught:
            use()
        assert type(caught.value) is kind
        assert "the passphrase" in caught.value.then()
    failing.delete("x")  # does no harm


def test_a_keyring_that_does_not_answer_is_given_up(hanging):
    slow = store(hanging, time_limit_s=0.05)
    for use in (lambda: slow.write("x", KEY), lambda: slow.read("x")):
        with pytest.raises(KeyringHangsError, match="did not answer within"):
            use()
    slow.delete("x")


def test_a_search_for_keyrings_that_does_not_end_finds_none(hanging):
    def find() -> list[MemoryKeyring]:
        hanging.let_go.wait(60)
        return [MemoryKeyring()]

    assert not KeyringStore(find=find, time_limit_s=0.05).is_usable()


@pytest.mark.parametrize("backend", [Garbling(), Forgetting()], ids=["garbling", "forgetting"])
def test_a_keyring_that_keeps_something_else_is_found_out_at_once(backend):
    with pytest.raises(KeyringError):
        store(backend).write("an entry", KEY)


@pytest.mark.parametrize("text", ["", "no base 64", "é", "AAA", "AAAA\nAAAA"])
def test_garbage_in_the_keyring_is_a_failure_of_the_keyring_or_no_key(text):
    backend = MemoryKeyring()
    backend.entries[keyring_store.SERVICE, "an entry"] = text
    try:
        read = store(backend).read("an entry")
    except KeyringError:
        return
    assert read != KEY


@pytest.mark.parametrize(
    "backend", [Garbling(), Forgetting(), Raising(keyring.errors.KeyringLocked())], ids=called
)
def test_no_inventory_is_made_on_a_keyring_that_does_not_keep_its_entry(tmp_path, backend):
    stage = Stage(folder=tmp_path / "inventory", keyring=backend)
    with pytest.raises(KeyringError):
        stage.make(keyring=True)
    assert not stage.place.database.exists()


@pytest.mark.parametrize(
    "backend", [Garbling(), Raising(keyring.errors.KeyringLocked())], ids=called
)
def test_an_open_inventory_keeps_the_way_it_had(specimen, backend):
    stage = Stage(folder=specimen.folder, keyring=backend)
    services = stage.open()
    with pytest.raises(KeyringError):
        services.ways.use_keyring()
    services.inventory.close()
    services = specimen.door.open()
    assert services.access.open_at_start()
    services.inventory.close()


class Plaintext(MemoryKeyring):
    """A back end of another package, which keeps clear text, and prefers itself."""

    priority = 99


class Lookalike(Plaintext):
    """One that calls itself like a trusted one."""


Lookalike.__name__ = "Keyring"


@pytest.mark.parametrize(
    "found", [Plaintext(), Lookalike(), fail.Keyring(), null.Keyring()], ids=called
)
def test_a_back_end_that_does_not_encrypt_is_never_taken(found, monkeypatch):
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [found])
    assert trusted_backends() == []
    assert not KeyringStore().is_usable()


def test_back_ends_that_encrypt_are_taken_by_their_class():
    from keyring.backends import SecretService, kwallet

    for kind in (SecretService.Keyring, kwallet.DBusKeyring):
        assert f"{kind.__module__}.{kind.__qualname__}" in TRUSTED
    assert len(TRUSTED) == 4


def test_a_chain_of_back_ends_is_not_taken_for_one_that_encrypts(monkeypatch):
    from keyring.backends import chainer

    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [chainer.ChainerBackend()])
    assert trusted_backends() == []
