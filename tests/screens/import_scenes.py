"""The pictures of import: before a file is chosen, with problems, and ready."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.ui.shell.main_window import MainWindow

Settle = Callable[[], None]
Scene = tuple[str, QWidget]

_HEADER = "Key name,Access level,Valid until,Last four,Organisation,Comment\n"
_SOUND = [
    "Koha main library,Authentication API,2027-03-14,4f2e,,Asked for by the library\n",
    "Discovery layer,Full access,2027-05-02,9c1b,,\n",
    "Usage reports,Reports API,2027-01-20,77aa,,Monthly\n",
]
_WRONG = [
    "Repository,Everything,2027-03-14,12,Faculty of Law,\n",
    "Reading lists,Full access,soon,ab12,,\n",
]


def import_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page in its states."""
    window.go("import")
    settle()
    yield "import-empty", window
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "portal-keys.csv"
        path.write_text(_HEADER + "".join(_SOUND), "utf-8")
        window.go("import", path=str(path))
        settle()
        yield "import-ready", window
        path.write_text(_HEADER + "".join(_SOUND + _WRONG), "utf-8")
        window.go("import", path=str(path))
        settle()
        yield "import-problems", window
        page: Any = window.page
        bar = page.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        settle()
        yield "import-problems-below", window
    window.go("transfer")
    settle()
