"""Files of the programs that people have: KeePassXC, LibreOffice; and Keyholder's own, back in."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.secret import Secret
from app.services.export_reader import Choice
from app.services.imports import Intake
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.replacing import application
from tests.services.test_export_programs import keepassxc
from tests.services.test_exports import PAYLOADS, order, rows
from tests.stage import OTHER_VALUE, PASSPHRASE, VALUE, Stage, add_key, create_key, listed


def read(services: Services, path: Path, **choices: Any) -> Intake:
    found = services.imports.read(str(path))
    return replace(found, choices=replace(found.choices, **choices))


@pytest.mark.skipif(shutil.which("keepassxc-cli") is None, reason="KeePassXC is not installed")
def test_keepassxc_gives_keys_with_what_keyholder_told_it(services, tmp_path):
    key = add_key(services, value=VALUE, notes="Two\nlines", expires_on=date(2027, 3, 1))
    xml, vault, table = (tmp_path / name for name in ("keys.xml", "keys.kdbx", "keys.csv"))
    services.exports.save(str(xml), order("keepass-xml", proof=PASSPHRASE))
    keepassxc("import", "-q", "-t", "100", "-p", xml, vault, typed="pw\npw\n")
    table.write_text(keepassxc("export", "-q", "-f", "csv", vault, typed="pw\n"), "utf-8")
    plan = services.imports.plan(read(services, table))
    assert plan.source == "keepassxc"
    assert [(one.state, one.fields, one.problems) for one in plan.lines] == [("same", (), ())]
    other = Stage(folder=tmp_path / "other").make()
    other.imports.run(read(other, table))
    (came,) = listed(other)
    told = (came.id, came.name, came.notes, came.expires_on, came.permission)
    assert told == (key.id, key.name, key.notes, key.expires_on, key.permission)
    assert other.secret.copy(came.id) == VALUE
    other.inventory.close()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.survival
@pytest.mark.timeout(180)
def test_libreoffices_workbook_comes_in(services, tmp_path):
    table = tmp_path / "keys.csv"
    table.write_text(
        "Name,Access level,Expiry date,Key,Notes\n"
        f"Koha,Full access,2027-03-01,{VALUE.reveal()},Bücherei\n"
        f"Alma,Authentication API,2027-12-31,{OTHER_VALUE.reveal()},=1+1\n",
        "utf-8",
    )
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    text = "--infilter=CSV:44,34,76,1,,0,false,true,false,false"
    subprocess.run(
        ["soffice", home, "--headless", text, "--convert-to", "xlsx", "--outdir", tmp_path, table],
        check=True,
        capture_output=True,
        timeout=150,
    )
    services.imports.run(read(services, tmp_path / "keys.xlsx"))
    found = {key.name: (key.expires_on, key.permission) for key in listed(services)}
    assert found["Koha"] == (date(2027, 3, 1), "full")
    assert found["Alma"] == (date(2027, 12, 31), "authentication")


def furnish(services: Services, count: int) -> None:
    """Fill an inventory with keys that have everything that a key can have."""
    with services.workplace.change():
        first = add_key(
            services, "first", value=VALUE, also_tell=("a@example.org", "b@example.org")
        )
        application(services, "Koha", first)
        application(services, "Alma", first)
        services.secret.correct(first.id, Correction(expires_on=date(2027, 4, 1)))
        gone = create_key(services, "gone", notes="Two\nlines\t=1")
        services.change.remove([gone.id])
        services.change.disable([create_key(services, "off").id])
        services.change.compared([add_key(services, "by its ending").id])
        services.change.confirm_unused([add_key(services, "unused", value=OTHER_VALUE).id])
        for number in range(count):
            name = PAYLOADS[number % len(PAYLOADS)] + f" {number}"
            value = Secret(f"00000000-2222-4222-8333-{number:012x}")
            add_key(services, name, value=value, notes=PAYLOADS[-1 - number % len(PAYLOADS)])


def round_trip(services: Services, tmp_path: Path, form: str) -> None:
    """Send all keys through a file into a new inventory."""
    path = tmp_path / f"keys.{form}"
    everything = order("csv", values=True, proof=PASSPHRASE, choice=Choice(retired=True))
    chosen = order(form, values=True, proof=PASSPHRASE, choice=Choice(retired=True))
    services.exports.save(str(path), chosen)
    other = Stage(folder=tmp_path / form).make()
    given = read(other, path, create_missing=True)
    other.imports.run(given)
    before = rows(services.exports.content(everything).content)
    after = rows(other.exports.content(everything).content)
    assert sorted(before, key=lambda row: row["id"]) == sorted(after, key=lambda row: row["id"])
    assert other.verify() == []
    plan = other.imports.plan(given)
    assert {line.state for line in plan.lines} == {"same"}, plan.problems[:3]
    other.inventory.close()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_keys_come_back_as_they_went(services, tmp_path, form):
    furnish(services, 60)
    round_trip(services, tmp_path, form)
