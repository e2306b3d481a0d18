"""Bits flipped in the file, one at a time: each change of content is told, and none crashes."""

import random
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from app.core.errors import AppError
from app.services.key_list import View
from app.services.suite import Services
from tests.stage import RECOVERY_CODE, Stage, listed
from tests.storage.hand import plain, told

TABLES = (
    "state", "way", "organisation", "account", "key", "todo", "preference", "application", "use",
    "replacement", "audit",
)  # fmt: skip
PARTS = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'key_search_%' ORDER BY name"


def content(database: Path) -> object:
    """Return everything that the file says; None if SQLite cannot read it."""
    try:
        with plain(database) as connection:
            connection.text_factory = bytes
            return [
                *(connection.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES),
                connection.execute(PARTS).fetchall(),
            ]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def flipped(whole: bytes, bit: int) -> bytes:
    changed = bytearray(whole)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def look(services: Services) -> None:
    """Look at everything, as a window does."""
    for key in listed(services)[:5]:
        if key.has_value:
            services.secret.copy(key.id)
    services.keys.counts(View(filter="made -portal"))
    services.todos.all()
    services.replacement_list.ended()
    services.ways.all()
    services.accounts.all()
    services.settings.load()
    services.inventory.audit.latest(20)


def look_at_uses(services: Services) -> None:
    """Look at where keys are used and how they are replaced."""
    for one in services.applications.listed():
        services.uses.of_application(one.application.id, ended=True)
        services.histories.of_application(one.application.id)
    for course in services.replacement_list.running():
        services.chain.of(course.old.id)
        services.histories.of_key(course.old.id)
    services.impacts.of([key.id for key in listed(services, filter="-used:unknown")])


def tell(stage: Stage) -> str:
    """Open the inventory, check it, look at it; return what is told of it, empty for nothing."""
    try:
        services = stage.open(locked=True)
    except AppError as error:
        return str(error)
    try:
        services.access.unlock(RECOVERY_CODE)
        found = told(services)
    except AppError as error:
        found = str(error)
    for one in (look, look_at_uses):
        with suppress(AppError):
            one(services)
    services.inventory.close()
    return found


@pytest.mark.parametrize("seed", range(5))
def test_ten_flipped_bits_are_told_if_they_change_anything(specimen, seed):
    flip_some(specimen, seed, 10)


@pytest.mark.survival
@pytest.mark.parametrize("seed", range(100, 200))
def test_fifty_flipped_bits_are_told_if_they_change_anything(specimen, seed):
    flip_some(specimen, seed, 50)


def flip_some(specimen: Stage, seed: int, count: int) -> None:
    """Flip *count* bits of the inventory, one after the other."""
    chance = random.Random(seed)
    whole = specimen.place.database.read_bytes()
    before = content(specimen.place.database)
    for _ in range(count):
        flip(specimen, whole, before, chance.randrange(len(whole) * 8))


def flip(specimen: Stage, whole: bytes, before: object, bit: int) -> None:
    """Flip one bit of the *whole* and require that a change of what it says is told."""
    specimen.place.database.write_bytes(flipped(whole, bit))
    changed = content(specimen.place.database) != before
    assert tell(specimen) or not changed, f"bit {bit}"


def test_the_file_as_it_was_is_whole(specimen):
    assert tell(specimen) == ""


@pytest.mark.parametrize("bit", range(0, 800, 29))
def test_a_flipped_bit_in_the_files_header_is_no_crash(specimen, bit):
    database = specimen.place.database
    flip(specimen, database.read_bytes(), content(database), bit)
