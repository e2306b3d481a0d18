"""The verbs about e-mail: the server's password, a test, and the outbox."""

from gettext import gettext as _

import click

from app.cli.exit_code import COULD_NOT_TELL
from app.cli.output import Record, note, say, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import json_option, verb, verbs
from app.core.delivery import ChannelName, Delivery
from app.core.errors import N_, DeliveryError
from app.core.preference import MAIL_ON
from app.services.mail import Result

_MOST = 500


@verb(
    "password",
    N_("Keep the mail server's password, sealed. It is read from standard input, one line."),
    "keyholder mail password < password.txt",
    "keyholder --passphrase-file pass.txt mail password < password.txt",
)
@with_session
def _password(session: Session) -> None:
    given = session.secret_line("password", _("Password of the mail server: "))
    session.changing().mail.set_password(given)
    say(_("The mail server's password is kept, sealed in the vault."))


@verb(
    "forget-password",
    N_("Forget the mail server's password."),
    "keyholder mail forget-password",
)
@with_session
def _forget(session: Session) -> None:
    session.changing().mail.set_password(None)
    say(_("The mail server's password is forgotten."))


@verb(
    "test",
    N_("Send a test message now, and say what came of it."),
    "keyholder mail test ada@example.org",
)
@click.argument("recipient", metavar="ADDRESS")
@with_session
def _test(session: Session, *, recipient: str) -> int:
    mail = session.reading().mail
    try:
        mail.send_test(mail.pack_test(recipient))
    except DeliveryError as error:  # which is not tried again, as notices are
        note(f"{error.what()} {error.then()}".rstrip())
        return COULD_NOT_TELL
    say(_("The mail server took the test message for {recipient}.").format(recipient=recipient))
    return 0


@verb(
    "list",
    N_("List the messages of the outbox, latest first."),
    "keyholder mail list",
    "keyholder mail list --json",
)
@json_option
@with_session
def _list(session: Session, *, as_json: bool) -> None:
    messages = session.reading().outbox.latest(_MOST, ChannelName.EMAIL)
    if as_json:
        say_json_list([[_record(one) for one in messages]])
    elif messages:
        table = Table(*(_("Id"), _("To"), _("State"), _("Attempts"), _("Next attempt")), _("Error"))
        say(table.lines(map(_row, messages)))
    else:
        note(_("No message was written yet."))


def _record(one: Delivery) -> Record:
    return {
        "id": one.id,
        "recipient": one.recipient,
        "state": one.state.value,
        "notices": list(one.notices),
        "attempts": one.attempts,
        "created_at": one.created_at.isoformat(),
        "next_attempt_at": None if one.settled_at else one.next_attempt_at.isoformat(),
        "settled_at": None if one.settled_at is None else one.settled_at.isoformat(),
        "last_error": one.last_error or None,
        "message_id": one.message_id or None,
    }


def _row(one: Delivery) -> tuple[str, ...]:
    then = "" if one.settled_at else one.next_attempt_at.isoformat(timespec="minutes")
    return (one.id[:8], one.recipient, one.state.value, str(one.attempts), then, one.last_error)


@verb(
    "retry",
    N_("Send again what waits or was given up."),
    "keyholder mail retry",
    "keyholder mail retry 5d0e",
)
@click.argument("ids", metavar="ID...", nargs=-1)
@with_session
def _retry(session: Session, *, ids: tuple[str, ...]) -> None:
    services = session.reading()
    if ids:
        for found in [services.outbox.find(one) for one in ids]:
            services.outbox.retry(found.id)
    else:
        services.outbox.retry_all()
    results = services.mail.deliver()
    say_sent(results)
    for error in (error for _delivery, error in results if error is not None):
        raise error
    if not services.settings.load().get(MAIL_ON):
        note(_("E-mail is off: keyholder preferences set mail-on true."))
    elif not results:
        note(_("Nothing was sent: see keyholder mail list."))


def say_sent(results: list[Result]) -> None:
    """Say which messages arrived."""
    for delivery, error in results:
        if error is None:
            say(_("Sent to {recipient}.").format(recipient=delivery.recipient))


MAIL = verbs(
    "mail",
    N_("Set up e-mail, test it, and look into the outbox."),
    "keyholder mail test ada@example.org",
    "keyholder mail list",
    commands=[_password, _forget, _test, _list, _retry],
)
