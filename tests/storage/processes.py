"""Starting processes for tests: as another user, on a disk of their own, beside this one."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65_534

HOLDER = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute(sys.argv[2])
held.execute("SELECT count(*) FROM key").fetchone()
print("held", flush=True)
sys.stdin.read()
"""


def errand(verb: str, folder: Path, *, before: Sequence[str] = (), user: int | None = None) -> Any:
    """Have *verb* done by a process of its own and return its answer."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "tests.storage.errand", verb, str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def with_mounts(script: str) -> list[str]:
    """Return the words that run a command where *script* has mounted what it likes.

    Nobody else sees these mounts, and they end with the command.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root on Linux can mount a disk")
    tried = subprocess.run(
        ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True,
        text=True,
        check=False,
    )
    if tried.returncode != 0:
        pytest.skip(f"mounting is not allowed here: {tried.stderr.strip()}")
    return ["unshare", "--mount", "sh", "-euc", f'{script}\nexec "$@"', "sh"]


@contextmanager
def holding(database: Path, how: str = "BEGIN EXCLUSIVE") -> Iterator[None]:
    """Have another process hold the database."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(database), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.stdin.close()
