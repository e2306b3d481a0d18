"""The notices as a person sees them: listed, acknowledged, snoozed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from gettext import gettext as _

from app.core import notice_words, words
from app.core.audit import Act, Thing
from app.core.delivery import Delivery
from app.core.errors import FieldError, WrongStateError
from app.core.identity import NoticeId, OrganisationId
from app.core.notice import Entry, Notice, NoticeState, Subject
from app.services.workplace import Workplace

MOST = 2_000
"""So many notices are listed at most: the most urgent, or of the past the latest."""
Former = tuple[Notice, ...]
"""Notices as they were before somebody answered them."""
HELD = (NoticeState.OPEN, NoticeState.SNOOZED, NoticeState.ACKNOWLEDGED)
"""The states of notices that somebody can answer."""


@dataclass(frozen=True, slots=True)
class Line:
    """A notice in the list: how it stands today, and the messages that tell of it."""

    entry: Entry
    day: date
    deliveries: tuple[Delivery, ...] = ()

    @property
    def notice(self) -> Notice:
        """The notice."""
        return self.entry.notice

    @property
    def subject(self) -> Subject:
        """What it is about, as it is now."""
        return self.entry.subject

    @property
    def state(self) -> NoticeState:
        """How it stands today."""
        return self.entry.state_on(self.day)

    @property
    def days_left(self) -> int:
        """The days until the date that it tells of."""
        return (self.notice.expires_on - self.day).days


class NoticeList:
    """Lists notices, and takes what a person decides about one."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def current(
        self,
        *states: NoticeState,
        organisation: OrganisationId | None = None,
        most: int = MOST,
    ) -> list[Line]:
        """Return the latest notice of each subject that is in one of *states*, by urgency.

        Without a state it is those that are open, snoozed or acknowledged; *most* of each.
        """
        days = self._workplace.days()
        found: list[Entry] = []
        for state in states or HELD:
            found += self._workplace.inventory.notices.current(
                state, days, organisation=organisation, most=most
            )
        found.sort(key=lambda entry: (entry.subject.expires_on, entry.subject.name))
        return self._with_deliveries(self._lines(found))

    def history(self, organisation: OrganisationId | None = None) -> list[Line]:
        """Return all notices, latest first, and no more than MOST."""
        found = self._workplace.inventory.notices.history(MOST, organisation)
        return self._with_deliveries(self._lines(found))

    def of_subject(self, subject_id: str) -> list[Line]:
        """Return the notices about a key or an account, latest first."""
        found = self._workplace.inventory.notices.of_subject(subject_id, MOST)
        return self._with_deliveries(self._lines(found))

    def counts(self, organisation: OrganisationId | None = None) -> dict[NoticeState, int]:
        """Return how many subjects have a notice that is open, snoozed or acknowledged."""
        counts = self._workplace.inventory.notices.counts(self._workplace.days())
        if organisation is None:
            return {state: sum(counts.get(state, {}).values()) for state in HELD}
        return {state: counts.get(state, {}).get(organisation, 0) for state in HELD}

    def find(self, prefix: str) -> Line:
        """Return the only notice whose id begins so; raise NotFoundError or AmbiguousIdError."""
        [line] = self._lines([self._workplace.inventory.notices.find(prefix)])
        return line

    def acknowledge(self, ids: Sequence[NoticeId]) -> Former:
        """Silence notices until the next stage of their subjects; raise WrongStateError.

        Of several, those that are past already are left alone. Return them as they were.
        """
        now, actor = self._workplace.now(), self._workplace.actor

        def acknowledged(line: Line) -> Notice:
            if line.state is NoticeState.ACKNOWLEDGED:
                return line.notice
            return replace(_unanswered(line.notice), acknowledged_at=now, acknowledged_by=actor)

        return self._change(ids, Act.ACKNOWLEDGED, acknowledged)

    def reopen(self, ids: Sequence[NoticeId]) -> Former:
        """Take back that notices were acknowledged or snoozed; raise WrongStateError.

        Return them as they were.
        """
        return self._change(ids, Act.REOPENED, lambda line: _unanswered(line.notice))

    def put_back(self, former: Former) -> None:
        """Let notices stand as they were, where no more urgent one has come since."""
        wanted = {notice.id: notice for notice in former}
        entries = self._workplace.inventory.notices.entries(wanted)
        held = [line.notice.id for line in self._lines(entries) if line.state in HELD]
        self._change(held, Act.REOPENED, lambda line: wanted[line.notice.id])

    def snooze(self, ids: Sequence[NoticeId], until: Callable[[date], date]) -> Former:
        """Silence subjects, more urgent stages included, *until* a day counted from today.

        Return them as they were. Raise FieldError where that is not after today or reaches past
        the expiry date, and WrongStateError.
        """

        def snoozed(line: Line) -> Notice:
            day = until(line.day)
            _require_in_time(line, day)
            return replace(_unanswered(line.notice), snoozed_until=day)

        return self._change(ids, Act.SNOOZED, snoozed)

    def _change(
        self, ids: Sequence[NoticeId], act: Act, change: Callable[[Line], Notice]
    ) -> Former:
        former = []
        with self._workplace.unsealed():
            for line in self._held(ids):
                after = change(line)
                if after != line.notice:
                    self._workplace.inventory.notices.update(after)
                    self._workplace.record(act, Thing.NOTICE, after.id, after=_facts(after))
                    former.append(line.notice)
        return tuple(former)

    def _held(self, ids: Sequence[NoticeId]) -> list[Line]:
        """Return the notices that can be answered; raise WrongStateError if none of them can."""
        lines = self._lines(self._workplace.inventory.notices.entries(ids))
        held = [line for line in lines if line.state in HELD]
        if lines and not held:
            past = lines[0]
            raise WrongStateError(
                name=past.subject.name,
                reason=_("this notice is {state}").format(
                    state=notice_words.state(past.state).lower()
                ),
            )
        return held

    def _lines(self, entries: Sequence[Entry]) -> list[Line]:
        days = self._workplace.days()
        return [Line(one, days[one.subject.organisation]) for one in entries]

    def _with_deliveries(self, lines: list[Line]) -> list[Line]:
        told = self._workplace.inventory.deliveries.of_notices(line.notice.id for line in lines)
        return [replace(line, deliveries=tuple(told[line.notice.id])) for line in lines]


def _unanswered(notice: Notice) -> Notice:
    """Return *notice* as nobody had answered it."""
    return replace(
        notice, acknowledged_at=None, acknowledged_by="", snoozed_until=None, woken_at=None
    )


def _require_in_time(line: Line, until: date) -> None:
    if line.days_left <= 0:
        raise WrongStateError(
            name=line.subject.name, reason=_("it has expired, so its notices cannot wait")
        )
    if until <= line.day:
        raise FieldError("until", _("Snooze until a day after today."))
    if until > line.subject.expires_on:
        raise FieldError(
            "until",
            _("“{name}” expires on {day}: that is the last day to snooze until.").format(
                name=line.subject.name, day=words.day(line.subject.expires_on)
            ),
        )


def _facts(notice: Notice) -> dict[str, object]:
    facts: dict[str, object] = {"subject": notice.subject_id, "stage": notice.stage}
    if notice.snoozed_until is not None:
        facts["until"] = notice.snoozed_until.isoformat()
    return facts
