"""What needs a person now: notices, replacements and portal to-dos, the most urgent first."""

from dataclasses import dataclass
from datetime import date

from app.core.identity import OrganisationId
from app.core.notice import NoticeState
from app.core.replacement import RUNNING, Reason, ReplacementState
from app.core.todo import Todo
from app.services.checklists import Checklists
from app.services.notice_list import Line, NoticeList
from app.services.replacement_list import Course, ReplacementList
from app.services.todos import Todos
from app.services.workplace import Workplace

Need = Line | Course | Todo
"""A notice, a replacement that is late, due or of an exposed key, or a portal to-do."""

SOON_DAYS = 7
"""What stops in so many days comes before what only waits to be done in the portal."""


@dataclass(frozen=True, slots=True)
class Needed:
    """The most urgent needs, and how many there are of each kind."""

    first: tuple[Need, ...]
    notices: int
    replacements: int
    todos: int

    @property
    def count(self) -> int:
        """How many there are of all kinds."""
        return self.notices + self.replacements + self.todos

    def more(self) -> dict[type[Need], int]:
        """Return how many of each kind there are besides the first."""
        shown = [type(one) for one in self.first]
        counts: dict[type[Need], int] = {
            Line: self.notices,
            Course: self.replacements,
            Todo: self.todos,
        }
        return {kind: count - shown.count(kind) for kind, count in counts.items()}


class Needs:
    """Gathers what needs a person."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._checklists = Checklists(workplace)
        self._notices = NoticeList(workplace)
        self._replacements = ReplacementList(workplace)
        self._todos = Todos(workplace)

    def of(self, organisation: OrganisationId | None, most: int) -> Needed:
        """Return the *most* urgent needs of one organisation, or of all."""
        notices = self._notices.current(NoticeState.OPEN, organisation=organisation, most=most)
        todos = self._todos.oldest(most, organisation)
        due = self._replacements.urgent(most, organisation, due=True)
        exposed = self._exposed(organisation)
        found: list[Need] = [*notices, *due, *exposed, *todos]
        return Needed(
            first=tuple(sorted(found, key=_urgency)[:most]),
            notices=self._notices.counts(organisation)[NoticeState.OPEN],
            replacements=self._replacements.count_due(organisation) + len(exposed),
            todos=self._todos.count_open(organisation),
        )

    def _exposed(self, organisation: OrganisationId | None) -> list[Course]:
        """Return the replacements of exposed keys that are not late or due anyhow."""
        found = self._workplace.inventory.replacements.running(organisation, Reason.EXPOSED)
        courses = [
            Course(one, self._workplace.day_at(one.old.organisation))
            for one in self._checklists.of(found)
        ]
        return [one for one in courses if _is_exposed(one) and not _is_due(one)]


def _is_due(course: Course) -> bool:
    """Tell whether a replacement is late, or planned for today."""
    if course.state is ReplacementState.PLANNED:
        return course.replacement.planned_on == course.day
    return course.state is ReplacementState.LATE


def _is_exposed(course: Course) -> bool:
    """Tell whether a key that was exposed is still to be made useless: its places use it."""
    if course.replacement.reason is not Reason.EXPOSED or course.state not in RUNNING:
        return False
    return course.new is None or not course.checklist.is_done


def _urgency(need: Need) -> tuple[int, date]:
    """Return what sorts the most urgent need first.

    What has stopped or is late; exposed keys; what stops within a week; the portal's to-dos; and
    the rest.
    """
    if isinstance(need, Todo):
        return 3, need.since.date()
    if isinstance(need, Line):
        return _rank(need.days_left), need.notice.expires_on
    if need.state is ReplacementState.LATE:
        return 0, need.checklist.deadline
    return 1 if _is_exposed(need) else 2, need.checklist.deadline


def _rank(days_left: int) -> int:
    if days_left <= 0:
        return 0
    return 2 if days_left <= SOON_DAYS else 4
