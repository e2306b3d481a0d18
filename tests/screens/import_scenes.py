"""The pictures of import: before a file is chosen, with problems, and ready; a table and JSON."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.services import sample
from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle
from tests.services.documents import data_of
from tests.stage import FakeClock, Stage

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


def fresh_document_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Show what an inventory in JSON would bring into one that was just set up."""
    with tempfile.TemporaryDirectory() as folder:
        path = _document(Path(folder), values=True)
        window.go("import", path=str(path))
        settle()
        yield "import-document", window
        path = _document(Path(folder) / "again", values=False)
        window.go("import", path=str(path))
        settle()
        yield "import-document-without-values", window
    window.go("transfer")
    settle()


def document_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Show a document that differs from the inventory, and one with problems in it."""
    with tempfile.TemporaryDirectory() as folder:
        path = _document(Path(folder), values=True)
        window.go("import", path=str(path))
        settle()
        yield "import-document-known", window
        data = json.loads(path.read_text("utf-8"))
        data["keys"][3]["expires_on"] = "soon"
        data["keys"][5]["owner_id"] = data["keys"][5]["id"]
        data["uses"][2]["colour"] = "blue"
        path.write_text(json.dumps(data), "utf-8")
        window.go("import", path=str(path))
        settle()
        yield "import-document-problems", window
    window.go("transfer")
    settle()


def _document(folder: Path, *, values: bool) -> Path:
    """Write another computer's sample inventory into a file."""
    stage = Stage(folder=folder / "source", clock=FakeClock())
    services = stage.make(organisation=sample.FORM.organisation)
    sample.fill(services, stage.clock)  # type: ignore[arg-type]  # a FakeClock
    path = folder / "inventory.json"
    path.write_text(json.dumps(data_of(services, values=values)), "utf-8")
    services.inventory.close()
    return path
