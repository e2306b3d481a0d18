"""A real mail server on this computer, which refuses, breaks off and hangs as a test likes."""

import asyncio
import email
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from app.core.mail import Server
from app.core.preference import MailSecurity
from app.core.secret import Secret
from tests.delivery.authority import HOST

USER = "keyholder@example.org"
PASSWORD = Secret("a-dummy-password-of-the-mail-server")
MOMENTS = ("connected", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "content", "message", "answered")
"""What happens in this order: "content" begins to come in, the "message" is there in whole."""


def nobody(moment: str) -> None:
    """Watch nothing."""


@dataclass(kw_only=True)
class Manners:
    """How the server treats its clients; each reply that is not empty refuses."""

    withholds: frozenset[str] = frozenset()
    """The extensions that it does not offer."""
    mechanisms: tuple[str, ...] = ("LOGIN", "PLAIN")
    login: str = ""
    password: Secret = field(default_factory=lambda: PASSWORD)
    sender: str = ""
    recipients: dict[str, str] = field(default_factory=dict)
    message: str = ""
    smuggles: str = ""
    """What is said in the clear right behind the word that encryption begins."""
    breaks_off_at: str = ""
    hangs_at: str = ""
    witness: Callable[[str], None] = nobody
    """Is told each moment, as it comes, on the server's thread."""


@dataclass(frozen=True)
class Mail:
    """A message that the server took, or was to take."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        """The message as another program reads it."""
        parsed = email.message_from_bytes(self.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def id(self) -> str:
        """The message's id."""
        return str(self.message["Message-ID"])

    def part(self, kind: str) -> str:
        """Return the text of its part of this *kind*, "plain" or "html"."""
        part = self.message.get_body((kind,))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


class MailServer:
    """Takes mail at a port of its own, and keeps all that it hears."""

    def __init__(self, context: ssl.SSLContext, security: MailSecurity, manners: Manners) -> None:
        self.manners = manners
        self.security = security
        self.context = context
        self.port = 0
        self.connections = 0
        self.talks = 0
        self.idle = threading.Event()
        """Set while nobody talks to it."""
        self.heard = bytearray()
        """Whatever clients said, with the encryption taken off."""
        self.logins: list[tuple[str, str, str]] = []
        """The mechanism, user and password of each login that was tried."""
        self.begun: list[Mail] = []
        """What came in whole, whether it was taken or not."""
        self.mails: list[Mail] = []
        """What was taken."""

    def as_server(self, user: str = USER, password: Secret | None = PASSWORD) -> Server:
        """Return what the program is told of this server."""
        return Server(
            host=HOST,
            port=self.port,
            security=self.security,
            user=user,
            password=password if user else None,
        )

    def to(self, recipient: str) -> list[Mail]:
        """Return the messages that were taken for *recipient*."""
        return [mail for mail in self.mails if recipient in mail.recipients]

    def told_of(self, *secrets: str) -> bool:
        """Tell whether a login or one of *secrets* came in, as it is."""
        words = bytes(self.heard)
        return bool(self.logins) or b"AUTH" in words or any(s.encode() in words for s in secrets)

    def authenticate(
        self, _smtp: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Take or refuse a login."""
        assert isinstance(data, LoginPassword)
        login = data.login.decode(), data.password.decode()
        self.logins.append((mechanism, *login))
        right = login == (USER, self.manners.password.reveal()) and not self.manners.login
        refusal = self.manners.login or "535 5.7.8 Wrong user or password"
        return AuthResult(success=right, handled=False, message=None if right else refusal)

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _smtp: SMTP, session: Session, _envelope: Envelope, host: str, lines: list[str]
    ) -> list[str]:
        session.host_name = host
        return [line for line in lines if line[4:].partition(" ")[0] not in self.manners.withholds]

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, smtp: SMTP, _session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.manners.sender:
            return self.manners.sender
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, smtp: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.manners.recipients:
            return self.manners.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, smtp: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        mail = Mail(str(envelope.mail_from), tuple(envelope.rcpt_tos), envelope.content)
        self.begun.append(mail)
        assert isinstance(smtp, Conversation)
        await smtp.at("message")
        if not self.manners.message:
            self.mails.append(mail)
        return self.manners.message or "250 OK"


class Conversation(SMTP):
    """A talk with one client."""

    def __init__(self, server: MailServer, connection: socket.socket) -> None:
        self._server = server
        self._connection = connection
        self.over = asyncio.Event()
        self._awaits_content = False
        starttls = server.security is MailSecurity.STARTTLS
        super().__init__(
            server,
            hostname=HOST,
            loop=asyncio.get_running_loop(),
            enable_SMTPUTF8="SMTPUTF8" not in server.manners.withholds,
            tls_context=server.context if starttls else None,
            auth_require_tls=starttls and "STARTTLS" not in server.manners.withholds,
            auth_exclude_mechanism={"LOGIN", "PLAIN"} - {*server.manners.mechanisms},
            authenticator=server.authenticate,
        )

    async def at(self, moment: str) -> None:
        """Do what is to be done at this moment: tell of it, break off, or hang."""
        manners = self._server.manners
        manners.witness(moment)
        if manners.breaks_off_at == moment:
            self.cut()
            raise asyncio.CancelledError
        if manners.hangs_at == moment:
            await asyncio.get_running_loop().create_future()

    def cut(self) -> None:
        """Break the connection off."""
        with suppress(OSError):
            self._connection.shutdown(socket.SHUT_RDWR)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.over.set()

    def data_received(self, data: bytes) -> None:
        self._server.heard += data
        if self._awaits_content:
            self._awaits_content = False
            self._server.manners.witness("content")
            if self._server.manners.breaks_off_at == "content":
                self.cut()
                return
        super().data_received(data)

    async def _handle_client(self) -> None:
        try:
            await self.at("connected")
        except asyncio.CancelledError:
            self._writer.close()
            raise
        await super()._handle_client()

    async def push(self, status: Any) -> None:
        self._awaits_content = str(status).startswith("354")
        if self._server.manners.smuggles and str(status).startswith("220 Ready"):
            status = f"{status}\r\n{self._server.manners.smuggles}"
        await super().push(status)

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self.at("EHLO")
        await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self.at("AUTH")
        await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        await self.at("MAIL")
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 - aiosmtpd's name
        await self.at("RCPT")
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await self.at("DATA")
        await super().smtp_DATA(arg)
        await self.at("answered")
