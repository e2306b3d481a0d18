"""Letters handed over to a mail server, always over verified TLS."""

import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from app.core.errors import (
    CertificateError,
    DeliveryError,
    EncryptionError,
    LoginNotOfferedError,
    LoginRefusedError,
    MessageRefusedError,
    RecipientRefusedError,
    RecipientUnknownError,
    SenderRefusedError,
    ServerSilentError,
    ServerUnknownError,
    ServerUnreachableError,
)
from app.core.mail import Letter, Server
from app.core.preference import MailSecurity

TIME_LIMIT_S = 30.0
_MYSELF = "[127.0.0.1]"
"""What the server is told of this computer: its name is nobody's business, and slow to find."""
_REPLY_LIMIT = 200
_PERMANENT = range(500, 600)


class SmtpPostman:
    """Hands each letter over in a connection of its own."""

    def __init__(
        self,
        *,
        context: Callable[[], ssl.SSLContext] = ssl.create_default_context,
        time_limit_s: float = TIME_LIMIT_S,
    ) -> None:
        self._context = context
        self._time_limit_s = time_limit_s

    def send(self, letter: Letter, server: Server) -> None:
        """Hand one letter over; raise a DeliveryError that tells why not."""
        with _explained(letter, server):
            connection = self._connected(server)
            try:
                self._log_in(connection, server)
                connection.send_message(_message(letter), letter.sender, [letter.recipient])
            finally:
                _leave(connection)

    def _connected(self, server: Server) -> smtplib.SMTP:
        """Return a connection that is encrypted, with the server's certificate verified."""
        context = self._context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if server.security is MailSecurity.TLS:
            return smtplib.SMTP_SSL(
                server.host,
                server.port,
                local_hostname=_MYSELF,
                timeout=self._time_limit_s,
                context=context,
            )
        connection = smtplib.SMTP(
            server.host, server.port, local_hostname=_MYSELF, timeout=self._time_limit_s
        )
        try:
            connection.starttls(context=context)
        except smtplib.SMTPNotSupportedError as error:
            connection.close()
            raise EncryptionError(host=server.host, reason="STARTTLS is not offered") from error
        except BaseException:
            connection.close()
            raise
        return connection

    def _log_in(self, connection: smtplib.SMTP, server: Server) -> None:
        if not server.user:
            return
        password = "" if server.password is None else server.password.reveal()
        try:
            connection.login(server.user, password)
        except smtplib.SMTPAuthenticationError as error:
            raise LoginRefusedError(host=server.host) from error
        except (smtplib.SMTPNotSupportedError, UnicodeEncodeError) as error:
            raise LoginNotOfferedError(host=server.host) from error


@contextmanager
def _explained(letter: Letter, server: Server) -> Iterator[None]:
    """Turn what goes wrong with a mail server into a DeliveryError; nothing secret is repeated."""
    try:
        yield
    except DeliveryError:
        raise
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _known(error, letter, server) from error


def _known(error: Exception, letter: Letter, server: Server) -> DeliveryError:
    host = server.host
    match error:
        case ssl.SSLCertVerificationError():
            return CertificateError(host=host, reason=error.verify_message or error.reason)
        case ssl.SSLError():
            return EncryptionError(host=host, reason=error.reason or "TLS")
        case socket.gaierror():
            return ServerUnknownError(host=host)
        case smtplib.SMTPException() | UnicodeError():
            return _answered(error, letter, server)
        case TimeoutError() | ConnectionResetError() | BrokenPipeError():
            return ServerSilentError(host=host)
        case OSError():
            reason = error.strerror or type(error).__name__
            return ServerUnreachableError(host=host, port=server.port, reason=reason)
        case _:
            return MessageRefusedError(host=host, reason=type(error).__name__)


def _answered(error: Exception, letter: Letter, server: Server) -> DeliveryError:
    """Return what a server's own answer means."""
    host = server.host
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, said = error.recipients[letter.recipient]
            kind = RecipientUnknownError if code in _PERMANENT else RecipientRefusedError
            return kind(host=host, recipient=letter.recipient, reason=_reply(code, said))
        case smtplib.SMTPSenderRefused():
            reason = _reply(error.smtp_code, error.smtp_error)
            return SenderRefusedError(host=host, sender=letter.sender, reason=reason)
        case smtplib.SMTPResponseException():
            return MessageRefusedError(host=host, reason=_reply(error.smtp_code, error.smtp_error))
        case smtplib.SMTPNotSupportedError() | UnicodeError():
            reason = "SMTPUTF8 is not offered"
            return RecipientUnknownError(host=host, recipient=letter.recipient, reason=reason)
        case _:
            return ServerSilentError(host=host)


def _reply(code: int, said: bytes | str) -> str:
    """Return a server's reply as one short line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    line = " ".join(text.split())
    shown = "".join(one if one.isprintable() else " " for one in line)
    return f"{code} {shown[:_REPLY_LIMIT]}"


def _message(letter: Letter) -> EmailMessage:
    """Return *letter* as it goes over the wire; a header that holds a line's end is refused."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = letter.subject
    message["From"] = _address(letter.sender, "Keyholder")
    message["To"] = _address(letter.recipient)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    return message


def _address(email: str, name: str = "") -> Address:
    local, _, domain = email.rpartition("@")
    return Address(name, local, domain)


def _leave(connection: smtplib.SMTP) -> None:
    """Say good-bye; a letter that was handed over is, whatever comes of that."""
    with suppress(smtplib.SMTPException, OSError):
        connection.quit()
    connection.close()
