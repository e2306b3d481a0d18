"""A key in a document: what it says, its value, and what of it follows from the rest."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import gettext as _

from app.core import text, value
from app.core.document_record import Record
from app.core.errors import FieldError
from app.core.identity import AccountId, KeyId, OrganisationId
from app.core.key import ENDING_LENGTH, SHORTEST_WITH_ENDING, Key, KeyState, Origin
from app.core.key_table import COLUMNS, SEVERAL, VALUE
from app.core.secret import Secret

KEY_MEMBERS = (*COLUMNS, "organisation_id", "owner_id", "has_value", "intact")


@dataclass(frozen=True, slots=True)
class ToldKey:
    """A key as a document tells of it."""

    key: Key
    value: Secret | None = field(repr=False)
    derived: Mapping[str, str]
    """What follows from the rest, by its member."""


def read_key(record: Record, values: bool) -> ToldKey:  # noqa: FBT001 - one thing about the document
    """Return the key in *record*; *values* tells whether the document holds values."""
    owner = record.optional("owner_id", record.id)
    predecessor = record.optional("predecessor", record.id)
    given = _value(record, values=values)
    key = Key(
        id=KeyId(record.id("id")),
        name=record.text("name", text.clean_name),
        permission=record.text("permission", text.clean_name),
        organisation=OrganisationId(record.id("organisation_id")),
        owner=None if owner is None else AccountId(owner),
        origin=record.one_of("origin", Origin),
        ending=record.text("ending", _ending),
        has_value=record.flag("has_value"),
        created_at=record.moment("created_at"),
        expires_on=record.day("expires_on"),
        disabled_at=record.optional("disabled_at", record.moment),
        removed_at=record.optional("removed_at", record.moment),
        destroyed_at=record.optional("destroyed_at", record.moment),
        superseded_at=record.optional("superseded_at", record.moment),
        predecessor=None if predecessor is None else KeyId(predecessor),
        notes=record.text("notes", text.clean_notes),
        also_tell=record.emails("also_tell"),
        compared_at=record.optional("compared_at", record.moment),
        compared_by=record.text("compared_by"),
        unused_at=record.optional("unused_at", record.moment),
        unused_by=record.text("unused_by"),
        intact=record.flag("intact"),
    )
    _require_sense(record, key, given, values=values)
    return ToldKey(key, given, _derived(record))


def _derived(record: Record) -> dict[str, str]:
    return {
        "state": record.one_of("state", KeyState).value,
        "last_working_day": record.day("last_working_day").isoformat(),
        "organisation": record.text("organisation"),
        "owner": (None if record.is_null("owner") else record.string("owner")) or "",
        "applications": SEVERAL.join(record.texts("applications")),
    }


def _value(record: Record, *, values: bool) -> Secret | None:
    if not values:
        if record.has(VALUE):
            record.refuse(VALUE, _("The document says that it holds no values, and here is one."))
        return None
    said = record.optional(VALUE, record.string)
    if said is None:
        return None
    try:
        given = value.checked(Secret(said))
    except FieldError as error:
        record.refuse(VALUE, str(error))
        return None
    if given.reveal() != said:
        record.refuse(VALUE, _("A value of the portal's form stands in small letters, alone."))
    return given


def _ending(field: str, said: str) -> str:
    if said and (len(said) != ENDING_LENGTH or " " in said):
        raise FieldError(field, _("Give the last four characters of the key, no more."))
    return text.clean_line(field, said)


def _require_sense(record: Record, key: Key, given: Secret | None, *, values: bool) -> None:
    """Note what contradicts itself."""
    if values and record.has(VALUE) and key.has_value != (given is not None):
        record.refuse("has_value", _("It does not fit the value that is there, or is not."))
    if given is not None and not _fits(given, key.ending):
        record.refuse("ending", _("The value does not end so."))
    if key.destroyed_at is not None and key.has_value:
        record.refuse("destroyed_at", _("The value was destroyed, and there is one."))
    if key.destroyed_at is not None and key.removed_at is None:
        record.refuse("destroyed_at", _("The value was destroyed, and the key is not removed."))
    if key.origin is Origin.MADE_HERE and not key.has_value and key.destroyed_at is None:
        record.refuse("has_value", _("It was made in Keyholder, and has no value."))


def _fits(given: Secret, ending: str) -> bool:
    shown = given.reveal()
    if not ending:
        return len(shown) < SHORTEST_WITH_ENDING
    return shown.endswith(ending)
