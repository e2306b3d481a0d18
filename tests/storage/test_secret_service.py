"""A real keyring: gnome-keyring on a bus of its own, and one process after the other."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.storage.processes import ROOT

NEEDED = ("dbus-run-session", "gnome-keyring-daemon")
MISSING = [name for name in NEEDED if shutil.which(name) is None]

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"a Secret Service needs {' and '.join(MISSING)}"
)

SESSION = """
printf 'a dummy password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null
for verb in "$@"; do "$PYTHON" -m tests.storage.errand "$verb" "$FOLDER"; done
"""


def session(folder: Path, *verbs: str, script: str = SESSION) -> list[dict[str, object]]:
    """Have the verbs done one after the other in a session with a keyring; return the answers."""
    home = folder / "home"
    home.mkdir(exist_ok=True)
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-eu", "-c", script, "sh", *verbs],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PYTHON": sys.executable,
            "FOLDER": str(folder / "inventory"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_systems_keyring_opens_the_vault_in_a_new_process(tmp_path):
    made, opened = session(tmp_path, "make-with-keyring", "open-with-keyring")
    assert made["usable"] is True
    assert opened == {"opened": True, "value": made["value"]}


def test_the_next_session_opens_it_too(tmp_path):
    (made,) = session(tmp_path, "make-with-keyring")
    (opened,) = session(tmp_path, "open-with-keyring")
    assert opened == {"opened": True, "value": made["value"]}


def test_a_dropped_keyring_holds_the_entry_no_longer(tmp_path):
    _, dropped = session(tmp_path, "make-with-keyring", "drop-keyring")
    assert dropped["opened"] is False
    assert str(dropped["asked again"]).startswith("KeyringError")


def test_the_keyrings_file_holds_no_clear_key(tmp_path):
    (made,) = session(tmp_path, "make-with-keyring")
    kept = [path for path in (tmp_path / "home").rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert str(made["value"]).encode() not in path.read_bytes()


ALONE = 'for verb in "$@"; do "$PYTHON" -m tests.storage.errand "$verb" "$FOLDER"; done'


def test_a_keyring_that_nobody_unlocked_is_told_and_makes_no_inventory(tmp_path):
    """The bus starts the keyring when it is asked for, locked, with nobody there to unlock it."""
    (answer,) = session(tmp_path, "try-keyring", script=ALONE)
    assert str(answer["set up"]).startswith("Keyring")
    assert "set a passphrase instead" in str(answer["set up"])
    assert answer["exists"] is False


def test_without_a_bus_no_keyring_is_usable(tmp_path):
    alone = f"export DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent\n{ALONE}"
    (answer,) = session(tmp_path, "try-keyring", script=alone)
    assert answer["usable"] is False
    assert str(answer["set up"]).startswith("KeyringRefusedError")
    assert answer["exists"] is False
