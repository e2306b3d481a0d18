"""A stand-in that runs beside a test, over a real socket, and clients of it."""

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from app.core.secret import Secret
from app.core.stand_in import Heard, ServerOptions
from app.services.suite import Services
from tests.stage import Stage

SESSION_TYPE = "application/vnd.eduserv.iam.auth.localAccountSessionRequest+json"
REMOVED = Secret("00000000-1111-4222-8333-4444444444cc")
ADMIN_TYPE = "application/vnd.eduserv.iam.request-v1+json"


@dataclass(slots=True)
class Running:
    """Where it listens, and what it heard."""

    address: str
    heard: list[Heard] = field(default_factory=list)

    @property
    def place(self) -> tuple[str, int]:
        """The host and the port."""
        parts = urlsplit(self.address)
        return str(parts.hostname), int(parts.port or 0)

    def send(
        self,
        method: str,
        path: str,
        value: str | None = None,
        *,
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> "Got":
        """Send one request, and return the answer."""
        sent = dict(headers or {})
        if value is not None:
            sent["Authorization"] = f"OAApiKey {value}"
        parts = urlsplit(self.address)
        with closing(
            http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=20)
        ) as one:
            one.request(method, path, body=body, headers=sent)
            answer = one.getresponse()
            return Got(answer.status, dict(answer.getheaders()), answer.read())


@dataclass(frozen=True, slots=True)
class Got:
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@contextmanager
def running(services: Services, stage: Stage, on: date | None = None) -> Iterator[Running]:
    """Run a stand-in over the inventory of *services*, on a thread of its own."""
    server, ready, failures = stage.door.stand_in(), threading.Event(), list[BaseException]()
    run = Running("")

    def listening(address: str) -> None:
        run.address = address
        ready.set()

    def work() -> None:
        try:
            own = services.beside()
            with closing(own.inventory):
                options = ServerOptions(port=0, on=on)
                server.run(
                    own,
                    options,
                    listening=listening,
                    listener=run.heard.append,
                    report=stage.door.report,
                )
        except BaseException as error:  # noqa: BLE001 - raised in the test
            failures.append(error)
            ready.set()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert ready.wait(20)
    if not failures:
        try:
            yield run
        finally:
            server.stop()
            thread.join(20)
    if failures:
        raise failures[0]


class Connector:
    """As much of an API connector as signs a reader in."""

    def __init__(self, run: Running, value: str, organisation: str = "77") -> None:
        self._run = run
        self._value = value
        self._path = f"/login/api/v1/example.org/organisation/{organisation}/local-auth/session"

    def sign_in(self, **members: object) -> Got:
        """Ask for a session."""
        body = {
            "connectionID": "3f2a",
            "uniqueUserIdentifier": "reader-1",
            "displayName": "A Reader",
            "returnUrl": "https://example.org/back",
            "attributes": {},
        } | members
        return self._run.send(
            "POST",
            self._path,
            self._value,
            body=json.dumps(body).encode(),
            headers={"Content-Type": SESSION_TYPE},
        )
