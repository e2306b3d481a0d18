"""Starting at login: an entry that each kind of system reads as it was meant, or none."""

import plistlib
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.errors import LoginStartError
from app.storage.login_start import PROGRAM, RunKey, SystemLoginStart, entry_of_system, own_command
from tests.stage import Stage

HOSTILE = [
    "/opt/key holder/bin",
    '/opt/"quoted"/"',
    "/opt/'single'",
    "/opt/50%/%f %U %%",
    "/opt/$HOME/${PATH}",
    "/opt/`id`/$(id)",
    "/opt/back\\slash/\\\\/\\",
    '/opt/all "$`\\% of\\" them\\$',
    "/opt/a&b;c|d>e<f*g?h#i(j)k~=!",
    "/opt/schlüssel 鍵 🔑",
    "/opt/\\n\\s\\t",
    "",
    " ",
]
ONLY_WINDOWS = ["C:\\Program Files\\Key Holder\\", "C:\\a\\\\b\\ \\", '\\"', "\\\\server\\x y\\\\"]
KINDS = ["linux", "darwin", "win32"]


class FakeRegistry:
    """The part of Windows' registry that a program of one person may change."""

    HKEY_CURRENT_USER, KEY_READ, KEY_SET_VALUE, REG_SZ = "user", 1, 2, 1

    def __init__(self) -> None:
        self.values: dict[str, str] = {"Another program": "another.exe"}
        self.path = ""
        self.refuses = False

    @contextmanager
    def CreateKeyEx(self, root, path, reserved, access):  # noqa: N802 - Windows' name
        assert (root, reserved) == (self.HKEY_CURRENT_USER, 0)
        if self.refuses:
            raise PermissionError(13, "Access is denied")
        self.path = path
        yield access

    def QueryValueEx(self, key, name):  # noqa: N802 - Windows' name
        assert key == self.KEY_READ
        if name not in self.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return self.values[name], self.REG_SZ

    def SetValueEx(self, key, name, reserved, kind, value):  # noqa: N802 - Windows' name
        assert (key, reserved, kind) == (self.KEY_SET_VALUE, 0, self.REG_SZ)
        self.values[name] = value

    def DeleteValue(self, key, name):  # noqa: N802 - Windows' name
        assert key == self.KEY_SET_VALUE
        if name not in self.values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del self.values[name]


@pytest.fixture
def registry() -> FakeRegistry:
    return FakeRegistry()


@pytest.fixture
def entry(request, tmp_path, registry):
    """Where the system of the test keeps what starts at login."""
    kind = request.param
    return (
        RunKey(registry=registry)
        if kind == "win32"
        else entry_of_system(system=kind, home=tmp_path)
    )


EACH = pytest.mark.parametrize("entry", KINDS, indirect=True)


def desktop_words(path: Path) -> list[str]:
    """Return the words of an entry's command, as the Desktop Entry Specification reads them."""
    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    facts = dict(line.split("=", 1) for line in lines[1:])
    assert len(facts) == len(lines) - 1
    escapes = {"\\s": " ", "\\n": "\n", "\\t": "\t", "\\r": "\r", "\\\\": "\\"}
    line = re.sub(r"\\.", lambda found: escapes[found.group()], facts["Exec"])
    words = []
    while line:
        found = re.match(r'"((?:[^"`$\\]|\\["`$\\])*)"(?: |$)', line)
        assert found is not None, line
        word = re.sub(r'\\(["`$\\])', r"\1", found.group(1))
        assert not re.search(r"%[^%]", word.replace("%%", ""))
        words.append(word.replace("%%", "%"))
        line = line[found.end() :]
    return words


def windows_words(line: str) -> list[str]:
    """Return the words of a command as programs of Windows take them apart."""
    words: list[str] = []
    word, quoted, begun = "", False, False
    for backslashes, other in re.findall(r"(\\*)([^\\]|$)", line):
        if other == '"':
            word += backslashes[: len(backslashes) // 2]
            if len(backslashes) % 2:
                word += '"'
            else:
                quoted, begun = not quoted, True
        elif other in {" ", ""} and not quoted:
            word += backslashes
            if word or begun:
                words.append(word)
            word, begun = "", False
        else:
            word += backslashes + other
    return words


def autostart(home: Path) -> Path:
    return home / ".config" / "autostart" / f"{PROGRAM}.desktop"


def agent(home: Path) -> Path:
    return home / "Library" / "LaunchAgents" / f"{PROGRAM}.plist"


def turn_on(entry, command: Sequence[str]) -> SystemLoginStart:
    start = SystemLoginStart(command, entry=entry)
    start.turn(on=True)
    return start


@EACH
def test_it_is_turned_on_and_off(entry):
    start = SystemLoginStart(["/opt/keyholder"], entry=entry)
    assert not start.is_on()
    start.turn(on=True)
    assert start.is_on()
    start.turn(on=True)
    assert start.is_on()
    start.turn(on=False)
    assert not start.is_on()
    start.turn(on=False)
    assert not start.is_on()


@pytest.mark.parametrize("path", HOSTILE)
def test_a_desktop_reads_each_path_as_it_is(tmp_path, path):
    turn_on(entry_of_system(system="linux", home=tmp_path), [path, "--data-dir", path])
    assert desktop_words(autostart(tmp_path)) == [path, "--data-dir", path, "--hidden"]


@pytest.mark.parametrize("path", HOSTILE)
def test_macos_reads_each_path_as_it_is(tmp_path, path):
    turn_on(entry_of_system(system="darwin", home=tmp_path), [path, "--data-dir", path])
    read = plistlib.loads(agent(tmp_path).read_bytes())
    assert read == {
        "Label": "org.keyholder.Keyholder",
        "ProgramArguments": [path, "--data-dir", path, "--hidden"],
        "RunAtLoad": True,
    }


@pytest.mark.parametrize("path", [*HOSTILE, *ONLY_WINDOWS])
def test_windows_reads_each_path_as_it_is(registry, path):
    turn_on(RunKey(registry=registry), ["keyholder.exe", "--data-dir", path])
    told = windows_words(registry.values[PROGRAM])
    assert told == ["keyholder.exe", "--data-dir", path, "--hidden"]
    assert registry.path == r"Software\Microsoft\Windows\CurrentVersion\Run"


def test_the_entry_of_a_desktop_says_what_it_is(tmp_path):
    turn_on(entry_of_system(system="linux", home=tmp_path), ["/opt/keyholder"])
    lines = autostart(tmp_path).read_text("utf-8").splitlines()
    assert {"Type=Application", "Name=Keyholder", "Terminal=false"} < {*lines}


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not installed"
)
@pytest.mark.parametrize("path", [one for one in HOSTILE if one.strip()])
def test_a_desktop_finds_nothing_wrong_with_the_entry(tmp_path, path):
    turn_on(entry_of_system(system="linux", home=tmp_path), [path, "--data-dir", path])
    told = subprocess.run(
        ["desktop-file-validate", autostart(tmp_path)], capture_output=True, text=True, check=False
    )
    assert told.stdout + told.stderr == ""


def test_where_a_person_keeps_settings_elsewhere_the_entry_is_there(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    turn_on(entry_of_system(system="linux"), ["/opt/keyholder"])
    assert (tmp_path / "settings" / "autostart" / f"{PROGRAM}.desktop").exists()


def test_a_program_that_has_moved_takes_the_place_of_the_former_entry(tmp_path, registry):
    files = entry_of_system(system="linux", home=tmp_path)
    for place in ("/opt/old", "/opt/new"):
        turn_on(files, [place])
        turn_on(RunKey(registry=registry), [place])
    assert desktop_words(autostart(tmp_path)) == ["/opt/new", "--hidden"]
    assert windows_words(registry.values[PROGRAM]) == ["/opt/new", "--hidden"]
    assert len(list(autostart(tmp_path).parent.iterdir())) == 1


def test_entries_of_other_programs_stay_as_they_are(tmp_path, registry):
    other = autostart(tmp_path).with_name("other.desktop")
    other.parent.mkdir(parents=True)
    other.write_text("other")
    for entry in (entry_of_system(system="linux", home=tmp_path), RunKey(registry=registry)):
        turn_on(entry, ["/opt/keyholder"]).turn(on=False)
    assert [*other.parent.iterdir()] == [other]
    assert registry.values == {"Another program": "another.exe"}


@pytest.mark.parametrize(("kind", "blocked"), [("linux", ".config"), ("darwin", "Library")])
def test_a_folder_that_cannot_be_written_is_told_with_the_reason(tmp_path, kind, blocked):
    (tmp_path / blocked).write_text("a file, where a folder should be")
    start = SystemLoginStart(["/opt/keyholder"], entry=entry_of_system(system=kind, home=tmp_path))
    with pytest.raises(LoginStartError) as raised:
        start.turn(on=True)
    assert str(raised.value) == (
        "Starting at login could not be set (Not a directory). It is as it was before. "
        "Check that your own settings folder can be written."
    )
    assert not start.is_on()
    assert (tmp_path / blocked).read_text() == "a file, where a folder should be"


def test_a_registry_that_refuses_is_told_with_the_reason(registry):
    start = turn_on(RunKey(registry=registry), ["keyholder.exe"])
    registry.refuses = True
    for act in (start.is_on, lambda: start.turn(on=True), lambda: start.turn(on=False)):
        with pytest.raises(LoginStartError, match="Access is denied"):
            act()
    registry.refuses = False
    assert start.is_on()


def test_the_own_command_names_the_whole_path_of_another_inventory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert own_command(None) == [sys.executable, "-P", "-m", "app"]
    assert own_command(Path("here"))[-2:] == ["--data-dir", str(tmp_path / "here")]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command(None) == [sys.executable]


def test_what_stands_in_the_entry_starts_this_program(tmp_path):
    turn_on(entry_of_system(system="linux", home=tmp_path), own_command(tmp_path / "50% of $HOME"))
    *words, hidden = desktop_words(autostart(tmp_path))
    assert hidden == "--hidden"
    told = subprocess.run(
        [*words, "--help"], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60
    )
    assert told.returncode == 0, told.stderr
    assert "--data-dir" in told.stdout


def test_each_inventory_has_an_entry_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    doors = [Stage(folder=tmp_path / name).door for name in ("one", "two")]
    doors[0].login_start.turn(on=True)
    assert [door.login_start.is_on() for door in doors] == [True, False]
    doors[1].login_start.turn(on=True)
    doors[0].login_start.turn(on=False)
    assert [door.login_start.is_on() for door in doors] == [False, True]


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_that_the_desktop_switched_off_is_off(tmp_path, line):
    start = SystemLoginStart(
        ["/opt/keyholder"], entry=entry_of_system(system="linux", home=tmp_path)
    )
    start.turn(on=True)
    [entry] = (tmp_path / ".config" / "autostart").iterdir()
    entry.write_text(f"{entry.read_text('utf-8')}{line}\n", "utf-8")
    assert not start.is_on()


def test_a_folder_whose_name_would_begin_another_line_is_refused(tmp_path):
    command = ["/opt/keyholder", "--data-dir", "a\nExec=evil"]
    start = SystemLoginStart(command, entry=entry_of_system(system="linux", home=tmp_path))
    with pytest.raises(LoginStartError, match="the folder's name is unusual"):
        start.turn(on=True)
    assert not list(tmp_path.rglob("*.desktop*"))
