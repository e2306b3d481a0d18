"""Makes the plan of a document's import: of each record what becomes of it, and all problems."""

from collections.abc import Mapping
from dataclasses import replace
from gettext import gettext as _

from app.core.application import Application
from app.core.document import Document, Kind, ReadDocument
from app.core.document_comparison import Comparison, after_all
from app.core.document_keys import KeyPlanner
from app.core.document_match import Matched, matched
from app.core.document_plan import (
    Change,
    DocumentPlan,
    KnownInventory,
    RecordState,
    Work,
)
from app.core.document_uses import UsePlanner
from app.core.errors import FieldError
from app.core.ordering import in_circles, named_first
from app.core.organisation import Account, Organisation
from app.core.preference import MAIL_HOST, MY_ACCOUNT
from app.core.progress import Progress
from app.core.text import sort_form

_ORGANISATION = (
    *("name", "domain", "number", "time_zone", "reports_api", "lifetime_months", "parent"),
    "also_tell",
)
_ACCOUNT = ("name", "email", "organisation", "expires_on")
_APPLICATION = (
    *("name", "kind", "organisation", "place", "address", "contact_name", "contact_email"),
    *("contact_phone", "notes", "removed_at"),
)


def plan(
    read: ReadDocument, known: KnownInventory, *, preferences: bool | None, progress: Progress
) -> DocumentPlan:
    """Return what an import of *read* will do; raise CancelledError.

    *preferences* come in where that is chosen; None for where the inventory is fresh.
    """
    document = read.document
    wanted = known.is_fresh if preferences is None else preferences
    if read.problems:
        return DocumentPlan(
            made_at=document.made_at,
            made_by=document.made_by,
            program=document.program,
            fresh=known.is_fresh,
            with_preferences=wanted,
            problems=read.problems,
            problem_count=read.problem_count,
            warnings=read.warnings,
        )
    return _Planner(read, known, matched(document, known), preferences=wanted).plan(progress)


class _Planner:
    def __init__(
        self, read: ReadDocument, known: KnownInventory, found: Matched, *, preferences: bool
    ) -> None:
        self._read = read
        self._known = known
        self._found = found
        self._document: Document = found.document
        self._with_preferences = preferences
        self._comparison = Comparison()
        self._notes = list(found.notes)

    def plan(self, progress: Progress) -> DocumentPlan:
        """Return the plan."""
        document, comparison = self._document, self._comparison
        keys = KeyPlanner(document, self._known, comparison, self._found.under_other_ids)
        uses = UsePlanner(document, self._known, comparison, frozenset(keys.reachable))
        self._notes += [*self._about_the_document(), *keys.notes()]
        self._warn_of_levels()
        work = Work(
            giving_way=self._found.giving_way,
            organisations=tuple(self._organisations()),
            accounts=tuple(self._accounts()),
            applications=tuple(self._applications()),
        )
        progress(0, len(document.keys))
        work = replace(work, keys=tuple(keys.plan(progress)), values=keys.values)
        progress(len(document.keys), len(document.keys))
        work = replace(
            work,
            uses=tuple(uses.uses()),
            replacements=tuple(uses.replacements()),
            todos=tuple(uses.todos()),
            preferences=self._preferences(),
        )
        return self._planned(work)

    def _planned(self, work: Work) -> DocumentPlan:
        comparison, document = self._comparison, self._document
        return DocumentPlan(
            made_at=document.made_at,
            made_by=document.made_by,
            program=document.program,
            fresh=self._known.is_fresh,
            with_preferences=self._with_preferences,
            notes=tuple(self._notes),
            problems=tuple(comparison.problems.told),
            problem_count=comparison.problems.count,
            warnings=(*self._read.warnings, *comparison.warnings.told),
            lines=tuple(comparison.lines),
            counts=comparison.counts,
            work=Work() if comparison.problems.count else work,
        )

    def _about_the_document(self) -> list[str]:
        document = self._document
        if document.whole:
            return []
        told = _("The document is of chosen keys ({chosen}): what it leaves out stays as it is.")
        return [told.format(chosen=document.chosen or _("not all"))]

    def _warn_of_levels(self) -> None:
        """Note permission levels that allow something else here."""
        here = {one.id: one for one in self._known.levels}
        for at, level in enumerate(self._document.levels):
            ours = here.get(level.id)
            if ours is not None and ours.operations != level.operations:
                told = _("“{id}” allows other operations here.").format(id=level.id)
                self._comparison.warnings.add(f"permission_levels[{at}]", told)

    def _organisations(self) -> list[Change[Organisation]]:
        gone = self._found.giving_way.organisation
        known = {
            str(one.id): one
            for one in self._known.organisations
            if gone is None or one.id != gone.id
        }
        changes = self._comparison.compared(
            Kind.ORGANISATION,
            self._document.organisations,
            known,
            _ORGANISATION,
            name=lambda one: one.name,
        )
        self._require_sound(after_all(known, changes))
        new = [one.after for one in changes if one.before is None]
        changed = [one for one in changes if one.before is not None]
        return [*(Change(None, one) for one in named_first(new, lambda one: one.parent)), *changed]

    def _require_sound(self, final: Mapping[str, Organisation]) -> None:
        """Note names that two would have, and organisations that would be their own parents."""
        circles = in_circles({one.id: one.parent for one in final.values()})
        places = {one.id: at for at, one in enumerate(self._document.organisations)}
        names: dict[str, str] = {}
        for one in sorted(final.values(), key=lambda one: one.id in places):
            at, name = places.get(one.id), sort_form(one.name)
            if at is not None and name in names:
                told = _("There is an organisation of this name already.")
                self._comparison.problems.add(f"{Kind.ORGANISATION.value}[{at}].name", told)
            if at is not None and one.id in circles:
                told = _("An organisation cannot be its own sub-organisation.")
                self._comparison.problems.add(f"{Kind.ORGANISATION.value}[{at}].parent", told)
            names[name] = one.id

    def _accounts(self) -> list[Change[Account]]:
        gone = self._found.giving_way.account
        known = {
            str(one.id): one for one in self._known.accounts if gone is None or one.id != gone.id
        }
        return self._comparison.compared(
            Kind.ACCOUNT, self._document.accounts, known, _ACCOUNT, name=lambda one: one.name
        )

    def _applications(self) -> list[Change[Application]]:
        def inspect(where: str, one: Application, before: Application | None) -> Application:
            if before is None or before.kind != one.kind:
                try:
                    self._known.kinds.require(one.kind)
                except FieldError as error:
                    self._comparison.problems.add(f"{where}.kind", str(error))
            return one

        return self._comparison.compared(
            Kind.APPLICATION,
            self._document.applications,
            {str(one.id): one for one in self._known.applications},
            _APPLICATION,
            name=lambda one: one.name,
            inspect=inspect,
        )

    def _preferences(self) -> dict[str, str]:
        """Return the preferences to set; whose workstation this is never comes from elsewhere."""
        wanted: dict[str, str] = {}
        differing = False
        me = self._found.giving_way.account_becomes or self._known.me or ""
        for name, said in self._document.preferences.items():
            state = RecordState.LEFT_OUT
            ours = me if name == MY_ACCOUNT.name else self._known.preferences[name]
            if said == ours:
                state = RecordState.SAME
            elif name == MY_ACCOUNT.name:
                self._notes.append(_("Whose account is yours stays as it is here."))
            elif self._with_preferences:
                state, wanted[name] = RecordState.CHANGED, said
            else:
                differing = True
            self._comparison.note(Kind.PREFERENCE, f"{Kind.PREFERENCE.value}.{name}", state, name)
        if differing:
            self._notes.append(_("Preferences stay as they are here, unless they are asked for."))
        if MAIL_HOST.name in wanted and not self._known.is_fresh:
            told = _("The mail password that is stored here would be sent to this server.")
            self._comparison.warnings.add(f"{Kind.PREFERENCE.value}.{MAIL_HOST.name}", told)
        return wanted
