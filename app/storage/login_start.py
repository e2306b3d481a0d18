"""Starting with the computer: an entry where each system looks for such, for this user alone."""

import importlib
import os
import plistlib
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from gettext import gettext as _
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from app.core.errors import LoginStartError

PROGRAM = "org.keyholder.Keyholder"
HIDDEN = "--hidden"
_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
# How the desktops' own settings switch an entry off
_OFF = re.compile(
    rb"^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE | re.IGNORECASE
)
_QUOTED = re.compile(r'(["`$\\])')


class _Entry(Protocol):
    """Where one kind of system keeps what starts at login."""

    def exists(self) -> bool:
        """Tell whether the entry is there."""

    def write(self, command: Sequence[str]) -> None:
        """Put the entry there."""

    def remove(self) -> None:
        """Take it away."""


class SystemLoginStart:
    """Starts Keyholder hidden when this person logs in, or not; kept outside the inventory."""

    def __init__(
        self, command: Sequence[str], *, name: str = PROGRAM, entry: _Entry | None = None
    ) -> None:
        self._command = [*command, HIDDEN]
        self._entry = entry or entry_of_system(name)

    def is_on(self) -> bool:
        """Tell whether it starts at login; raise LoginStartError where that cannot be seen."""
        try:
            return self._entry.exists()
        except (OSError, ValueError) as error:
            raise _told(error) from error

    def turn(self, *, on: bool) -> None:
        """Start at login from now on, or no longer; raise LoginStartError."""
        try:
            if on:
                self._entry.write(self._command)
            else:
                self._entry.remove()
        except (OSError, ValueError) as error:
            raise _told(error) from error


def _told(error: OSError | ValueError) -> LoginStartError:
    reason = error.strerror if isinstance(error, OSError) else _("the folder's name is unusual")
    return LoginStartError(reason=reason)


def own_command(folder: Path | None) -> list[str]:
    """Return the words that start this program on the inventory in *folder*."""
    frozen = getattr(sys, "frozen", False)
    program = [_window_program()] if frozen else [sys.executable, "-P", "-m", "app"]
    return program if folder is None else [*program, "--data-dir", str(folder.absolute())]


def _window_program() -> str:
    """Return the built program that has a window and no console: on Windows there are two."""
    return (
        str(Path(sys.executable).with_name("keyholder.exe")) if os.name == "nt" else sys.executable
    )


def name_of(folder: Path | None) -> str:
    """Return what the entry for the inventory in *folder* is called: each has one of its own."""
    if folder is None:
        return PROGRAM
    return (
        f"{PROGRAM}-{sha256(str(folder.absolute()).encode(errors='surrogatepass')).hexdigest()[:8]}"
    )


def entry_of_system(
    name: str = PROGRAM, *, system: str = sys.platform, home: Path | None = None
) -> _Entry:
    """Return where *system* keeps what starts at login."""
    base = home or Path.home()
    if system == "win32":
        return RunKey(name)
    if system == "darwin":
        return FileEntry(base / "Library" / "LaunchAgents" / f"{name}.plist", partial(agent, name))
    chosen = os.environ.get("XDG_CONFIG_HOME") if home is None else None
    config = Path(chosen) if chosen else base / ".config"
    return FileEntry(config / "autostart" / f"{name}.desktop", desktop_entry)


class FileEntry:
    """An entry that is a file: XDG autostart, or an agent of macOS."""

    def __init__(self, path: Path, content: "Content") -> None:
        self._path = path
        self._content = content

    def exists(self) -> bool:
        """Tell whether the entry is there, and nobody has switched it off."""
        off = self._path.is_file() and _OFF.search(self._path.read_bytes())
        return self._path.exists() and not off

    def write(self, command: Sequence[str]) -> None:
        """Put the entry there."""
        content = self._content(command)
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_name(f".{self._path.name}.new")
        try:
            beside.write_bytes(content)
            beside.replace(self._path)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def remove(self) -> None:
        """Take it away."""
        self._path.unlink(missing_ok=True)


class Content(Protocol):
    """What stands in the file of an entry."""

    def __call__(self, command: Sequence[str], /) -> bytes:
        """Return the file's content for *command*."""


def desktop_entry(command: Sequence[str], /) -> bytes:
    """Return an entry for XDG autostart, as desktops of Linux read it; raise ValueError."""
    if not all(word.isprintable() for word in command):
        raise ValueError("a line's end would begin another entry")
    lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.4",
        "Name=Keyholder",
        "Comment=Watches when API keys expire",
        f"Exec={' '.join(map(_quoted, command))}",
        f"Icon={PROGRAM}",
        "Terminal=false",
        "X-GNOME-Autostart-enabled=true",
    ]
    return ("\n".join(lines) + "\n").encode()


def agent(name: str, command: Sequence[str], /) -> bytes:
    """Return an agent that macOS starts at login."""
    return plistlib.dumps({"Label": name, "ProgramArguments": list(command), "RunAtLoad": True})


def _quoted(word: str) -> str:
    """Return a word of a command as the Desktop Entry Specification quotes it."""
    escaped = _QUOTED.sub(r"\\\1", word).replace("%", "%%")
    return f'"{escaped}"'.replace("\\", "\\\\")


class RunKey:
    """An entry in the registry of Windows."""

    def __init__(self, name: str = PROGRAM, registry: Any = None) -> None:
        self._name = name
        self._registry = registry or importlib.import_module("winreg")

    def exists(self) -> bool:
        """Tell whether the entry is there."""
        with suppress(FileNotFoundError), self._opened(self._registry.KEY_READ) as key:
            self._registry.QueryValueEx(key, self._name)
            return True
        return False

    def write(self, command: Sequence[str]) -> None:
        """Put the entry there."""
        with self._opened(self._registry.KEY_SET_VALUE) as key:
            words = subprocess.list2cmdline(command)
            self._registry.SetValueEx(key, self._name, 0, self._registry.REG_SZ, words)

    def remove(self) -> None:
        """Take it away."""
        with suppress(FileNotFoundError), self._opened(self._registry.KEY_SET_VALUE) as key:
            self._registry.DeleteValue(key, self._name)

    def _opened(self, access: int) -> Any:
        return self._registry.CreateKeyEx(self._registry.HKEY_CURRENT_USER, _RUN, 0, access)
