"""Exports opened by the programs that they are for."""

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.services.test_exports import PAYLOADS, order, rows
from tests.stage import PASSPHRASE, VALUE, add_key, create_key


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.survival
@pytest.mark.timeout(180)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_libreoffice_opens_it_with_no_active_cell(services, tmp_path, form):
    with services.workplace.change():
        for name in PAYLOADS:
            create_key(services, name)
    path = tmp_path / f"keys.{form}"
    services.exports.save(str(path), order(form))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    subprocess.run(
        ["soffice", home, "--headless", "--convert-to", "fods", "--outdir", tmp_path, path],
        check=True,
        capture_output=True,
        timeout=150,
    )
    opened = (tmp_path / "keys.fods").read_text("utf-8")
    assert "SUM(A1)" in opened
    assert "table:formula" not in opened


@pytest.mark.skipif(shutil.which("keepassxc-cli") is None, reason="KeePassXC is not installed")
def test_keepassxc_reads_the_file(services, tmp_path):
    add_key(services, value=VALUE)
    path, vault = tmp_path / "keys.xml", tmp_path / "keys.kdbx"
    services.exports.save(str(path), order("keepass-xml", proof=PASSPHRASE))
    keepassxc("import", "-q", "-t", "100", "-p", path, vault, typed="pw\npw\n")
    told = keepassxc("export", "-q", "-f", "csv", vault, typed="pw\n")
    (row,) = csv.DictReader(io.StringIO(told))
    assert (row["Title"], row["Password"]) == ("Evergreen, branch", VALUE.reveal())
    assert row["Group"].endswith("Example University")
    table = rows(services.exports.content(order("keepass-csv", proof=PASSPHRASE)).content)
    assert (table[0]["Title"], table[0]["Password"]) == (row["Title"], row["Password"])


def keepassxc(*words: str | Path, typed: str) -> str:
    done = subprocess.run(
        ["keepassxc-cli", *words],
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    return done.stdout
