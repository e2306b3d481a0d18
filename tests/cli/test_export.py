import json
import shutil
import subprocess
import sys
from typing import Any

import pytest

from tests.cli.conftest import Keyholder
from tests.stage import VALUE, add_key, create_key

SEAL = "a seal of several words"


@pytest.fixture
def key(inventory):
    return add_key(inventory, "Koha", value=VALUE)


def test_the_ending_tells_the_format(keyholder, key, tmp_path):
    answer = keyholder("export", str(tmp_path / "keys.csv"))
    assert (answer.code, answer.out) == (0, f"Exported 1 key to {tmp_path / 'keys.csv'}.\n")
    assert b"Koha" in (tmp_path / "keys.csv").read_bytes()


def test_standard_output_takes_a_format_and_no_values(keyholder, key):
    answer = keyholder("export", "-", "--format", "json")
    assert answer.json["keys"][0]["name"] == "Koha"
    assert keyholder("export", "-").code == 2
    assert keyholder.opened("export", "-", "--format", "csv", "--values").code == 2


def test_a_filter_and_keys_choose(keyholder, inventory, key, tmp_path):
    other = create_key(inventory, "Alma")
    path = str(tmp_path / "keys.json")
    for words, name in ((("--filter", "koha"), "Koha"), (("--key", other.id[:8]), "Alma")):
        answer = keyholder("export", path, *words, "--json")
        assert answer.json["keys"] == 1
        assert json.loads((tmp_path / "keys.json").read_text("utf-8"))["keys"][0]["name"] == name
    assert keyholder("export", path, "--filter", "koha", "--everything").code == 2


def test_what_is_left_out_is_told(keyholder, inventory, key, tmp_path):
    inventory.change.remove([key.id])
    answer = keyholder("export", str(tmp_path / "keys.csv"))
    assert "--everything puts them in" in answer.told()
    assert keyholder("export", str(tmp_path / "keys.csv"), "--everything").err == ""


def test_values_need_the_passphrase_and_are_warned_of(keyholder, key, tmp_path):
    path = tmp_path / "keys.csv"
    assert keyholder("export", str(path), "--values").code == 3
    assert not path.exists()
    answer = keyholder.opened("export", str(path), "--values")
    assert "can read" in answer.told()
    assert VALUE.reveal() in path.read_text("utf-8")


@pytest.mark.parametrize("how", ["--seal", "--seal-file"])
def test_a_sealed_file_is_opened_by_age(keyholder: Keyholder, key, tmp_path, how):
    pyrage: Any = pytest.importorskip("pyrage")

    path, seal = tmp_path / "keys.csv.age", tmp_path / "seal"
    seal.write_text(SEAL + "\n", "utf-8")
    seal.chmod(0o600)
    words = [how, str(seal)] if how == "--seal-file" else [how]
    answer = keyholder.opened("export", str(path), "--values", *words, typed=SEAL + "\n")
    assert (answer.code, answer.err) == (0, "")
    assert VALUE.reveal().encode() in pyrage.passphrase.decrypt(path.read_bytes(), SEAL)


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
def test_the_program_age_opens_a_sealed_file(keyholder, key, tmp_path):
    path, seal = tmp_path / "keys.csv.age", tmp_path / "seal"
    seal.write_text(SEAL + "\n", "utf-8")
    seal.chmod(0o600)
    keyholder("export", str(path), "--seal-file", str(seal))
    command = f"age -d -o {tmp_path}/out.csv {path}"  # which asks at a terminal alone
    subprocess.run(
        ["script", "-qec", command, "/dev/null"],
        input=SEAL + "\n",
        text=True,
        timeout=60,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    assert b"Koha" in (tmp_path / "out.csv").read_bytes()


def test_what_only_the_ending_age_would_meet_is_replaced_by_its_full_name_alone(
    keyholder, key, tmp_path
):
    there = tmp_path / "keys.csv.age"
    there.write_text("what was there", "utf-8")
    refused = keyholder.opened("export", str(tmp_path / "keys.csv"), "--seal", typed=SEAL + "\n")
    assert refused.code == 2
    assert "keys.csv.age already" in refused.told()
    assert there.read_text("utf-8") == "what was there"
    assert keyholder.opened("export", str(there), "--seal", typed=SEAL + "\n").code == 0
    assert there.read_bytes().startswith(b"age-encryption.org/v1")


def test_a_weak_seal_is_refused(keyholder, key, tmp_path):
    assert keyholder("export", str(tmp_path / "a.csv"), "--seal", typed="weak\n").code in {2, 3}


def test_a_pdf_is_made_without_a_window(keyholder, key, tmp_path):
    folder = str(keyholder.stage.folder)
    words = ("--data-dir", folder, "export", str(tmp_path / "keys.pdf"))
    subprocess.run([sys.executable, "-m", "app", *words], timeout=60, check=True)
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
