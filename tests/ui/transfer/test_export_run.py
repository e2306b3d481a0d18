"""A big export from the window: nothing waits for it, and it can be cancelled at any time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.core.audit import Act
from app.core.key import Key
from app.ui.transfer.export_dialog import ExportDialog
from tests.bench import construction
from tests.stage import PASSPHRASE, Stage, listed
from tests.ui.window import LEFT, PATIENCE_MS, WindowStage, button

MANY = 2_000
"""So many keys that CycloneDX takes a second."""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    stage = Stage(folder=tmp_path_factory.mktemp("many") / "inventory")
    services = stage.make()
    construction.fill(services, MANY)
    services.inventory.close()
    return stage


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage, original: Stage) -> WindowStage:
    stage.folder.mkdir()
    for file in original.folder.iterdir():
        (stage.folder / file.name).write_bytes(file.read_bytes())
    return window_stage.open(passphrase=PASSPHRASE)


def ask(opened: WindowStage, path: Path, form: str = "cyclonedx") -> ExportDialog:
    opened.click(button(opened.go("transfer"), "Export…"))
    dialog: ExportDialog = opened.dialog(ExportDialog)
    dialog.choose_format(form)
    dialog.file_edit.line_edit.setText(str(path))
    return dialog


def begin(opened: WindowStage, path: Path) -> ExportDialog:
    dialog = ask(opened, path)
    opened.qtbot.mouseClick(dialog.primary_button, LEFT)
    return dialog


def at(dialog: ExportDialog, stage: str) -> Callable[[], bool]:
    return lambda: dialog.busy.text_label.text() == stage


@contextmanager
def held(opened: WindowStage) -> Iterator[None]:
    """Keep the database's thread busy, as a long question would."""
    go_on = threading.Event()
    opened.session.ask(lambda _services: go_on.wait(PATIENCE_MS / 1000), lambda _answer: None)
    try:
        yield
    finally:
        go_on.set()


def assert_nothing_went_out(opened: WindowStage, path: Path) -> None:
    assert not path.exists()
    latest = opened.stored(lambda services: services.inventory.audit.latest(20))
    assert Act.EXPORTED not in {one.act for one in latest}


def test_a_list_is_answered_while_a_file_is_written(opened, tmp_path):
    path = tmp_path / "keys.cdx.json"
    dialog = begin(opened, path)
    opened.wait(at(dialog, "Writing…"))
    answers: list[list[Key]] = []
    opened.session.ask(lambda services: listed(services, filter="koha"), answers.append)
    opened.wait(lambda: answers)
    assert answers[0]
    assert at(dialog, "Writing…")()
    assert not path.exists()
    opened.wait(lambda: " of 1" in dialog.busy.count_label.text())
    opened.wait(path.exists)
    opened.settle()
    assert opened.toast.startswith("Exported ")


@pytest.mark.parametrize("how", ["bar", "dialog"])
def test_cancelling_while_it_is_written(opened, tmp_path, how):
    path = tmp_path / "keys.cdx.json"
    dialog = begin(opened, path)
    opened.wait(at(dialog, "Writing…"))
    if how == "bar":
        opened.wait(dialog.busy.isVisible)
        opened.click(dialog.busy.cancel_button)
        opened.wait(dialog.primary_button.isEnabled)
        assert not dialog.busy.isVisible()
        assert not dialog.notice.isVisible()
        dialog.reject()
    else:
        opened.close_at_once(dialog)
    assert_nothing_went_out(opened, path)


def test_closing_the_dialog_before_anything_was_read(opened, tmp_path):
    path = tmp_path / "keys.csv"
    dialog = ask(opened, path, "csv")
    with held(opened):
        opened.qtbot.mouseClick(dialog.primary_button, LEFT)
        dialog.reject()
    opened.settle()
    assert_nothing_went_out(opened, path)


def test_cancelling_at_the_last_moment(opened, tmp_path):
    path = tmp_path / "keys.cdx.json"
    dialog = begin(opened, path)
    opened.wait(at(dialog, "Writing…"))
    with held(opened):
        opened.wait(at(dialog, "Saving…"))
        opened.wait(dialog.busy.isVisible)
        opened.qtbot.mouseClick(dialog.busy.cancel_button, LEFT)
    opened.wait(dialog.primary_button.isEnabled)
    assert_nothing_went_out(opened, path)


def test_closing_the_window_ends_what_is_written(opened, tmp_path):
    path = tmp_path / "keys.cdx.json"
    dialog = begin(opened, path)
    opened.wait(at(dialog, "Writing…"))
    opened.close()
    assert_nothing_went_out(opened, path)
