"""A real calendar server on this computer, as a person's calendar program talks to it."""

import http.client
import socket
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.delivery.calendar_reader import Event, read

CALENDAR = "/ada/keyholder/"


class CalendarServer:
    """Keeps one person's calendar."""

    def __init__(self, port: int) -> None:
        self._port = port

    def events(self) -> list[Event]:
        """Return what the calendar shows."""
        status, content = self._ask("GET", CALENDAR)
        assert status == http.client.OK, content
        return read(content)

    def upload(self, content: bytes, name: str = "") -> int:
        """Put a whole calendar there, or the one event called *name*; return the answer."""
        return self._ask("PUT", CALENDAR + name, content)[0]

    def clear(self) -> None:
        """Take the calendar away."""
        self._ask("DELETE", CALENDAR)

    def _ask(self, verb: str, path: str, content: bytes = b"") -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=10)
        login = b64encode(b"ada:anything").decode()
        headers = {"Authorization": f"Basic {login}", "Content-Type": "text/calendar"}
        try:
            connection.request(verb, path, content, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def calendars(folder: Path) -> Iterator[CalendarServer]:
    """Run a server that keeps its calendars in *folder*."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = {
        "config": "",
        "server-hosts": f"127.0.0.1:{port}",
        "storage-filesystem-folder": str(folder),
        "auth-type": "none",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    log = folder / "log"
    with (
        log.open("wb") as heard,
        subprocess.Popen(
            [sys.executable, "-m", "radicale", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        assert process.stdout is not None
        for line in process.stdout:
            heard.write(line)
            if b"Listening on" in line:
                break
        try:
            yield CalendarServer(port)
        finally:
            process.terminate()
            process.communicate()
