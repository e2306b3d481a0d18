"""Draw every page and dialog, light and dark, into a folder."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

# A screen of an everyday size: the platform's own is 800 pixels square
SCREEN = Path(__file__).with_name("screen.json")
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")

from PySide6.QtWidgets import QApplication

from app.core.preference import APPEARANCE
from app.services import sample
from app.ui.kit.icons import Icons
from app.ui.kit.theme import Mode, Theme
from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import Start
from tests.screens import (
    advice_scenes,
    application_scenes,
    audit_scenes,
    backup_scenes,
    check_scenes,
    export_scenes,
    file_scenes,
    import_scenes,
    notice_scenes,
    reconcile_scenes,
    replacement_scenes,
    scenes,
    search_scenes,
    stand_in_scenes,
    statistics_scenes,
)
from tests.stage import Stage

ICONS = Path(__file__).parents[2] / "resources" / "icons"
LONGEST_S = 10.0
WIDTH, HEIGHT = 1100, 720


class Camera:
    """Takes pictures once nothing is under way any more."""

    def __init__(self, app: QApplication, folder: Path, mode: Mode) -> None:
        self._app = app
        self._folder = folder
        self._mode = mode
        self._icons = Icons(Theme(app, icon_directory=ICONS, mode=mode))

    def start(self, stage: Stage) -> Start:
        """Begin on the inventory of *stage*."""
        start = Start(app=self._app, door=stage.door, icons=self._icons)
        start.begin()
        self.settle(start)
        if start.window is not None:
            start.window.resize(WIDTH, HEIGHT)
            self.settle(start)
        return start

    def settle(self, start: Start) -> None:
        """Wait until the window has answered everything."""
        until = time.monotonic() + LONGEST_S
        quiet = 0
        while quiet < 3 and time.monotonic() < until:
            self._app.processEvents()
            quiet = 0 if start.tasks.busy else quiet + 1
            time.sleep(0.06)  # the filter waits for the typing to pause

    def take(self, pictures: Iterable[scenes.Scene]) -> None:
        """Save each picture."""
        for name, widget in pictures:
            widget.grab().save(str(self._folder / f"{name}-{self._mode.value}.png"))


def main(folder: Path) -> None:
    """Draw everything into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(["Keyholder"])
    app.setQuitOnLastWindowClosed(False)
    for mode in (Mode.LIGHT, Mode.DARK):
        with tempfile.TemporaryDirectory() as place:
            _draw(Camera(app, folder, mode), Path(place), mode)


def _draw(camera: Camera, place: Path, mode: Mode) -> None:
    first = camera.start(Stage(folder=place / "new"))
    camera.take(scenes.set_up_scenes(first, lambda: camera.settle(first)))
    first.close()
    foreign = Stage(folder=place / "foreign")
    foreign.folder.mkdir()
    foreign.place.database.write_text("not a database, and long enough to be looked at" * 20)
    second = camera.start(foreign)
    camera.take([("cannot-open", second.window)] if second.window else [])
    second.close()
    stage = Stage(folder=place / "sample")
    services = stage.make(keyring=True)
    services.settings.set(APPEARANCE, mode.value)
    services.inventory.close()
    empty = (scenes.empty_scenes, statistics_scenes.empty_scenes)
    _draw_window(camera, stage, (*empty, import_scenes.fresh_document_scenes))
    services = stage.open()
    sample.fill(services, stage.clock)  # type: ignore[arg-type]  # a FakeClock
    services.inventory.close()
    _draw_window(
        camera,
        stage,
        (
            scenes.page_scenes,
            scenes.key_scenes,
            scenes.dialog_scenes,
            scenes.other_dialog_scenes,
        ),
    )
    services = stage.open()
    notice_scenes.write_mail(services)
    services.inventory.close()
    _draw_window(
        camera, stage, (notice_scenes.notice_scenes, replacement_scenes.replacement_scenes)
    )
    services = stage.open()
    advice_scenes.give_something_to_advise(services)
    services.inventory.close()
    groups = (
        application_scenes.application_scenes,
        search_scenes.search_scenes,
        advice_scenes.dashboard_scenes,
        advice_scenes.advice_scenes,
    )
    _draw_window(camera, stage, groups)
    _draw_window(
        camera,
        stage,
        (
            export_scenes.export_scenes,
            import_scenes.import_scenes,
            import_scenes.document_scenes,
            reconcile_scenes.reconcile_scenes,
            backup_scenes.backup_scenes,
            reconcile_scenes.health_scenes,
            audit_scenes.audit_scenes,
            check_scenes.check_scenes,
            file_scenes.file_scenes,
            stand_in_scenes.stand_in_scenes,
        ),
    )
    services = stage.open()
    statistics_scenes.fill(services)
    services.inventory.close()
    _draw_window(
        camera, stage, (statistics_scenes.statistics_scenes, application_scenes.people_scenes)
    )


Scenes = Callable[[MainWindow, scenes.Settle], Iterable[scenes.Scene]]


def _draw_window(camera: Camera, stage: Stage, groups: Iterable[Scenes]) -> None:
    start = camera.start(stage)
    window = start.window
    if not isinstance(window, MainWindow):
        raise SystemExit("the window did not open")
    for group in groups:
        camera.take(group(window, lambda: camera.settle(start)))
    window.close()
    start.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screens"))
