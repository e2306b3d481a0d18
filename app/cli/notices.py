"""The verbs about notices."""

from collections.abc import Iterable
from datetime import date, timedelta
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path

import click

from app.cli import notice_view
from app.cli.exit_code import COULD_NOT_TELL
from app.cli.mail import say_sent
from app.cli.output import note, say, say_bytes, say_json_list
from app.cli.session import Session, with_session
from app.cli.table import Table
from app.cli.verb import DAY, json_option, require_one, verb, verbs
from app.core import notice_words
from app.core.delivery import ChannelName, DeliveryState
from app.core.errors import N_, AppError, FieldError, TamperedError
from app.core.notice import NoticeState
from app.core.preference import MAIL_ON
from app.services.mail import Result
from app.services.notice_list import Former, Line
from app.services.notices import ClockState, Look
from app.services.suite import Services

_ALL = "all"
_MOST_DAYS = 3_660


@verb(
    "raise",
    N_(
        "Raise what is due, and send what waits. It looks once, for cron, systemd and the Windows "
        "task scheduler, keeps the calendar file up to date, and works with the vault shut too. "
        "With the vault open it makes the daily backup."
    ),
    "keyholder notices raise",
    "keyholder --passphrase-file pass.txt notices raise",
)
@with_session
def _raise(session: Session) -> int:
    services = session.shut()
    look = services.notices.look()
    _tell_look(look)
    for name in services.notices.unreadable:
        note(str(TamperedError(name=name)))
    troubles: list[AppError] = []
    for work in (session.reading, services.calendar.keep_up_to_date, services.backups.daily):
        try:
            work()
        except AppError as error:
            troubles.append(error)
    results = services.mail.deliver()
    _tell_results(results)
    _tell_waiting(services)
    for trouble in troubles:
        note(str(trouble))
    failed = any(error is not None for _delivery, error in results)
    blind = look.clock is ClockState.BEHIND or services.notices.unreadable
    told = troubles or failed or blind
    return COULD_NOT_TELL if told else 0


def _tell_look(look: Look) -> None:
    if look.clock is ClockState.BEHIND:
        note(_("This computer's clock is wrong: it says {day}.").format(day=look.at.date()))
    if look.clock is ClockState.WAS_AHEAD:
        note(
            ngettext(
                "This computer's clock had been ahead: {n} notice of that time is void.",
                "This computer's clock had been ahead: {n} notices of that time are void.",
                look.voided,
            ).format(n=look.voided)
        )
    for one in look.raised:
        say(notice_words.sentence(one.subject, one.day))


def _tell_results(results: list[Result]) -> None:
    say_sent(results)
    for told in dict.fromkeys(str(error) for _delivery, error in results if error is not None):
        note(told)


def _tell_waiting(services: Services) -> None:
    waiting = services.outbox.counts(ChannelName.EMAIL)[DeliveryState.WAITING]
    if waiting and services.settings.load().get(MAIL_ON):
        note(
            ngettext(
                "{n} message waits for the vault: give --passphrase-file before the verb.",
                "{n} messages wait for the vault: give --passphrase-file before the verb.",
                waiting,
            ).format(n=waiting)
        )


@verb(
    "due",
    N_("Show what is due now, or on other days. Nothing is changed."),
    "keyholder notices due",
    "keyholder notices due --on 2027-03-01 --json",
    "keyholder notices due --days 30",
)
@click.option("--on", type=DAY, help=N_("The day to look from, instead of today."))
@click.option(
    "--days",
    type=click.IntRange(0, _MOST_DAYS),
    help=N_("Look each day for so many days more."),
)
@json_option
@with_session
def _due(session: Session, *, on: date | None, days: int | None, as_json: bool) -> None:
    notices = session.reading().notices
    found = notices.due(on) if days is None else notices.coming(days, on)
    if as_json:
        say_json_list([[notice_view.due_record(one) for one in found]])
    elif found:
        say(Table(*notice_view.due_headings()).lines(map(notice_view.due_row, found)))
    else:
        note(_("Nothing is due."))


@verb(
    "list",
    N_("List notices, most urgent first. It is the latest of each key and account, or all."),
    "keyholder notices list",
    "keyholder notices list --state open --json",
    "keyholder notices list --state all",
)
@click.option(
    "--state",
    type=click.Choice(["open", "snoozed", "acknowledged", _ALL]),
    help=N_("One state alone; all lists those of the past too, latest first."),
)
@json_option
@with_session
def _list(session: Session, *, state: str | None, as_json: bool) -> None:
    notices = session.reading().notice_list
    if state == _ALL:
        lines = notices.history()
    else:
        lines = notices.current(*([NoticeState(state)] if state else []))
    if as_json:
        say_json_list([[notice_view.record(line) for line in lines]])
    elif lines:
        say(Table(*notice_view.headings()).lines(map(notice_view.row, lines)))
    else:
        note(_("There are no such notices."))


@verb(
    "acknowledge",
    N_("Silence notices until their keys' next stage."),
    "keyholder notices acknowledge 3f2a",
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@with_session
def _acknowledge(session: Session, *, ids: tuple[str, ...]) -> None:
    notices = session.reading().notice_list
    lines = [notices.find(one) for one in ids]
    former = notices.acknowledge([line.notice.id for line in lines])
    _tell_answered(lines, former, _("Acknowledged: {what}."))


@verb(
    "reopen",
    N_("Take back that notices were acknowledged or snoozed."),
    "keyholder notices reopen 3f2a",
)
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@with_session
def _reopen(session: Session, *, ids: tuple[str, ...]) -> None:
    notices = session.reading().notice_list
    lines = [notices.find(one) for one in ids]
    former = notices.reopen([line.notice.id for line in lines])
    _tell_answered(lines, former, _("Open again: {what}."))


def _tell_answered(lines: Iterable[Line], former: Former, sentence: str) -> None:
    """Say which of *lines* were answered: those that were not so before, and are not past."""
    answered = {notice.id for notice in former}
    for line in lines:
        told = sentence if line.notice.id in answered else _("Left as it is: {what}.")
        say(told.format(what=notice_words.sentence(line.subject, line.day)))


@verb(
    "snooze",
    N_("Silence a key for some days. More urgent stages wait too, and never past its expiry date."),
    "keyholder notices snooze 3f2a --days 3",
    "keyholder notices snooze 3f2a --until 2027-03-01",
)
@click.argument("notice_id", metavar="ID")
@click.option("--days", type=click.IntRange(1, _MOST_DAYS), help=N_("For so many days."))
@click.option("--until", type=DAY, help=N_("Until this day."))
@with_session
def _snooze(session: Session, *, notice_id: str, days: int | None, until: date | None) -> None:
    require_one(days, until, _("Give either --days or --until."))
    if days is None and until is None:
        raise click.UsageError(_("Say for how long: give --days or --until."))
    notices = session.reading().notice_list
    line = notices.find(notice_id)
    day = until or line.day + timedelta(days=days or 0)
    try:
        notices.snooze([line.notice.id], lambda _today: day)
    except FieldError as error:
        raise FieldError("until" if days is None else "days", str(error)) from error
    say(
        _("Snoozed until {day}: {what}.").format(
            day=day, what=notice_words.sentence(line.subject, line.day)
        )
    )


@verb(
    "calendar",
    N_(
        "Write a calendar file (.ics). It has an event for each key on its last working day. "
        "Importing a later one updates the events, and cancels those of removed keys."
    ),
    "keyholder notices calendar keys.ics",
    "keyholder notices calendar --key 3f2a --key 77a1 two.ics",
    "keyholder notices calendar - > keys.ics",
)
@click.argument("file")
@click.option("--key", "key_ids", metavar="ID", multiple=True, help=N_("These keys alone."))
@with_session
def _calendar(session: Session, *, file: str, key_ids: tuple[str, ...]) -> None:
    services = session.reading()
    keys = [services.keys.find(one).id for one in key_ids]
    events = services.calendar.of(keys) if keys else services.calendar.of_all()
    if file == "-":
        say_bytes(services.calendar.rendered(events))
        return
    services.calendar.save(str(Path(file).absolute()), events)
    note(_("Written: {file}").format(file=file))


NOTICES = verbs(
    "notices",
    N_("Raise, list and answer the notices of what expires."),
    "keyholder notices list",
    "keyholder notices due --days 30",
    commands=[_raise, _due, _list, _acknowledge, _snooze, _reopen, _calendar],
)
