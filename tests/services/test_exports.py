import csv
import io
import json
import os
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from peewee import Model

from app.core import key_table
from app.core.audit import Act, AuditEntry
from app.core.cell_guard import unguarded
from app.core.errors import (
    ExportFileError,
    FieldError,
    WrongSecretError,
)
from app.core.secret import Secret
from app.delivery.export.json_document import LEFT_OUT
from app.services.export_order import Order
from app.services.export_reader import Choice
from app.services.key_list import View
from app.services.suite import Services
from app.storage.notice_tables import DeliveryNoticeRow, DeliveryRow, NoticeRow
from app.storage.tables import SEALED, AuditRow, StateRow, columns_of, name_of
from tests.stage import PASSPHRASE, VALUE, add_key, create_key

SEAL = Secret("a seal of several words")
PAYLOADS = [
    f"{start}{formula}{number}"
    for number, formula in enumerate(
        ("SUM(A1)", "cmd|' /C calc'!A0", "HYPERLINK(B1)", "1+1", "IMPORTXML(C1)")
    )
    for start in ("=", "+", "-", "@", "'=", "''+", "'-", "'@", "=-", "@=")
]


def order(form: str, **more: Any) -> Order:
    return Order(format=form, **more)


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def entry(services: Services) -> AuditEntry:
    return services.inventory.audit.latest(1)[0]


def test_csv_has_the_columns_in_their_order_and_a_mark_for_excel(full):
    content = full.exports.content(order("csv")).content
    assert content.startswith(b"\xef\xbb\xbf" + b"id,name,permission,organisation,owner,origin")
    assert content.count(b"\r\n") == 2
    (row,) = rows(content)
    assert tuple(row) == key_table.columns(values=False)
    assert row["notes"] == "'=1+1\nsecond line"
    assert row["applications"] == "Alma\nKoha"
    assert VALUE.reveal() not in content.decode()


def test_fifty_payloads_are_guarded_and_come_back(services):
    with services.workplace.change():
        for name in PAYLOADS:
            create_key(services, name)
    table = rows(services.exports.content(order("csv")).content)
    assert not [row for row in table if row["name"].startswith(("=", "+", "-", "@"))]
    assert {unguarded(row["name"]) for row in table} == set(PAYLOADS)


def test_a_workbook_has_no_formula_and_the_same_cells(services, tmp_path):
    from openpyxl import load_workbook

    with services.workplace.change():
        for name in PAYLOADS:
            create_key(services, name)
    path = tmp_path / "keys.xlsx"
    services.exports.save(str(path), order("xlsx"))
    with zipfile.ZipFile(path) as book:
        assert not [name for name in book.namelist() if b"<f>" in book.read(name)]
    sheet: Any = load_workbook(path).active
    (heading, *found) = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    table = rows(services.exports.content(order("csv")).content)
    assert tuple(heading) == key_table.columns(values=False)
    assert found == [list(row.values()) for row in table]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")


def test_json_is_complete_and_says_what_it_leaves_out(full):
    document = json.loads(full.exports.content(order("json")).content)
    assert (document["format"], document["version"]) == ("keyholder inventory", 1)
    assert [key["name"] for key in document["keys"]] == ["Evergreen, branch", "gone"]
    assert len(document["uses"]) == len(document["applications"]) == 2
    assert len(document["audit"]["head"]) == 64
    assert "key.value" in [one["what"] for one in document["left_out"]]
    assert VALUE.reveal() not in json.dumps(document)
    assert "backup-folder" not in document["preferences"]


def test_every_column_of_every_table_is_in_the_document_or_left_out_with_a_reason(full):
    create_key(full, "next", predecessor=create_key(full, "old").id)
    full.settings.set_text("lock-minutes", "5")
    content = full.exports.content(order("json", values=True, proof=PASSPHRASE)).content
    document = json.loads(content)
    lists = {"key": "keys", "use": "uses", "todo": "todos"}
    missing = []
    others = (StateRow, AuditRow, NoticeRow, DeliveryRow, DeliveryNoticeRow)
    tables: list[type[Model]] = [*SEALED, *others]
    for table in tables:
        name = name_of(table)
        if name in LEFT_OUT or name == "preference":
            continue
        records = document[lists.get(name, f"{name}s")]
        known = set(records[0]) | {"mac"}
        missing += [
            f"{name}.{column}"
            for column in columns_of(table)
            if column not in known and f"{name}.{column}" not in LEFT_OUT
        ]
    assert missing == []
    assert {one["what"] for one in document["left_out"]} >= set(LEFT_OUT)


def test_the_document_fits_its_schema(full):
    validator: Any = pytest.importorskip("jsonschema").Draft202012Validator

    create_key(full, "next", predecessor=create_key(full, "old").id)
    schema = json.loads(Path("resources/export/inventory.schema.json").read_text("utf-8"))
    validator.check_schema(schema)
    for more in ({}, {"values": True, "proof": PASSPHRASE}, {"choice": Choice(keys=())}):
        document = json.loads(full.exports.content(order("json", **more)).content)
        assert list(validator(schema).iter_errors(document)) == []


def test_cyclonedx_fits_the_published_schema_and_never_holds_a_value(full):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    content = full.exports.content(order("cyclonedx", choice=Choice(retired=True))).content
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(content.decode()) is None
    document = json.loads(content)
    states = {
        one["name"]: one["cryptoProperties"]["relatedCryptoMaterialProperties"]["state"]
        for one in document["components"]
    }
    assert states == {"Evergreen, branch": "active", "gone": "deactivated"}
    assert document["serialNumber"].startswith("urn:uuid:")
    assert VALUE.reveal() not in content.decode()
    with pytest.raises(FieldError):
        full.exports.content(order("cyclonedx", values=True, proof=PASSPHRASE))


def test_the_page_tells_of_each_key_and_of_the_trail(full):
    page = full.exports.content(order("html")).content.decode()
    for told in ("Evergreen, branch", "Example University", "Alma<br>Koha", "1 key of 2"):
        assert told in page
    assert full.inventory.audit.latest(1)[0].act is Act.EXPORTED


def test_values_need_a_way_in_and_are_audited(full, tmp_path):
    path = tmp_path / "keys.csv"
    for proof in (None, Secret("a wrong passphrase")):
        with pytest.raises(WrongSecretError):
            full.exports.save(str(path), order("csv", values=True, proof=proof))
    assert not path.exists()
    done = full.exports.save(str(path), order("csv", values=True, proof=PASSPHRASE))
    assert rows(path.read_bytes())[0]["value"] == VALUE.reveal()
    assert (done.values, done.sealed) == (1, False)
    assert entry(full).after == {
        "format": "csv",
        "count": 1,
        "values": 1,
        "sealed": False,
        "file": "keys.csv",
    }
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_sealed_file_opens_with_its_passphrase_alone(full, tmp_path):
    pyrage: Any = pytest.importorskip("pyrage")

    path = tmp_path / "keys.csv.age"
    full.exports.save(str(path), order("csv", values=True, proof=PASSPHRASE, seal=SEAL))
    sealed = path.read_bytes()
    assert VALUE.reveal().encode() not in sealed
    opened = pyrage.passphrase.decrypt(sealed, SEAL.reveal())
    assert rows(opened)[0]["value"] == VALUE.reveal()
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed, "another passphrase")
    with pytest.raises(FieldError):
        full.exports.content(order("csv", seal=Secret("short")))


def test_what_cannot_be_written_leaves_nothing_and_no_entry(full, tmp_path):
    before = full.inventory.audit.last_number()
    for path in (tmp_path / "no" / "such.csv", tmp_path):
        with pytest.raises(ExportFileError):
            full.exports.save(str(path), order("csv"))
    assert full.inventory.audit.last_number() == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".keyholder")] == []


def test_a_choice_is_told_and_counted(full):
    key = add_key(full, "other", expires_on=date(2026, 6, 20), ending="dddd")
    form = full.exports.named("csv")
    assert full.exports.count(Choice(), form) == 2
    assert full.exports.count(Choice(retired=True), form) == 3
    assert full.exports.count(Choice(), full.exports.named("json")) == 3
    assert full.exports.count(Choice(view=View(filter="other")), form) == 1
    assert full.exports.content(order("csv")).retired_left_out == 1
    one = full.exports.content(order("json", choice=Choice(keys=(key.id,)))).content
    assert json.loads(one)["made"]["chosen"] == "1 key selected"
    assert json.loads(one)["uses"] == []


def test_names_and_dates_go_out_while_the_vault_is_locked(full):
    full.access.lock()
    assert full.exports.content(order("csv")).keys == 1


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.csv", "csv"), ("A.JSON", "json"), ("a.cdx.json", "cyclonedx"), ("a.xlsx.age", "xlsx")],
)
def test_the_ending_tells_the_format(services, name, form):
    assert services.exports.format_of(name).id == form


def test_an_unknown_ending_is_refused(services):
    with pytest.raises(FieldError, match=r"\.csv"):
        services.exports.format_of("keys.txt")


def test_the_name_says_whether_the_file_is_sealed(full, tmp_path):
    with pytest.raises(FieldError, match="seal it, or drop"):
        full.exports.save(str(tmp_path / "keys.csv.AGE"), order("csv"))
    assert not list(tmp_path.glob("keys*"))

    sealed = full.exports.save(str(tmp_path / "keys.csv"), order("csv", seal=SEAL))

    assert Path(sealed.path).name == "keys.csv.age"
    assert [one.name for one in tmp_path.glob("keys*")] == ["keys.csv.age"]
