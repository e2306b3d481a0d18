"""Refusals that are nobody's fault but the set-up's: no letter is given up for them."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from app.core.errors import (
    EncryptionError,
    FieldError,
    LoginNotOfferedError,
    LoginRefusedError,
    RecipientRefusedError,
    SenderRefusedError,
    ServerBusyError,
    ServerSilentError,
    ServerUnknownError,
)
from app.core.mail import Server
from app.core.preference import MAIL_HOST, MailSecurity
from app.core.secret import Secret
from app.delivery.smtp import SmtpPostman
from app.services import letters
from tests.delivery.authority import HOST
from tests.delivery.test_smtp import failure

Script = Callable[[socket.socket], None]


@pytest.fixture
def raw() -> Iterator[Callable[[Script], Server]]:
    """Return what starts a server that does with each connection what a script says."""
    listeners: list[socket.socket] = []

    def start(script: Script) -> Server:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _address = listener.accept()
                    with connection, suppress(OSError):
                        script(connection)

        threading.Thread(target=serve, daemon=True).start()
        port = listener.getsockname()[1]
        return Server(host=HOST, port=port, security=MailSecurity.STARTTLS)

    yield start
    for listener in listeners:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def greeting(text: str) -> Script:
    return lambda connection: connection.sendall(text.encode())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("421 4.7.0 Too many connections\r\n", "421 4.7.0 Too many connections"),
        ("554 No mail here\r\n", "554 No mail here"),
        ("HTTP/1.1 400 Bad Request\r\n\r\n", "/1.1 400 Bad Request"),
    ],
)
def test_who_is_turned_away_at_the_door_blames_no_letter(raw, postman, letter, said, told):
    error = failure(postman, letter(), raw(greeting(said)))
    assert isinstance(error, ServerBusyError)
    assert error.what() == f"The mail server localhost turned this computer away: {told}"
    assert not error.of_one_letter
    assert not error.permanent


def test_a_server_that_cannot_encrypt_now_is_told_so(raw, postman, letter):
    def script(connection: socket.socket) -> None:
        for said in (b"220 hello\r\n", b"250-here\r\n250 STARTTLS\r\n", b"454 Not now\r\n"):
            connection.sendall(said)
            connection.recv(1024)

    error = failure(postman, letter(), raw(script))
    assert isinstance(error, EncryptionError)
    assert "STARTTLS: 454 Not now" in error.what()


def test_a_server_that_goes_on_answering_for_ever_is_left(raw, authority, letter):
    def script(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        while True:
            connection.sendall(b"250-x\r\n")

    hasty = SmtpPostman(context=authority.trusting, time_limit_s=0.1)
    assert isinstance(failure(hasty, letter(), raw(script)), ServerSilentError)


@pytest.mark.parametrize(
    "reply",
    ["530 5.7.0 Authentication required", "554 5.7.1 Relay access denied", "550 5.7.1 No relay"],
)
def test_a_server_that_wants_a_login_first_gives_up_no_letter(serve, postman, letter, reply):
    server = serve(recipients={"ada@example.org": reply})
    error = failure(postman, letter(), server.as_server())
    assert type(error) is RecipientRefusedError
    assert not error.permanent


def test_a_server_that_closes_at_a_recipient_is_busy_for_all(serve, postman, letter):
    server = serve(recipients={"ada@example.org": "421 4.3.2 Going down"})
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, ServerBusyError)
    assert not error.of_one_letter


def test_a_sender_beyond_ascii_is_blamed_and_not_the_recipient(serve, postman, letter):
    server = serve(withholds=frozenset({"SMTPUTF8"}))
    error = failure(postman, letter(sender="bücher@example.org"), server.as_server())
    assert isinstance(error, SenderRefusedError)
    assert not error.permanent


def test_a_password_beyond_ascii_is_given_as_utf_8(serve, postman, letter):
    server = serve(password=Secret("pässwort"))
    postman.send(letter(), server.as_server(password=Secret("pässwort")))
    assert len(server.mails) == 1


@pytest.mark.parametrize("password", ["pässwort", "passwort"])
def test_a_refused_password_is_in_nothing_that_the_error_carries(serve, postman, letter, password):
    server = serve(login=f"535 5.7.8 No: {password}")
    error = failure(postman, letter(), server.as_server(password=Secret(password)))
    assert isinstance(error, LoginRefusedError)
    assert error.__cause__ is None
    assert error.__context__ is None
    assert password not in str(error)


def test_a_server_with_strange_logins_alone_is_told_so(serve, postman, letter):
    server = serve(mechanisms=("XOAUTH2",))
    assert isinstance(failure(postman, letter(), server.as_server()), LoginNotOfferedError)


def test_a_name_that_no_computer_can_have_is_unknown_and_refused_when_set(postman, letter):
    for host in ("mail..example.org", f"{'m' * 64}.example.org"):
        nowhere = Server(host=host, port=465, security=MailSecurity.TLS)
        error = failure(postman, letter(), nowhere)
        assert isinstance(error, ServerUnknownError)
        assert not error.permanent
        with pytest.raises(FieldError):
            MAIL_HOST.parse(host)


def test_a_name_that_looks_like_an_encoded_word_is_shown_as_it_is(serve, postman, letter):
    server = serve()
    subject = letters.one_line("=?utf-8?q?=E2=80=AEdaolyap?= stops")
    postman.send(letter(subject=subject), server.as_server())
    assert server.mails[0].message["Subject"] == "= ?utf-8?q?=E2=80=AEdaolyap?= stops"
