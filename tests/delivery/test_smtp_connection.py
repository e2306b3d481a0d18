"""Mail servers that cannot be reached, prove nothing, break off or hang: and nothing is lost."""

import smtplib
import socket
import ssl
from collections.abc import Iterator

import pytest

from app.core.errors import (
    CertificateError,
    EncryptionError,
    ServerSilentError,
    ServerUnknownError,
    ServerUnreachableError,
)
from app.core.mail import Server
from app.core.preference import MailSecurity
from app.delivery.smtp import SmtpPostman
from tests.delivery.authority import HOST, Authority, only_old_tls, server_context
from tests.delivery.mail_server import MOMENTS, PASSWORD, USER, MailServer
from tests.delivery.test_smtp import BOTH, failure

IN_THE_CLEAR = {
    MailSecurity.TLS: b"",
    MailSecurity.STARTTLS: b"ehlo [127.0.0.1]\r\nSTARTTLS\r\n",
}
"""All that a server hears that has not proved who it is."""
WRONG = {
    "of_a_stranger": "issuer certificate",
    "of_another_host": "Hostname mismatch",
    "expired": "certificate has expired",
}
"""Certificates that prove nothing, and what is said of each."""
SHORT_S = 0.2


def at(port: int, security: MailSecurity, host: str = HOST) -> Server:
    return Server(host=host, port=port, security=security, user=USER, password=PASSWORD)


@pytest.fixture
def hasty(authority) -> SmtpPostman:
    """A postman who does not wait long."""
    return SmtpPostman(context=authority.trusting, time_limit_s=SHORT_S)


@pytest.fixture
def free_port() -> int:
    """A port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.fixture
def deaf_port() -> Iterator[int]:
    """A port at which somebody listens who never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield int(listener.getsockname()[1])


@BOTH
@pytest.mark.parametrize("certificate", WRONG)
def test_a_server_that_cannot_prove_who_it_is_hears_neither_password_nor_letter(
    serve, postman, letter, authority, security, certificate
):
    server = serve(security, context=server_context(getattr(authority, certificate)))
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, CertificateError)
    assert WRONG[certificate] in error.what()
    assert "localhost could not prove that it is that server" in error.what()
    assert error.so() == "Nothing was sent to it, neither the password nor a message."
    assert not error.of_one_letter
    assert server.heard == IN_THE_CLEAR[security]


@BOTH
def test_an_authority_that_this_computer_does_not_know_proves_nothing(serve, letter, security):
    server = serve(security)
    error = failure(SmtpPostman(time_limit_s=10), letter(), server.as_server())
    assert isinstance(error, CertificateError)
    assert server.heard == IN_THE_CLEAR[security]


def test_a_server_without_encryption_hears_neither_password_nor_letter(serve, postman, letter):
    server = serve(MailSecurity.STARTTLS, withholds=frozenset({"STARTTLS"}))
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, EncryptionError)
    assert "STARTTLS is not offered" in error.what()
    assert error.so() == "Nothing was sent to it, neither the password nor a message."
    assert server.heard == b"ehlo [127.0.0.1]\r\n"


@BOTH
def test_old_encryption_is_refused_even_where_this_computer_would_allow_it(
    serve, letter, authority, security
):
    server = serve(security, context=only_old_tls(server_context(authority.right)))
    require_old_tls(server, authority)
    server.heard.clear()
    lax = SmtpPostman(context=lambda: only_old_tls_too(authority), time_limit_s=10)
    error = failure(lax, letter(), server.as_server())
    assert isinstance(error, EncryptionError)
    assert "No encrypted connection to the mail server localhost" in error.what()
    assert server.heard == IN_THE_CLEAR[security]


def only_old_tls_too(authority: Authority) -> ssl.SSLContext:
    """Return what a client has that would take old TLS and nothing else."""
    return only_old_tls(authority.trusting())


def require_old_tls(server: MailServer, authority: Authority) -> None:
    """Skip where this computer's OpenSSL cannot speak old TLS at all."""
    context = only_old_tls_too(authority)
    try:
        if server.security is MailSecurity.TLS:
            smtplib.SMTP_SSL(HOST, server.port, "[127.0.0.1]", timeout=10, context=context).close()
            return
        with smtplib.SMTP(HOST, server.port, "[127.0.0.1]", timeout=10) as connection:
            connection.starttls(context=context)
    except OSError as error:
        pytest.skip(f"OpenSSL here speaks no TLS 1.1: {error}")


def test_a_port_for_starttls_is_not_taken_for_one_of_tls(serve, postman, letter):
    server = serve(MailSecurity.STARTTLS)
    error = failure(postman, letter(), at(server.port, MailSecurity.TLS))
    assert isinstance(error, EncryptionError)
    assert "usually 465 is TLS, and 587 is STARTTLS" in error.then()
    assert not server.told_of(PASSWORD.reveal())


def test_a_port_for_tls_is_not_taken_for_one_of_starttls(serve, hasty, letter):
    server = serve(MailSecurity.TLS)
    error = failure(hasty, letter(), at(server.port, MailSecurity.STARTTLS))
    assert isinstance(error, ServerSilentError)
    assert "check port and encryption: they belong together" in error.then()
    assert server.heard == b""


@BOTH
def test_a_server_that_never_answers_is_not_waited_for(hasty, letter, deaf_port, security):
    error = failure(hasty, letter(), at(deaf_port, security))
    assert isinstance(error, ServerSilentError)
    assert error.what() == "The mail server localhost broke off, or did not answer in time."
    assert not error.of_one_letter


@pytest.mark.parametrize("moment", [*MOMENTS[:6], "message"])
def test_a_server_that_hangs_halfway_is_not_waited_for(serve, hasty, letter, moment):
    server = serve(hangs_at=moment)
    assert isinstance(failure(hasty, letter(), server.as_server()), ServerSilentError)
    assert server.mails == []


@BOTH
@pytest.mark.parametrize("moment", MOMENTS[:8])
def test_a_server_that_breaks_off_has_not_taken_the_letter(
    serve, postman, letter, security, moment
):
    server = serve(security, breaks_off_at=moment)
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, ServerSilentError)
    assert not error.permanent
    assert server.mails == []


@BOTH
@pytest.mark.parametrize("how", ["breaks_off_at", "hangs_at"])
def test_a_letter_that_was_taken_is_handed_over_whatever_comes_after(
    serve, hasty, postman, letter, security, how
):
    server = serve(security, **{how: "answered"})
    chosen = hasty if how == "hangs_at" else postman
    chosen.send(letter(), server.as_server())
    assert len(server.mails) == 1


@BOTH
def test_where_nobody_listens_port_and_reason_are_told(postman, letter, free_port, security):
    error = failure(postman, letter(), at(free_port, security))
    assert isinstance(error, ServerUnreachableError)
    assert error.what() == (
        f"The mail server localhost does not answer at port {free_port} (Connection refused)."
    )
    assert not error.permanent
    assert not error.of_one_letter


@BOTH
def test_a_server_that_does_not_exist_is_named(postman, letter, security):
    error = failure(postman, letter(), at(465, security, host="mail.invalid"))
    assert isinstance(error, ServerUnknownError)
    assert error.what() == "The mail server mail.invalid was not found."
    assert not error.permanent
    assert not error.of_one_letter
