"""Which column of a file is which field of a key: by name, and as a person chooses."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from gettext import gettext as _

from app.core.errors import N_, FieldError
from app.core.key_table import COLUMNS, DERIVED
from app.core.sheet import header_form

FIELDS = tuple(one for one in COLUMNS if one not in DERIVED)
"""What a column can be: the ids of a key's fields."""

LABELS = {
    "id": N_("Keyholder's id"),
    "name": N_("Name"),
    "permission": N_("Permission level"),
    "organisation": N_("Organisation"),
    "owner": N_("Owner"),
    "origin": N_("Origin"),
    "ending": N_("Last four characters"),
    "value": N_("Value"),
    "expires_on": N_("Expiry date"),
    "created_at": N_("Created at"),
    "disabled_at": N_("Disabled at"),
    "removed_at": N_("Removed at"),
    "destroyed_at": N_("Value destroyed at"),
    "superseded_at": N_("Superseded at"),
    "predecessor": N_("Predecessor's id"),
    "notes": N_("Notes"),
    "also_tell": N_("Also tell"),
    "compared_at": N_("Compared with the portal at"),
    "compared_by": N_("Compared by"),
    "unused_at": N_("Confirmed unused at"),
    "unused_by": N_("Confirmed unused by"),
    "applications": N_("Applications that use it"),
}


class Source(StrEnum):
    """What wrote a file, as far as its columns tell."""

    KEYHOLDER = "keyholder"
    KEEPASSXC = "keepassxc"
    BITWARDEN = "bitwarden"
    OTHER = "other"


SOURCE_WORDS = {
    Source.KEYHOLDER: N_("Keyholder"),
    Source.KEEPASSXC: N_("KeePassXC"),
    Source.BITWARDEN: N_("Bitwarden"),
    Source.OTHER: N_("a spreadsheet"),
}
_SIGNS = {
    Source.KEYHOLDER: {"id", "name", "permission", "expireson", "origin"},
    Source.BITWARDEN: {"folder", "type", "name", "loginpassword", "loginuri"},
    Source.KEEPASSXC: {"group", "title", "username", "password", "url", "notes"},
}
_KEEPASSXC = {"title": "name", "password": "value", "notes": "notes"}
_BITWARDEN = {"name": "name", "loginpassword": "value", "notes": "notes"}
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "key name", "title", "description", "api key name", "label"),
    "permission": (
        "permission",
        "permissions",
        "permission level",
        "level",
        "access",
        "access level",
        "type of access",
    ),
    "organisation": ("organisation", "organization", "organisation name", "organization name"),
    "owner": ("owner", "owner e-mail", "administrator", "created by", "responsible"),
    "ending": (
        "ending",
        "last four characters",
        "last four",
        "last 4",
        "last 4 characters",
        "key ending",
        "ends in",
    ),
    "value": ("value", "key", "api key", "apikey", "secret", "key value", "password", "token"),
    "expires_on": (
        "expires on",
        "expires",
        "expiry",
        "expiry date",
        "expiration",
        "expiration date",
        "valid until",
        "end date",
    ),
    "notes": ("notes", "note", "comment", "comments", "remarks"),
    "also_tell": ("also tell", "notify", "cc"),
    "applications": ("applications", "application", "used by", "where used", "used in"),
}
_BY_NAME = {
    **{header_form(one): one for one in FIELDS},
    **{header_form(word): to for to, words in _SYNONYMS.items() for word in words},
}
KNOWN = frozenset(_BY_NAME) | frozenset().union(*_SIGNS.values())
"""The names of columns that are recognised, in one spelling."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The field that each column of a file is, in the file's order; empty for one left out."""

    fields: tuple[str, ...]

    def column_of(self, field: str) -> int | None:
        """Return the column that is *field*, if one is."""
        return self.fields.index(field) if field in self.fields else None

    def with_column(self, column: int, field: str) -> "ColumnMap":
        """Return the map where *column* is *field*, and no other column is."""
        return ColumnMap(
            tuple(
                field if at == column else ("" if one == field else one)
                for at, one in enumerate(self.fields)
            )
        )


def source_of(headers: Sequence[str]) -> Source:
    """Return what wrote a file with these *headers*."""
    forms = {header_form(one) for one in headers}
    for source, signs in _SIGNS.items():
        if signs <= forms:
            return source
    return Source.OTHER


def recognised(headers: Sequence[str]) -> ColumnMap:
    """Return which columns are which fields, by their names; of two alike the first."""
    source = source_of(headers)
    names = {Source.KEEPASSXC: _KEEPASSXC, Source.BITWARDEN: _BITWARDEN}.get(source, _BY_NAME)
    taken: set[str] = set()
    fields = []
    for header in headers:
        field = names.get(header_form(header), "")
        fields.append("" if field in taken else field)
        taken.add(field)
    return ColumnMap(tuple(fields))


def changed(found: ColumnMap, headers: Sequence[str], wanted: Sequence[str]) -> ColumnMap:
    """Return *found* with what *wanted* says: COLUMN=FIELD, an empty field for none.

    A column is called by its name, or by its number from the left. Raise FieldError.
    """
    forms = [header_form(one) for one in headers]
    for one in wanted:
        column, _sign, field = one.partition("=")
        at = _place(column, forms)
        if at is None:
            raise FieldError("maps", _("There is no column “{name}”.").format(name=column))
        if field and field not in FIELDS:
            raise FieldError(
                "maps",
                _("There is no field “{name}”. There are: {names}.").format(
                    name=field, names=", ".join(FIELDS)
                ),
            )
        found = found.with_column(at, field)
    return found


def _place(column: str, forms: Sequence[str]) -> int | None:
    """Return which column of those with names of these *forms* a person means."""
    form = header_form(column)
    if form and form in forms:
        return forms.index(form)
    is_number = column.isascii() and column.isdecimal() and 1 <= int(column) <= len(forms)
    return int(column) - 1 if is_number else None
