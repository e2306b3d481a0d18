"""What any entry of the audit trail says, and on which thing, as a person reads it."""

from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import Any

from app.core import fact_words, history_words, trail
from app.core.audit import Act, AuditEntry, Thing
from app.core.errors import N_
from app.core.history_words import Names

_THINGS = {
    Thing.INVENTORY: N_("Inventory"),
    Thing.ORGANISATION: N_("Organisation"),
    Thing.ACCOUNT: N_("Administrator"),
    Thing.KEY: N_("API key"),
    Thing.APPLICATION: N_("Application"),
    Thing.REPLACEMENT: N_("Replacement"),
    Thing.TODO: N_("Portal to-do"),
    Thing.NOTICE: N_("Notice"),
    Thing.MAIL: N_("E-mail"),
    Thing.PREFERENCE: N_("Preference"),
    Thing.ACCESS: N_("Way in"),
    Thing.BACKUP: N_("Backup"),
}
_OF_ANY = {
    Act.SET_UP: N_("The inventory was set up"),
    Act.RAISED: N_("Notices raised: {count}"),
    Act.VOIDED: N_("Notices taken back, as the clock had been ahead: {count}"),
    Act.ACKNOWLEDGED: N_("The notice was acknowledged"),
    Act.SNOOZED: N_("The notice was snoozed until {until}"),
    Act.PREFERENCE_SET: N_("Set: was “{before}”, is “{after}”"),
    Act.ACCESS_ADDED: N_("The way in was added"),
    Act.ACCESS_DROPPED: N_("The way in was removed"),
    Act.LOCKED: N_("The vault was locked"),
    Act.UNLOCKED: N_("The vault was unlocked"),
    Act.UNLOCK_FAILED: N_("An attempt to unlock the vault failed"),
    Act.ROTATED: N_("The vault key and the recovery code were replaced: all was sealed again"),
    Act.IMPORTED: N_("Imported from {file}: new {new}, changed {changed}, same {same}"),
    Act.EXPORTED: N_("Exported to {file}: keys {count}, values {values}"),
    Act.BACKED_UP: N_("A backup was made: keys {keys}"),
    Act.BACKUP_FAILED: N_("The backup failed: {reason}"),
    Act.DRILLED: N_("The backup opened with the recovery code"),
    Act.SERVED: N_("Requests to the stand-in API: {requests}, of them refused: {refused}"),
    Act.SEARCHED: N_("Files were searched for keys: files {files}, places found {places}"),
    Act.ARCHIVED: N_("Older entries were moved into {file}: {count}"),
}
"""Acts that histories of keys and applications do not tell."""
_OF_THING = {
    (Thing.KEY, Act.EXPORTED): N_("Its value was exported to {file}"),
    (Thing.INVENTORY, Act.RESTORED): N_("Restored from a backup with {entries} entries"),
    (Thing.ORGANISATION, Act.COMPARED): N_("The portal's list was compared: {file}"),
    (Thing.NOTICE, Act.REOPENED): N_("The notice was opened again"),
    (Thing.REPLACEMENT, Act.RESTORED): N_("The replacement was restored"),
    (Thing.MAIL, Act.EDITED): N_("The password was changed"),
}


class _Facts(dict[str, object]):
    """What a sentence may name; what an entry does not tell is a hyphen."""

    def __missing__(self, _name: str) -> str:
        return "-"


def thing(kind: Thing) -> str:
    """Return what things of this kind are called."""
    return _(_THINGS[kind])


def told(entry: AuditEntry, names: Names) -> str:
    """Say what was done."""
    pattern = _OF_THING.get((entry.thing, entry.act)) or _OF_ANY.get(entry.act)
    if entry.act is Act.RESTORED and entry.after.get("accepted"):
        pattern = N_("An older state was taken for the right one: entries {entries}")
    if entry.act is Act.EXPORTED and entry.after.get("what") == "audit":
        pattern = N_("The audit trail was exported to {file}: entries {count}")
    if pattern is None:
        return history_words.sentence(entry, names)
    facts = _Facts({name: _plain(value) for name, value in entry.after.items()})
    if entry.act is Act.PREFERENCE_SET:
        facts = _Facts(before=entry.before.get("text", ""), after=entry.after.get("text", ""))
    return _(pattern).format_map(facts)


def name(entry: AuditEntry, known: Mapping[str, str]) -> str:
    """Return what the thing is called, by the *known* names or the entry's own facts."""
    sought = trail.main_id(entry)
    if sought in known:
        return known[sought]
    own = entry.after.get("name") or entry.before.get("name")
    if entry.act in {Act.CREATED, Act.ADDED, Act.EDITED, Act.REMOVED} and own:
        return str(own)
    if entry.thing in {Thing.PREFERENCE, Thing.ACCESS, Thing.BACKUP, Thing.MAIL}:
        return sought
    return sought[:8]


def differences(entry: AuditEntry, known: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each field that the entry tells of: its name, as it was, as it is.

    Ids are told by the *known* names.
    """
    for field in sorted({*entry.before, *entry.after}):
        before, after = (_shown(facts.get(field)) for facts in (entry.before, entry.after))
        yield field, known.get(before, before), known.get(after, after)


def _plain(value: object) -> object:
    return "-" if value is None or value == "" else value


def _shown(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case list():
            return ", ".join(map(_shown, value))
        case dict():
            return "; ".join(
                f"{fact_words.label(name)}: {_shown(one)}" for name, one in value.items()
            )
        case _:
            return str(value)
