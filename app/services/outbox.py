"""The outbox: what is to be told beyond the list, until it arrived or is given up."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from gettext import gettext as _

from app.core import text
from app.core.delivery import (
    GIVE_UP_AFTER,
    UNSENT,
    ChannelName,
    Delivery,
    DeliveryState,
    pause_after,
)
from app.core.errors import AppError, DeliveryError, WrongStateError
from app.core.identity import DeliveryId, NoticeId, new_id
from app.core.notice import Entry, NoticeState, Subject
from app.services.address_book import AddressBook
from app.services.channels import CHANNELS
from app.services.workplace import Days, Workplace

_WORTH_TELLING = {NoticeState.OPEN, NoticeState.ACKNOWLEDGED, NoticeState.SNOOZED}


@dataclass(frozen=True, slots=True)
class Announcement:
    """A notice that people are to be told of; a *reminder* where they were told before."""

    notice: NoticeId
    subject: Subject
    reminder: bool = False


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message that was taken out to be sent now, and what it is to tell, most urgent first."""

    delivery: Delivery
    entries: tuple[tuple[Entry, date], ...]


class Outbox:
    """Queues messages in the transaction of their notices, and follows them until they end."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.changes = 0
        """How many messages were changed since the program began."""

    def announce(self, announcements: Sequence[Announcement]) -> None:
        """Queue one message for each recipient of each channel that is on."""
        inventory, now = self._workplace.inventory, self._workplace.now()
        preferences, book = inventory.preferences.load(), AddressBook.of(inventory)
        for channel in CHANNELS:
            told: dict[str, list[NoticeId]] = defaultdict(list)
            spelled: dict[str, str] = {}
            for one in announcements if channel.is_on(preferences) else ():
                if channel.reminds or not one.reminder:
                    for recipient in channel.recipients(one.subject, book):
                        known = spelled.setdefault(text.address_form(recipient), recipient)
                        told[known].append(one.notice)
            for recipient, notices in told.items():
                inventory.deliveries.add(
                    Delivery(
                        id=DeliveryId(new_id()),
                        channel=channel.name,
                        recipient=recipient,
                        notices=tuple(notices),
                        created_at=now,
                        next_attempt_at=now,
                    )
                )

    def due(self, channel: ChannelName) -> list[Delivery]:
        """Return the messages that are to be sent now."""
        now = self._workplace.now()
        return [
            one for one in self._workplace.inventory.deliveries.pending(channel) if one.is_due(now)
        ]

    def take(
        self, channel: ChannelName, *, message_id_at: str = "", most: int = 20
    ) -> list[Parcel]:
        """Take out the messages that are to be sent now: nobody else sends them meanwhile.

        What has nothing left to tell is dropped. A *message_id_at* domain names new messages.
        """
        if not self.due(channel):
            return []
        parcels: list[Parcel] = []
        with self._workplace.unsealed():
            now, days = self._workplace.now(), self._workplace.days()
            for delivery in self.due(channel):
                if len(parcels) == most:
                    break
                entries = self._worth_telling(delivery, days)
                if not entries:
                    self._put(replace(delivery, state=DeliveryState.DROPPED, settled_at=now))
                    continue
                name = delivery.message_id or f"<{delivery.id}@{message_id_at}>"
                taken = replace(
                    delivery,
                    state=DeliveryState.SENDING,
                    attempts=delivery.attempts + 1,
                    taken_at=now,
                    message_id=name if message_id_at else "",
                )
                self._put(taken)
                parcels.append(Parcel(taken, entries))
        return parcels

    def settle(self, results: Iterable[tuple[Delivery, AppError | None]]) -> None:
        """Note what became of messages that were taken out."""
        found = list(results)
        if not found:
            return
        with self._workplace.unsealed():
            for taken, error in found:
                current = self._workplace.inventory.deliveries.get(taken.id)
                if error is None:
                    now = self._workplace.now()
                    sent = replace(current, state=DeliveryState.SENT, settled_at=now, last_error="")
                    self._put(sent)
                elif current.taken_at == taken.taken_at:  # else another program has it now
                    self._put(self._failed(current, error))

    def put_off(self, channel: ChannelName, error: AppError) -> None:
        """Count a failed attempt for every message that is due: nobody would take any of them."""
        with self._workplace.unsealed():
            for delivery in self.due(channel):
                tried = replace(delivery, attempts=delivery.attempts + 1, taken_at=None)
                self._put(self._failed(tried, error))

    def hold(self, channel: ChannelName, error: AppError, *, state: DeliveryState) -> None:
        """Note why messages of *channel* wait; that is no attempt, and they are not given up."""
        told = str(error)
        waiting = [one for one in self.due(channel) if (one.state, one.last_error) != (state, told)]
        if waiting:
            with self._workplace.unsealed():
                for delivery in waiting:
                    self._put(replace(delivery, state=state, last_error=told))

    def retry(self, delivery_id: DeliveryId) -> Delivery:
        """Try a message that waits or was given up again now; raise WrongStateError."""
        with self._workplace.unsealed():
            delivery = self._workplace.inventory.deliveries.get(delivery_id)
            if delivery.state not in UNSENT:
                raise WrongStateError(
                    name=delivery.recipient, reason=_("this message has nothing left to send")
                )
            if delivery.is_under_way(self._workplace.now()):
                raise WrongStateError(
                    name=delivery.recipient, reason=_("this message is being sent now")
                )
            again = replace(
                delivery,
                state=DeliveryState.QUEUED,
                next_attempt_at=self._workplace.now(),
                attempts=0,
                waited=timedelta(0),
                taken_at=None,
                settled_at=None,
            )
            self._put(again)
        return again

    def retry_all(self, channel: ChannelName = ChannelName.EMAIL) -> int:
        """Try again now whatever did not arrive; return how many messages that are."""
        latest = self._workplace.inventory.deliveries.latest(10_000, channel)
        now = self._workplace.now()
        unsent = [one for one in latest if one.state in UNSENT]
        wanted = [one for one in unsent if not one.is_under_way(now)]
        for one in wanted:
            self.retry(one.id)
        return len(wanted)

    def latest(self, limit: int, channel: ChannelName | None = None) -> list[Delivery]:
        """Return the latest messages, latest first."""
        return self._workplace.inventory.deliveries.latest(limit, channel)

    def find(self, prefix: str) -> Delivery:
        """Return the only message whose id begins so; raise NotFoundError or AmbiguousIdError."""
        return self._workplace.inventory.deliveries.find(prefix)

    def counts(self, channel: ChannelName) -> dict[DeliveryState, int]:
        """Return how many messages of *channel* are in each state."""
        counts = self._workplace.inventory.deliveries.counts()
        return {state: counts.get((channel, state), 0) for state in DeliveryState}

    def given_up(self) -> int:
        """Return how many e-mails were given up."""
        return self.counts(ChannelName.EMAIL)[DeliveryState.FAILED]

    def _worth_telling(self, delivery: Delivery, days: Days) -> tuple[tuple[Entry, date], ...]:
        told = []
        for entry in self._workplace.inventory.notices.entries(delivery.notices):
            day = days[entry.subject.organisation]
            if entry.state_on(day) in _WORTH_TELLING:
                told.append((entry, day))
        told.sort(key=lambda one: (one[0].subject.expires_on, one[0].subject.name))
        return tuple(told)

    def _failed(self, delivery: Delivery, error: AppError) -> Delivery:
        [chance] = self._workplace.randomness(1)
        pause = pause_after(max(delivery.attempts, 1), chance / 255)
        now, waited = self._workplace.now(), delivery.waited + pause
        permanent = isinstance(error, DeliveryError) and error.permanent
        ended = permanent or waited >= GIVE_UP_AFTER
        return replace(
            delivery,
            state=DeliveryState.FAILED if ended else DeliveryState.QUEUED,
            settled_at=now if ended else None,
            next_attempt_at=now + pause,
            waited=waited,
            last_error=str(error),
        )

    def _put(self, delivery: Delivery) -> None:
        self._workplace.inventory.deliveries.update(delivery)
        self.changes += 1
