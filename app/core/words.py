"""Words that the window and the command line share."""

from datetime import date
from gettext import gettext as _
from gettext import ngettext

from app.core.errors import N_
from app.core.key import KeyState

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_MONTHS = (
    *(N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun")),
    *(N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")),
)


def weekday(number: int) -> str:
    """Return a weekday's short name, Monday being 0."""
    return _(_WEEKDAYS[number])


def month_name(when: date) -> str:
    """Return the short name of a day's month."""
    return _(_MONTHS[when.month - 1])


def month(when: date) -> str:
    """Return a day's month like Dec 2026."""
    return _("{month} {year}").format(month=month_name(when), year=when.year)


def day(when: date) -> str:
    """Return a day like Fri 5 Dec 2026, as messages and calendars tell it."""
    return _("{weekday} {day} {month} {year}").format(
        weekday=weekday(when.weekday()),
        day=when.day,
        month=month_name(when),
        year=when.year,
    )


def distance(days: int) -> str:
    """Say how far away a day is that comes in *days* days; negative is past."""
    match days:
        case 0:
            return _("today")
        case 1:
            return _("tomorrow")
        case -1:
            return _("yesterday")
        case _ if days > 0:
            return ngettext("in {n} day", "in {n} days", days).format(n=days)
        case _:
            return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)


def days(count: int) -> str:
    """Say *count* days."""
    return ngettext("{n} day", "{n} days", count).format(n=count)


def days_left(days: int) -> str:
    """Say how many days a key has left; none and fewer say since when it stopped."""
    match days:
        case 1:
            return _("stops tomorrow")
        case 0:
            return _("stopped today")
        case -1:
            return _("stopped yesterday")
        case _ if days > 0:
            return ngettext("{n} day left", "{n} days left", days).format(n=days)
        case _:
            return ngettext("stopped {n} day ago", "stopped {n} days ago", -days).format(n=-days)


def stops(days: int) -> str:
    """Say when a key stops, as the end of a sentence that names it."""
    if days > 1:
        return ngettext("stops in {n} day", "stops in {n} days", days).format(n=days)
    return days_left(days)


def expires(days: int) -> str:
    """Say when an account expires, as the end of a sentence that names it."""
    if days > 0:
        return _("expires {when}").format(when=distance(days))
    return _("expired {when}").format(when=distance(days))


def keys_counted(count: int) -> str:
    """Say *count* keys."""
    return ngettext("{n} key", "{n} keys", count).format(n=count)


def key_state(state: KeyState) -> str:
    """Return the word for how a key stands."""
    return {
        KeyState.ACTIVE: _("Active"),
        KeyState.EXPIRING: _("Expiring"),
        KeyState.EXPIRED: _("Expired"),
        KeyState.DISABLED: _("Disabled"),
        KeyState.REMOVED: _("Removed"),
        KeyState.SUPERSEDED: _("Superseded"),
    }[state]


def made_here() -> str:
    """Say what a person must know of a key that was created here."""
    return _("Made here, not known to OpenAthens: it opens nothing there.")
