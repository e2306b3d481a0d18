"""What the facts that the audit trail keeps are called, as a person reads them."""

from gettext import gettext as _

from app.core import column_map
from app.core.errors import N_

_LABELS = {
    **column_map.LABELS,
    "accepted": N_("Taken for the right one"),
    "account": N_("Administrator"),
    "address": N_("Address"),
    "agrees": N_("Agree"),
    "application": N_("Application"),
    "by": N_("Replaced by"),
    "changed": N_("Changed"),
    "contact_email": N_("Contact's e-mail"),
    "contact_name": N_("Contact"),
    "contact_phone": N_("Contact's phone"),
    "count": N_("Count"),
    "differs": N_("Different"),
    "domain": N_("API domain"),
    "done_there": N_("Removed in the portal"),
    "email": N_("E-mail address"),
    "entries": N_("Entries of the audit trail"),
    "file": N_("File"),
    "format": N_("Format"),
    "gone_there": N_("Gone in the portal"),
    "has_value": N_("Value kept"),
    "head": N_("Head of the audit trail"),
    "key": N_("API key"),
    "keys": N_("Keys"),
    "kind": N_("Kind"),
    "lifetime_months": N_("Lifetime in months"),
    "made_at": N_("Made at"),
    "missing_here": N_("Missing here"),
    "new": N_("New"),
    "note": N_("Note"),
    "number": N_("Organisation id"),
    "old": N_("Old key"),
    "on": N_("On"),
    "parent": N_("Sub-organisation of"),
    "password": N_("Password"),
    "path": N_("Path"),
    "place": N_("Place"),
    "reason": N_("Reason"),
    "replacement": N_("Replacement"),
    "reports_api": N_("Reports API"),
    "same": N_("The same"),
    "sealed": N_("Sealed"),
    "sha256": N_("Checksum (SHA-256)"),
    "source": N_("Source"),
    "stage": N_("Stage, in days"),
    "still_there": N_("Still in the portal"),
    "subject": N_("About"),
    "text": N_("Setting"),
    "time_zone": N_("Time zone"),
    "to": N_("Moved to"),
    "to_name": N_("Name of the other key"),
    "until": N_("Until"),
    "use": N_("Use"),
    "values": N_("Values"),
    "ways": N_("Ways in"),
    "what": N_("What"),
    "why": N_("Why"),
}
_TIMES = ("_at", "_on")
_OTHER_TIMES = {"on", "until"}


def label(fact: str) -> str:
    """Return the name of a *fact* for a person; one that nobody knows, as it is."""
    return _(_LABELS[fact]) if fact in _LABELS else fact


def is_time(fact: str) -> bool:
    """Tell whether a *fact* is a day or a moment, in ISO 8601."""
    return fact.endswith(_TIMES) or fact in _OTHER_TIMES
