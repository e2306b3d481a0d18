"""What is said of a notice, in the same words by every channel."""

from collections.abc import Sequence
from datetime import date
from gettext import gettext as _
from gettext import ngettext

from app.core import place_words, words
from app.core.notice import NoticeState, Subject, SubjectKind


def sentence(subject: Subject, day: date) -> str:
    """Say what expires and when, seen from *day*; without a full stop."""
    left = subject.days_left(day)
    if subject.kind is SubjectKind.ACCOUNT:
        return _("The account “{name}” {expires}").format(
            name=subject.name, expires=words.expires(left)
        )
    told = _("The key “{name}” {stops}").format(name=subject.name, stops=words.stops(left))
    return (
        f"{told}: {place_words.progress(subject.left, subject.places)}"
        if subject.replaced and subject.left
        else told
    )


def headline(subjects: Sequence[tuple[Subject, date]]) -> str:
    """Say it of the first of *subjects*, the most urgent, and how many there are besides."""
    (subject, day), others = subjects[0], len(subjects) - 1
    if not others:
        return sentence(subject, day)
    return ngettext("{first}, and {n} more notice", "{first}, and {n} more notices", others).format(
        first=sentence(subject, day), n=others
    )


def notices_counted(count: int) -> str:
    """Say *count* notices."""
    return ngettext("{n} notice", "{n} notices", count).format(n=count)


def last_day(subject: Subject) -> str:
    """Say until when it works, with the weekday."""
    return _("Last working day: {last}. It no longer works on {expires}.").format(
        last=words.day(subject.last_working_day), expires=words.day(subject.expires_on)
    )


def what_to_do(subject: Subject, day: date) -> str:
    """Say what the person who is told should do."""
    if subject.kind is SubjectKind.ACCOUNT:
        return _("Have the account extended in the portal, or hand its keys over to somebody else.")
    if subject.only_in_portal:
        return _(
            "It is disabled or removed in Keyholder, and the portal still has it: disable or "
            "remove it there too, and tick that to-do in Keyholder."
        )
    if subject.stuck:
        return _(
            "Its successor is disabled or removed: enable or restore it, or cancel the replacement "
            "and replace this key again."
        )
    if subject.replaced:
        return _(
            "Its successor is there: give that to each place that still uses this key, and tick "
            "it in Keyholder."
        )
    if subject.days_left(day) > 0:
        return how_to_replace()
    return _(
        "Everything that still uses it is refused. Create its successor and put that into its "
        "place; if nothing uses it any more, disable or remove it."
    )


def how_to_replace() -> str:
    """Say how a key is replaced before it stops."""
    return _(
        "Create its successor, put that into everything that uses the key, "
        "and remove the key after that."
    )


def stage(number: int) -> str:
    """Name the stage of a notice."""
    if number > 0:
        return ngettext("{n} day before", "{n} days before", number).format(n=number)
    if number == 0:
        return _("on the day")
    return ngettext("{n} day after", "{n} days after", -number).format(n=-number)


def stages(first: int, last: int) -> str:
    """Name a run of stages."""
    if first == last:
        return stage(first)
    return _("{first} to {last}").format(first=stage(first), last=stage(last))


def state(of: NoticeState) -> str:
    """Return the word for how a notice stands."""
    return {
        NoticeState.OPEN: _("Open"),
        NoticeState.SNOOZED: _("Snoozed"),
        NoticeState.ACKNOWLEDGED: _("Acknowledged"),
        NoticeState.PASSED: _("Passed"),
        NoticeState.SETTLED: _("Settled"),
        NoticeState.SKIPPED: _("Skipped"),
        NoticeState.VOIDED: _("Voided"),
    }[of]
