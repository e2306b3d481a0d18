"""What the audit trail needs from outside: a role that storage fills."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.core.audit import Act, AuditEntry
from app.core.identity import Actor, ApplicationId, KeyId


@dataclass(frozen=True, slots=True)
class Change:
    """The last entry of the audit trail that says a thing was changed: its number and moment."""

    number: int
    at: datetime


class AuditLog(Protocol):
    """The audit trail, appended only."""

    def append(self, entry: AuditEntry) -> None:
        """Add *entry*, in the running transaction, or in one of its own."""

    def latest(self, limit: int) -> Sequence[AuditEntry]:
        """Return the latest entries, latest first."""

    def of_things(self, thing_ids: Iterable[str], limit: int) -> Sequence[AuditEntry]:
        """Return the latest entries about any of these things, latest first."""

    def of_application(
        self, application_id: ApplicationId, key_ids: Iterable[KeyId], limit: int
    ) -> Sequence[AuditEntry]:
        """Return the latest entries about an application, or its uses of these keys."""

    def actors(self) -> list[Actor]:
        """Return everybody who ever did something, by name."""

    def last_acts(
        self, actors: Iterable[Actor], acts: Iterable[Act]
    ) -> dict[str, dict[Act, datetime]]:
        """Return when any of *actors* last did which of *acts*, by the id of the thing."""

    def head(self) -> tuple[int, str]:
        """Return how many entries there are, and the hash of the last one."""

    def last_number(self) -> int:
        """Return the number of the last entry; another one follows when something was changed."""

    def last_number_besides(self, acts: Iterable[Act]) -> int:
        """Return the number of the last entry of another act, 0 where there is none."""

    def last_of(self, acts: Iterable[Act], *, after: int) -> dict[Act, AuditEntry]:
        """Return the last entry of each of *acts* among those *after* that number."""

    def last_changes(self, thing_ids: Iterable[str]) -> dict[str, Change]:
        """Return the last change of each of these things, of keys their to-dos' included."""
