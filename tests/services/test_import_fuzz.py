"""Hostile files: none breaks the program, and none is imported in part.

HOSTILE_TABLES=1000000 FIRST_TABLE=0 pytest -m survival tests/services/test_import_fuzz.py
tries as many as one likes.
"""

import io
import os
import random
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from app.core import column_map, importing
from app.core.errors import AppError
from app.core.import_plan import Choices, LineState
from app.core.sheet import Sheet
from app.delivery.intake.reader import FileSheetReader
from app.services.suite import Services
from app.services.workplace import NO_PROGRESS
from tests.services.hostile_tables import table
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key, names

MANY = int(os.environ.get("HOSTILE_TABLES", "10000"))
FIRST = int(os.environ.get("FIRST_TABLE", "0"))


@pytest.fixture
def furnished(services: Services) -> Services:
    add_key(services, "Koha", value=VALUE)
    add_key(services, "by its ending")
    services.change.remove([add_key(services, "gone", value=OTHER_VALUE).id])
    create_key(services, "made here")
    return services


def try_all(services: Services, path: Path, numbers: range, every: int) -> Counter[str]:
    """Read and plan each file, and import one of *every* so many; return what became of them."""
    known = services.imports._known()
    became: Counter[str] = Counter()
    for number in numbers:
        path.write_bytes(table(number))
        sheet = sheet_of(path)
        if sheet is None:
            became["refused"] += 1
            continue
        choices = Choices(
            columns=column_map.recognised(sheet.headers),
            create_missing=number % 2 == 0,
            permission="authentication" if number % 3 else "",
        )
        plan = importing.plan(sheet, choices, known, NO_PROGRESS)
        assert len(plan.lines) == len(sheet.rows)
        became["problems" if plan.problems else "sound"] += 1
        if number % every == 0:
            became[imported(services, path, choices)] += 1
            known = services.imports._known()
    return became


def sheet_of(path: Path) -> Sheet | None:
    """Return the table in a file; None where that is refused, in words."""
    try:
        return FileSheetReader().read(str(path), NO_PROGRESS)
    except AppError as error:
        told = str(error)
    assert told
    return None


def imported(services: Services, path: Path, choices: Choices) -> str:
    """Import a file and see that all of it came in, or nothing."""
    keys, head = len(services.imports._known().keys), services.inventory.audit.head()
    try:
        read = services.imports.read(str(path))
    except AppError:  # its first line is a key, for example
        return "not imported"
    given = type(read)(name=read.name, sheet=read.sheet, choices=choices)
    plan = services.imports.plan(given)
    try:
        done = services.imports.run(given)
    except AppError:
        assert services.inventory.audit.head() == head
        assert len(services.imports._known().keys) == keys
        return "not imported"
    assert len(services.imports._known().keys) == keys + done.new
    assert done.new == plan.count(LineState.NEW)
    return "imported"


def test_no_hostile_table_breaks_an_import(furnished, tmp_path):
    became = try_all(furnished, tmp_path / "file.csv", range(300), 2)
    assert all(became[one] for one in ("refused", "problems", "imported", "not imported"))
    assert furnished.verify() == []
    assert "Koha" in names(furnished)


@pytest.mark.survival
def test_no_hostile_table_of_many_breaks_an_import(furnished, tmp_path):
    became = try_all(furnished, tmp_path / "file.csv", range(FIRST, FIRST + MANY), 50)
    print(dict(became))  # noqa: T201 - the figure
    assert furnished.verify() == []


def damaged(number: int, sound: bytes) -> bytes:
    """Return a workbook with damage in one of its parts, or in the file itself."""
    chance = random.Random(number)
    if number % 2:
        flipped = bytearray(sound)
        for _ in range(chance.randrange(1, 9)):
            flipped[chance.randrange(len(flipped))] = chance.randrange(256)
        return bytes(flipped)
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as whole, zipfile.ZipFile(file, "w") as spoiled:
        parts = whole.infolist()
        hurt = chance.choice(parts)
        for one in parts:
            content = whole.read(one)
            if one is hurt:
                at = chance.randrange(len(content))
                content = content[:at] + chance.randbytes(2) + content[at + chance.randrange(40) :]
            spoiled.writestr(one.filename, content)
    return file.getvalue()


def try_workbooks(services: Services, path: Path, count: int) -> None:
    sound = services.imports.template(".xlsx")
    for number in range(count):
        path.write_bytes(damaged(number, sound))
        sheet_of(path)


def test_no_damaged_workbook_breaks_an_import(services, tmp_path):
    try_workbooks(services, tmp_path / "file.xlsx", 60)


@pytest.mark.survival
def test_no_damaged_workbook_of_many_breaks_an_import(services, tmp_path):
    try_workbooks(services, tmp_path / "file.xlsx", 2_000)
