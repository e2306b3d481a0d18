import threading
from typing import Any

import pytest

from app.core.key import KeyState
from tests.stage import names
from tests.ui.window import LEFT, WindowStage


@pytest.fixture
def free():
    """What the database's thread waits for before it goes on."""
    made = threading.Event()
    yield made
    made.set()


def begin(opened: WindowStage, free: threading.Event) -> Any:
    page = opened.go("keys")
    page.table.selectAll()
    opened.session.ask(lambda _services: free.wait(10), lambda _done: None)
    page.table.key_actions["disable"].trigger()
    opened.wait(page.busy.isVisible)
    return page


def test_what_lasts_is_said_and_can_be_cancelled(opened, free):
    page = begin(opened, free)
    assert page.busy.text_label.text() == "Changing keys…"
    opened.qtbot.mouseClick(page.busy.cancel_button, LEFT)
    free.set()
    opened.settle()
    assert opened.stored(lambda services: names(services, state=KeyState.DISABLED)) == []
    assert not opened.toast


def test_the_bar_goes_once_it_is_cancelled(opened, free):
    page = begin(opened, free)
    opened.qtbot.mouseClick(page.busy.cancel_button, LEFT)
    free.set()
    opened.settle()
    assert not page.busy.isVisible()
