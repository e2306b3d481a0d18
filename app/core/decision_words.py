"""What a decision says to the administrator; the caller is told less."""

from gettext import gettext as _

from app.core.decision import Decision, Reason
from app.core.operation import Operation


def predicted() -> str:
    """Say what every check has to say."""
    return _("Predicted from this inventory: OpenAthens is not asked.")


def verdict(decision: Decision) -> str:
    """Say in a word whether it is allowed."""
    return _("Allowed") if decision.allowed else _("Refused")


def why(decision: Decision, *, level: str, organisation: str) -> str:
    """Say why it is refused; empty if it is not.

    *level* and *organisation* are the names of the key's own.
    """
    match decision.reason:
        case None:
            return ""
        case Reason.LEVEL:
            return _("{level} does not allow it.").format(level=level)
        case Reason.REPORTS_API:
            return _("The reports API is not enabled for {organisation}.").format(
                organisation=organisation
            )
        case Reason.ANOTHER_ORGANISATION:
            return _("It works at {organisation}, and the request names another.").format(
                organisation=organisation
            )
        case reason:
            return stopped(reason)


def short(reason: Reason) -> str:
    """Say why in a few words, where there is no room for more."""
    return {
        Reason.UNKNOWN: _("No such key"),
        Reason.ALTERED: _("Altered record"),
        Reason.SUPERSEDED: _("Superseded"),
        Reason.REMOVED: _("Removed"),
        Reason.DISABLED: _("Disabled"),
        Reason.EXPIRED: _("Expired"),
        Reason.ANOTHER_ORGANISATION: _("Another organisation"),
        Reason.LEVEL: _("Not at this level"),
        Reason.REPORTS_API: _("Reports API is off"),
    }[reason]


def stopped(reason: Reason) -> str:
    """Say why a key does not work at all."""
    return {
        Reason.UNKNOWN: _("No key of this inventory has this value."),
        Reason.ALTERED: _("Its record was changed outside Keyholder, so nothing in it counts."),
        Reason.SUPERSEDED: _("A corrected record has taken its place."),
        Reason.REMOVED: _("It was removed."),
        Reason.DISABLED: _("It is disabled."),
        Reason.EXPIRED: _("It has expired: on its expiry date it no longer works."),
    }[reason]


def source(operation: Operation) -> str:
    """Say whether OpenAthens tells who may do it."""
    return _("told by OpenAthens") if operation.is_vendors else _("inferred")
