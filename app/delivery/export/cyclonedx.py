"""The inventory as a CycloneDX 1.6 bill of materials: each key as a token, never its value."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from app.core.export import Material
from app.core.key import Key, KeyState

NAMESPACE = "keyholder"
SECURED_BY = "AES-256-GCM"


def document(material: Material) -> bytes:
    """Return the bill of materials as JSON."""
    from cyclonedx.model.bom import Bom  # noqa: PLC0415 - 0.4 s, and only where a file is made
    from cyclonedx.model.component import Component, ComponentType  # noqa: PLC0415 - as above
    from cyclonedx.output.json import JsonV1Dot6  # noqa: PLC0415 - as above

    bom = Bom(components=[_component(key, material) for key in material.told_keys()])
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
    return JsonV1Dot6(bom).output_as_string(indent=1).encode()


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
