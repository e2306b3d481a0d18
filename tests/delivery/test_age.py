"""Sealed files, opened by the library that others wrote, and by age itself."""

import os
import time
from multiprocessing import active_children
from typing import Any

import pytest

from app.core.errors import CancelledError, SealFailedError
from app.core.secret import Secret
from app.delivery.export import age
from app.services.workplace import NO_PROGRESS
from tests import quick_age

PASSPHRASE = Secret("a pässphrase of several words")
CHUNK = 64 * 1024

pyrage: Any = pytest.importorskip("pyrage")


def test_content_comes_back_and_another_passphrase_opens_nothing():
    content = os.urandom(3 * CHUNK + 7)
    told: list[tuple[int, int]] = []
    sealed = age.sealed(content, PASSPHRASE, lambda *far: told.append(far))
    assert told, "nobody heard how it goes on"
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE.reveal()) == content
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed, "another passphrase")


def test_it_is_cancelled_at_once_and_leaves_no_process():
    def report(_done: int, _total: int) -> None:
        raise CancelledError

    start = time.monotonic()
    with pytest.raises(CancelledError):
        age.sealed(bytes(CHUNK), PASSPHRASE, report)
    assert time.monotonic() - start < 5
    assert _children() == []


def test_a_process_that_was_stopped_is_told():
    def stop(_done: int, _total: int) -> None:
        for one in active_children():
            if one.name == "seal":
                one.kill()

    with pytest.raises(SealFailedError, match="could not be sealed"):
        age.sealed(bytes(CHUNK), PASSPHRASE, stop)


def _children() -> list[str]:
    """Return the processes of this one that seal."""
    return [one.name for one in active_children() if one.name == "seal"]


@pytest.mark.parametrize("size", [0, 1, CHUNK, CHUNK + 1])
def test_the_quick_one_of_the_tests_is_the_same_format(size):
    content = os.urandom(size)
    sealed = quick_age.sealed(content, PASSPHRASE, NO_PROGRESS)
    assert pyrage.passphrase.decrypt(sealed, PASSPHRASE.reveal()) == content
