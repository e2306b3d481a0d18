"""The audit trail and the state row, edited behind our back, twenty of each kind."""

import json
import random
import sqlite3

import pytest

from app.core.audit import START, Act
from app.core.errors import TamperedError, WrongSecretError
from app.core.secret import Secret
from app.storage.audit_log import to_entry
from app.storage.tables import AuditRow
from tests.stage import Stage, create_key
from tests.storage.hand import attacking, dump, plain, told

TWENTY = pytest.mark.parametrize("number", range(20))
COLUMNS = ("at", "actor", "act", "thing", "thing_id", "before", "after", "hash")
NEW = {
    "at": "2020-01-01T00:00:00+00:00",
    "actor": "mallory",
    "act": "compared",
    "thing": "todo",
    "thing_id": "mallory",
    "before": '{"name":"mallory"}',
    "after": '{"name":"mallory"}',
    "hash": "f" * 64,
}
OTHERS = ", ".join(COLUMNS)
ALL = f"number, {OTHERS}"


def entries(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM audit").fetchone()[0])


def chain_anew(connection: sqlite3.Connection) -> None:
    """Make the chain fit the entries again, as an attacker can who knows how it is made."""
    head = START
    for row in connection.execute(f"SELECT {ALL} FROM audit ORDER BY number").fetchall():
        head = to_entry(AuditRow(**dict(zip(ALL.split(", "), row, strict=True)))).hash_after(head)
        connection.execute("UPDATE audit SET hash = ? WHERE number = ?", (head, row[0]))


def exchange(connection: sqlite3.Connection, one: int, other: int) -> None:
    """Let two entries change places."""
    rows = connection.execute(
        f"SELECT {ALL} FROM audit WHERE number IN (?, ?) ORDER BY number", (one, other)
    ).fetchall()
    connection.execute("DELETE FROM audit WHERE number IN (?, ?)", (one, other))
    for row, number in zip(rows, (other, one), strict=True):
        marks = ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO audit ({ALL}) VALUES ({marks})", (number, *row[1:]))


@pytest.mark.parametrize("chained", [False, True], ids=["as it is", "chained anew"])
@TWENTY
def test_an_edited_entry_breaks_the_trail_there(specimen, reopen, number, chained):
    with attacking(specimen.place.database) as connection:
        place = random.Random(number).randrange(1, entries(connection))
        column = COLUMNS[number % len(COLUMNS)]
        connection.execute(f"UPDATE audit SET {column} = ? WHERE number = ?", (NEW[column], place))
        if chained:
            if column == "hash":
                connection.execute("UPDATE audit SET actor = 'x' WHERE number = ?", (place,))
            chain_anew(connection)
            place = entries(connection)  # its head alone is not what was sealed
    assert f"The audit trail was changed outside Keyholder at entry {place}:" in told(reopen())


@TWENTY
def test_a_trail_cut_short_is_told_with_what_is_missing(specimen, reopen, number):
    with attacking(specimen.place.database) as connection:
        had = entries(connection)
        connection.execute("DELETE FROM audit WHERE number > ?", (had - number - 1,))
    assert f"ends after {had - number - 1} entries; it had {had}." in told(reopen())


@pytest.mark.parametrize("chained", [False, True], ids=["as they are", "chained anew"])
@TWENTY
def test_entries_that_changed_places_break_the_trail(specimen, reopen, number, chained):
    chance = random.Random(number)
    with attacking(specimen.place.database) as connection:
        first, second = sorted(chance.sample(range(2, entries(connection)), 2))
        exchange(connection, first, second)
        if chained:
            chain_anew(connection)
    place = entries_of(specimen) if chained else first
    assert f"changed outside Keyholder at entry {place}:" in told(reopen())


def entries_of(specimen: Stage) -> int:
    with attacking(specimen.place.database) as connection:
        return entries(connection)


@TWENTY
def test_an_entry_put_in_or_taken_out_breaks_the_trail(specimen, reopen, number):
    place = number + 2
    with attacking(specimen.place.database) as connection:
        if number % 2:
            connection.execute("DELETE FROM audit WHERE number = ?", (place,))
        else:
            connection.execute(
                "UPDATE audit SET number = number + 1000 WHERE number >= ?", (place,)
            )
            connection.execute("UPDATE audit SET number = number - 999 WHERE number > 999")
            connection.execute(
                f"INSERT INTO audit SELECT {place}, {OTHERS} FROM audit WHERE number = 1"
            )
    assert f"changed outside Keyholder at entry {place}:" in told(reopen())


@pytest.mark.parametrize("cut", [1, 2, 5, 20])
@pytest.mark.parametrize("chained", [False, True])
def test_later_changes_do_not_cover_a_changed_trail(specimen, reopen, cut, chained):
    """What was sealed stays so: the trail that goes on from a forged one is not sealed anew."""
    with attacking(specimen.place.database) as connection:
        connection.execute("DELETE FROM audit WHERE number > ?", (entries(connection) - cut,))
        if chained:
            connection.execute("UPDATE audit SET actor = 'mallory' WHERE number = 2")
            chain_anew(connection)
    services = reopen()
    assert "The audit trail" in told(services)
    for number in range(cut + 2):
        create_key(services, f"Later {number}")
        assert "The audit trail" in told(services)
    assert "The audit trail" in told(reopen())


@pytest.mark.parametrize("column", ["counts", "sealed_entries", "sealed_head", "generation", "mac"])
@pytest.mark.parametrize("number", range(4))
def test_an_edited_state_is_told_and_nothing_is_changed_on_it(specimen, reopen, column, number):
    values: dict[str, list[object]] = {
        "counts": ['{"key":1}', "{}", "[]", "no JSON"],
        "sealed_entries": [0, 3, 10_000, -1],
        "sealed_head": ["0" * 64, "f" * 64, "", "no hash"],
        "generation": [0, 2, 99, -1],
        "mac": [b"", b"\0" * 32, b"x", bytes(range(32))],
    }
    with attacking(specimen.place.database) as connection:
        connection.execute(f"UPDATE state SET {column} = ?", (values[column][number],))
    services = reopen()
    assert "own count of its records was changed outside Keyholder" in told(services)
    before = dump(specimen.place.database)
    with pytest.raises(TamperedError, match="state"):
        create_key(services)
    assert dump(specimen.place.database) == before


def test_a_deletion_with_its_count_corrected_is_told_by_the_count(specimen, reopen):
    with attacking(specimen.place.database) as connection:
        connection.execute("DELETE FROM key WHERE number = 5")
        (counts,) = connection.execute("SELECT counts FROM state").fetchone()
        fewer = json.loads(counts) | {"key": json.loads(counts)["key"] - 1}
        connection.execute("UPDATE state SET counts = ?", (json.dumps(fewer),))
    assert "own count of its records was changed" in told(reopen())


def test_another_vaults_name_opens_nothing(specimen, reopen):
    with attacking(specimen.place.database) as connection:
        connection.execute("UPDATE state SET vault = 'another'")
    with pytest.raises(WrongSecretError):
        reopen()


def test_failed_tries_to_unlock_are_in_the_trail_and_hurt_nothing(specimen, reopen):
    services = specimen.open(locked=True)
    with pytest.raises(WrongSecretError):
        services.access.unlock(Secret("a wrong passphrase"))
    services.inventory.close()
    services = reopen()
    assert services.inventory.audit.latest(1)[0].act is Act.UNLOCK_FAILED
    assert told(services) == ""
    create_key(services)
    assert told(services) == ""


def test_a_garbled_entry_is_told_of_and_not_shown(specimen, reopen):
    with attacking(specimen.place.database) as connection:
        last = entries(connection)
        connection.execute("UPDATE audit SET act = 'danced' WHERE number = ?", (last,))
    services = reopen()
    with pytest.raises(TamperedError, match=f"audit entry {last}"):
        services.inventory.audit.latest(10)
    assert f"at entry {last}" in told(services)


@pytest.mark.parametrize(
    "guard", ["key_is_never_deleted", "audit_is_never_changed", "key_value_never_changes"]
)
def test_a_guard_that_was_taken_away_is_told(specimen, reopen, guard):
    with plain(specimen.place.database) as connection:
        connection.execute(f"DROP TRIGGER {guard}")
    assert f"A part of the database, trigger {guard}, was changed or removed" in told(reopen())


def test_a_guard_of_another_is_told_too(specimen, reopen):
    with plain(specimen.place.database) as connection:
        connection.execute("CREATE TRIGGER mallory AFTER INSERT ON audit BEGIN SELECT 1; END")
    assert "trigger mallory, was changed" in told(reopen())
