"""Puts the program together: the only module that knows every layer."""

import getpass
import gettext
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from mnemonic import Mnemonic
from platformdirs import user_data_path

from app.cli.program import Start, run
from app.core.application import ApplicationKinds
from app.core.identity import Actor
from app.core.notice_ports import Desktop, Postman
from app.core.operation import Operations
from app.core.page import Page
from app.core.permission import PermissionLevels
from app.core.ports import Inventory
from app.delivery.calendar_file import IcalendarWriter
from app.delivery.desktop import DbusDesktop
from app.delivery.export import age
from app.delivery.export.files import PrivateFiles, Seal
from app.delivery.intake.content import ShortFiles
from app.delivery.intake.json_file import JsonFileReader
from app.delivery.intake.reader import FileSheetReader
from app.delivery.search.files import PlainFileSearch
from app.delivery.smtp import SmtpPostman
from app.services import sample
from app.services.door import StandInServer
from app.services.restore import Restore
from app.services.set_up import SetUp, WaysIn
from app.services.suite import Outlets, Services
from app.services.workplace import Workplace
from app.storage.clock import TurnedClock
from app.storage.crash_log import CrashLog
from app.storage.failure import explained
from app.storage.inventory import SqliteInventory
from app.storage.lock import FileLock
from app.storage.login_start import PROGRAM, SystemLoginStart, name_of, own_command
from app.storage.maker import SqliteInventoryMaker
from app.storage.place import Place
from app.storage.restorer import SqliteRestorer
from app.storage.surroundings import Surroundings

DOMAIN = "keyholder"
PROGRAM_NAME = "Keyholder"


def resources() -> Path:
    """Return the folder of icons, levels and translations, in a checkout, a build or a wheel."""
    built = getattr(sys, "_MEIPASS", None)
    if built is not None:
        return Path(built) / "resources"
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "resources"


def _data(name: str) -> dict[str, Any]:
    """Return the content of a data file."""
    read: dict[str, Any] = json.loads((resources() / f"{name}.json").read_text(encoding="utf-8"))
    return read


@cache
def _operations() -> Operations:
    """Return the operations of the API, from their data file."""
    return Operations.from_data(_data("operations"))


def usual_folder() -> Path:
    """Return the folder where this system keeps a program's data."""
    return user_data_path("keyholder", appauthor=False)


def default_folder() -> Path:
    """Return the folder of the inventory where none is chosen."""
    chosen = os.environ.get("KEYHOLDER_DATA_DIR")
    return Path(chosen) if chosen else usual_folder()


def own_desktop() -> Desktop | None:
    """Return what shows notifications here; None where the window's own tray icon does."""
    if sys.platform != "linux":
        return None
    return DbusDesktop(program=PROGRAM_NAME, desktop_id=PROGRAM)


def own_stand_in() -> StandInServer:
    """Return what answers as OpenAthens would, over HTTP."""
    from app.api.server import HttpStandIn  # noqa: PLC0415 - one verb and one page need it

    return HttpStandIn()


@dataclass(frozen=True, kw_only=True)
class FolderDoor:
    """Leads to the inventory in *place*."""

    place: Place
    surroundings: Surroundings = field(default_factory=Surroundings)
    actor: Actor = field(default_factory=lambda: Actor(_user()))
    postman: Postman = field(default_factory=SmtpPostman)
    desktop: Desktop | None = field(default_factory=own_desktop)
    seal: Seal = age.sealed
    stand_in: Callable[[], StandInServer] = own_stand_in

    @property
    def folder(self) -> str:
        """The folder."""
        return str(self.place.folder)

    @cached_property
    def levels(self) -> PermissionLevels:
        """The permission levels there are, from their data file."""
        return PermissionLevels.from_data(_data("permission-levels"))

    @cached_property
    def kinds(self) -> ApplicationKinds:
        """The kinds of application there are, from their data file."""
        return ApplicationKinds.from_data(_data("application-kinds"))

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that stand for the audit trail's head."""
        return tuple(Mnemonic("english").wordlist)

    @property
    def login_start(self) -> SystemLoginStart:
        """Whether a window on this folder opens, hidden, at login."""
        chosen = None if self.place.folder == usual_folder() else self.place.folder
        return SystemLoginStart(own_command(chosen), name=name_of(chosen))

    def take_window(self) -> bool:
        """Take the inventory's one window; tell whether it was free."""
        self.place.prepare()
        with explained(self.place.database):
            return self._window.take(patience_s=0)

    def exists(self) -> bool:
        """Tell whether there is an inventory; raise a StorageError where that cannot be seen."""
        with explained(self.place.database):
            return self.place.database.exists()

    @cached_property
    def _window(self) -> FileLock:
        return FileLock(self.place.window_lock)

    def is_synced(self) -> bool:
        """Tell whether a program that copies files to a server seems to watch the folder."""
        return self.place.is_synced()

    def open(self) -> Services:
        """Open the inventory, its vault still shut; raise a StorageError."""
        return self.services(SqliteInventory.open(self.place, self.surroundings))

    def set_up(self) -> SetUp:
        """Return what makes an inventory here."""
        return SetUp(
            maker=SqliteInventoryMaker(self.place, self.surroundings),
            clock=self.surroundings.clock,
            actor=self.actor,
            randomness=self.surroundings.randomness,
        )

    def restore(self) -> Restore:
        """Return what puts a backup in the place of the inventory here, or where there is none."""
        return Restore(
            restorer=SqliteRestorer(self.place, self.surroundings),
            clock=self.surroundings.clock,
            actor=self.actor,
        )

    def make_sample(self) -> None:
        """Make the sample inventory here, its past told by a clock of its own."""
        clock = TurnedClock(self.surroundings.clock.now())
        then = replace(self, surroundings=replace(self.surroundings, clock=clock))
        set_up = then.set_up()
        ways = WaysIn(recovery_code=set_up.new_recovery_code(), passphrase=sample.PASSPHRASE)
        services = then.services(set_up.finish(sample.FORM, ways))
        try:
            sample.fill(services, clock)
        finally:
            services.inventory.close()

    def services(self, inventory: Inventory) -> Services:
        """Return the services over *inventory*."""
        return Services.over(
            Workplace(
                inventory=inventory,
                clock=self.surroundings.clock,
                actor=self.actor,
                levels=self.levels,
                kinds=self.kinds,
                operations=_operations(),
                randomness=self.surroundings.randomness,
                words=self.words,
            ),
            Outlets(
                postman=self.postman,
                calendar_writer=IcalendarWriter(),
                export_files=PrivateFiles(_drawn, self.seal),
                draw=_drawn,
                sheets=FileSheetReader(),
                contents=ShortFiles(),
                files=PlainFileSearch(),
                documents=JsonFileReader(),
            ),
        )

    def report(self, kind: type[BaseException], trace: TracebackType | None) -> str:
        """Write an unexpected failure into the log, without secrets; return the log's path."""
        CrashLog(self.place.log).write(kind, trace)
        return str(self.place.log)


def _drawn(page: Page) -> bytes:
    """Return *page* as a PDF file; a verb starts Qt for it, without a screen."""
    from app.ui import printing  # noqa: PLC0415 - a verb starts Qt for paper alone

    return printing.pdf_anywhere(page)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


def door(folder: Path | None) -> FolderDoor:
    """Return the way to the inventory in *folder*, or in the default one."""
    return FolderDoor(place=Place(folder or default_folder()))


def open_window(start: Start) -> int:
    """Open the window and return its exit code."""
    from app.ui.program import show  # noqa: PLC0415 - a verb never starts Qt

    return show(
        door(start.data_dir),
        passphrase=start.passphrase,
        resources=resources(),
        hidden=start.hidden,
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the program and return its exit code."""
    gettext.bindtextdomain(DOMAIN, resources() / "translations")
    gettext.textdomain(DOMAIN)
    _look_for_translations_once()
    _forbid_core_dumps()
    return run(arguments, door=door, open_window=open_window)


def _look_for_translations_once() -> None:
    """Remember where translations are: without any, each text would be looked for in 8 files."""
    gettext.find = cache(gettext.find)  # type: ignore[assignment]  # it takes and gives the same


def _forbid_core_dumps() -> None:
    """Keep the memory, which holds secrets, out of core files and from other processes."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 - Linux alone

        pr_set_dumpable = 4
        ctypes.CDLL(None).prctl(pr_set_dumpable, 0, 0, 0, 0)
