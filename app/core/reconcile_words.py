"""What differs between the portal's list and the inventory, in words."""

from collections.abc import Iterator
from gettext import gettext as _

from app.core import words
from app.core.errors import N_
from app.core.key import Key
from app.core.permission import PermissionLevels
from app.core.reconcile import Pairing, Part, PortalLine, Standing

_MENDING = {
    Standing.DIFFERS: N_("Mend: take over what the portal says"),
    Standing.MISSING_HERE: N_("Mend: add it here"),
    Standing.GONE_THERE: N_("Mend: remove it here"),
    Standing.STILL_THERE: N_("Mend: restore it here"),
    Standing.DONE_THERE: N_("Mend: tick the to-do"),
    Standing.AGREES: "",
}
_SAID = {
    Standing.MISSING_HERE: N_("the portal has it, the inventory does not"),
    Standing.GONE_THERE: N_("it is not in the portal's list"),
    Standing.STILL_THERE: N_("removed here, and in the portal's list"),
    Standing.DONE_THERE: N_("removed here, and no longer in the portal's list"),
}


def mending(standing: Standing) -> str:
    """Return what mending a difference of this kind does."""
    return _(_MENDING[standing])


def why_not(pairing: Pairing) -> str:
    """Return why nothing can be done about a difference by one click; empty where it can."""
    line, key = pairing.line, pairing.key
    match pairing.standing:
        case Standing.AGREES:
            return _("There is nothing to mend.")
        case Standing.MISSING_HERE if line is not None:
            return _lacking(line)
        case Standing.GONE_THERE if pairing.doubtful:
            return _("No line of the list fits any key: it may be another list.")
        case Standing.STILL_THERE if pairing.to_do:
            return _("It is still to do: remove it in the portal.")
        case Standing.STILL_THERE if key is not None and key.destroyed_at is not None:
            return _("Its value was destroyed here: remove it in the portal.")
    return ""


def needs_a_look(pairing: Pairing) -> bool:
    """Tell whether mending is for one at a time: removing what applications use."""
    key = pairing.key
    return pairing.standing is Standing.GONE_THERE and key is not None and bool(key.used_by)


def _lacking(line: PortalLine) -> str:
    """Return what a line would have to tell before its key can be added; empty if it does."""
    if line.known_as is not None:
        return _("Its value is that of a key here already, of another organisation or line.")
    if not line.name:
        return _("The list does not tell its name.")
    if not line.permission:
        return _("The list does not tell its permission level.")
    if line.expires_on is None:
        return _("The list does not tell when it expires.")
    return ""


def differences(one: Pairing, levels: PermissionLevels) -> Iterator[str]:
    """Yield what differs, and what waits for the portal."""
    line, key = one.line, one.key
    if one.standing in _SAID:
        yield _(_SAID[one.standing])
    if line is not None and key is not None and one.standing is Standing.DIFFERS:
        for part in one.differs:
            yield _part(part, line, key, levels)
    if one.to_do and one.standing in {Standing.DIFFERS, Standing.STILL_THERE}:
        yield _("a portal to-do is open")
    if one.standing is Standing.GONE_THERE and key is not None and key.used_by:
        yield _("applications that use it: {count}").format(count=key.used_by)


def _part(part: Part, line: PortalLine, key: Key, levels: PermissionLevels) -> str:
    match part:
        case Part.NAME:
            return _("name: portal “{portal}”, here “{here}”").format(
                portal=line.name, here=key.name
            )
        case Part.PERMISSION:
            return _("permission: portal {portal}, here {here}").format(
                portal=levels.label(line.permission), here=levels.label(key.permission)
            )
        case _:
            day = "" if line.expires_on is None else words.day(line.expires_on)
            return _("expires: portal {portal}, here {here}").format(
                portal=day, here=words.day(key.expires_on)
            )
