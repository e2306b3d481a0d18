"""Plans to replace many keys: which ones, and on which day each."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from gettext import gettext as _

from app.core import calendar, stagger
from app.core.errors import FieldError
from app.core.identity import KeyId, OrganisationId
from app.core.key import Key, KeyState
from app.core.organisation import Organisation
from app.core.preference import WEEKEND
from app.core.query import EVERYDAY, KeyQuery
from app.core.replacement import is_later, most_powerful_first
from app.core.schedule import weekend_of
from app.core.stagger import Turn
from app.services.key_list import KeyList, View
from app.services.workplace import Workplace

_PAGE = 10_000
_WORKING = EVERYDAY - {KeyState.DISABLED}


class ReplacementPlans:
    """Turns a choice of keys into days for their replacement."""

    def __init__(self, workplace: Workplace, keys: KeyList) -> None:
        self._workplace = workplace
        self._keys = keys

    def of_filter(self, text: str, organisation: OrganisationId | None = None) -> list[KeyId]:
        """Return the keys that a filter finds, next to expire first; raise FilterError."""
        query = self._keys.query(View(filter=text, organisation=organisation))
        return list(self._ids(query))

    def expiring(
        self, first: date, last: date, organisation: OrganisationId | None = None
    ) -> list[KeyId]:
        """Return the keys that expire from *first* through *last*; disabled ones are left out."""
        query = self._keys.query(
            View(
                filter=f"expires>={first.isoformat()} expires<={last.isoformat()}",
                organisation=organisation,
            )
        )
        return list(self._ids(query.with_states(*_WORKING)))

    def turns(self, key_ids: Iterable[KeyId], start: date, *, at_once: bool = False) -> list[Turn]:
        """Give each key a working day from *start* on; raise FieldError where that is past.

        Keys that are being replaced already, or are out of the list, are left out. *at_once*
        gives all the same day, those that are allowed the most first, also where a plan is later.
        """
        days = self._workplace.days()
        if start < min([days.otherwise, *days.values()]):
            raise FieldError("start", _("A plan cannot begin in the past."))
        organisations = {one.id: one for one in self._workplace.inventory.organisations.all()}
        keys = self._replaceable(key_ids, start if at_once else None)

        def expiry(key: Key, day: date) -> date:
            return _expiry_of_successor(organisations[key.organisation], day)

        if at_once:
            levels = self._workplace.levels
            power = {level.id: levels.power(level.id) for level in levels}
            ordered = most_powerful_first(keys, power)
            return stagger.at_once(ordered, start, expiry=expiry)
        days_off = self._workplace.inventory.preferences.load().get(WEEKEND)
        weekend, planned = weekend_of(days_off), self._planned(organisations)
        return stagger.staggered(keys, start, weekend=weekend, expiry=expiry, planned=planned)

    def _replaceable(self, key_ids: Iterable[KeyId], at_once: date | None) -> list[Key]:
        inventory = self._workplace.inventory
        under_way = {
            one.old
            for one in inventory.replacements.running()
            if at_once is None or not is_later(one, at_once)
        }
        wanted = [one for one in dict.fromkeys(key_ids) if one not in under_way]
        keys = inventory.keys.some(wanted)
        return [keys[one] for one in wanted if not keys[one].retired]

    def _planned(self, organisations: Mapping[OrganisationId, Organisation]) -> list[date]:
        """Return the days on which the successors that are planned or made already expire."""
        inventory = self._workplace.inventory
        running = inventory.replacements.running()
        keys = inventory.keys.some(one.new or one.old for one in running)
        made = [keys[one.new].expires_on for one in running if one.new is not None]
        waiting = [
            _expiry_of_successor(organisations[keys[one.old].organisation], one.planned_on)
            for one in running
            if one.new is None and one.planned_on is not None
        ]
        return made + waiting

    def _ids(self, query: KeyQuery) -> Iterator[KeyId]:
        offset = 0
        while page := self._keys.ids(query, offset, _PAGE):
            yield from page
            offset += len(page)


def _expiry_of_successor(organisation: Organisation, day: date) -> date:
    """Return the expiry date of a key made on *day*; the last day there is, if that is past it."""
    try:
        return calendar.add_months(day, organisation.lifetime_months)
    except OverflowError:
        return date.max
