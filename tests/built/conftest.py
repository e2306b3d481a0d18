"""The built program, in a home of its own."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDER = ROOT / "dist" / "keyholder"
WINDOWS = sys.platform == "win32"
SOURCES = ["app/**/*.py", "resources/**/*.*", "build.spec", "requirements.txt"]


def reason_to_skip(program: Path) -> str | None:
    """Return why *program* cannot be tried, if it cannot."""
    if not program.exists():
        return "dist/keyholder is not there: run make build"
    built = program.stat().st_mtime
    for pattern in SOURCES:
        for source in ROOT.glob(pattern):
            if source.stat().st_mtime > built:
                return f"dist/keyholder is older than {source.relative_to(ROOT)}: run make build"
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """The built program, its data and its environment."""

    data: Path
    passphrase_file: Path
    environment: dict[str, str]

    def verb(self, *words: str) -> str:
        """Run the built command line to its end and return what it printed."""
        command = FOLDER / ("keyholder-cli.exe" if WINDOWS else "keyholder")
        result = subprocess.run(
            [
                *(command, "--data-dir", self.data, "--passphrase-file", self.passphrase_file),
                *words,
            ],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    def window(self) -> subprocess.Popen[bytes]:
        """Start the built window; the passphrase opens its vault, so that no dialog asks for it."""
        command = FOLDER / ("keyholder.exe" if WINDOWS else "keyholder")
        return subprocess.Popen(
            [command, "--data-dir", self.data, "--passphrase-file", self.passphrase_file],
            env=self.environment,
        )


@pytest.fixture
def program(tmp_path):
    reason = reason_to_skip(FOLDER / ("keyholder.exe" if WINDOWS else "keyholder"))
    if reason:
        pytest.skip(reason)
    passphrase = tmp_path / "passphrase"
    passphrase.write_text("only a test knows this phrase\n", "utf-8")
    passphrase.chmod(0o600)
    home = tmp_path / "home"
    home.mkdir()
    return Program(
        data=tmp_path / "data",
        passphrase_file=passphrase,
        environment={**os.environ, "HOME": str(home), "USERPROFILE": str(home)},
    )


@pytest.fixture
def screen():
    """Skip where no window can be looked for."""
    if not os.environ.get("DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        pytest.skip("there is no screen: run tests/on_screen.sh .venv/bin/pytest -m built")
    if not shutil.which("xdotool"):
        pytest.skip("xdotool is not installed")
