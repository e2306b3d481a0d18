"""Starts on which the system's keyring refuses, or takes its time."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.ui.shell.main_window import MainWindow
from app.ui.shell.start import Start
from tests.stage import PASSPHRASE, MemoryKeyring, Stage
from tests.ui.window import LEFT, WindowStage


class SlowKeyring(MemoryKeyring):
    """A keyring that asks its person something before it answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answered = threading.Event()
        self.answered.set()

    def get_password(self, service: str, username: str) -> str | None:
        self.answered.wait()
        return super().get_password(service, username)


@pytest.fixture
def slow() -> Iterator[SlowKeyring]:
    made = SlowKeyring()
    yield made
    made.answered.set()


@pytest.fixture
def waiting(window_stage: WindowStage, stage: Stage, slow: SlowKeyring) -> WindowStage:
    """The window while the keyring keeps it waiting."""
    window_stage.stage = replace(stage, keyring=slow)
    window_stage.stage.make(keyring=True).inventory.close()
    slow.answered.clear()
    start = Start(app=window_stage.app, door=window_stage.stage.door, icons=window_stage.icons)
    window_stage._start = start
    start.begin()
    window_stage.wait(lambda: isinstance(start.window, MainWindow))
    return window_stage


def test_a_keyring_that_lost_its_entry_is_said_and_the_passphrase_asked(window_stage, stage):
    stage.make(keyring=True).inventory.close()
    stage.keyring.entries.clear()
    window_stage.open()
    assert window_stage.dialog().windowTitle() == "Unlock the vault"
    assert "The system's keyring did not do what was asked." in window_stage.banner
    window_stage.type_into(window_stage.dialog().secret_edit, PASSPHRASE.reveal())
    window_stage.click(window_stage.dialog().primary_button)
    assert window_stage.session.is_open
    assert not window_stage.banner


def test_a_keyring_of_another_inventory_does_not_open_this_one(window_stage, stage):
    stage.make(keyring=True).inventory.close()
    for entry in stage.keyring.entries:
        stage.keyring.entries[entry] = "A" * 43 + "="
    window_stage.open()
    assert not window_stage.session.is_open
    assert "The system's keyring did not do what was asked." in window_stage.banner


def test_a_slow_keyring_is_waited_for_in_a_window_that_works(waiting, slow):
    waiting.wait(lambda: waiting.banner.startswith("Waiting for the system's keyring"))
    waiting.window.go("administrators")
    waiting.wait(lambda: waiting.page.model.rowCount() == 1)
    assert not waiting.dialogs
    slow.answered.set()
    waiting.wait(lambda: waiting.session.is_open)
    waiting.settle()
    assert not waiting.banner
    assert waiting.window.footer.statuses["vault"].text() == "Vault open"


def test_nobody_need_wait_for_a_slow_keyring(waiting, slow):
    waiting.wait(lambda: waiting.banner)
    waiting.qtbot.mouseClick(waiting.banner_button("Unlock"), LEFT)
    waiting.type_into(waiting.dialog().secret_edit, PASSPHRASE.reveal())
    waiting.qtbot.mouseClick(waiting.dialog().primary_button, LEFT)
    waiting.wait(lambda: waiting.session.is_open)
    slow.answered.set()
    waiting.settle()
    assert waiting.session.is_open
    assert not waiting.dialogs
    assert not waiting.banner


def test_the_keyrings_answer_does_what_somebody_was_being_asked_for(waiting, slow):
    waiting.wait(lambda: waiting.banner)
    page = waiting.window.go("organisations") or waiting.page
    waiting.wait(lambda: page.model.rowCount() == 1)
    page.add_new()
    waiting.wait(lambda: waiting.dialogs)
    form = waiting.dialog()
    waiting.type_into(form.fields.name_edit, "Early Library")
    waiting.qtbot.mouseClick(form.primary_button, LEFT)
    waiting.wait(lambda: waiting.dialog() is not form)
    slow.answered.set()
    waiting.wait(lambda: not waiting.dialogs)
    waiting.settle()
    assert "Early Library" in waiting.stored(
        lambda services: [one.name for one in services.organisations.all()]
    )


def test_the_window_closes_while_the_keyring_still_thinks(waiting, slow):
    waiting.close()
    slow.answered.set()
    waiting.wait(lambda: all(one.name != "aside" for one in threading.enumerate()))
    waiting.app.processEvents()
