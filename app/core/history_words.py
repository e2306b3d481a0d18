"""What an entry of the audit trail says of a key or an application, as a person reads it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

from app.core import place_words
from app.core.application import ApplicationKinds
from app.core.audit import Act, AuditEntry, Thing
from app.core.errors import N_
from app.core.permission import PermissionLevels
from app.core.replacement import Reason

_ACTS = {
    Act.CREATED: N_("Created"),
    Act.ADDED: N_("Added, as the portal shows it"),
    Act.EDITED: N_("Changed"),
    Act.DISABLED: N_("Disabled"),
    Act.ENABLED: N_("Enabled"),
    Act.REMOVED: N_("Removed"),
    Act.RESTORED: N_("Restored"),
    Act.DESTROYED: N_("Its value was destroyed"),
    Act.SUPERSEDED: N_("A corrected record took its place"),
    Act.VALUE_FILLED: N_("Its value was filled in"),
    Act.COPIED: N_("Its value was copied"),
    Act.REVEALED: N_("Its value was revealed"),
    Act.EXPORTED: N_("Its value was exported into a file"),
    Act.COMPARED: N_("Compared with the portal"),
    Act.SERVED: N_("Seen by the stand-in API"),
    Act.CONFIRMED_UNUSED: N_("Confirmed that nothing uses it"),
    Act.TICKED: N_("Ticked as done in the portal"),
    Act.UNTICKED: N_("To do in the portal again"),
    Act.CLOSED: N_("The replacement was closed"),
    Act.CANCELLED: N_("The replacement was cancelled"),
    Act.REOPENED: N_("The replacement was opened again"),
}
_USES = {
    Act.USED: N_("“{name}” uses it"),
    Act.LEFT: N_("“{name}” uses it no longer"),
    Act.MOVED: N_("“{name}” was moved to “{to_name}”"),
    Act.MOVED_BACK: N_("“{name}” uses it again: that was taken back"),
}
_USES_OF_KEYS = {
    Act.USED: N_("Uses “{key}”"),
    Act.LEFT: N_("Uses “{key}” no longer"),
    Act.MOVED: N_("Was moved from “{key}” to “{to}”"),
    Act.MOVED_BACK: N_("Uses “{key}” again: that was taken back"),
}
_FIELDS = {
    "name": N_("name"),
    "permission": N_("permission"),
    "owner": N_("owner"),
    "notes": N_("notes"),
    "also_tell": N_("also tell"),
    "kind": N_("kind"),
    "place": N_("place"),
    "address": N_("address"),
    "organisation": N_("organisation"),
    "contact_name": N_("contact"),
    "contact_email": N_("contact's e-mail"),
    "contact_phone": N_("contact's phone"),
}
"""What a change is told of; other fields are told by the act itself."""


@dataclass(frozen=True, slots=True)
class Names:
    """What ids in the trail are called."""

    known: Mapping[str, str]
    levels: PermissionLevels
    kinds: ApplicationKinds

    def of(self, field: str, value: Any) -> str:
        """Return what stands for *value* of *field*."""
        match field:
            case "permission":
                return self.levels.label(str(value))
            case "kind":
                return self.kinds.label(str(value))
            case "owner" | "organisation":
                return self.known.get(str(value), str(value)[:8]) if value else _("nobody")
            case "also_tell":
                return ", ".join(value) or _("nobody")
            case _:
                return str(value)


def sentence(entry: AuditEntry, names: Names) -> str:
    """Say what *entry* tells."""
    told = entry.after
    if entry.act in _USES:
        named = {"name": told.get("name", ""), "to_name": told.get("to_name", "")}
        return _with_note(_(_USES[entry.act]).format(**named), told)
    if entry.act is Act.REPLACED:
        return _("It is being replaced by “{name}”: {reason}").format(
            name=told.get("name", ""), reason=_reason(told)
        )
    if entry.act is Act.PLANNED:
        return _("To be replaced on {day}: {reason}").format(
            day=told.get("on", ""), reason=_reason(told)
        )
    what = _(_ACTS.get(entry.act, entry.act.value))
    changes = list(_changes(entry, names)) if entry.act is Act.EDITED else []
    return f"{what}: {'; '.join(changes)}" if changes else what


def in_application(entry: AuditEntry, names: Names) -> str:
    """Say what *entry* tells in the history of an application: of a key, that it is used."""
    if entry.thing is not Thing.KEY or entry.act not in _USES_OF_KEYS:
        return sentence(entry, names)
    told, known = entry.after, names.known
    named = {
        "key": known.get(entry.thing_id, entry.thing_id[:8]),
        "to": known.get(str(told.get("to")), told.get("to_name", "")),
    }
    return _with_note(_(_USES_OF_KEYS[entry.act]).format(**named), told)


def _with_note(told: str, facts: Mapping[str, Any]) -> str:
    note = facts.get("note")
    return f"{told} ({note})" if note else told


def _reason(told: Mapping[str, Any]) -> str:
    try:
        return place_words.reason(Reason(str(told.get("reason"))))
    except ValueError:
        return str(told.get("reason"))


def _changes(entry: AuditEntry, names: Names) -> Iterator[str]:
    for field, label in _FIELDS.items():
        if field in entry.after and entry.thing in {Thing.KEY, Thing.APPLICATION}:
            before = names.of(field, entry.before.get(field) or "")
            after = names.of(field, entry.after[field] or "")
            yield _("{field} was “{before}”, is “{after}”").format(
                field=_(label), before=before, after=after
            )
