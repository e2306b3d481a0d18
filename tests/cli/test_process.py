"""The command line as a process of its own: real streams, real exit codes, no Qt."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app import __version__
from tests.stage import PASSPHRASE, VALUE, add_key, create_key, listed

ROOT = Path(__file__).parents[2]
posix = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")

Run = Callable[..., subprocess.CompletedProcess[str]]


def command(*words: str) -> list[str]:
    """Return the program's command line."""
    return [sys.executable, "-m", "app", *words]


@pytest.fixture
def environment(stage):
    """An environment that leads to the stage, and to nothing else of this computer."""
    return {**os.environ, "KEYHOLDER_DATA_DIR": str(stage.folder), "PYTHONUTF8": "1"}


@pytest.fixture
def process(environment) -> Run:
    """Return a function that runs the program to its end."""

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command(*words),
            input=typed,
            env=environment,
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


def test_a_first_day(process, stage):
    """Set up, create, list, refuse, fail: each with its exit code."""
    secret = ("--passphrase-file", "-")
    phrase = PASSPHRASE.reveal() + "\n"
    who = ("--account-name", "Ada", "--account-email", "ada@example.org")
    made = process(*secret, "init", "--organisation", "Example", *who, "--no-keyring", typed=phrase)
    assert (made.returncode, len(made.stdout.splitlines())) == (0, 1)
    added = process(
        *secret,
        *("keys", "add", "--name", "Bücher", "--permission", "authentication"),
        *("--expires", "2127-03-01", "--json"),
        typed=phrase + VALUE.reveal() + "\n",
    )
    key = json.loads(added.stdout)
    assert (key["name"], key["key_ending"]) == ("Bücher", "44aa")
    assert process("keys", "show", key["id"][:8]).returncode == 0
    refused = process(*secret, "keys", "destroy", key["id"], typed=phrase)
    assert (refused.returncode, refused.stdout) == (1, "")
    locked = process("keys", "disable", key["id"])
    assert (locked.returncode, len(locked.stderr.splitlines())) == (3, 1)
    assert process("keys", "list", "--on", "never").returncode == 2
    assert VALUE.reveal() not in "".join(
        answer.stdout + answer.stderr for answer in (made, added, refused, locked)
    )


def test_the_version_needs_no_installation(process):
    answer = process("--version")
    assert (answer.returncode, answer.stdout) == (0, f"keyholder {__version__}\n")


QUICK_VERBS = [
    ["--version"],
    ["--help"],
    ["keys", "list"],
    ["keys", "show", "0"],
    ["--passphrase-file", "-", "verify"],
    ["--passphrase-file", "-", "keys", "create", "--name", "X", "--permission", "full"],
    ["--passphrase-file", "-", "access", "recovery-code"],
]

LOOK = """
import sys
from app.bootstrap import main
main(sys.argv[1:])
sys.stderr.write("|".join(sorted(sys.modules)))
"""


@pytest.mark.parametrize("words", QUICK_VERBS, ids=" ".join)
def test_a_verb_imports_no_qt(services, environment, words):
    create_key(services)
    answer = subprocess.run(
        [sys.executable, "-c", LOOK, *words],
        input=PASSPHRASE.reveal(),
        env=environment,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    modules = answer.stderr.splitlines()[-1].split("|")
    assert "app.cli.program" in modules
    assert not [name for name in modules if name.startswith(("PySide6", "shiboken6", "app.ui"))]


def test_reading_imports_no_keyring_unless_that_opens_the_vault(services, environment):
    answer = subprocess.run(
        [sys.executable, "-c", LOOK, "keys", "list"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert "keyring" not in answer.stderr.splitlines()[-1].split("|")


@posix
def test_a_reader_that_has_gone_is_no_failure(services, environment):
    create_key(services)
    reader, writer = os.pipe()
    os.close(reader)
    for words in (["keys", "list"], ["keys", "list", "--json"]):
        answer = subprocess.run(
            command(*words),
            stdout=writer,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=ROOT,
            timeout=60,
            check=False,
        )
        assert (answer.returncode, answer.stderr) == (141, b"")
    os.close(writer)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_full_disk_behind_the_output_is_told(services, environment):
    create_key(services)
    with Path("/dev/full").open("wb") as full:
        answer = subprocess.run(
            command("keys", "list"),
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=ROOT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert answer.returncode == 3
    assert answer.stderr.startswith("keyholder: The output could not be written")
    assert len(answer.stderr.splitlines()) == 1


@posix
def test_without_any_streams_it_does_what_it_should(services, environment):
    line = f"{sys.executable} -m app keys list <&- >&- 2>&-"
    answer = subprocess.run(["sh", "-c", line], env=environment, cwd=ROOT, timeout=60, check=False)
    assert answer.returncode == 0


@pytest.fixture
def terminal(environment):
    """Return a function that starts the program at a terminal, and the terminal's other end."""
    import pty

    ours, theirs = pty.openpty()
    started: list[subprocess.Popen[bytes]] = []

    def start(*words: str) -> tuple[subprocess.Popen[bytes], int]:
        process = subprocess.Popen(
            command(*words),
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=theirs,
            env=environment,
            cwd=ROOT,
            start_new_session=True,
        )
        started.append(process)
        return process, ours

    yield start
    for process in started:
        process.kill()
        process.communicate()
    os.close(ours)
    os.close(theirs)


def shown_until(terminal: int, wanted: bytes) -> bytes:
    """Return what the terminal shows, up to *wanted*."""
    shown = b""
    while wanted not in shown:
        shown += os.read(terminal, 1024)
    return shown


@posix
def test_a_person_at_a_terminal_is_asked_and_what_is_typed_is_not_shown(services, terminal):
    process, screen = terminal(
        *("--passphrase-file", "-", "keys", "add", "--name", "Koha", "--permission", "full"),
        *("--expires", "2127-03-01"),
    )
    shown = shown_until(screen, b"Passphrase or recovery code: ")
    os.write(screen, PASSPHRASE.reveal().encode() + b"\n")
    shown += shown_until(screen, b"The key's value: ")
    os.write(screen, VALUE.reveal().encode() + b"\n")
    output, _nothing = process.communicate(timeout=60)
    assert process.returncode == 0
    (key,) = listed(services)
    assert services.secret.copy(key.id) == VALUE
    assert VALUE.reveal().encode() not in shown + output
    assert PASSPHRASE.reveal().encode() not in shown


@posix
def test_a_new_passphrase_is_typed_twice_at_a_terminal(services, terminal):
    process, screen = terminal("--passphrase-file", "-", "access", "passphrase")
    shown_until(screen, b"Passphrase or recovery code: ")
    os.write(screen, PASSPHRASE.reveal().encode() + b"\n")
    shown_until(screen, b"New passphrase: ")
    os.write(screen, b"another dummy passphrase\n")
    shown_until(screen, b"again: ")
    os.write(screen, b"another dummy passphrade\n")
    said = shown_until(screen, b"Nothing was changed.")
    assert process.wait(timeout=60) == 2
    assert b"The two are not the same." in said


@posix
def test_ctrl_c_ends_without_a_traceback(services, terminal):
    add_key(services)
    process, screen = terminal("--passphrase-file", "-", "verify")
    shown_until(screen, b"Passphrase or recovery code: ")
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stdout is not None
    assert process.stdout.read() == b""


@pytest.mark.skipif(not shutil.which("bash"), reason="a pipe of bash")
def test_a_passphrase_can_come_through_a_pipe_of_the_shell(services, environment):
    line = f"{sys.executable} -m app --passphrase-file <(echo '{PASSPHRASE.reveal()}') verify"
    answer = subprocess.run(
        ["bash", "-c", line],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert answer.returncode == 0
    assert answer.stdout.startswith("The inventory is whole.")
    assert not answer.stderr
