"""What applications, uses and replacements need from outside: roles that storage fills."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from app.core.application import Application
from app.core.identity import ApplicationId, KeyId, OrganisationId, ReplacementId, UseId
from app.core.replacement import Reason, Replacement, ReplacementState
from app.core.use import Use


class ApplicationRepository(Protocol):
    """The applications."""

    def add(self, application: Application) -> None:
        """Store a new application."""

    def update(self, application: Application) -> None:
        """Store what changed."""

    def get(self, application_id: ApplicationId) -> Application:
        """Return an application, removed or not; raise NotFoundError."""

    def all(self, organisation: OrganisationId | None = None) -> list[Application]:
        """Return those that are not removed, by name, each with the number of keys it uses."""

    def removed(self) -> list[Application]:
        """Return those that are removed, the latest first."""

    def some(self, ids: Iterable[ApplicationId]) -> dict[ApplicationId, Application]:
        """Return these applications, removed ones too, by their ids."""

    def named(self, words: Iterable[str], limit: int) -> list[Application]:
        """Return *limit* applications at most where each of *words* begins a word of the name.

        The words are in their sort form.
        """

    def in_organisation(self, organisation_id: OrganisationId) -> int:
        """Return how many applications, removed ones included, belong to it."""


class UseRepository(Protocol):
    """The uses of keys by applications."""

    def add(self, use: Use) -> None:
        """Store a new use."""

    def update(self, use: Use) -> None:
        """Store how it stands."""

    def withdraw(self, use: Use) -> None:
        """Remove a use that was recorded by mistake."""

    def get(self, use_id: UseId) -> Use:
        """Return a use; raise NotFoundError."""

    def find(self, prefix: str) -> Use:
        """Return the only use whose id begins so; raise NotFoundError or AmbiguousIdError."""

    def all(self, *, ended: bool = True) -> list[Use]:
        """Return all uses, oldest first; without *ended*, the open ones alone."""

    def of_keys(self, ids: Iterable[KeyId], *, ended: bool = True) -> list[Use]:
        """Return the uses of these keys, oldest first; without *ended*, the open ones alone."""

    def of_applications(self, ids: Iterable[ApplicationId], *, ended: bool = True) -> list[Use]:
        """Return the uses that these applications have, oldest first."""


class ReplacementRepository(Protocol):
    """The replacements of keys."""

    def add(self, replacement: Replacement) -> None:
        """Store a new replacement."""

    def update(self, replacement: Replacement) -> None:
        """Store how it stands."""

    def get(self, replacement_id: ReplacementId) -> Replacement:
        """Return a replacement; raise NotFoundError."""

    def find(self, prefix: str) -> Replacement:
        """Return the only one whose id begins so; raise NotFoundError or AmbiguousIdError."""

    def of_key(self, key_id: KeyId) -> list[Replacement]:
        """Return those in which the key is replaced, or is the successor; oldest first."""

    def running(
        self, organisation: OrganisationId | None = None, reason: Reason | None = None
    ) -> list[Replacement]:
        """Return those that are neither closed nor cancelled, oldest first.

        A *reason* leaves out those that have another.
        """

    def ended(
        self,
        limit: int | None,
        organisation: OrganisationId | None = None,
        state: ReplacementState | None = None,
    ) -> list[Replacement]:
        """Return those that are closed or cancelled, latest first, *limit* at most.

        *state* CLOSED or CANCELLED leaves the others out.
        """

    def urgent(
        self,
        days: Mapping[OrganisationId, date],
        *,
        otherwise: date,
        organisation: OrganisationId | None,
        most: int,
        due: bool,
    ) -> list[Replacement]:
        """Return the *most* urgent of those running; with *due*, of the late and today's alone.

        *days* are the days that it is at organisations, and *otherwise* that of others.
        """

    def count_running(
        self,
        days: Mapping[OrganisationId, date],
        *,
        otherwise: date,
        organisation: OrganisationId | None,
    ) -> Mapping[tuple[ReplacementState, bool], int]:
        """Count those running by state, and by whether they are late or planned for today."""

    def count_ended(self, organisation: OrganisationId | None = None) -> tuple[int, int]:
        """Return how many are closed, and how many cancelled."""
