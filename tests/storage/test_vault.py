"""The vault's cryptography, and what it gives open, locked and shut."""

import json
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from app.core.access import VaultState
from app.core.errors import (
    DatabaseDamagedError,
    TamperedError,
    VaultLockedError,
    WrongSecretError,
)
from app.core.secret import Secret
from app.storage import crypto
from app.storage.crypto import Cost
from app.storage.vault import Vault
from tests.core.rule import RULE
from tests.stage import PASSPHRASE, VALUE
from tests.storage.hand import plain

KEY = bytes(range(32))
PARTS = st.lists(st.none() | st.text() | st.binary() | st.integers(), max_size=5)


@pytest.fixture
def vault() -> Vault:
    made = Vault("a vault", 1)
    made.open(KEY)
    return made


@RULE
@given(one=PARTS, other=PARTS)
def test_different_parts_are_packed_differently(one, other):
    same = [(type(part), part) for part in one] == [(type(part), part) for part in other]
    assert (crypto.packed(*one) == crypto.packed(*other)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [(["ab", "c"], ["a", "bc"]), (["1"], [1]), ([b"a"], ["a"]), ([None], [""]), ([""], [])],
)
def test_parts_that_look_alike_are_packed_differently(one, other):
    assert crypto.packed(*one) != crypto.packed(*other)


@RULE
@given(value=st.text(), row=st.text())
def test_a_sealed_value_opens_in_its_own_row(value, row):
    vault = Vault("a vault", 1)
    vault.open(KEY)
    box = vault.seal(Secret(value), row=row) if not has_surrogates(value + row) else b""
    if box:
        assert vault.unseal(box, row=row, name="Koha") == Secret(value)
        assert value.encode() not in box or len(value) < 4


def has_surrogates(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def test_a_value_opens_in_no_other_row_and_no_other_vault(vault):
    box = vault.seal(VALUE, row="one")
    with pytest.raises(TamperedError, match="Koha"):
        vault.unseal(box, row="other", name="Koha")
    other = Vault("another vault", 1)
    other.open(KEY)
    with pytest.raises(TamperedError):
        other.unseal(box, row="one", name="Koha")


@pytest.mark.parametrize("place", range(0, 64, 3))
def test_a_value_with_one_bit_changed_opens_nowhere(vault, place):
    box = bytearray(vault.seal(VALUE, row="one"))
    box[place] ^= 1
    with pytest.raises(TamperedError):
        vault.unseal(bytes(box), row="one", name="Koha")


@pytest.mark.parametrize("box", [b"", b"x", bytes(11), bytes(12), bytes(28)])
def test_what_is_no_box_opens_nowhere(vault, box):
    with pytest.raises(TamperedError):
        vault.unseal(box, row="one", name="Koha")


def test_one_value_sealed_twice_is_two_boxes(vault):
    assert vault.seal(VALUE, row="one") != vault.seal(VALUE, row="one")


def test_a_fingerprint_finds_a_value_and_says_nothing_of_it(vault):
    assert vault.fingerprint(VALUE) == vault.fingerprint(Secret(VALUE.reveal()))
    other = Vault("another vault", 1)
    other.open(KEY)
    assert other.fingerprint(VALUE) != vault.fingerprint(VALUE)


def test_each_purpose_has_a_key_of_its_own():
    keys = {
        crypto.derived(KEY, salt=b"salt", purpose=purpose)
        for purpose in ("value", "row", "fingerprint", "recovery code")
    }
    assert len(keys) == 4


def test_a_shut_vault_gives_nothing():
    shut = Vault("a vault", 1)
    assert shut.state is VaultState.SHUT
    for use in (
        lambda: shut.mac(b""),
        lambda: shut.fingerprint(VALUE),
        lambda: shut.seal(VALUE, row="one"),
        lambda: shut.unseal(b"", row="one", name="Koha"),
        shut.key,
    ):
        with pytest.raises(VaultLockedError):
            use()


def test_a_locked_vault_still_checks_records_and_gives_no_value(vault):
    code, fingerprint = vault.mac(b"record"), vault.fingerprint(VALUE)
    box = vault.seal(VALUE, row="one")
    vault.lock()
    assert vault.state is VaultState.LOCKED
    assert vault.mac(b"record") == code
    assert vault.fingerprint(VALUE) == fingerprint
    for use in (
        lambda: vault.seal(VALUE, row="one"),
        lambda: vault.unseal(box, row="one", name="Koha"),
        vault.key,
    ):
        with pytest.raises(VaultLockedError):
            use()


def test_a_locked_vault_holds_nothing_that_opens_values(vault):
    vault.lock()
    held = [value for value in vars(vault).values() if isinstance(value, bytes)]
    value_key = crypto.derived(KEY, salt=b"a vault", purpose="value")
    assert KEY not in held
    assert value_key not in held


def test_a_vault_opened_again_gives_everything_again(vault):
    box = vault.seal(VALUE, row="one")
    vault.lock()
    vault.open(KEY)
    assert vault.state is VaultState.OPEN
    assert vault.unseal(box, row="one", name="Koha") == VALUE


@pytest.mark.parametrize(
    "cost",
    [
        Cost(memory=8 * 1024 - 1),
        Cost(memory=1024 * 1024 + 1),
        Cost(memory=2**40),
        Cost(memory=0),
        Cost(memory=-1),
        Cost(passes=0),
        Cost(passes=11),
        Cost(passes=2**31),
        Cost(lanes=0),
        Cost(lanes=9),
    ],
)
def test_a_file_may_not_ask_for_any_cost_it_likes(cost):
    with pytest.raises(DatabaseDamagedError):
        cost.bounded()


@pytest.mark.parametrize(
    "cost", [Cost(), crypto.CHEAPEST, Cost(memory=1024 * 1024, passes=10, lanes=8)]
)
def test_a_file_may_ask_for_any_cost_within_the_bounds(cost):
    assert cost.bounded() is cost


def test_a_passphrase_costs_64_mib_three_times_over_at_least():
    measured = crypto.calibrated(target_s=0)
    assert (measured.memory, measured.passes) == (64 * 1024, 3)
    assert crypto.calibrated(target_s=1e9).passes == 10


@pytest.mark.parametrize(
    "change",
    [
        {"memory": 2**30},
        {"passes": 10_000},
        {"lanes": 255},
        {"memory": "64"},
        {"memory": 9000.5},
        {"salt": "no hex"},
        {"salt": ""},
        {"salt": None},
    ],
    ids=str,
)
def test_a_file_that_asks_for_too_much_is_refused_at_once(specimen, change):
    with plain(specimen.place.database) as connection:
        (text,) = connection.execute(
            "SELECT parameters FROM way WHERE kind = 'passphrase'"
        ).fetchone()
        asked = json.dumps(json.loads(text) | change)
        connection.execute("UPDATE way SET parameters = ? WHERE kind = 'passphrase'", (asked,))
    services = specimen.open(locked=True)
    with pytest.raises((DatabaseDamagedError, TamperedError)):
        services.access.unlock(PASSPHRASE)
    assert services.access.state is VaultState.SHUT
    services.inventory.close()


@pytest.mark.parametrize("parameters", ["", "{}", "[]", "null", "3", '{"salt":', '["salt"]'])
def test_a_way_that_makes_no_sense_is_told_and_the_others_open(specimen, reopen, parameters):
    with plain(specimen.place.database) as connection:
        connection.execute(
            "UPDATE way SET parameters = ? WHERE kind != 'recovery_code'", (parameters,)
        )
    services = specimen.open(locked=True)
    with pytest.raises(TamperedError):
        services.access.unlock(PASSPHRASE)
    with pytest.raises(TamperedError):
        services.access.open_at_start()
    services.inventory.close()
    assert reopen().access.state is VaultState.OPEN


def test_the_vaults_key_lies_in_no_file(specimen, reopen):
    services = reopen()
    key = services.inventory._vault.key()
    services.inventory.close()
    for path in specimen.folder.iterdir():
        content = path.read_bytes()
        assert key not in content
        assert key.hex().encode() not in content


def test_sealing_uses_a_nonce_of_twelve_bytes():
    box = crypto.sealed(KEY, b"clear", b"about")
    assert AESGCM(KEY).decrypt(box[:12], box[12:], b"about") == b"clear"
    with pytest.raises(WrongSecretError):
        crypto.unsealed(os.urandom(32), box, b"about")
    with pytest.raises(WrongSecretError):
        crypto.unsealed(b"no key", box, b"about")
