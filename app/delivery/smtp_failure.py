"""What goes wrong with a mail server, in words; nothing that is secret is repeated."""

import re
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from app.core.errors import (
    CertificateError,
    DeliveryError,
    EncryptionError,
    MessageRefusedError,
    RecipientRefusedError,
    RecipientUnknownError,
    SenderRefusedError,
    ServerBusyError,
    ServerSilentError,
    ServerUnknownError,
    ServerUnreachableError,
)
from app.core.mail import Letter, Server

_LONGEST_REPLY = 200
_CLOSING = 421
_NO_SUCH_PLACE = {550, 551, 553}
_ENHANCED = re.compile(r"\b5\.(\d{1,3})\.\d{1,3}\b")
_ADDRESSING = "1"
_NO_SMTPUTF8 = "SMTPUTF8 is not offered"


@contextmanager
def refused_at_the_door(server: Server) -> Iterator[None]:
    """Tell of what keeps a connection from coming about: no letter is to blame for that."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        reason = reply(error.smtp_code, error.smtp_error)
        raise ServerBusyError(host=server.host, reason=reason) from error
    except UnicodeError as error:  # no name of a computer
        raise ServerUnknownError(host=server.host) from error


@contextmanager
def explained(letter: Letter, server: Server) -> Iterator[None]:
    """Turn what goes wrong with a mail server into a DeliveryError."""
    try:
        yield
    except DeliveryError:
        raise
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _known(error, letter, server) from error


def reply(code: int, said: bytes | str) -> str:
    """Return a server's reply as one short line."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    line = " ".join(text.split())
    shown = "".join(one if one.isprintable() else " " for one in line)[:_LONGEST_REPLY]
    return f"{code} {shown}".rstrip() if code > 0 else shown


def _known(error: Exception, letter: Letter, server: Server) -> DeliveryError:
    host = server.host
    match error:
        case ssl.SSLCertVerificationError():
            return CertificateError(host=host, reason=error.verify_message or error.reason)
        case ssl.SSLError():
            return EncryptionError(host=host, reason=error.reason or "TLS")
        case socket.gaierror():
            return ServerUnknownError(host=host)
        case smtplib.SMTPException():
            return _answered(error, letter, server)
        case TimeoutError() | ConnectionResetError() | BrokenPipeError():
            return ServerSilentError(host=host)
        case OSError():
            reason = error.strerror or type(error).__name__
            return ServerUnreachableError(host=host, port=server.port, reason=reason)
        case _:
            return MessageRefusedError(host=host, reason=type(error).__name__)


def _answered(error: smtplib.SMTPException, letter: Letter, server: Server) -> DeliveryError:
    """Return what a server's own answer means."""
    host = server.host
    match error:
        case smtplib.SMTPRecipientsRefused():
            return _of_recipient(host, letter.recipient, *error.recipients[letter.recipient])
        case smtplib.SMTPSenderRefused() if error.smtp_code != _CLOSING:
            reason = reply(error.smtp_code, error.smtp_error)
            return SenderRefusedError(host=host, sender=letter.sender, reason=reason)
        case smtplib.SMTPResponseException():
            reason = reply(error.smtp_code, error.smtp_error)
            kind = ServerBusyError if error.smtp_code == _CLOSING else MessageRefusedError
            return kind(host=host, reason=reason)
        case smtplib.SMTPNotSupportedError() if not letter.sender.isascii():
            return SenderRefusedError(host=host, sender=letter.sender, reason=_NO_SMTPUTF8)
        case smtplib.SMTPNotSupportedError():
            return RecipientUnknownError(host=host, recipient=letter.recipient, reason=_NO_SMTPUTF8)
        case _:
            return ServerSilentError(host=host)


def _of_recipient(host: str, recipient: str, code: int, said: bytes) -> DeliveryError:
    reason = reply(code, said)
    if code == _CLOSING:
        return ServerBusyError(host=host, reason=reason)
    kind = RecipientUnknownError if _is_no_such_place(code, reason) else RecipientRefusedError
    return kind(host=host, recipient=recipient, reason=reason)


def _is_no_such_place(code: int, reason: str) -> bool:
    """Tell whether the address is wrong, and not what the server wants of its sender."""
    enhanced = _ENHANCED.search(reason)
    return enhanced[1] == _ADDRESSING if enhanced else code in _NO_SUCH_PLACE
