"""The whole inventory as one JSON document; its schema is resources/export/inventory.schema.json.

What each table holds is either here or in LEFT_OUT, which the document itself repeats.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from app.core import key_table
from app.core.document import FORMAT, VERSION
from app.core.export import Material
from app.core.key import Key
from app.core.permission import PermissionLevel
from app.core.preference import OF_ONE_COMPUTER

_DERIVED = "It follows from the rest, and is made again on import."
_SEALS = "It seals the record to the vault of one inventory."
_HISTORY = "It is the history of one computer: what was told, when, to whom."

LEFT_OUT = {
    "key.number": "It is the row's number in one database.",
    "key.name_sort": _DERIVED,
    "key.look": _DERIVED,
    "key.fingerprint": _SEALS,
    "key.generation": _SEALS,
    "organisation.name_sort": _DERIVED,
    "account.name_sort": _DERIVED,
    "application.name_sort": _DERIVED,
    "mac of every table": _SEALS,
    "preference: those of one computer": "They name folders and files of one computer: "
    + ", ".join(one.name for one in OF_ONE_COMPUTER)
    + ".",
    "notice": _HISTORY + " Notices that are due are raised again.",
    "delivery": _HISTORY,
    "delivery_notice": _HISTORY,
    "audit": "Only its head is here: the trail is exported by itself.",
    "archive": "It tells where one inventory's audit trail was cut.",
    "way": "Ways into the vault stay with the vault.",
    "credential": "The program's own secrets stay in the vault.",
    "state": _SEALS,
}
"""What is in no document, and why: a column as table.column, or a whole table."""

_VALUES_LEFT_OUT = "Values are there only where they are asked for."
_OTHER_KEYS = "The document is of chosen keys: the others are left out, with what tells of them."
_COUNTED = frozenset({"keys_owned", "keys_told", "keys_used", "key_name"})
"""What records carry along for lists."""


def document(material: Material) -> bytes:
    """Return the document in UTF-8."""
    return (json.dumps(data(material), ensure_ascii=False, indent=1) + "\n").encode()


def data(material: Material) -> dict[str, Any]:
    """Return the document as plain data."""
    made = material.made
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": {
            "at": made.at.isoformat(),
            "by": made.by,
            "program": f"Keyholder {made.version}",
            "chosen": made.chosen or None,
            "filter": made.filter,
            "keys": len(material.keys),
            "keys_in_inventory": made.total,
            "values": material.with_values,
        },
        "audit": {"entries": made.entries, "head": made.head, "head_words": made.head_words},
        "left_out": left_out(material),
        "organisations": [_record(one) for one in material.organisations],
        "accounts": [_record(one) for one in material.accounts],
        "permission_levels": [_level(one) for one in material.levels],
        "applications": [_record(one) for one in material.applications],
        "keys": [_key(key, material) for key in material.told_keys()],
        "uses": [_record(one) for one in material.uses],
        "replacements": [_record(one) for one in material.replacements],
        "todos": [_todo(one) for one in material.todos],
        "preferences": dict(material.preferences),
    }


def left_out(material: Material) -> list[dict[str, str]]:
    """Return what this document leaves out, each thing with the reason."""
    reasons = dict(LEFT_OUT)
    if not material.with_values:
        reasons["key.value"] = _VALUES_LEFT_OUT
    if len(material.keys) < material.made.total:
        reasons["key: other keys"] = _OTHER_KEYS
    return [{"what": what, "why": why} for what, why in reasons.items()]


def _key(key: Key, material: Material) -> dict[str, Any]:
    cells: dict[str, Any] = {
        column: text or None
        for column, text in key_table.cells(key, material.around).items()
        if column in material.columns
    }
    told = {
        "organisation_id": key.organisation,
        "owner_id": key.owner,
        "has_value": key.has_value,
        "intact": key.intact,
        "also_tell": list(key.also_tell),
        "applications": list(material.around.applications.get(key.id, ())),
    }
    texts = {name: cells[name] or "" for name in ("ending", "notes", "compared_by", "unused_by")}
    value = material.values.get(key.id)
    known = {key_table.VALUE: value.reveal() if value else None} if material.with_values else {}
    return {**cells, **texts, **told, **known}


def _level(level: PermissionLevel) -> dict[str, Any]:
    return {**_record(level), "operations": sorted(level.operations)}


def _todo(todo: Any) -> dict[str, Any]:
    record = _record(todo)
    del record["organisation"]  # that of its key
    return record


def _record(thing: Any) -> dict[str, Any]:
    """Return what a record holds, by the names that it has in the program."""
    return {
        one.name: _plain(getattr(thing, one.name))
        for one in fields(thing)
        if one.name not in _COUNTED
    }


def _plain(value: Any) -> Any:
    match value:
        case date() | datetime():
            return value.isoformat()
        case tuple() | list() | frozenset():
            return [_plain(one) for one in value]
        case Mapping():
            return {str(name): _plain(one) for name, one in value.items()}
        case _:
            return value
