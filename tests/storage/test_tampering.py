"""Edits behind our back, twenty of each kind: verify names each, and nothing is built on them."""

import random
import sqlite3

import pytest

from app.core.access import VaultState
from app.core.errors import TamperedError
from app.core.identity import KeyId
from app.core.key import Key, KeyState
from app.core.organisation import Account, Organisation
from app.services.key_change import KeyEdit
from app.services.suite import Services
from tests.stage import PASSPHRASE, RECOVERY_CODE, Stage, listed
from tests.storage.hand import attacking, dump, plain, told

TWENTY = pytest.mark.parametrize("number", range(20))
EDITS = {
    "key": ("name", "permission", "owner", "disabled_at", "removed_at", "superseded_at", "notes",
            "also_tell", "compared_at", "compared_by", "expires_on", "created_at", "origin",
            "ending", "look", "name_sort", "generation", "fingerprint", "value", "mac",
            "unused_at", "unused_by"),
    "todo": ("kind", "before", "after", "since", "done_at", "done_by", "mac", "key"),
    "organisation": ("name", "name_sort", "domain", "number", "time_zone", "reports_api",
                     "lifetime_months", "created_at", "mac"),
    "account": ("name", "name_sort", "email", "expires_on", "created_at", "mac"),
    "application": ("name", "name_sort", "kind", "organisation", "place", "address",
                    "contact_name", "contact_email", "contact_phone", "notes", "created_at",
                    "removed_at", "mac"),
    "use": ("application", "key", "since", "begun_by", "ended_at", "ended_by", "note", "moved_to",
            "mac"),
    "replacement": ("old", "new", "reason", "planned_on", "created_at", "created_by", "begun_at",
                    "closed_at", "cancelled_at", "mac"),
    "preference": ("text", "mac", "name") * 3,
    "way": ("since", "parameters", "wrapped", "mac") * 2,
}  # fmt: skip
NEW: dict[str, object] = {
    "owner": "SELECT id FROM account WHERE id IS NOT owner ORDER BY id LIMIT 1",
    "key": "SELECT id FROM key WHERE number = 25",
    "old": "SELECT id FROM key WHERE number = 25",
    "new": "SELECT id FROM key WHERE number = 25",
    "application": "SELECT id FROM application WHERE name = 'Idle'",
    "moved_to": "SELECT id FROM use ORDER BY id LIMIT 1",
    "organisation": "SELECT id FROM organisation WHERE name = 'Branch 2'",
    "permission": "full",
    "kind": "check",
    "origin": "unheard of",
    "time_zone": "Pacific/Apia",
    "text": "480",
    "number": "4711",
    "reports_api": 0,
    "lifetime_months": 119,
    "generation": 7,
    "also_tell": '["mallory@example.org"]',
    "parameters": '{"salt":"00000000000000000000000000000000"}',
}
DAYS = ("expires_on", "planned_on")
MOMENTS = ("created_at", "disabled_at", "removed_at", "superseded_at", "since", "done_at",
           "compared_at", "unused_at", "ended_at", "begun_at", "closed_at",
           "cancelled_at")  # fmt: skip
BLOBS = ("mac", "value", "fingerprint", "wrapped")


def new_value(column: str, chance: random.Random) -> object:
    if column in DAYS:
        return f"20{chance.randrange(27, 99)}-0{chance.randrange(1, 9)}-11"
    if column in MOMENTS:
        return f"20{chance.randrange(27, 99)}-01-01T00:00:00+00:00"
    if column in BLOBS:
        return chance.randbytes(32)
    return NEW.get(column, f"mallory {chance.random()}")


def edit(connection: sqlite3.Connection, table: str, column: str, number: int) -> str:
    """Change a column of some row of *table*; return the row's name, or else its key."""
    chance = random.Random(f"{table} {column} {number}")
    rows = connection.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
    names = [part[1] for part in connection.execute(f"PRAGMA table_info({table})")]
    row = chance.choice(rows)
    value = new_value(column, chance)
    if isinstance(value, str) and value.startswith("SELECT "):
        (value,) = connection.execute(value.replace("IS NOT owner", "!= ''")).fetchone()
    changed = connection.execute(
        f"UPDATE {table} SET {column} = ? WHERE rowid = ? AND {column} IS NOT ?",
        (value, row[0], value),
    )
    if changed.rowcount != 1:  # it was so already
        connection.execute(f"UPDATE {table} SET mac = x'00' WHERE rowid = ?", (row[0],))
    shown = dict(zip(names, row[1:], strict=True))
    name = str(value) if column == "name" else shown.get("name") or shown.get("id")
    return str(name or shown["kind"])


@pytest.mark.parametrize(
    ("table", "column", "again"),
    [
        (table, column, again)
        for table, columns in EDITS.items()
        for again, column in enumerate(columns)
    ],
)
@pytest.mark.parametrize("number", range(3))
def test_an_edited_record_is_named(specimen, reopen, table, column, again, number):
    with attacking(specimen.place.database) as connection:
        name = edit(connection, table, column, 10 * again + number)
    key = PASSPHRASE if table == "way" and name == "recovery_code" else RECOVERY_CODE
    services = reopen(key)
    assert name in told(services)
    assert "outside Keyholder" in told(services)


@TWENTY
def test_a_moved_expiry_date_is_named_and_the_key_is_not_touched_again(specimen, reopen, number):
    with attacking(specimen.place.database) as connection:
        connection.execute(
            "UPDATE key SET expires_on = date(expires_on, ?) WHERE number = ?",
            (f"+{number + 1} days", 2 * number + 3),
        )
    services = reopen()
    (key,) = (one for one in everything(services) if not one.intact)
    assert f"The key “{key.name}” was changed outside Keyholder" in told(services)
    before = dump(specimen.place.database)
    for refused in changes_of(services, key):
        with pytest.raises(TamperedError, match=key.name):
            refused()
    assert dump(specimen.place.database) == before


def everything(services: Services) -> list[Key]:
    return listed(services, filter="state:" + ",".join(KeyState))


def changes_of(services: Services, key: Key):
    """Return the changes that a person could make to *key* in its state."""
    change = services.change
    if key.superseded_at is not None:
        return []
    if key.removed_at is not None:
        return [lambda: change.restore([key.id])]
    return [
        lambda: change.edit(key.id, KeyEdit(name="Another name")),
        lambda: change.set_permission([key.id], "full" if key.permission != "full" else "reports"),
        lambda: change.remove([key.id]),
        lambda: services.destruction.destroy(key.id),
        *([lambda: services.secret.copy(key.id)] if key.has_value else []),
    ]


@TWENTY
def test_swapped_values_are_named_and_neither_is_given_out(specimen, reopen, number):
    one, other = number % 10 + 3, number + 25
    columns = ["value", "value, fingerprint", "value, fingerprint, ending"][number % 3]
    with attacking(specimen.place.database) as connection:
        swap(connection, columns, one, other)
    services = reopen()
    for place in (one, other):
        key = services.keys.get(id_of(specimen, place))
        assert key.name in told(services)
        if not key.retired:
            with pytest.raises(TamperedError, match=key.name):
                services.secret.copy(key.id)


def id_of(specimen: Stage, number: int) -> KeyId:
    with plain(specimen.place.database) as connection:
        (found,) = connection.execute("SELECT id FROM key WHERE number = ?", (number,)).fetchone()
    return KeyId(found)


def swap(connection: sqlite3.Connection, columns: str, one: int, other: int) -> None:
    select = f"SELECT {columns} FROM key WHERE number = ?"
    first, second = (connection.execute(select, (place,)).fetchone() for place in (one, other))
    assignment = ", ".join(f"{column} = ?" for column in columns.split(", "))
    update = f"UPDATE key SET {assignment} WHERE number = ?"
    if "fingerprint" in columns:
        connection.execute("UPDATE key SET fingerprint = NULL WHERE number = ?", (one,))
    connection.execute(update, (*first, other))
    connection.execute(update, (*second, one))


TABLES = ["key", "todo", "account", "organisation", "preference", "application", "use",
          "replacement"]  # fmt: skip


@pytest.mark.parametrize("table", [*TABLES, "way"])
@pytest.mark.parametrize("number", range(4))
def test_a_deleted_record_is_missed_now_and_after_other_changes(specimen, reopen, table, number):
    with attacking(specimen.place.database) as connection:
        rows = connection.execute(f"SELECT rowid FROM {table} ORDER BY rowid").fetchall()
        if table == "way":  # not the one by which this test gets in
            rows = [row for row in rows if row not in rows_of(connection, "recovery_code")]
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", rows[number % len(rows)])
    services = reopen()
    missed = f"records of the kind “{table}”, and there should be"
    assert missed in told(services)
    services.settings.set_text("clipboard-seconds", str(number + 5))
    assert missed in told(services)


def rows_of(connection: sqlite3.Connection, kind: str) -> list[tuple[int]]:
    return connection.execute("SELECT rowid FROM way WHERE kind = ?", (kind,)).fetchall()


ENDED = "'2027-01-01T00:00:00+00:00'"
OTHER = {
    "key": {"number": "900", "fingerprint": "NULL", "value": "NULL"},
    "use": {"ended_at": ENDED},
    "replacement": {"closed_at": ENDED},
}
"""What an inserted record has of its own: there is but one of it."""


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("number", range(4))
def test_an_inserted_record_is_noticed(specimen, reopen, table, number):
    """It is a copy of a true one, code and all, under another id."""
    other = OTHER.get(table, {})
    own = {"organisation": "name_sort", "preference": "name"}.get(table, "id")
    with attacking(specimen.place.database) as connection:
        names = [part[1] for part in connection.execute(f"PRAGMA table_info({table})")]
        copied = [other.get(name, name) for name in names]
        count = min(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], 3)
        if table != "preference":
            copied[names.index("id")] = "'00000000-0000-4000-8000-00000000000' || rowid"
        copied[names.index(own)] = f"{own} || ' '" if own != "id" else copied[names.index("id")]
        connection.execute(
            f"INSERT INTO {table} SELECT {', '.join(copied)} FROM {table} LIMIT 1 OFFSET ?",
            (number % count,),
        )
    services = reopen()
    assert f"records of the kind “{table}”, and there should be" in told(services)
    assert "was changed outside Keyholder" in told(services)


@pytest.mark.parametrize("locked", [False, True])
def test_a_locked_vault_notices_edits_too(specimen, reopen, locked):
    with attacking(specimen.place.database) as connection:
        connection.execute("UPDATE key SET expires_on = '2099-01-01' WHERE number = 5")
    services = reopen()
    if locked:
        services.access.lock()
        assert services.access.state is VaultState.LOCKED
    assert "Made here 4" in told(services)


def test_a_tampered_todo_is_neither_ticked_nor_withdrawn(specimen, reopen):
    services = reopen()
    todo = next(one for one in services.todos.all() if one.kind == "rename")
    with attacking(specimen.place.database) as connection:
        connection.execute("UPDATE todo SET after = 'x' WHERE id = ?", (todo.id,))
    before = dump(specimen.place.database)
    with pytest.raises(TamperedError):
        services.todos.tick(todo.id)
    with pytest.raises(TamperedError):
        services.change.edit(todo.key, KeyEdit(name=todo.before))
    assert dump(specimen.place.database) == before


@pytest.mark.parametrize("table", ["organisation", "account"])
def test_a_tampered_organisation_or_account_is_neither_edited_nor_removed(specimen, reopen, table):
    services = reopen()
    service = services.organisations if table == "organisation" else services.accounts
    one = next(one for one in service.all() if one.name in {"Branch 1", "Bob 1"})
    with attacking(specimen.place.database) as connection:
        if table == "organisation":
            connection.execute("DELETE FROM account WHERE organisation = ?", (one.id,))
        connection.execute(f"UPDATE {table} SET name = 'Mallory' WHERE id = ?", (one.id,))
    before = dump(specimen.place.database)
    assert isinstance(one, Organisation | Account)
    with pytest.raises(TamperedError, match="Mallory"):
        service.edit(one.id, one)
    with pytest.raises(TamperedError, match="Mallory"):
        service.remove(one.id)
    assert dump(specimen.place.database) == before


def test_a_tampered_preference_is_not_set(specimen, reopen):
    with attacking(specimen.place.database) as connection:
        connection.execute("UPDATE preference SET text = '0' WHERE name = 'lock-minutes'")
    services = reopen()
    with pytest.raises(TamperedError, match="lock-minutes"):
        services.settings.set_text("lock-minutes", "5")


def test_a_tampered_way_can_be_set_anew(specimen, reopen):
    with attacking(specimen.place.database) as connection:
        connection.execute("UPDATE way SET since = '2099-01-01T00:00:00+00:00'")
    services = reopen()
    assert "A way into the vault, “passphrase”, was changed outside Keyholder" in told(services)
    services.ways.set_passphrase(PASSPHRASE)
    assert "“passphrase”" not in told(services)
