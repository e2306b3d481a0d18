"""The stand-in API in the window: a switch, and each request as it comes."""

import http.client
import socket
from contextlib import closing
from datetime import date
from urllib.parse import urlsplit

import pytest

from app.core.audit import Act
from app.ui.kit.text import PlainLabel
from tests.stage import VALUE, Stage, add_key, listed
from tests.ui.window import WindowStage

QUERY = "/admin/api/v1/example.org/account/query"


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    add_key(services, "Koha", value=VALUE, permission="full", expires_on=date(2027, 3, 1))
    services.inventory.close()
    return window_stage.open()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@pytest.fixture
def page(opened: WindowStage):
    shown = opened.go("stand-in")
    shown.port_box.setValue(free_port())
    return shown


def start(opened: WindowStage, page) -> None:
    page.switch_button.click()
    opened.wait(page.copy_button.isEnabled)


def stop(opened: WindowStage, page) -> None:
    page.switch_button.click()
    opened.wait(lambda: page._server is None)
    opened.settle()


def status(page, value: str) -> int:
    parts = urlsplit(page._address)
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)) as one:
        one.request("GET", QUERY, headers={"Authorization": f"OAApiKey {value}"})
        return one.getresponse().status


def test_it_is_switched_on_and_each_request_appears(opened, page):
    assert page.head.line_label.text() == "It is off."
    start(opened, page)
    assert page.head.line_label.text().startswith("Listening at http://127.0.0.1:")
    assert status(page, VALUE.reveal()) == 200
    assert status(page, "unknown") == 401
    opened.wait(lambda: page.model.rowCount() == 2)
    assert {(one.key_name, one.status) for one in page.model.records} == {("Koha", 200), ("", 401)}
    assert page.count_label.text() == "Requests: 2 · refused: No such key 1"
    stop(opened, page)
    assert page.head.line_label.text() == "It is off."
    served = opened.stored(lambda services: [one.act for one in services.inventory.audit.latest(5)])
    assert Act.SERVED in served


def test_a_key_that_is_disabled_meanwhile_is_refused(opened, page):
    start(opened, page)
    assert status(page, VALUE.reveal()) == 200
    opened.fill(lambda services: services.change.disable([key.id for key in listed(services)]))
    assert status(page, VALUE.reveal()) == 401
    stop(opened, page)


def test_another_day_is_rehearsed(opened, page):
    page.date_edit.set_value(date(2027, 3, 1))
    start(opened, page)
    assert "answering for" in page.head.line_label.text()
    assert status(page, VALUE.reveal()) == 401
    assert not page.date_edit.isEnabled()
    stop(opened, page)
    assert page.date_edit.isEnabled()


def test_a_day_that_is_none_is_told(opened, page):
    opened.type_into(page.date_edit.line_edit, "soon")
    page.switch_button.click()
    assert page._server is None


def test_a_taken_port_is_told_and_another_one_does(opened, page):
    with socket.create_server(("127.0.0.1", page.port_box.value())):
        page.switch_button.click()
        opened.wait(lambda: page._server is None)
        opened.settle()
        assert "cannot listen at 127.0.0.1" in page.banner.text_label.text()
    start(opened, page)
    assert not page.banner.isVisible()
    stop(opened, page)


def test_a_request_leads_to_its_key_and_the_list_is_cleared(opened, page):
    start(opened, page)
    status(page, VALUE.reveal())
    opened.wait(lambda: page.model.rowCount() == 1)
    stop(opened, page)
    page.table.choose_row(0)
    page.table.setFocus()
    opened.press("Return", page.table)
    assert opened.window.page is not page
    told = [one.text() for one in opened.window.page.findChildren(PlainLabel)]
    assert "Last seen by the stand-in API" in told
    assert "Seen by the stand-in API" in " ".join(told)
    opened.go("stand-in")
    opened.click(page.clear_button)
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()


def test_closing_the_window_ends_it(opened, page):
    start(opened, page)
    host, port = "127.0.0.1", page.port_box.value()
    opened.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection((host, port), timeout=5)


def test_a_locked_vault_answers_still(opened, page):
    opened.session.lock()
    opened.settle()
    start(opened, page)
    assert status(page, VALUE.reveal()) == 200
    stop(opened, page)


def test_restoring_a_backup_ends_it_first(opened, page):
    start(opened, page)
    assert status(page, VALUE.reveal()) == 200
    opened.session.exchanging.emit()
    assert page._ended.is_set()
    opened.wait(lambda: page._server is None)
    assert page.head.line_label.text() == "It is off."
