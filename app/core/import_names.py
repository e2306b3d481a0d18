"""Names in a file that stand for organisations, accounts, applications and levels."""

from dataclasses import replace
from email.utils import parseaddr
from gettext import gettext as _

from app.core import text
from app.core.application import Application
from app.core.errors import FieldError
from app.core.identity import AccountId, ApplicationId, OrganisationId
from app.core.import_plan import Choices, Known, Makes
from app.core.import_row import ImportRow, clean_name
from app.core.key import Key
from app.core.key_table import owner_cells
from app.core.organisation import Account, Organisation
from app.core.sheet import header_form

_OTHER_KIND = "other"


class ImportNames:
    """Finds what names stand for, and makes what is missing where that was chosen."""

    def __init__(self, known: Known, choices: Choices) -> None:
        self._known = known
        self._choices = choices
        self._by_id = {one.id: one for one in known.organisations}
        chosen = choices.organisation
        self._home = known.home if chosen is None else self._by_id.get(chosen, known.home)
        self._organisations = {text.sort_form(one.name): one for one in known.organisations}
        self._owners = _by_owner(known)
        self._applications: dict[str, list[Application]] = {}
        for one in known.applications:
            self._applications.setdefault(text.sort_form(one.name), []).append(one)
        self._levels = {
            header_form(name): one.id
            for one in known.levels
            for name in (one.label, _(one.label), one.id)
        }
        self._made: dict[str, Organisation | Account | Application] = {}
        self._missing: dict[str, None] = {}

    @property
    def makes(self) -> Makes:
        """What is made, by name."""
        made = [self._made[name] for name in sorted(self._made)]
        return Makes(
            organisations=tuple(one for one in made if isinstance(one, Organisation)),
            accounts=tuple(one for one in made if isinstance(one, Account)),
            applications=tuple(one for one in made if isinstance(one, Application)),
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """The names that nothing known has."""
        return tuple(sorted(self._missing))

    def organisation(self, row: ImportRow) -> Organisation:
        """Return the organisation of a row."""
        name = row.text("organisation").strip()
        if not name:
            return self._home
        found = self._organisations.get(text.sort_form(name))
        if found is not None:
            return found
        if not self._may_make(row, "organisation", name, _("organisation")):
            return self._home
        cleaned = row.read("organisation", clean_name, self._home.name)
        made = replace(
            self._home,
            id=OrganisationId(self._known.new_id()),
            name=cleaned,
            domain="",
            number="",
            parent=None,
            also_tell=(),
            created_at=self._known.now,
        )
        self._organisations[text.sort_form(name)] = made
        self._made[f"organisation {name}"] = made
        return made

    def of_key(self, key: Key) -> Organisation:
        """Return the organisation of a known key."""
        return self._by_id.get(key.organisation, self._home)

    def owner(self, row: ImportRow, organisation: Organisation) -> AccountId | None:
        """Return the account of a row's owner: nobody, or me where no column says it."""
        if not row.has("owner"):
            return self._known.me
        said = row.text("owner").strip()
        if not said:
            return None
        found = self._owners.get(text.sort_form(said), [])
        if len(found) > 1:
            row.refuse("owner", _("More than one account is called so: give the address."))
        if found:
            return found[0]
        if not self._may_make(row, "owner", said, _("account")):
            return None
        return self._make_owner(row, said, organisation)

    def _make_owner(self, row: ImportRow, said: str, organisation: Organisation) -> AccountId:
        name, email = parseaddr(said)
        if "@" not in said:
            name, email = said, ""
        elif not email:  # what it is instead is said as of any address
            email = said
        made = Account(
            id=AccountId(self._known.new_id()),
            name=row.read("owner", lambda field, _cell: clean_name(field, name or said), ""),
            email=row.read("owner", lambda field, _cell: text.clean_email(field, email), ""),
            organisation=organisation.id,
            created_at=self._known.now,
        )
        self._owners[text.sort_form(said)] = [made.id]
        self._made[f"owner {said}"] = made
        return made.id

    def applications(self, row: ImportRow, organisation: Organisation) -> tuple[ApplicationId, ...]:
        """Return the applications that use the row's key."""
        ids = [self._application(row, one, organisation) for one in row.several("applications")]
        return tuple(dict.fromkeys(one for one in ids if one is not None))

    def _application(
        self, row: ImportRow, name: str, organisation: Organisation
    ) -> ApplicationId | None:
        found = self._applications.get(text.sort_form(name), [])
        own = [one for one in found if one.organisation == organisation.id]
        found = own or found
        if len(found) > 1:
            told = _("More than one application is called “{name}”.").format(name=name)
            row.refuse("applications", told)
        if found:
            return found[0].id
        if not self._may_make(row, "applications", name, _("application")):
            return None
        try:
            cleaned = clean_name("applications", name)
        except FieldError as error:
            row.refuse("applications", str(error))
            return None
        made = Application(
            id=ApplicationId(self._known.new_id()),
            name=cleaned,
            kind=_OTHER_KIND,
            organisation=organisation.id,
            created_at=self._known.now,
        )
        self._applications[text.sort_form(name)] = [made]
        self._made[f"application {name}"] = made
        return made.id

    def level(self, row: ImportRow, organisation: Organisation, before: str = "") -> str:
        """Return the id of the row's permission level, which may be told by its label.

        The one that a key has *before* need not be enabled for its organisation.
        """
        said = row.text("permission").strip() or self._choices.permission
        if not said:
            row.refuse("permission", _("The permission level is missing."))
            return ""
        wanted = self._levels.get(header_form(said), said)
        if wanted not in self._known.levels:
            told = _("There is no permission level “{name}”. There are: {names}.").format(
                name=said[: text.NAME_LIMIT],
                names=", ".join(_(one.label) for one in self._known.levels),
            )
            row.refuse("permission", told)
            return ""
        if wanted == before:
            return before
        try:
            return self._known.levels.require(wanted, reports_api=organisation.reports_api).id
        except FieldError as error:
            row.refuse("permission", str(error))
            return ""

    def _may_make(self, row: ImportRow, field: str, name: str, kind: str) -> bool:
        """Tell whether what is not known may be made; if not, that is a problem of the row."""
        shown = "…" if text.holds_uuid(name) else name[: text.NAME_LIMIT]
        self._missing[shown] = None
        if self._choices.create_missing:
            return True
        row.refuse(field, _("There is no {kind} “{name}”.").format(kind=kind, name=shown))
        return False


def _by_owner(known: Known) -> dict[str, list[AccountId]]:
    """Return the accounts by what a file may call them: as files do, by address, by name."""
    found: dict[str, list[AccountId]] = {}
    cells = owner_cells(known.accounts)
    for one in known.accounts:
        names = {text.sort_form(name) for name in (cells[one.id], one.email, one.name) if name}
        for name in names:
            found.setdefault(name, []).append(one.id)
    return found
