"""The dashboard: how the keys stand, and what needs a person."""

from dataclasses import dataclass

from app.core.identity import OrganisationId
from app.core.key import Key, KeyState
from app.core.notice import NoticeState
from app.core.preference import MAIL_ON
from app.core.todo import Todo
from app.services.key_list import KeyList, People, View
from app.services.notice_list import Line, NoticeList
from app.services.outbox import Outbox
from app.services.settings import Settings
from app.services.todos import Todos

NEXT = 10
TODOS = 5
NOTICES = 5
UNTOLD = "told:none -state:disabled"
"""The filter for keys in use that no address would be told of."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the dashboard shows."""

    counts: dict[KeyState, int]
    next_to_expire: list[Key]
    todos: list[Todo]
    todos_open: int
    people: People
    notices: list[Line]
    notices_open: int
    untold: int
    """How many keys no address would be told of."""
    mail_on: bool
    mail_given_up: int


class Overviews:
    """Gathers what the dashboard shows."""

    def __init__(
        self,
        *,
        keys: KeyList,
        todos: Todos,
        notices: NoticeList,
        outbox: Outbox,
        settings: Settings,
    ) -> None:
        self._keys = keys
        self._todos = todos
        self._notices = notices
        self._outbox = outbox
        self._settings = settings

    def of(self, organisation: OrganisationId | None) -> Overview:
        """Return the overview of one organisation, or of all."""
        counts = self._notices.counts(organisation)
        untold = View(organisation=organisation, filter=UNTOLD)
        return Overview(
            counts=self._keys.counts(View(organisation=organisation)),
            next_to_expire=self._keys.next_to_expire(organisation, NEXT),
            todos=self._todos.oldest(TODOS, organisation),
            todos_open=self._todos.count_open(organisation),
            people=self._keys.people(),
            notices=self._notices.current(
                NoticeState.OPEN, organisation=organisation, most=NOTICES
            ),
            notices_open=counts[NoticeState.OPEN],
            untold=self._keys.count(self._keys.query(untold)),
            mail_on=self._settings.load().get(MAIL_ON),
            mail_given_up=self._outbox.given_up(),
        )
