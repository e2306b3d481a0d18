"""What nobody expected: caught, written down without secrets, and said in a dialog."""

import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel  # noqa: TID251 - looked at, never made

from app.services.suite import Services
from app.storage.crash_log import CrashLog
from app.ui.shell.crash import CrashReport
from tests.stage import VALUE
from tests.ui.window import WindowStage, button


class BrokenError(Exception):
    """Something that is in no tree of ours; its message holds what must not be told."""


@pytest.fixture
def crash(opened: WindowStage, monkeypatch: pytest.MonkeyPatch) -> Iterator[CrashReport]:
    """The report of crashes, installed as the program does."""
    for owner in (sys, threading):
        monkeypatch.setattr(owner, "excepthook", owner.excepthook)
    made = CrashReport(opened.stage.door.report)
    made.install(lambda: opened.start.window)
    opened.window.footer.add_link("Break", fail)
    yield made
    made.remove()


def fail(*_arguments: object) -> None:
    secret = f"the key is {VALUE.reveal()}"
    raise BrokenError(secret)


def said(opened: WindowStage) -> str:
    return "\n".join(one.text() for one in opened.dialog().findChildren(QLabel) if one.text())


def test_a_failure_in_a_slot_is_said_with_the_place_of_the_log(opened, crash):
    opened.click(button(opened.window.footer, "Break"))
    opened.wait(lambda: opened.dialogs)
    assert opened.dialog().windowTitle() == "Something unexpected went wrong"
    assert str(opened.stage.place.log) in said(opened)
    assert VALUE.reveal() not in said(opened)
    opened.press("Esc", opened.dialog())
    assert not opened.dialogs


def test_the_log_says_where_and_never_what(opened, crash):
    opened.click(button(opened.window.footer, "Break"))
    log = opened.stage.place.log
    opened.wait(log.exists)
    written = log.read_text(encoding="utf-8")
    assert "BrokenError" in written
    assert "test_crash.py" in written
    assert "in fail" in written
    assert VALUE.reveal() not in written
    assert "the key is" not in written
    assert log.stat().st_mode & 0o077 == 0


def test_a_failure_on_the_databases_thread_is_said_too(opened, crash):
    def work(_services: Services) -> None:
        fail()

    opened.session.ask(work, fail)
    opened.wait(lambda: opened.dialogs)
    assert VALUE.reveal() not in said(opened)
    opened.press("Esc", opened.dialog())
    assert opened.go("keys").model.rowCount() == 2, "the window goes on"


def test_a_failure_on_a_thread_of_its_own_is_said_too(opened, crash):
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    opened.wait(lambda: opened.dialogs)


def test_many_failures_at_once_make_one_dialog(opened, crash):
    for _time in range(3):
        opened.click(button(opened.window.footer, "Break"))
    opened.wait(lambda: opened.dialogs)
    opened.settle()
    assert len(opened.dialogs) == 1
    opened.press("Esc", opened.dialog())
    opened.click(button(opened.window.footer, "Break"))
    opened.wait(lambda: opened.dialogs)


def test_a_log_that_cannot_be_written_does_not_hide_the_failure(opened, crash):
    opened.stage.place.log.mkdir()
    opened.click(button(opened.window.footer, "Break"))
    opened.wait(lambda: opened.dialogs)


def test_the_log_is_cut_before_it_grows_without_end(tmp_path):
    log = CrashLog(tmp_path / "keyholder.log")
    log.path.write_text("x" * 1_000_000)
    log.write(BrokenError, None)
    assert log.path.stat().st_size < 1_000


def test_the_hooks_are_given_back(opened, crash):
    crash.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
