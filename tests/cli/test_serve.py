"""keyholder serve: a process of its own, as an administrator starts it."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from tests.stage import PASSPHRASE, VALUE, Stage, add_key
from tests.storage.processes import ROOT

QUERY = "/admin/api/v1/example.org/account/query"


@pytest.fixture
def place(services, stage: Stage, tmp_path):
    add_key(services, "Koha", value=VALUE, permission="full", expires_on=date(2030, 1, 1))
    services.inventory.close()
    passphrase = tmp_path / "passphrase"
    passphrase.write_text(PASSPHRASE.reveal())
    passphrase.chmod(0o600)
    return ["--data-dir", str(stage.folder), "--passphrase-file", str(passphrase)]


@contextmanager
def serving(
    place: list[str], *words: str, out: IO[str] | int = subprocess.PIPE
) -> Iterator[tuple[subprocess.Popen[str], int, str]]:
    """Start it, and yield the process, its port, and what it said first."""
    with subprocess.Popen(
        [sys.executable, "-m", "app", *place, "serve", "--port", "0", *words],
        cwd=ROOT,
        stdout=out,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        said = ""
        while "Listening at" not in said:
            said += process.stderr.readline()
        port = int(said.rsplit(":", 1)[1].split(",")[0])
        try:
            yield process, port, said
        finally:
            process.kill()


def status(port: int, value: str) -> int:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as one:
        one.request("GET", QUERY, headers={"Authorization": f"OAApiKey {value}"})
        return one.getresponse().status


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_tells_each_request_and_ends_cleanly(place, end):
    with serving(place) as (process, port, _said):
        assert status(port, VALUE.reveal()) == 200
        assert status(port, "unknown") == 401
        process.send_signal(end)
        out, err = process.communicate(timeout=20)
        assert process.returncode == 0
    first, second = out.splitlines()
    assert first.endswith("200 Look for accounts, “Koha”")
    assert second.endswith("401 Look for accounts: No key of this inventory has this value.")
    assert VALUE.reveal() not in out + err


def test_another_day_is_rehearsed(place):
    with serving(place, "--on", "2030-01-01") as (_process, port, said):
        assert "answering for" in said
        assert status(port, VALUE.reveal()) == 401


def test_a_host_that_others_reach_is_warned_of(place):
    with serving(place, "--host", "0.0.0.0") as (_process, port, said):  # noqa: S104 - on purpose
        assert "Others on the network can reach this" in said
        assert status(port, VALUE.reveal()) == 200


def test_a_taken_port_is_told(keyholder, services):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        answer = keyholder.opened("serve", "--port", port)
    assert answer.code == 3
    assert "cannot listen at 127.0.0.1" in answer.told()
    assert "Choose another port" in answer.told()


def test_a_shut_vault_could_not_tell(keyholder, services):
    assert keyholder("serve").code == 3


def test_it_ends_once_nobody_reads_what_it_says(place):
    with serving(place) as (process, port, _said):
        assert process.stdout is not None
        process.stdout.close()
        for _ in range(2):
            with suppress(OSError, http.client.HTTPException):
                status(port, VALUE.reveal())
        assert process.wait(timeout=20) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_it_ends_with_the_reason_once_what_it_says_cannot_be_written(place):
    with Path("/dev/full").open("w") as full, serving(place, out=full) as (process, port, _said):
        with suppress(OSError, http.client.HTTPException):
            status(port, VALUE.reveal())
        assert process.wait(timeout=20) == 3
        assert process.stderr is not None
        assert "The output could not be written (No space left on device)." in process.stderr.read()
