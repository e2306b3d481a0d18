"""Letters handed over to a mail server: encrypted and verified, or not at all."""

import base64
import traceback
from email.utils import parsedate_to_datetime

import pytest

from app.core.errors import (
    DeliveryError,
    EncryptionError,
    LoginNotOfferedError,
    LoginRefusedError,
    MessageRefusedError,
    RecipientRefusedError,
    RecipientUnknownError,
    SenderRefusedError,
)
from app.core.mail import Letter, Server
from app.core.preference import MailSecurity
from app.core.secret import Secret
from app.delivery.smtp import SmtpPostman
from tests.delivery.mail_server import PASSWORD, USER
from tests.stage import NOON

BOTH = pytest.mark.parametrize("security", list(MailSecurity))
HEADERS = {
    "Subject",
    "From",
    "To",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
}


def failure(postman: SmtpPostman, letter: Letter, server: Server) -> DeliveryError:
    """Return why *letter* was not handed over."""
    with pytest.raises(DeliveryError) as raised:
        postman.send(letter, server)
    return raised.value


@BOTH
def test_a_letter_arrives_in_plain_text_and_as_html(serve, postman, letter, security):
    server = serve(security)
    postman.send(letter(), server.as_server())
    [mail] = server.mails
    assert mail.sender == "keyholder@example.org"
    assert mail.recipients == ("ada@example.org",)
    assert mail.message.get_content_type() == "multipart/alternative"
    assert mail.part("plain") == "The key “Koha” stops in 7 days.\n"
    assert mail.part("html") == "<p>The key “Koha” stops in 7 days.</p>\n"


def test_a_letter_says_who_wrote_it_when_and_that_nobody_need_answer(serve, postman, letter):
    server = serve()
    postman.send(letter(), server.as_server())
    message = server.mails[0].message
    assert set(message) == HEADERS
    assert len(message) == len(HEADERS)
    assert message["Subject"] == "The key “Koha” stops in 7 days"
    assert message["From"] == "Keyholder <keyholder@example.org>"
    assert message["To"] == "ada@example.org"
    assert message["Message-ID"] == "<one@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert parsedate_to_datetime(message["Date"]) == NOON


def test_a_letter_with_dots_commands_and_long_lines_arrives_as_it_was_written(
    serve, postman, letter
):
    server = serve()
    text = "first\n.\n..\nQUIT\nMAIL FROM:<x@example.org>\n" + "käse " * 400 + "\nlast\n"
    postman.send(letter(text=text, html=f"<pre>{text}</pre>\n"), server.as_server())
    [mail] = server.mails
    assert mail.part("plain") == text
    assert mail.part("html") == f"<pre>{text}</pre>\n"
    assert max(map(len, mail.content.splitlines())) < 999


def test_a_long_subject_and_long_addresses_arrive_as_they_are(serve, postman, letter):
    server = serve()
    long = {
        "subject": "schlüssel " * 40 + "ende",
        "sender": f"{'k' * 60}@{'a' * 60}.{'b' * 60}.example.org",
        "recipient": f"{'r' * 60}@{'c' * 60}.{'d' * 60}.example.org",
    }
    message_id = f"<{'0' * 36}@{'a' * 60}.{'b' * 60}.example.org>"
    postman.send(letter(message_id=message_id, **long), server.as_server())
    [mail] = server.mails
    assert mail.id == message_id
    assert mail.message["Subject"] == long["subject"]
    assert mail.recipients == (long["recipient"],)
    assert mail.message["To"].addresses[0].addr_spec == long["recipient"]
    assert mail.message["From"].addresses[0].addr_spec == long["sender"]


def test_an_address_beyond_ascii_is_written_to_where_the_server_can(serve, postman, letter):
    server, plain = serve(), serve(withholds=frozenset({"SMTPUTF8"}))
    abroad = letter(recipient="zoë@bücher.example")
    postman.send(abroad, server.as_server())
    assert server.mails[0].recipients == ("zoë@bücher.example",)
    error = failure(postman, abroad, plain.as_server())
    assert isinstance(error, RecipientUnknownError)
    assert "zoë@bücher.example: SMTPUTF8 is not offered" in error.what()
    assert plain.mails == []


def test_the_server_is_not_told_the_name_of_this_computer(serve, postman, letter):
    server = serve()
    postman.send(letter(), server.as_server())
    assert server.heard.startswith(b"ehlo [127.0.0.1]\r\nAUTH ")


@BOTH
@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
def test_user_and_password_are_given_in_whichever_way_is_offered(
    serve, postman, letter, security, mechanism
):
    server = serve(security, mechanisms=(mechanism,))
    postman.send(letter(), server.as_server())
    assert server.logins == [(mechanism, USER, PASSWORD.reveal())]
    assert len(server.mails) == 1


def test_without_a_user_nobody_logs_in(serve, postman, letter):
    server = serve()
    postman.send(letter(), server.as_server(user=""))
    assert len(server.mails) == 1
    assert not server.told_of(PASSWORD.reveal())


@BOTH
def test_a_refused_login_sends_nothing_else(serve, postman, letter, security):
    server = serve(security, login="535 5.7.8 No")
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, LoginRefusedError)
    assert error.what() == "The mail server localhost refused user and password."
    assert not error.permanent
    assert not error.of_one_letter
    assert server.begun == []
    assert b"mail FROM" not in server.heard


def test_a_server_without_a_login_is_told_neither_user_nor_letter(serve, postman, letter):
    server = serve(withholds=frozenset({"AUTH"}))
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, LoginNotOfferedError)
    assert error.what() == "The mail server localhost offers no login."
    assert server.heard == b"ehlo [127.0.0.1]\r\nquit\r\n"


def test_a_refused_sender_is_named_with_the_servers_reason(serve, postman, letter):
    server = serve(sender="553 5.7.1 Not yours")
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, SenderRefusedError)
    assert error.what().endswith("the sender keyholder@example.org: 553 5.7.1 Not yours")
    assert not error.of_one_letter
    assert server.begun == []


@pytest.mark.parametrize(
    ("reply", "kind", "permanent"),
    [
        ("550 5.1.1 No such user", RecipientUnknownError, True),
        ("450 4.2.1 Not now", RecipientRefusedError, False),
    ],
)
def test_a_refused_recipient_is_named_with_the_servers_reason(
    serve, postman, letter, reply, kind, permanent
):
    server = serve(recipients={"ada@example.org": reply})
    error = failure(postman, letter(), server.as_server())
    assert type(error) is kind
    assert error.what().endswith(f"for ada@example.org: {reply}")
    assert error.permanent is permanent
    assert error.of_one_letter
    assert server.begun == []


@pytest.mark.parametrize("reply", ["451 4.3.0 Try later", "554 5.6.0 It looks like spam"])
def test_a_message_refused_after_data_is_told_with_the_servers_reason(
    serve, postman, letter, reply
):
    server = serve(message=reply)
    error = failure(postman, letter(), server.as_server())
    assert isinstance(error, MessageRefusedError)
    assert error.what() == f"The mail server localhost did not take the message: {reply}"
    assert not error.permanent
    assert error.of_one_letter
    assert server.mails == []


HOSTILE = {
    "control characters": "{code}-one\x1b[2J\x07\r\n{code} two\x00\x9b",
    "very long": "{code} " + "no " * 2_000,
    "longer than replies may be": "{code} " + "n" * 20_000,
    "a text that runs backwards": "{code} \u202eyas\u2066\u2028\u0085",
    "many lines": "\r\n".join(["{code}-line"] * 500 + ["{code} end"]),
    "not a reply at all": "banana",
}


@pytest.mark.parametrize("reply", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("refused", ["login", "sender", "recipient", "message"])
def test_a_hostile_reply_is_told_in_one_short_line(serve, postman, letter, reply, refused):
    said = reply.format(code=550)
    given = {"recipients": {"ada@example.org": said}} if refused == "recipient" else {refused: said}
    server = serve(**given)
    told = str(failure(postman, letter(), server.as_server()))
    assert told.isprintable()
    assert len(told) < 600
    assert server.mails == []


def test_words_smuggled_in_before_the_encryption_count_for_nothing(serve, postman, letter):
    server = serve(MailSecurity.STARTTLS, smuggles="250-smuggled\r\n250 AUTH NONE")
    try:
        postman.send(letter(), server.as_server())
    except EncryptionError:
        assert not server.told_of()
    else:
        assert len(server.mails) == 1
        assert server.logins == [("PLAIN", USER, PASSWORD.reveal())]


@BOTH
@pytest.mark.parametrize(
    "manners",
    [
        {"login": "535 No"},
        {"withholds": frozenset({"AUTH"})},
        {"sender": "550 No"},
        {"recipients": {"ada@example.org": "550 No"}},
        {"message": "550 No"},
        {"breaks_off_at": "AUTH"},
        {"breaks_off_at": "message"},
    ],
    ids=str,
)
def test_no_failure_tells_the_password(serve, postman, letter, security, manners):
    server = serve(security, **manners)
    error = failure(postman, letter(), server.as_server())
    chain = error, error.__cause__, error.__context__
    told = "".join([*traceback.format_exception(error), *map(repr, chain), *map(str, chain)])
    plain = f"\0{USER}\0{PASSWORD.reveal()}"
    assert PASSWORD.reveal() not in told
    for secret in (plain, PASSWORD.reveal()):
        assert base64.b64encode(secret.encode()).decode() not in told


def test_what_is_told_of_a_server_holds_no_password():
    server = Server(
        host="mail.example.org",
        port=465,
        security=MailSecurity.TLS,
        user="ada",
        password=Secret("a-dummy"),
    )
    assert "a-dummy" not in f"{server} {server!r}"
