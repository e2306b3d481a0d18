"""What notices need from outside: roles that storage and delivery fill."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from app.core.calendar_event import CalendarEvent
from app.core.delivery import ChannelName, Delivery, DeliveryState
from app.core.identity import DeliveryId, KeyId, NoticeId, OrganisationId
from app.core.mail import Letter, Server
from app.core.notice import Entry, Notice, NoticeState, Subject
from app.core.secret import Secret


class NoticeRepository(Protocol):
    """The notices. They change with the vault shut too."""

    def subjects(self, until: date) -> tuple[list[Subject], list[str]]:
        """Return what needs notices and expires on *until* or before.

        And the names of records among them that cannot be read: they must not hide the others.
        """

    def add(self, notices: Iterable[Notice]) -> None:
        """Store new notices; raise an error where one of them was raised already."""

    def count_after(self, moment: datetime) -> int:
        """Return how many notices, voided ones left out, were raised after *moment*."""

    def void_after(self, moment: datetime, *, at: datetime) -> int:
        """Void the notices raised after *moment*; return how many there were."""

    def snoozed(self) -> list[Entry]:
        """Return the notices that are to come back on a later day."""

    def find(self, prefix: str) -> Entry:
        """Return the only notice whose id begins so; raise NotFoundError or AmbiguousIdError."""

    def update(self, notice: Notice) -> None:
        """Store whether it was acknowledged or snoozed."""

    def counts(
        self, days: Mapping[OrganisationId, date]
    ) -> Mapping[NoticeState, Mapping[str, int]]:
        """Return how many there are of each organisation in each state that may need somebody."""

    def current(
        self,
        state: NoticeState,
        days: Mapping[OrganisationId, date],
        *,
        organisation: OrganisationId | None = None,
        most: int,
    ) -> list[Entry]:
        """Return the latest notice of each subject where it is in *state*, most urgent first."""

    def history(self, limit: int, organisation: OrganisationId | None = None) -> list[Entry]:
        """Return the notices raised, skipped or voided last, *limit* at most."""

    def entries(self, ids: Iterable[NoticeId]) -> list[Entry]:
        """Return these notices."""

    def of_subject(self, subject_id: str, limit: int) -> list[Entry]:
        """Return the latest notices about a key or an account, latest first."""

    def hand_over(self, old: KeyId, new: KeyId) -> None:
        """Let the notices of a key that was corrected be those of the record in its place."""


class DeliveryRepository(Protocol):
    """The outbox. It changes with the vault shut too."""

    def add(self, delivery: Delivery) -> None:
        """Store a new message."""

    def update(self, delivery: Delivery) -> None:
        """Store how a message stands."""

    def get(self, delivery_id: DeliveryId) -> Delivery:
        """Return a message; raise NotFoundError."""

    def find(self, prefix: str) -> Delivery:
        """Return the only message whose id begins so; raise NotFoundError or AmbiguousIdError."""

    def pending(self, channel: ChannelName) -> list[Delivery]:
        """Return the messages of a channel that did not arrive and are not given up."""

    def latest(self, limit: int, channel: ChannelName | None = None) -> list[Delivery]:
        """Return the latest messages, latest first."""

    def counts(self) -> dict[tuple[ChannelName, DeliveryState], int]:
        """Return how many messages of each channel are in each state."""

    def of_notices(self, ids: Iterable[NoticeId]) -> dict[NoticeId, list[Delivery]]:
        """Return the messages that tell of each of these notices."""


class CredentialRepository(Protocol):
    """The program's own secrets, which it needs while values are locked too."""

    def has(self, name: str) -> bool:
        """Tell whether there is a secret of this name."""

    def get(self, name: str) -> Secret | None:
        """Return a secret, None if there is none; raise VaultLockedError while the vault is shut.

        Raise TamperedError if it was changed outside Keyholder.
        """

    def set(self, name: str, secret: Secret | None) -> None:
        """Store a secret in place of the former one; None removes it. Raise VaultLockedError."""


class Postman(Protocol):
    """Brings letters to a mail server. Slow, and never on the database's thread."""

    def send(self, letter: Letter, server: Server) -> None:
        """Hand one letter over; raise a DeliveryError that tells why not."""


class CalendarWriter(Protocol):
    """Writes events as other programs' calendars read them."""

    def rendered(self, events: Sequence[CalendarEvent]) -> bytes:
        """Return *events* as a calendar file; the same events, the same bytes."""

    def is_there(self, path: str) -> bool:
        """Tell whether there is a file at *path*."""

    def write(self, path: str, content: bytes) -> bool:
        """Put *content* into the file, whole or not at all; tell whether it was another before.

        Raise CalendarFileError.
        """


class Desktop(Protocol):
    """Shows notifications on this computer's desktop. Slow, and never on the window's thread."""

    def listen(self, clicked: Callable[[], object]) -> None:
        """Call *clicked*, on a thread of its own, when somebody clicks on a notification."""

    def show(self, title: str, body: str, *, urgent: bool) -> None:
        """Show a notification; raise DesktopSilentError where nobody shows it.

        The texts are plain: what looks like markup is shown as it is.
        """

    def close(self) -> None:
        """Listen no longer; what is shown stays."""
