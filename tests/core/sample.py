"""Keys, organisations and to-dos for tests that need no inventory."""

from dataclasses import replace
from datetime import UTC, date, datetime

from app.core.identity import KeyId, OrganisationId, TodoId
from app.core.key import Key, Origin
from app.core.organisation import Organisation
from app.core.todo import Todo, TodoKind

MOMENT = datetime(2026, 6, 15, 12, tzinfo=UTC)

KEY = Key(
    id=KeyId("00000000-0000-4000-8000-000000000001"),
    name="Koha",
    permission="authentication",
    organisation=OrganisationId("00000000-0000-4000-8000-000000000002"),
    owner=None,
    origin=Origin.PORTAL,
    ending="44aa",
    has_value=True,
    created_at=MOMENT,
    expires_on=date(2026, 8, 1),
)

ORGANISATION = Organisation(
    id=KEY.organisation, created_at=MOMENT, name="Example University", time_zone="Europe/London"
)


def key(**fields: object) -> Key:
    """Return a key of the portal; *fields* change it."""
    return replace(KEY, **fields)  # type: ignore[arg-type]  # each test knows its fields


def organisation(**fields: object) -> Organisation:
    """Return an organisation; *fields* change it."""
    return replace(ORGANISATION, **fields)  # type: ignore[arg-type]  # as above


def todo(kind: TodoKind, before: str = "", after: str = "", **fields: object) -> Todo:
    """Return a to-do of the key."""
    made = Todo(
        id=TodoId(f"todo {kind}"),
        key=KEY.id,
        kind=kind,
        before=before,
        after=after,
        since=MOMENT,
        key_name=KEY.name,
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # as above
