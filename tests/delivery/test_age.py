"""Sealed files, opened by the library that others wrote."""

import os
from typing import Any

import pytest

from app.core.errors import CancelledError
from app.core.secret import Secret
from app.delivery.export import age
from app.services.workplace import NO_PROGRESS

PASSPHRASE = Secret("a pässphrase of several words")
CHUNK = 64 * 1024

pyrage: Any = pytest.importorskip("pyrage")


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_content_of_each_length_comes_back(size):
    content = os.urandom(size)
    sealed = age.sealed(content, PASSPHRASE, NO_PROGRESS, work=2)
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE.reveal()) == content


def test_what_was_changed_does_not_open():
    sealed = bytearray(age.sealed(bytes(CHUNK + 1), PASSPHRASE, NO_PROGRESS, work=2))
    for place in (30, sealed.index(b"---") + 6, -CHUNK, -1):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(pyrage.DecryptError):
            pyrage.passphrase.decrypt(bytes(changed), PASSPHRASE.reveal())
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(bytes(sealed[:-17]), PASSPHRASE.reveal())


def test_no_two_files_are_alike():
    files = [age.sealed(b"the same", PASSPHRASE, NO_PROGRESS, work=2) for _ in range(2)]
    assert files[0][-24:] != files[1][-24:]


def test_it_costs_what_age_itself_asks_for():
    sealed = age.sealed(b"a little", PASSPHRASE, NO_PROGRESS)
    assert sealed.split(b"\n")[1].endswith(b" 18")
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE.reveal()) == b"a little"


def test_it_tells_how_far_it_is_and_can_be_cancelled():
    told: list[int] = []

    def report(done: int, total: int) -> None:
        told.append(done)
        if done > CHUNK:
            raise CancelledError

    with pytest.raises(CancelledError):
        age.sealed(bytes(5 * CHUNK), PASSPHRASE, report, work=2)
    assert told == [0, 0, CHUNK, 2 * CHUNK]
