"""Keys with their values, for KeePassXC: its CSV import, and KeePass' own XML."""

import base64
from collections.abc import Iterator
from datetime import UTC, datetime, time
from uuid import UUID
from xml.sax.saxutils import escape

from app.core.cell_guard import guarded
from app.core.export import Material
from app.core.key import Key
from app.delivery.export.table import csv_text

COLUMNS = ("Group", "Title", "Username", "Password", "URL", "Notes")
ROOT = "Keyholder"
_TIME = "%Y-%m-%dT%H:%M:%SZ"


def csv_file(material: Material) -> bytes:
    """Return the keys as KeePassXC's CSV import reads them; the value alone is not guarded."""
    return csv_text([COLUMNS, *_rows(material)]).encode()


def _rows(material: Material) -> Iterator[list[str]]:
    for key in material.told_keys():
        facts = _facts(key, material)
        yield [
            text if column == "Password" else guarded(text)
            for column, text in zip(COLUMNS, facts, strict=True)
        ]


def _facts(key: Key, material: Material) -> tuple[str, ...]:
    """Return what goes into each of the columns."""
    organisation = material.around.organisations[key.organisation]
    owner = material.around.owners.get(key.owner, "") if key.owner else ""
    value = material.values.get(key.id)
    return (
        f"{ROOT}/{organisation.replace('/', '-')}",
        key.name,
        owner,
        value.reveal() if value else "",
        "",
        _notes(key, material),
    )


def _notes(key: Key, material: Material) -> str:
    told = (
        key.notes,
        f"Permission: {material.level_label(key.permission)}",
        f"Expires: {key.expires_on.isoformat()}",
        f"Keyholder: {key.id}",
    )
    return "\n".join(line for line in told if line)


def xml_file(material: Material) -> bytes:
    """Return the keys as KeePass XML, a group for each organisation, with their expiry dates."""
    groups: dict[str, list[str]] = {}
    for key in material.told_keys():
        groups.setdefault(key.organisation, []).append(_entry(key, material))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<KeePassFile><Meta/><Root>"]
    lines.append(f"<Group><Name>{ROOT}</Name>")
    for organisation, name in material.around.organisations.items():
        if organisation in groups:
            lines.append(f"<Group><Name>{escape(name)}</Name>")
            lines += groups[organisation]
            lines.append("</Group>")
    lines.append("</Group></Root></KeePassFile>")
    return "\n".join([*lines, ""]).encode()


def _entry(key: Key, material: Material) -> str:

    expires = datetime.combine(key.expires_on, time(), UTC)
    facts = dict(zip(COLUMNS, _facts(key, material), strict=True))
    strings = {
        "Title": facts["Title"],
        "UserName": facts["Username"],
        "Password": facts["Password"],
        "URL": facts["URL"],
        "Notes": facts["Notes"],
    }
    told = "".join(
        f"<String><Key>{name}</Key><Value{_protected(name)}>{escape(text)}</Value></String>"
        for name, text in strings.items()
    )
    identity = base64.b64encode(UUID(key.id).bytes).decode()
    times = (
        f"<Times><CreationTime>{key.created_at.strftime(_TIME)}</CreationTime>"
        f"<ExpiryTime>{expires.strftime(_TIME)}</ExpiryTime><Expires>True</Expires></Times>"
    )
    return f"<Entry><UUID>{identity}</UUID>{times}{told}</Entry>"


def _protected(name: str) -> str:
    return ' ProtectInMemory="True"' if name == "Password" else ""
