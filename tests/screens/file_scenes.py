"""The pictures of finding keys in files: before, found, under way, and a path that is none."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle, until, values_of


def file_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page in its states."""
    window.go("search")
    settle()
    yield "files-empty", window
    found = [value.reveal() for _key, value in values_of(window, settle, 4)]
    page: Any = window.page
    with tempfile.TemporaryDirectory(prefix="etc-") as folder:
        _plant(Path(folder), found)
        page.bar.set_path(folder)
        page.bar.exclude_edit.setText("node_modules/, *.log")
        page.begin()
        until(settle, lambda: page._stop is None)
        page.table.choose_row(1)
        page.table.setFocus()
        settle()
        yield "files-found", window
        page.busy.begin("Searching…", lambda: None)
        page.busy.count_label.setText("12400 files")
        page.busy.show()
        yield "files-searching", window
        page.busy.end()
    page.bar.set_path("/nowhere/at/all")
    page.begin()
    settle()
    yield "files-nowhere", window
    window.go("keys")
    settle()


def _plant(folder: Path, values: list[str]) -> None:
    places = ("koha/koha-conf.xml", "moodle/config.php", "reports/config.csv", "old/.env")
    for place, value in zip(places, values, strict=False):
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# settings\n\napi_key = '{value}'\n", "utf-8")
    (folder / "koha" / "backup.tar.gz").write_bytes(b"\x1f\x8b")
    (folder / "ids.txt").write_text("00000000-1111-4222-8333-4444444400cc\n", "utf-8")
