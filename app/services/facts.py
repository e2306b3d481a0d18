"""What the audit trail says of a thing: its fields as plain values, never a secret."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import Any

from app.core.application import Application
from app.core.key import Key
from app.core.organisation import Account, Organisation

_LEFT_OUT = {"id", "intact", "keys_owned", "keys_told", "keys_used", "used_by", "use_known"}

Recorded = Key | Organisation | Account | Application
"""What the trail keeps facts of."""


def of(thing: Recorded) -> dict[str, object]:
    """Return the fields of *thing* that the trail keeps."""
    return {name: _plain(value) for name, value in asdict(thing).items() if name not in _LEFT_OUT}


def changed(before: Recorded, after: Recorded) -> tuple[Mapping[str, object], Mapping[str, object]]:
    """Return the fields that differ, as they were and as they are."""
    old, new = of(before), of(after)
    names = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def _plain(value: Any) -> object:
    match value:
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
        case _:
            return value
