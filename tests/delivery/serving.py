"""Runs a mail server beside a test, and stops it without a trace."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from app.core.preference import MailSecurity
from tests.delivery.mail_server import Conversation, MailServer, Manners


class Talks:
    """Accepts connections and has a conversation over each, until it is stopped."""

    def __init__(self, server: MailServer, listener: socket.socket) -> None:
        self._server = server
        self._listener = listener
        self._conversations: list[Conversation] = []
        self._loop = asyncio.new_event_loop()
        self._enough = asyncio.Event()

    def run(self) -> None:
        """Accept connections."""
        with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
            runner.run(self._accept())

    def stop(self) -> None:
        """Break all conversations off, from another thread."""
        self._loop.call_soon_threadsafe(self._enough.set)

    async def _accept(self) -> None:
        enough = asyncio.ensure_future(self._enough.wait())
        talks = []
        while not enough.done():
            accepting = asyncio.ensure_future(self._loop.sock_accept(self._listener))
            await asyncio.wait([accepting, enough], return_when=asyncio.FIRST_COMPLETED)
            if not accepting.cancel():
                talks.append(asyncio.ensure_future(self._talk(accepting.result()[0])))
        for conversation in self._conversations:
            conversation.cut()
        await asyncio.gather(*talks)

    async def _talk(self, connection: socket.socket) -> None:
        server = self._server
        server.connections += 1
        server.talks += 1
        server.idle.clear()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        conversation = Conversation(server, connection)
        self._conversations.append(conversation)
        context = server.context if server.security is MailSecurity.TLS else None
        with suppress(OSError):
            await self._loop.connect_accepted_socket(lambda: conversation, connection, ssl=context)
            await conversation.over.wait()
        server.talks -= 1
        if not server.talks:
            server.idle.set()


@contextmanager
def serving(
    context: ssl.SSLContext, security: MailSecurity, manners: Manners
) -> Iterator[MailServer]:
    """Run a server, on a thread of its own, for as long as it is wanted."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        server = MailServer(context, security, manners)
        server.port = listener.getsockname()[1]
        talks = Talks(server, listener)
        thread = threading.Thread(target=talks.run, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            talks.stop()
            thread.join(10)
            assert not thread.is_alive()
