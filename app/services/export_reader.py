"""What an export tells, read out of the inventory."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from app import __version__
from app.core import preference, words
from app.core.export import Format, Made, Material
from app.core.identity import KeyId
from app.core.key import Key, KeyState
from app.core.key_table import Around
from app.core.progress import Progress
from app.core.query import KeyQuery
from app.core.replacement import Replacement
from app.core.secret import Secret
from app.core.text import sort_form
from app.core.todo import Todo
from app.core.trail_head import words_of
from app.services.key_list import KeyList, View
from app.services.workplace import NO_PROGRESS, Workplace

_PAGE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which keys go out: these *keys*, those of a *view*, or all."""

    keys: tuple[KeyId, ...] | None = None
    view: View | None = None
    retired: bool | None = None
    """Of all keys: removed and superseded ones too; None as the format has it."""


class ExportReader:
    """Reads the material of files."""

    def __init__(self, workplace: Workplace, keys: KeyList) -> None:
        self._workplace = workplace
        self._keys = keys

    def count(self, choice: Choice, form: Format) -> int:
        """Return how many keys a query for *choice* finds; raise FilterError."""
        return self._keys.count(self.query(choice, form))

    def query(self, choice: Choice, form: Format) -> KeyQuery:
        """Return the query for the keys of *choice*; raise FilterError."""
        query = self._keys.query(choice.view or View())
        if choice.view is not None:
            return query
        wanted = form.everything if choice.retired is None else choice.retired
        return query.with_states(*KeyState) if wanted else query

    def _chosen(self, choice: Choice, form: Format, report: Progress) -> list[Key]:
        if choice.keys is not None:
            found = self._workplace.inventory.keys.some(choice.keys)
            return [found[one] for one in choice.keys if one in found]
        query = self.query(choice, form)
        keys: list[Key] = []
        total = self._keys.count(query)
        report(0, total)
        while page := self._keys.page(query, len(keys), _PAGE):
            keys += page
            report(min(len(keys), total), total)
        return keys

    def material(
        self, choice: Choice, form: Format, *, values: bool, report: Progress = NO_PROGRESS
    ) -> Material:
        """Read all that the file may tell but for *values*; raise CancelledError."""
        inventory = self._workplace.inventory
        keys = self._chosen(choice, form, report)
        ids = {key.id for key in keys}
        uses = [one for one in inventory.uses.all() if one.key in ids]
        applications = [*inventory.applications.all(), *inventory.applications.removed()]
        names = {one.id: one.name for one in applications}
        using: dict[KeyId, list[str]] = {}
        for use in uses:
            if use.is_open:
                using.setdefault(use.key, []).append(names[use.application])
        organisations, accounts = inventory.organisations.all(), inventory.accounts.all()
        levels = {key.permission for key in keys}
        return Material(
            keys=keys,
            around=Around.of(
                organisations,
                accounts,
                self._workplace.now(),
                {key: tuple(sorted(some, key=sort_form)) for key, some in using.items()},
            ),
            made=self._made(choice, keys),
            with_values=values,
            organisations=organisations,
            accounts=accounts,
            applications=applications,
            uses=uses,
            replacements=[one for one in self._replacements() if {one.old, one.new} & ids],
            todos=[one for one in self._todos() if one.key in ids],
            levels=[one for one in self._workplace.levels if one.id in levels],
            preferences=self._preferences(),
        )

    def _made(self, choice: Choice, keys: Sequence[Key]) -> Made:
        inventory = self._workplace.inventory
        everything = self._keys.query(View()).with_states(*KeyState)
        entries, head = inventory.audit.head()
        return Made(
            at=self._workplace.now(),
            by=self._workplace.actor,
            version=__version__,
            chosen=_told(choice, len(keys)),
            filter=choice.view.filter if choice.view is not None else None,
            total=self._keys.count(everything),
            entries=entries,
            head=head,
            head_words=" ".join(words_of(head, self._workplace.words)),
        )

    def values(self, keys: Iterable[KeyId]) -> dict[KeyId, Secret]:
        """Return the values of *keys*, which are never changed; raise VaultLockedError."""
        read = self._workplace.inventory.keys.value_of
        return {key_id: read(key_id) for key_id in keys}

    def _replacements(self) -> list[Replacement]:
        all_of = self._workplace.inventory.replacements
        return [*all_of.running(), *all_of.ended(None)]

    def _todos(self) -> list[Todo]:
        all_of = self._workplace.inventory.todos
        return [*all_of.all(done=False), *all_of.all(done=True)]

    def _preferences(self) -> dict[str, str]:
        stored = self._workplace.inventory.preferences.load()
        return {
            one.name: stored.text(one)
            for one in preference.ALL
            if one not in preference.OF_ONE_COMPUTER
        }


def _told(choice: Choice, count: int) -> str:
    """Say how the keys were chosen; nothing for all."""
    if choice.keys is not None:
        return _("{keys} selected").format(keys=words.keys_counted(count))
    if choice.view is None:
        return ""
    state = choice.view.state
    parts = (words.key_state(state) if state else "", choice.view.filter)
    return _("filter: {filter}").format(filter=" ".join(filter(None, parts)) or _("none"))
