"""The inventory as a CycloneDX 1.6 bill of materials: each key as a token, never its value."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any

from app.core.export import Material
from app.core.key import Key, KeyState

NAMESPACE = "keyholder"
SECURED_BY = "AES-256-GCM"
_AT_ONCE = 200
"""So many keys are modelled at once: the model compares each with all the others."""


def document(material: Material) -> bytes:
    """Return the bill of materials as JSON, each part of it checked by the authors' own model."""
    by_name = replace(material, keys=sorted(material.keys, key=lambda key: key.name))
    whole = _part((), material)
    told: dict[str, list[Any]] = {"components": [], "dependencies": []}
    waiting = by_name.told_keys()
    while keys := tuple(islice(waiting, _AT_ONCE)):
        part = _part(keys, material)
        for name in told:
            told[name] += part.get(name, ())
    whole |= {name: things for name, things in told.items() if things}
    return json.dumps(whole, indent=1).encode()


def _part(keys: Sequence[Key], material: Material) -> dict[str, Any]:
    """Return a bill of these *keys* alone."""
    from cyclonedx.model.bom import Bom  # noqa: PLC0415 - 0.4 s, and only where a file is made
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415 - as above
    from cyclonedx.output.json import JsonV1Dot6  # noqa: PLC0415 - as above

    bom = Bom(components=[_component(key, material) for key in keys])
    made = material.made
    bom.metadata.timestamp = made.at
    program = Component(name="Keyholder", version=made.version, type=ComponentType.APPLICATION)
    bom.metadata.tools.components.add(program)
    bom.metadata.properties.update(
        _properties(
            {
                "made_by": made.by,
                "chosen": made.chosen,
                "audit_entries": str(made.entries),
                "audit_head": made.head,
            }.items()
        )
    )
    told: dict[str, Any] = json.loads(JsonV1Dot6(bom).output_as_string())
    return told


def _component(key: Key, material: Material) -> Any:
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415 - as above
    from cyclonedx.model.crypto import (  # noqa: PLC0415 - as above
        CryptoAssetType,
        CryptoProperties,
    )

    return Component(
        name=key.name,
        type=ComponentType.CRYPTOGRAPHIC_ASSET,
        bom_ref=key.id,
        crypto_properties=CryptoProperties(
            asset_type=CryptoAssetType.RELATED_CRYPTO_MATERIAL,
            related_crypto_material_properties=_token(key, material),
        ),
        properties=_properties(_told(key, material)),
    )


def _token(key: Key, material: Material) -> Any:
    from cyclonedx.model.crypto import (  # noqa: PLC0415 - as above
        RelatedCryptoMaterialProperties,
        RelatedCryptoMaterialSecuredBy,
        RelatedCryptoMaterialType,
    )

    secured = RelatedCryptoMaterialSecuredBy(mechanism=SECURED_BY) if key.has_value else None
    return RelatedCryptoMaterialProperties(
        type=RelatedCryptoMaterialType.TOKEN,
        id=key.id,
        state=_state(key, material),
        creation_date=key.created_at,
        expiration_date=datetime.combine(key.expires_on, time(), UTC),
        secured_by=secured,
    )


def _state(key: Key, material: Material) -> Any:
    """Return the state that fits: what still works is active, what may again is suspended."""
    from cyclonedx.model.crypto import RelatedCryptoMaterialState as State  # noqa: PLC0415 - above

    if key.destroyed_at is not None:
        return State.DESTROYED
    match key.state_on(material.around.today[key.organisation]):
        case KeyState.ACTIVE | KeyState.EXPIRING:
            return State.ACTIVE
        case KeyState.DISABLED:
            return State.SUSPENDED
        case _:
            return State.DEACTIVATED


def _told(key: Key, material: Material) -> Iterator[tuple[str, str]]:
    """Yield the facts that CycloneDX has no place for."""
    around = material.around
    yield "organisation", around.organisations[key.organisation]
    yield "owner", around.owners.get(key.owner, "") if key.owner else ""
    yield "permission", key.permission
    yield "permission_label", material.level_label(key.permission)
    yield "origin", key.origin.value
    yield "state", key.state_on(around.today[key.organisation]).value
    yield "expires_on", key.expires_on.isoformat()
    yield "last_working_day", key.last_working_day.isoformat()
    yield "ending", key.ending
    for name in around.applications.get(key.id, ()):
        yield "application", name


def _properties(facts: Any) -> list[Any]:
    from cyclonedx.model import Property  # noqa: PLC0415 - as above

    return [Property(name=f"{NAMESPACE}:{name}", value=told) for name, told in facts if told]
