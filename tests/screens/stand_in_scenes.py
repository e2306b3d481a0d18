"""The pictures of the stand-in API: off, with requests, and a port that is taken."""

import http.client
import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from PySide6.QtWidgets import QWidget

from app.services.key_list import View
from app.services.suite import Services
from app.ui.shell.main_window import MainWindow

Settle = Callable[[], None]
Scene = tuple[str, QWidget]


def stand_in_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page in its states."""
    window.go("stand-in")
    settle()
    yield "stand-in-off", window
    page: Any = window.page
    values: list[str] = []

    def read(services: Services) -> list[str]:
        keys = services.keys.page(services.keys.query(View()), 0, 60)
        return [services.secret.copy(key.id).reveal() for key in keys if key.has_value][:5]

    window.desk.session.ask(read, values.extend)
    settle()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        page.port_box.setValue(taken.getsockname()[1])
        page.switch()
        _until(settle, lambda: page._server is None)
        yield "stand-in-taken", window
    page.switch()
    _until(settle, page.copy_button.isEnabled)
    for value in [*values, "unknown"]:
        _ask(page._address, "GET", "/account/query", value)
    _ask(page._address, "GET", "/report?type=RESOURCE_USAGE", values[-1])
    _ask(page._address, "GET", "/nowhere", values[-1])
    _until(settle, lambda: page.model.rowCount() > len(values))
    yield "stand-in", window
    page.switch()
    _until(settle, lambda: page._server is None)
    window.go("keys")
    settle()


def _until(settle: Settle, there: Callable[[], object]) -> None:
    for _turn in range(100):
        settle()
        if there():
            return


def _ask(address: str, method: str, path: str, value: str) -> None:
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)) as one:
        one.request(method, path, headers={"Authorization": f"OAApiKey {value}"})
        one.getresponse()
