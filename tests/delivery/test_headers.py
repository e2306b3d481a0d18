"""Names and addresses that hold more than they should: nothing of it becomes a header."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from app.core.delivery import DeliveryState
from app.core.errors import DeliveryError
from app.core.identity import OrganisationId
from app.core.mail import Letter
from app.core.notice import Subject, SubjectKind
from app.delivery.smtp import SmtpPostman
from app.services import letters
from tests.delivery.conftest import Write
from tests.delivery.injections import ENCODED_WORDS, INJECTIONS
from tests.delivery.mail_server import Mail, MailServer
from tests.delivery.office import ADA, BOB, add_account, expiring, states, tell, turn_on
from tests.delivery.test_smtp import HEADERS
from tests.storage.hand import attacking

DAY = date(2026, 6, 15)
PLACES = ("ada{}@example.org", "ada@example.org{}", "{}ada@example.org", "ada@exam{}ple.org")
EACH = pytest.mark.parametrize("injection", INJECTIONS, ids=range(len(INJECTIONS)))


def about(name: str, kind: SubjectKind = SubjectKind.KEY) -> Subject:
    """Return something of this name that expires in 16 days, as a changed database may hold it."""
    return Subject(
        kind=kind,
        id="1",
        name=name,
        organisation=OrganisationId("2"),
        expires_on=date(2026, 7, 1),
    )


def words(write: Write, *subjects: Subject, organisation: str = "Example University") -> Letter:
    """Return the letter that the program writes of *subjects*."""
    told = [(subject, DAY) for subject in subjects]
    names = letters.Known({"2": organisation}, {})
    return write(
        subject=letters.subject_line(told),
        text=letters.text(told, names),
        html=letters.html(told, names),
    )


def sent(postman: SmtpPostman, letter: Letter, server: MailServer) -> Mail | None:
    """Send *letter*; return it as it came, None if it was refused; and look for what was added."""
    before = len(server.begun)
    try:
        postman.send(letter, server.as_server())
    except DeliveryError:
        assert len(server.begun) == before
        return None
    [mail] = server.begun[before:]
    assert len(mail.recipients) == 1
    assert sorted(headers(mail)) == sorted(HEADERS)
    assert sorted(mail.message.keys()) == sorted(HEADERS)
    return mail


def headers(mail: Mail) -> list[str]:
    """Return the names of a message's headers, as the plainest reader finds them."""
    head, _, _ = mail.content.partition(b"\r\n\r\n")
    lines = re.sub(rb"\r\n[ \t]", b" ", head).split(b"\r\n")
    assert not re.search(rb"[\r\n]", b"".join(lines))
    return [line.partition(b":")[0].decode() for line in lines]


def test_a_hundred_different_injections_are_tried():
    assert len(set(INJECTIONS)) == 100


@EACH
def test_a_name_becomes_no_header_no_recipient_and_no_message(
    serve, quick_postman, letter, injection
):
    server = serve()
    name, organisation = f"Koha{injection} end", f"University{injection} end"
    written = words(
        letter, about(name), about(name, SubjectKind.ACCOUNT), organisation=organisation
    )
    mail = sent(quick_postman, written, server)
    assert mail is not None
    assert mail.recipients == ("ada@example.org",)
    assert len(server.mails) == 1
    if injection not in ENCODED_WORDS:
        assert mail.message["Subject"] == written.subject
    assert mail.part("plain") == written.text
    assert mail.part("html") == written.html


@EACH
def test_a_subject_becomes_no_header_no_recipient_and_no_message(
    serve, quick_postman, letter, injection
):
    server = serve()
    for subject in (injection, f"Koha{injection}", f"Koha{injection} end"):
        sent(quick_postman, letter(subject=subject), server)
    assert {mail.recipients for mail in server.mails} <= {("ada@example.org",)}


@EACH
def test_a_recipient_becomes_no_header_no_other_recipient_and_no_message(
    serve, quick_postman, letter, injection
):
    server = serve()
    for place in PLACES:
        sent(quick_postman, letter(recipient=place.format(injection)), server)
    assert len(server.begun) == len(server.mails)


@EACH
def test_a_sender_becomes_no_header_no_recipient_and_no_message(
    serve, quick_postman, letter, injection
):
    server = serve()
    for place in PLACES:
        sent(quick_postman, letter(sender=place.format(injection)), server)
    assert {mail.recipients for mail in server.mails} <= {("ada@example.org",)}


@pytest.mark.parametrize("injection", ["\r\nBcc: evil@example.org", "\n\n.\n", "\0\u2028\x1b[2J"])
def test_a_name_changed_in_the_database_becomes_nothing_but_a_name(
    serve, services, stage, injection
):
    server = serve()
    turn_on(services, server.as_server())
    expiring(services, "Koha")
    with attacking(stage.place.database) as database:
        database.execute("UPDATE key SET name = ?", [f"Koha{injection}"])
        database.execute("UPDATE organisation SET name = ?", [f"University{injection}"])
    tell(services)
    [mail] = server.mails
    assert mail.recipients == (ADA,)
    assert sorted(headers(mail)) == sorted(HEADERS)
    assert str(mail.message["Subject"]).startswith("The key “Koha ")


def test_an_address_changed_in_the_database_keeps_nobody_else_from_being_told(
    serve, services, stage
):
    server = serve()
    turn_on(services, server.as_server())
    add_account(services, "Bob Tester", BOB)
    expiring(services)
    with attacking(stage.place.database) as database:
        hostile = f"{ADA}\r\nBcc: evil@example.org"
        database.execute("UPDATE account SET email = ? WHERE email = ?", [hostile, ADA])
    tell(services)
    assert [mail.recipients for mail in server.mails] == [(BOB,)]
    assert states(services) == {hostile: DeliveryState.FAILED, BOB: DeliveryState.SENT}


@pytest.mark.parametrize("injection", ["\r\nBcc: evil@example.org", "\r\n.\r\nQUIT\r\n", "\n\n"])
def test_a_name_of_several_lines_is_told_in_one(letter, injection):
    harmless, hostile = words(letter, about("Koha")), words(letter, about(f"Koha{injection}"))
    assert len(hostile.text.splitlines()) == len(harmless.text.splitlines())
    assert hostile.subject.isprintable()


class Page(HTMLParser):
    """A page of HTML, as a program that shows it reads it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style"}

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize(
    "name",
    [
        '<script>alert("1")</script>',
        '<img src="http://example.org/pixel.png">',
        "</p></body></html><b>bold</b>",
        "<!-- a comment -->",
        "&lt;b&gt; & &amp; &#13;",
        "\"'><a href='http://example.org'>",
        "<![CDATA[ x ]]>",
        "<?php x ?>",
    ],
)
def test_a_name_is_shown_in_html_as_it_is(serve, quick_postman, letter, name):
    mail = sent(quick_postman, words(letter, about(name), organisation=name), serve())
    assert mail is not None
    page = Page(mail.part("html"))
    assert page.tags == {"html", "body", "p", "strong", "br"}
    assert f"The key “{name}” stops in 16 days." in page.text
    assert f"Organisation: {name}" in page.text
    assert f"The key “{name}” stops in 16 days." in mail.part("plain")
