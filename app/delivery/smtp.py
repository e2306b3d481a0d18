"""Letters handed over to a mail server, always over verified TLS."""

import base64
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from app.core.errors import (
    EncryptionError,
    LoginNotOfferedError,
    LoginRefusedError,
    ServerBusyError,
)
from app.core.mail import Letter, Server
from app.core.preference import MailSecurity
from app.delivery.letter import message_of
from app.delivery.smtp_failure import explained, refused_at_the_door, reply

TIME_LIMIT_S = 30.0
"""For each answer of the server; a whole letter may take a few times as much."""
_TIMES = 4
_MYSELF = "[127.0.0.1]"
"""What the server is told of this computer: its name is nobody's business, and slow to find."""
_LOGGED_IN = {235, 503}
_FOR_GOOD = 500


def trusting_this_system() -> ssl.SSLContext:
    """Return what verifies certificates as other programs of this computer do."""
    import truststore  # noqa: PLC0415 - only where mail is sent

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class SmtpPostman:
    """Hands each letter over in a connection of its own."""

    def __init__(
        self,
        *,
        context: Callable[[], ssl.SSLContext] = trusting_this_system,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        self._context = context
        self._time_limit_s = time_limit_s

    def send(self, letter: Letter, server: Server) -> None:
        """Hand one letter over; raise a DeliveryError that tells why not."""
        message = message_of(letter)
        with explained(letter, server), _watch(self._time_limit_s * _TIMES) as watch:
            with refused_at_the_door(server):
                connection = self._connected(server, watch)
            try:
                _log_in(connection, server)
                connection.send_message(message, letter.sender, [letter.recipient])
            finally:
                _leave(connection)

    def _connected(self, server: Server, watch: "Watch") -> smtplib.SMTP:
        """Return a connection that is encrypted, with the server's certificate verified."""
        context = self._context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        where = {"host": server.host, "port": server.port, "timeout": self._time_limit_s}
        if server.security is MailSecurity.TLS:
            return _TimedTls(watch, context=context, **where)
        connection = _Timed(watch, **where)
        try:
            _encrypt(connection, context, server)
        except BaseException:
            connection.close()
            raise
        return connection


def _encrypt(connection: smtplib.SMTP, context: ssl.SSLContext, server: Server) -> None:
    connection.ehlo_or_helo_if_needed()
    try:
        connection.starttls(context=context)
    except smtplib.SMTPNotSupportedError as error:
        raise EncryptionError(host=server.host, reason="STARTTLS is not offered") from error
    except smtplib.SMTPResponseException as error:
        reason = f"STARTTLS: {reply(error.smtp_code, error.smtp_error)}"
        raise EncryptionError(host=server.host, reason=reason) from error


def _log_in(connection: smtplib.SMTP, server: Server) -> None:
    """Log in where a user is given; what failed is told without what was sent."""
    if not server.user:
        return
    password = "" if server.password is None else server.password.reveal()
    failure: Exception | None = None
    try:
        if not _is_logged_in(connection, server.user, password):
            failure = LoginRefusedError(host=server.host)
    except smtplib.SMTPAuthenticationError as error:
        failure = _of_login(server, error.smtp_code)
    except (smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException):
        raise
    except smtplib.SMTPException:
        failure = LoginNotOfferedError(host=server.host)
    if failure is not None:  # outside of what holds the server's answer, which may repeat it
        raise failure


def _of_login(server: Server, code: int) -> Exception:
    """Return what a refused login means: codes below 500 are of the moment."""
    if code < _FOR_GOOD:
        return ServerBusyError(host=server.host, reason=str(code))
    return LoginRefusedError(host=server.host)


def _is_logged_in(connection: smtplib.SMTP, user: str, password: str) -> bool:
    if (user + password).isascii():
        connection.login(user, password)
        return True
    connection.ehlo_or_helo_if_needed()
    if "PLAIN" not in connection.esmtp_features.get("auth", "").upper().split():
        raise smtplib.SMTPNotSupportedError
    token = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, _said = connection.docmd("AUTH", f"PLAIN {token}")
    return code in _LOGGED_IN


def _leave(connection: smtplib.SMTP) -> None:
    """Say good-bye; a letter that was handed over is, whatever comes of that."""
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()


class Watch:
    """Ends a connection that lasts too long: a server could go on answering for ever."""

    def __init__(self, limit_s: float) -> None:
        self._copy: socket.socket | None = None
        self._timer = threading.Timer(limit_s, self._end)
        self._timer.daemon = True

    def over(self, connection: socket.socket) -> None:
        """Watch over *connection* from now on."""
        self._copy = connection.dup()
        self._timer.start()

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.cancel()
        if self._copy is not None:
            self._copy.close()

    def _end(self) -> None:
        if self._copy is not None:
            with suppress(OSError):
                self._copy.shutdown(socket.SHUT_RDWR)


@contextmanager
def _watch(limit_s: float) -> Iterator[Watch]:
    watch = Watch(limit_s)
    try:
        yield watch
    finally:
        watch.stop()


class _Timed(smtplib.SMTP):
    """A connection that is watched over from its first byte."""

    def __init__(self, watch: Watch, **given: Any) -> None:
        self._watch = watch
        super().__init__(local_hostname=_MYSELF, **given)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Override SMTP._get_socket, which is where SMTP_SSL does the same."""
        made: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]  # typeshed leaves it out
        self._watch.over(made)
        return made


class _TimedTls(smtplib.SMTP_SSL, _Timed):
    """The same, encrypted from the start."""

    def __init__(self, watch: Watch, **given: Any) -> None:
        self._watch = watch
        smtplib.SMTP_SSL.__init__(self, local_hostname=_MYSELF, **given)
