"""The server: waitress with narrow limits, and the one thread that asks the inventory."""

import logging
import os
import queue
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLateError
from contextlib import suppress
from typing import Any, TypeVar

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from app.api import replies
from app.api.application import Application
from app.core.errors import DatabaseBusyError, PortTakenError
from app.core.stand_in import Listener, ServerOptions
from app.services.door import Report
from app.services.suite import Services

T = TypeVar("T")

NAME = "Keyholder-Stand-In"
_MOST_HEADER, _MOST_BODY = 16_384, 1_048_576
_CONNECTIONS, _THREADS, _SILENT_S = 50, 4, 5
_PATIENCE_S = 10.0
_LOOK_S = 0.5


class _MarkedError(ErrorTask):
    """What the server answers by itself, to a request that it cannot read or that is too long."""

    def execute(self) -> None:
        """Override ErrorTask.execute."""
        self.response_headers = [*self.response_headers, replies.MARK]
        super().execute()


class _Channel(HTTPChannel):
    """A connection whose every answer says that no OpenAthens gave it."""

    error_task_class = _MarkedError


class HttpStandIn:
    """Answers over HTTP, one inventory at a time."""

    def __init__(self) -> None:
        self._stopped = threading.Event()
        self._work: queue.SimpleQueue[Callable[[], object] | None] = queue.SimpleQueue()

    def run(
        self,
        services: Services,
        options: ServerOptions,
        *,
        listening: Callable[[str], object],
        listener: Listener,
        report: Report,
    ) -> None:
        """Answer with *services*, which belong to this thread, until *stop* is called.

        *listening* is told the address, *report* what nobody expected.

        Raise PortTakenError, VaultLockedError or a StorageError.
        """
        services.stand_in.require_opened()
        with _bound(options) as bound:
            address = _address(bound)
            application = Application(
                services.workplace.operations,
                lambda work: self._ask(lambda: work(services)),
                on=options.on,
                address=address,
                listener=listener,
                report=report,
            )
            server = _server(application, bound)
            loop = threading.Thread(target=server.run, name="stand-in", daemon=True)
            loop.start()
            try:
                listening(address)
                self._answer(services)
            finally:
                self._stopped.set()
                _close(server)
                loop.join(_PATIENCE_S)
                services.stand_in.write()

    def stop(self) -> None:
        """Let it end, from any thread."""
        self._stopped.set()
        self._work.put(None)

    def _answer(self, services: Services) -> None:
        """Do what the server's threads ask for, until it ends."""
        while not self._stopped.is_set():
            try:
                work = self._work.get(timeout=_LOOK_S)
            except queue.Empty:
                services.stand_in.write_if_due()
                continue
            if work is not None:
                work()

    def _ask(self, work: Callable[[], T]) -> T:
        """Have *work* done on the inventory's thread; raise DatabaseBusyError if nobody answers."""
        answer: Future[T] = Future()

        def do() -> None:
            try:
                answer.set_result(work())
            except Exception as error:  # noqa: BLE001 - raised where it was asked for
                answer.set_exception(error)

        if self._stopped.is_set():
            raise DatabaseBusyError
        self._work.put(do)
        try:
            return answer.result(_PATIENCE_S)
        except TooLateError as error:
            raise DatabaseBusyError from error


def _bound(options: ServerOptions) -> socket.socket:
    """Return a socket that listens where *options* say; raise PortTakenError."""
    try:
        family = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((options.host, options.port), family=family)
    except (OSError, UnicodeError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number and number > 0 else str(error)
        raise PortTakenError(host=options.host, port=options.port, reason=reason) from error


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _server(application: Application, bound: socket.socket) -> Any:
    logging.getLogger("waitress").setLevel(logging.CRITICAL)  # it quotes what strangers send
    server: Any = create_server(
        application,
        sockets=[bound],
        ident=NAME,
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        channel_timeout=_SILENT_S,
        cleanup_interval=_SILENT_S,
        max_request_header_size=_MOST_HEADER,
        max_request_body_size=_MOST_BODY,
        expose_tracebacks=False,
        clear_untrusted_proxy_headers=True,
    )
    server.channel_class = _Channel
    return server


def _close(server: Any) -> None:
    """End the server's loop, on its own thread: its sockets are closed, and so nothing is left."""

    def end() -> None:
        for one in list(server._map.values()):  # noqa: SLF001 - it has no other way to end
            one.handle_close()

    with suppress(OSError):  # it was pulled for something else, and has closed itself by now
        server.trigger.pull_trigger(end)
    server.task_dispatcher.shutdown(cancel_pending=True, timeout=1)
