"""The pictures of the stand-in API: off, with requests, and a port that is taken."""

import http.client
import socket
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlsplit

from app.ui.shell.main_window import MainWindow
from tests.screens.scenes import Scene, Settle, until, values_of


def stand_in_scenes(window: MainWindow, settle: Settle) -> Iterator[Scene]:
    """Take the page in its states."""
    window.go("stand-in")
    settle()
    yield "stand-in-off", window
    page: Any = window.page
    values = [value.reveal() for _key, value in values_of(window, settle, 5)]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        page.port_box.setValue(taken.getsockname()[1])
        page.switch()
        until(settle, lambda: page._server is None)
        yield "stand-in-taken", window
    page.switch()
    until(settle, page.copy_button.isEnabled)
    for value in [*values, "unknown"]:
        _ask(page._address, "GET", "/account/query", value)
    _ask(page._address, "GET", "/report?type=RESOURCE_USAGE", values[-1])
    _ask(page._address, "GET", "/nowhere", values[-1])
    until(settle, lambda: page.model.rowCount() > len(values))
    yield "stand-in", window
    page.switch()
    until(settle, lambda: page._server is None)
    window.go("keys")
    settle()


def _ask(address: str, method: str, path: str, value: str) -> None:
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)) as one:
        one.request(method, path, headers={"Authorization": f"OAApiKey {value}"})
        one.getresponse()
