"""The program that PyInstaller built starts, keeps a key and shows its window."""

import json
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

pytestmark = pytest.mark.built

INIT = [
    "init",
    *("--organisation", "Example"),
    *("--domain", "example.org"),
    *("--time-zone", "Europe/London"),
    *("--account-name", "Ada"),
    *("--account-email", "ada@example.org"),
    "--no-keyring",
]


def xdotool(*words: str) -> bool:
    """Return whether xdotool found what *words* look for."""
    found = subprocess.run(["xdotool", *words], capture_output=True, timeout=30, check=False)
    return found.returncode == 0


def test_a_key_is_created_and_read_back(program):
    program.verb(*INIT)
    program.verb("keys", "create", "--name", "Smoke", "--permission", "full", "--json")
    listed = program.verb("keys", "list", "--json")
    json.loads(listed)
    assert '"Smoke"' in listed


def test_a_notice_is_raised_and_written_into_a_calendar(program, tmp_path):
    program.verb(*INIT)
    soon = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()  # noqa: TID251 - the program's own clock
    added = ["--permission", "full", "--expires", soon, "--ending", "c15b"]
    program.verb("keys", "add", "--name", "Smoke", *added)
    assert "The key “Smoke” stops in" in program.verb("notices", "raise")
    assert program.verb("notices", "raise") == ""
    [notice] = json.loads(program.verb("notices", "list", "--json"))
    assert (notice["key_name"], notice["state"]) == ("Smoke", "open")
    calendar = tmp_path / "keys.ics"
    program.verb("notices", "calendar", str(calendar))
    assert "BEGIN:VALARM" in calendar.read_text("utf-8")


def test_keys_go_out_into_files_and_come_in(program, tmp_path):
    program.verb(*INIT)
    program.verb("keys", "create", "--name", "Smoke", "--permission", "full")
    for ending in ("csv", "xlsx", "json", "cdx.json", "html", "pdf"):
        program.verb("export", str(tmp_path / f"keys.{ending}"))
        assert (tmp_path / f"keys.{ending}").stat().st_size > 100
    sealed = tmp_path / "sealed.csv.age"
    seal = ["--values", "--seal-file", str(program.passphrase_file)]
    program.verb("export", str(sealed), *seal)
    assert sealed.read_bytes().startswith(b"age-encryption.org/v1")
    for ending in ("csv", "xlsx"):
        assert "Same: 1" in program.verb("import", str(tmp_path / f"keys.{ending}"), "--dry-run")
    assert len(program.verb("audit", "head").split("(")[0].split()) == 4
    program.verb("backup", str(tmp_path / "smoke.db"))


def test_the_window_opens_and_closes(program, screen, qtbot):
    program.verb(*INIT)
    process = program.window()
    try:
        named = ["--all", "--pid", f"{process.pid}", "--name", "Keyholder"]
        window = ["search", "--onlyvisible", *named]
        qtbot.waitUntil(lambda: process.poll() is not None or xdotool(*window), timeout=20_000)
        assert process.poll() is None, "the program ended without a window"
        assert xdotool(*window, "windowactivate", "--sync")
        assert xdotool("key", "alt+F4")
        assert process.wait(timeout=20) == 0
    finally:
        process.kill()
        process.wait()
