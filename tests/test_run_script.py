"""The set-up script, run in small checkouts with a stand-in for the machine's package system."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = ["cat", "chmod", "cksum", "dirname", "python3", "readlink", "sed", "sh", "tr"]
MAIN = 'import os, sys\nprint("started in", os.getcwd(), "with", *sys.argv[1:])\n'

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has run.ps1")


class Machine:
    """A checkout that needs no network, on a machine whose commands we choose."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.commands = folder / "bin"
        self.commands.mkdir()
        for tool in TOOLS:
            self.commands.joinpath(tool).symlink_to(shutil.which(tool) or tool)
        self.checkout.joinpath("app").mkdir(parents=True)
        self.checkout.joinpath("app/__main__.py").write_text(MAIN, "utf-8")
        self.checkout.joinpath("requirements.txt").write_text("# nothing\n", "utf-8")
        shutil.copy(ROOT / "run.sh", self.checkout)

    def command(self, name: str, script: str) -> None:
        path = self.commands / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)

    def debian(self, installed: str) -> None:
        """Make this a Debian on which *installed* is what dpkg-query prints."""
        self.command("dpkg-query", f"cat <<'END'\n{installed}\nEND")
        self.command("apt-get", 'echo "apt-get $*" >&2')

    def run(self, *args: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment: Mapping[str, str] = {**os.environ, "PATH": str(self.commands)}
        return subprocess.run(
            [self.checkout / "run.sh", *args],
            env=environment,
            cwd=cwd or self.checkout,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def all_packages_but(*absent: str) -> str:
    """Return what dpkg-query prints where everything the window needs is there but *absent*."""
    script = (ROOT / "run.sh").read_text("utf-8")
    names = script.split("window_packages='", 1)[1].split("'", 1)[0].split()
    return "\n".join(f"installed {name}" for name in names if name not in absent)


def test_the_first_start_sets_up_and_the_second_only_starts(machine, tmp_path):
    first = machine.run("keys", "list")
    second = machine.run("keys", "list", cwd=tmp_path)
    assert first.stdout == f"started in {machine.checkout} with keys list\n"
    assert "Making .venv" in first.stderr
    assert second.stdout == f"started in {tmp_path} with keys list\n"
    assert second.stderr == ""


def test_the_command_left_behind_runs_anywhere_even_after_a_move(machine, tmp_path):
    assert machine.run("setup").returncode == 0
    moved = machine.checkout.rename(tmp_path / "moved")
    link = tmp_path / "keyholder"
    link.symlink_to(moved / ".venv/bin/keyholder")
    result = subprocess.run([link, "--help"], cwd="/", capture_output=True, text=True, check=True)
    assert result.stdout == "started in / with --help\n"


def test_changed_requirements_are_installed_again(machine):
    machine.run("setup")
    machine.checkout.joinpath("requirements.txt").write_text("# still nothing\n", "utf-8")
    assert "Installing requirements.txt" in machine.run("setup").stderr


def test_a_broken_environment_is_made_anew(machine):
    machine.run("setup")
    machine.checkout.joinpath(".venv/bin/python").unlink()
    assert machine.run().stdout == f"started in {machine.checkout} with\n"


def test_missing_packages_are_installed_by_the_administrator(machine):
    machine.debian(all_packages_but("libegl1", "libxcb-cursor0"))
    machine.command("id", "echo 0")
    asked = machine.run("setup").stderr
    assert "Installing from Debian: libegl1 libxcb-cursor0" in asked
    assert "apt-get -qq update" in asked


def test_missing_packages_are_installed_with_sudo(machine):
    machine.debian(all_packages_but("libegl1"))
    machine.command("id", "echo 1000")
    machine.command("sudo", 'echo "sudo asked" >&2; exec "$@"')
    asked = machine.run("setup").stderr
    assert "sudo asked" in asked
    assert "apt-get -qq update" in asked


def test_who_may_not_install_gets_one_line_to_paste(machine):
    machine.debian(all_packages_but("libegl1", "python3-venv"))
    machine.command("id", "echo 1000")
    result = machine.run("setup")
    assert result.returncode == 1
    assert "\n  apt-get install python3-venv libegl1\n" in result.stderr
    assert not machine.checkout.joinpath(".venv").exists()


def test_a_package_under_its_new_name_counts(machine):
    renamed = "installed libglib2.0-0t64 libglib2.0-0 (= 2.84.4-3), libglib2.0 (= 2.84.4-3)"
    machine.debian(all_packages_but("libglib2.0-0") + "\n" + renamed)
    machine.command("id", "echo 1000")
    assert machine.run("setup").returncode == 0


def test_a_removed_package_does_not_count(machine):
    machine.debian(all_packages_but("libegl1") + "\nconfig-files libegl1")
    machine.command("id", "echo 1000")
    assert "apt-get install libegl1" in machine.run("setup").stderr


def test_help_names_the_verbs(machine):
    result = machine.run("help")
    assert "./run.sh test" in result.stdout
    assert "./run.sh setup" in result.stdout


def test_elsewhere_a_missing_library_is_named_with_the_packages(machine):
    machine.checkout.joinpath("PySide6").mkdir()
    machine.checkout.joinpath("PySide6/__init__.py").write_text(
        'raise ImportError("libEGL.so.1: cannot open shared object file: No such file")\n', "utf-8"
    )
    result = machine.run("setup")
    assert result.returncode == 1
    assert "missing: libEGL.so.1" in result.stderr
    assert "libegl1" in result.stderr.splitlines()[-1]
