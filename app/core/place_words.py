"""What is said of the places where a key is used, in the same words everywhere."""

from gettext import gettext as _
from gettext import ngettext

from app.core.application import Application
from app.core.replacement import Reason, ReplacementState


def applications_counted(count: int) -> str:
    """Say *count* applications."""
    return ngettext("{n} application", "{n} applications", count).format(n=count)


def line(application: Application) -> str:
    """Say in one line where the key is in an application, and whom to call about it."""
    parts = [application.name]
    if application.place:
        parts.append(_("in {place}").format(place=application.place))
    if application.address:
        parts.append(_("at {address}").format(address=application.address))
    whom = application.contact
    parts.append(_("call {contact}").format(contact=whom) if whom else _("no contact recorded"))
    return "; ".join(parts)


def would_break(count: int) -> str:
    """Say what a key's end means for *count* applications that use it."""
    return ngettext(
        "{n} application uses it and would be refused:",
        "{n} applications use it and would be refused:",
        count,
    ).format(n=count)


def reason(of: Reason) -> str:
    """Return why a key is replaced, in words."""
    return {
        Reason.EXPIRY: _("it expires"),
        Reason.PERSON_LEFT: _("a person left"),
        Reason.EXPOSED: _("it was exposed"),
        Reason.LEVEL: _("another level is needed"),
        Reason.OTHER: _("another reason"),
    }[of]


def state(of: ReplacementState) -> str:
    """Return the word for how a replacement stands."""
    return {
        ReplacementState.LATE: _("Late"),
        ReplacementState.OPEN: _("Open"),
        ReplacementState.PLANNED: _("Planned"),
        ReplacementState.CLOSED: _("Closed"),
        ReplacementState.CANCELLED: _("Cancelled"),
    }[of]


def progress(left: int, places: int) -> str:
    """Say how many of its places a replacement has still to do."""
    if not places:
        return _("no place recorded")
    if not left:
        return ngettext("{n} place moved", "all {n} places moved", places).format(n=places)
    return ngettext(
        "{left} of {n} place still to do", "{left} of {n} places still to do", places
    ).format(left=left, n=places)
