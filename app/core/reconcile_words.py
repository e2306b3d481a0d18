"""What differs between the portal's list and the inventory, in words."""

from collections.abc import Iterator
from gettext import gettext as _

from app.core import words
from app.core.errors import N_
from app.core.key import Key
from app.core.permission import PermissionLevels
from app.core.reconcile import Pairing, Part, PortalLine, Standing

_VERBS = {
    Standing.DIFFERS: N_("Take over"),
    Standing.MISSING_HERE: N_("Add"),
    Standing.GONE_THERE: N_("Remove"),
    Standing.STILL_THERE: N_("Restore"),
    Standing.DONE_THERE: N_("Tick as done"),
    Standing.AGREES: N_("Agrees"),
}
_SAID = {
    Standing.MISSING_HERE: N_("the portal has it, the inventory does not"),
    Standing.GONE_THERE: N_("it is not in the portal's list"),
    Standing.STILL_THERE: N_("removed here, and in the portal's list"),
    Standing.DONE_THERE: N_("removed here, and no longer in the portal's list"),
}


def verb(standing: Standing) -> str:
    """Return what mends a difference of this kind."""
    return _(_VERBS[standing])


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
