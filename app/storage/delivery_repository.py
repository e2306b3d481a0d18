"""The outbox in SQLite."""

from collections.abc import Iterable
from datetime import timedelta
from gettext import gettext as _

from peewee import SQL

from app.core.delivery import PENDING, ChannelName, Delivery, DeliveryState
from app.core.errors import NotFoundError
from app.core.identity import DeliveryId, NoticeId
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.moment import known_moment, moment_of, text_of
from app.storage.notice_tables import DeliveryNoticeRow, DeliveryRow
from app.storage.parts import in_parts
from app.storage.prefix import only_match

_LINK = "INSERT INTO delivery_notice (delivery, notice) VALUES (?, ?)"


class SqliteDeliveryRepository:
    """The outbox of one inventory; its rows carry no code, and change with the vault shut."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, delivery: Delivery) -> None:
        """Store a new message."""
        self._database.run(DeliveryRow.insert(_row(delivery).__data__))
        for notice in delivery.notices:
            self._database.sql(_LINK, (delivery.id, notice))

    def update(self, delivery: Delivery) -> None:
        """Store how a message stands."""
        changed = self._database.run(
            DeliveryRow.update(_row(delivery).__data__).where(DeliveryRow.id == delivery.id)
        )
        if not changed:
            raise NotFoundError(thing=_("message"), id=delivery.id)

    def get(self, delivery_id: DeliveryId) -> Delivery:
        """Return a message; raise NotFoundError."""
        rows = self._database.rows(DeliveryRow.select().where(DeliveryRow.id == delivery_id))
        if not rows:
            raise NotFoundError(thing=_("message"), id=delivery_id)
        return self._deliveries(rows)[0]

    def find(self, prefix: str) -> Delivery:
        """Return the only message whose id begins so; raise NotFoundError or AmbiguousIdError."""
        row = only_match(self._database, DeliveryRow.select(), DeliveryRow.id, prefix, _("message"))
        return self._deliveries([row])[0]

    def pending(self, channel: ChannelName) -> list[Delivery]:
        """Return the messages of a channel that did not arrive and are not given up."""
        states = [state.value for state in PENDING]
        query = DeliveryRow.select().where(
            DeliveryRow.state.in_(states), DeliveryRow.channel == channel.value
        )
        return self._deliveries(self._database.rows(query.order_by(DeliveryRow.number)))

    def latest(self, limit: int, channel: ChannelName | None = None) -> list[Delivery]:
        """Return the latest messages, latest first."""
        query = DeliveryRow.select().order_by(DeliveryRow.number.desc()).limit(limit)
        if channel is not None:
            query = query.where(DeliveryRow.channel == channel.value)
        return self._deliveries(self._database.rows(query))

    def counts(self) -> dict[tuple[ChannelName, DeliveryState], int]:
        """Return how many messages of each channel are in each state."""
        query = DeliveryRow.select(
            DeliveryRow.channel, DeliveryRow.state, SQL("count(*)")
        ).group_by(DeliveryRow.state, DeliveryRow.channel)
        with legible(_("message")):
            return {
                (ChannelName(channel), DeliveryState(state)): count
                for channel, state, count in self._database.rows(query.tuples())
            }

    def of_notices(self, ids: Iterable[NoticeId]) -> dict[NoticeId, list[Delivery]]:
        """Return the messages that tell of each of these notices."""
        wanted = list(ids)
        rows: dict[str, DeliveryRow] = {}
        for some in in_parts(wanted):
            query = DeliveryRow.select(DeliveryRow).join(
                DeliveryNoticeRow, on=(DeliveryNoticeRow.delivery == DeliveryRow.id)
            )
            found = self._database.rows(query.where(DeliveryNoticeRow.notice.in_(some)))
            rows |= {row.id: row for row in found}
        told: dict[NoticeId, list[Delivery]] = {notice: [] for notice in wanted}
        for delivery in self._deliveries(list(rows.values())):
            for notice in delivery.notices:
                if notice in told:
                    told[notice].append(delivery)
        return told

    def _deliveries(self, rows: list[DeliveryRow]) -> list[Delivery]:
        notices: dict[str, list[NoticeId]] = {row.id: [] for row in rows}
        for some in in_parts(list(notices)):
            query = DeliveryNoticeRow.select().where(DeliveryNoticeRow.delivery.in_(some))
            for link in self._database.rows(query):
                notices[link.delivery].append(NoticeId(link.notice))
        return [_to_delivery(row, tuple(notices[row.id])) for row in rows]


def _row(delivery: Delivery) -> DeliveryRow:
    return DeliveryRow(
        id=delivery.id,
        channel=delivery.channel.value,
        recipient=delivery.recipient,
        state=delivery.state.value,
        attempts=delivery.attempts,
        created_at=text_of(delivery.created_at),
        next_attempt_at=text_of(delivery.next_attempt_at),
        waited_s=int(delivery.waited.total_seconds()),
        taken_at=text_of(delivery.taken_at),
        settled_at=text_of(delivery.settled_at),
        last_error=delivery.last_error,
        message_id=delivery.message_id,
    )


def _to_delivery(row: DeliveryRow, notices: tuple[NoticeId, ...]) -> Delivery:
    with legible(_("message {id}").format(id=row.id)):
        return Delivery(
            id=DeliveryId(row.id),
            channel=ChannelName(row.channel),
            recipient=row.recipient,
            notices=notices,
            created_at=known_moment(row.created_at),
            next_attempt_at=known_moment(row.next_attempt_at),
            state=DeliveryState(row.state),
            attempts=row.attempts,
            waited=timedelta(seconds=row.waited_s),
            taken_at=moment_of(row.taken_at),
            settled_at=moment_of(row.settled_at),
            last_error=row.last_error,
            message_id=row.message_id,
        )
