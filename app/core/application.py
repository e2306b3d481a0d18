"""An application: what uses keys, where its key goes, and whom to call about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from gettext import gettext as _
from typing import Any

from app.core import text
from app.core.errors import FieldError
from app.core.identity import ApplicationId, OrganisationId


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationKind:
    """A kind of application, as the data file names it."""

    id: str
    label: str
    fields: tuple[str, ...] = ()
    """The fields or files where its key goes."""
    beside: tuple[str, ...] = ()
    """The settings that stand beside the key."""
    calls: frozenset[str] = frozenset()
    """The operations that it calls, in the words of the permission levels; empty if unknown."""
    note: str = ""


class ApplicationKinds:
    """All kinds, in the order of the data file."""

    def __init__(self, kinds: Iterable[ApplicationKind]) -> None:
        self._kinds = {kind.id: kind for kind in kinds}

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "ApplicationKinds":
        """Build the kinds from the data file's content; raise KeyError or TypeError if off."""
        return cls(
            ApplicationKind(
                id=entry["id"],
                label=entry["label"],
                fields=tuple(entry.get("fields", ())),
                beside=tuple(entry.get("beside", ())),
                calls=frozenset(entry.get("calls", ())),
                note=entry.get("note", ""),
            )
            for entry in data["kinds"]
        )

    def __iter__(self) -> Iterator[ApplicationKind]:
        return iter(self._kinds.values())

    def get(self, kind_id: str) -> ApplicationKind:
        """Return a kind; one that the data file lost has its id for a label, and nothing else."""
        return self._kinds.get(kind_id) or ApplicationKind(id=kind_id, label=kind_id)

    def label(self, kind_id: str) -> str:
        """Return a kind's label."""
        return _(self.get(kind_id).label)

    def require(self, kind_id: str) -> ApplicationKind:
        """Return the kind if it exists; raise FieldError if not."""
        if kind_id not in self._kinds:
            raise FieldError(
                "kind",
                _("There is no kind of application “{id}”. Choose one of: {ids}.").format(
                    id=kind_id, ids=", ".join(self._kinds)
                ),
            )
        return self._kinds[kind_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationDraft:
    """What a person fills in for an application."""

    name: str
    kind: str
    organisation: OrganisationId
    place: str = ""
    """The field, file or screen where the key goes."""
    address: str = ""
    contact_name: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    notes: str = ""

    def checked(self) -> "ApplicationDraft":
        """Return the draft with its texts in order; raise FieldError."""
        return ApplicationDraft(
            name=text.clean_name("name", self.name),
            kind=self.kind,
            organisation=self.organisation,
            place=text.clean_line("place", self.place),
            address=text.clean_line("address", self.address, limit=text.ADDRESS_LIMIT),
            contact_name=text.clean_line("contact_name", self.contact_name),
            contact_email=text.clean_email("contact_email", self.contact_email),
            contact_phone=text.clean_line("contact_phone", self.contact_phone),
            notes=text.clean_notes("notes", self.notes),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(ApplicationDraft):
    """An application that the inventory knows."""

    id: ApplicationId
    created_at: datetime
    removed_at: datetime | None = None
    """Its record stays, as the uses that it had do."""
    keys_used: int = field(default=0, compare=False)
    """How many keys it uses, as recorded."""

    @property
    def contact(self) -> str:
        """Whom to call, in one line; empty where nobody is known."""
        parts = (self.contact_name, self.contact_email, self.contact_phone)
        return ", ".join(part for part in parts if part)


def searched(application: Application, kind: str) -> Iterator[str]:
    """Yield the texts in which a filter looks for an application; *kind* is its kind's label."""
    yield from (application.name, application.place, kind, application.address)
    yield application.contact
