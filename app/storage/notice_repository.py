"""The notices in SQLite."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from gettext import gettext as _
from typing import Any

from peewee import SQL

from app.core.errors import NotFoundError, TamperedError
from app.core.identity import KeyId, NoticeId, OrganisationId
from app.core.notice import Entry, Notice, NoticeState, Subject, SubjectKind
from app.storage.database import Database
from app.storage.failure import legible
from app.storage.moment import day_of, known_moment, moment_of, text_of
from app.storage.notice_standing import NoticeStanding
from app.storage.notice_subject import NEEDY, OF_ACCOUNTS, OF_KEYS, is_whole, to_subject
from app.storage.notice_tables import NoticeRow
from app.storage.parts import in_parts
from app.storage.prefix import only_match
from app.storage.tables import AccountRow, KeyRow, columns_of

_STORED = [name for name in columns_of(NoticeRow) if name != "number"]
_INSERT = f"INSERT INTO notice ({', '.join(_STORED)}) VALUES ({', '.join('?' * len(_STORED))})"  # noqa: S608 - names of ours


class SqliteNoticeRepository:
    """The notices of one inventory; they carry no code, and change with the vault shut."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._standing = NoticeStanding(database)

    def subjects(self, until: date) -> tuple[list[Subject], list[str]]:
        """Return what needs notices and expires on *until* or before.

        And the names of records among them that cannot be read: they must not hide the others.
        """
        subjects, unreadable = [], []
        for row in self._database.sql(NEEDY, {"until": until.isoformat()}):
            if not is_whole(row):
                unreadable.append(str(row[2]))
            with suppress(TamperedError):
                subjects.append(to_subject(row))
        return subjects, unreadable

    def add(self, notices: Iterable[Notice]) -> None:
        """Store new notices; raise an error where one of them was raised already."""
        for notice in notices:
            row = _row(notice).__data__
            self._database.sql(_INSERT, [row[name] for name in _STORED])

    def void_after(self, moment: datetime, *, at: datetime) -> int:
        """Void the notices raised after *moment*; return how many there were."""
        woken = NoticeRow.woken_at > text_of(moment)
        self._database.run(NoticeRow.update(woken_at=None).where(woken))
        voided = NoticeRow.update(voided_at=text_of(at), snoozed_until=None)
        return int(self._database.run(voided.where(*_raised_after(moment))))

    def count_after(self, moment: datetime) -> int:
        """Return how many notices, voided ones left out, were raised after *moment*."""
        return self._database.number(
            NoticeRow.select(SQL("count(*)")).where(*_raised_after(moment))
        )

    def snoozed(self) -> list[Entry]:
        """Return the notices that are to come back on a later day."""
        snoozed = NoticeRow.snoozed_until.is_null(False)  # noqa: FBT003 - peewee's way
        query = NoticeRow.select().where(snoozed, NoticeRow.woken_at.is_null())
        return list(self._entries(_readable(self._database, query)))

    def find(self, prefix: str) -> Entry:
        """Return the only notice whose id begins so; raise NotFoundError or AmbiguousIdError."""
        row = only_match(self._database, NoticeRow.select(), NoticeRow.id, prefix, _("notice"))
        return next(self._entries([_to_notice(row)]))

    def update(self, notice: Notice) -> None:
        """Store whether it was acknowledged or snoozed."""
        changed = self._database.run(
            NoticeRow.update(
                acknowledged_at=text_of(notice.acknowledged_at),
                acknowledged_by=notice.acknowledged_by,
                snoozed_until=text_of(notice.snoozed_until),
                woken_at=text_of(notice.woken_at),
            ).where(NoticeRow.id == notice.id)
        )
        if not changed:
            raise NotFoundError(thing=_("notice"), id=notice.id)

    def counts(self, days: Mapping[OrganisationId, date]) -> dict[NoticeState, Counter[str]]:
        """Return how many there are of each organisation in each state that may need somebody."""
        counts: dict[NoticeState, Counter[str]] = defaultdict(Counter)
        for organisation, acknowledged, until, count in self._standing.counts():
            state = NoticeState.OPEN
            if acknowledged:
                state = NoticeState.ACKNOWLEDGED
            elif until is not None and until > days.get(organisation, date.max):
                state = NoticeState.SNOOZED
            counts[state][organisation] += count
        return counts

    def current(
        self,
        state: NoticeState,
        days: Mapping[OrganisationId, date],
        *,
        organisation: OrganisationId | None = None,
        most: int,
    ) -> list[Entry]:
        """Return the latest notice of each subject where it is in *state*, most urgent first."""
        ids = self._standing.ids(state, days, organisation=organisation, most=most)
        known = {entry.notice.id: entry for entry in self.entries(ids)}
        return [known[one] for one in ids if one in known]  # one that cannot be read is not

    def history(self, limit: int, organisation: OrganisationId | None = None) -> list[Entry]:
        """Return the notices raised, skipped or voided last, *limit* at most."""
        query = NoticeRow.select().order_by(NoticeRow.number.desc()).limit(limit)
        if organisation is not None:
            keys = KeyRow.select(KeyRow.id).where(KeyRow.organisation == organisation)
            accounts = AccountRow.select(AccountRow.id).where(
                AccountRow.organisation == organisation
            )
            query = query.where(NoticeRow.subject_id.in_(keys) | NoticeRow.subject_id.in_(accounts))
        return list(self._entries(_readable(self._database, query)))

    def entries(self, ids: Iterable[NoticeId]) -> list[Entry]:
        """Return these notices."""
        notices: list[Notice] = []
        for some in in_parts(list(ids)):
            notices += _readable(self._database, NoticeRow.select().where(NoticeRow.id.in_(some)))
        return list(self._entries(notices))

    def of_subject(self, subject_id: str, limit: int) -> list[Entry]:
        """Return the latest notices about a key or an account, latest first."""
        query = NoticeRow.select().where(NoticeRow.subject_id == subject_id)
        return list(
            self._entries(
                _readable(self._database, query.order_by(NoticeRow.number.desc()).limit(limit))
            )
        )

    def hand_over(self, old: KeyId, new: KeyId) -> None:
        """Let the notices of a key that was corrected be those of the record in its place."""
        kind = SubjectKind.KEY.value
        self._database.run(
            NoticeRow.update(subject_id=new).where(
                NoticeRow.subject_id == old, NoticeRow.subject == kind
            )
        )

    def _entries(self, notices: Sequence[Notice]) -> Iterator[Entry]:
        found = self._found({(one.subject.value, one.subject_id) for one in notices})
        for notice in notices:
            key = notice.subject.value, notice.subject_id
            subject = to_subject(found[key], notice.expires_on) if key in found else _gone(notice)
            same = subject.expires_on == notice.expires_on
            latest = same and subject.recorded.least == notice.stage and not notice.skipped
            yield Entry(notice=notice, subject=subject, latest=latest)

    def _found(self, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], tuple[Any, ...]]:
        found = {}
        for kind, query in ((SubjectKind.KEY, OF_KEYS), (SubjectKind.ACCOUNT, OF_ACCOUNTS)):
            ids = sorted(subject_id for named, subject_id in wanted if named == kind.value)
            for some in in_parts(ids):
                marks = ", ".join("?" * len(some))
                for row in self._database.sql(query.format(ids=marks), some):
                    found[kind.value, row[1]] = row
        return found


def _readable(database: Database, query: Any) -> list[Notice]:
    """Return the notices that *query* finds; one that cannot be read hides no other."""
    found = []
    for row in database.rows(query):
        with suppress(TamperedError):
            found.append(_to_notice(row))
    return found


def _raised_after(moment: datetime) -> tuple[Any, ...]:
    return NoticeRow.raised_at > text_of(moment), NoticeRow.voided_at.is_null()


def _gone(notice: Notice) -> Subject:
    """Return what stands for a subject that is no more: an account that was removed."""
    return Subject(
        kind=notice.subject,
        id=notice.subject_id,
        name=_("(removed account)"),
        organisation=OrganisationId(""),
        expires_on=notice.expires_on,
        needs_notices=False,
    )


def _row(notice: Notice) -> NoticeRow:
    return NoticeRow(
        id=notice.id,
        subject=notice.subject.value,
        subject_id=notice.subject_id,
        expires_on=text_of(notice.expires_on),
        stage=notice.stage,
        through=notice.through,
        due_on=text_of(notice.due_on),
        raised_at=text_of(notice.raised_at),
        skipped=int(notice.skipped),
        acknowledged_at=text_of(notice.acknowledged_at),
        acknowledged_by=notice.acknowledged_by,
        snoozed_until=text_of(notice.snoozed_until),
        woken_at=text_of(notice.woken_at),
        voided_at=text_of(notice.voided_at),
    )


def _to_notice(row: NoticeRow) -> Notice:
    with legible(_("notice {id}").format(id=row.id)):
        return Notice(
            id=NoticeId(row.id),
            subject=SubjectKind(row.subject),
            subject_id=row.subject_id,
            expires_on=date.fromisoformat(row.expires_on),
            stage=row.stage,
            through=row.through,
            due_on=date.fromisoformat(row.due_on),
            raised_at=known_moment(row.raised_at),
            skipped=bool(row.skipped),
            acknowledged_at=moment_of(row.acknowledged_at),
            acknowledged_by=row.acknowledged_by,
            snoozed_until=day_of(row.snoozed_until),
            woken_at=moment_of(row.woken_at),
            voided_at=moment_of(row.voided_at),
        )
