"""What is measured: everything that a click, a typed letter or a pull at the scroll bar starts."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from app.core.key import KeyState
from app.core.notice import NoticeState
from app.core.preference import CLIPBOARD_SECONDS
from app.core.query import Sort
from app.core.statistics import Section
from app.services.key_list import View
from app.services.suite import Services
from tests.bench.population import COMMON, RARE
from tests.stage import Stage, create_key

PAGE = 100
BULK = 1_000

FILTERS = (
    RARE,
    COMMON[0],
    COMMON,
    f"koha {COMMON}",
    f"koha -{COMMON}",
    f"-{COMMON}",
    f"-{RARE}",
    "no-such-word",
    "permission:reports",
    "-permission:authentication",
    "state:expiring",
    "-state:active",
    "state:removed",
    "expires<2026-07-01",
    "expires>=2026-09-01 expires<2026-09-02",
    "-expires<2026-07-01",
    "owner:none",
    'owner:"Tester 17"',
    'org:"Example 7"',
    "origin:made_here",
    "ending:c15b",
    "told:none",
    f"{COMMON} permission:full state:active expires<2026-12-01 -origin:portal",
)


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Act:
    """What is measured, and what comes before it unmeasured."""

    name: str
    do: Callable[[], object]
    before: Callable[[], object] = nothing


@dataclass(frozen=True, slots=True)
class Bench:
    """What is done with an inventory."""

    services: Services
    stage: Stage

    def acts(self) -> Iterator[Act]:
        """Yield all acts."""
        yield from self._orders()
        yield from self._views()
        yield from self._others()
        yield from self._notices()
        yield from self._changes()

    def forget(self) -> Callable[[], None]:
        """Return what changes a little thing each time: so that no count is known from before."""
        seconds = itertools.cycle((30, 31))
        return lambda: self.services.settings.set(CLIPBOARD_SECONDS, next(seconds))

    def _orders(self) -> Iterator[Act]:
        count = self.services.keys.count(self.services.keys.query(View()))
        for sort, descending in itertools.product(Sort, (False, True)):
            view = View(sort=sort, descending=descending)
            yield Act(f"list by {sort}{', descending' if descending else ''}", self._list(view))
            yield Act("  page in the middle", self._page(view, count // 2))
            yield Act("  page at the end", self._page(view, count - PAGE))

    def _views(self) -> Iterator[Act]:
        yield from self._view("all", View())
        for state in KeyState:
            yield from self._view(f"state {state}", View(state=state))
        for text in FILTERS:
            yield from self._view(f"filter {text}", View(filter=text))
        organisation = self.services.organisations.all()[7].id
        yield from self._view("one organisation", View(organisation=organisation))
        view = View(filter=COMMON, sort=Sort.NAME)
        yield Act("filter library, by name", self._list(view))
        yield Act("  page in the middle", self._page(view, 180_000), self._list(view))

    def _view(self, name: str, view: View) -> Iterator[Act]:
        yield Act(name, self._list(view))
        yield Act("  its chips", lambda: self.services.keys.counts(view), self._list(view))

    def _others(self) -> Iterator[Act]:
        query = self.services.keys.query(View())
        yield Act("names of people", self.services.keys.people)
        yield Act("accounts, with the keys they own", self.services.accounts.all)
        yield Act("dashboard", lambda: self.services.overviews.of(None))
        for section in Section:
            yield Act(
                f"statistics of {section}", partial(self.services.statistics.of, None, section)
            )
        yield Act(
            f"ids of {BULK:,} chosen keys",
            lambda: self.services.keys.ids(query, 400_000, BULK),
        )

    def _notices(self) -> Iterator[Act]:
        """Yield what the window does each minute, and after each change."""
        services = self.services
        yield Act("look, after a change", services.notices.look)
        yield Act("look, where nothing changed", services.notices.look, services.notices.look)
        yield Act("count at the bell", services.notice_list.counts)
        yield Act("notices page", lambda: services.notice_list.current(NoticeState.OPEN))

    def _changes(self) -> Iterator[Act]:
        services = self.services
        yield Act("open the inventory", self._open)
        yield Act("create a key", lambda: create_key(services, f"Koha, new {COMMON}"))
        query = services.keys.query(View())
        [one] = services.keys.ids(query, 5_000, 1)
        many = services.keys.ids(query, 10_000, BULK)
        yield Act("disable a key, and undo", lambda: services.change.disable([one]).undo())
        yield Act(f"disable {BULK:,} keys, and undo", lambda: services.change.disable(many).undo())

    def _open(self) -> None:
        opened = self.stage.open()
        opened.inventory.close()

    def _list(self, view: View) -> Callable[[], object]:
        """Return what the list does to show *view*: count it, read a page, and name people."""
        keys = self.services.keys

        def show() -> object:
            query = keys.query(view)
            return keys.count(query), keys.page(query, 0, PAGE), keys.people()

        return show

    def _page(self, view: View, offset: int) -> Callable[[], object]:
        """Return what the list does when it is scrolled."""
        keys = self.services.keys
        return lambda: keys.page(keys.query(view), offset, PAGE)
