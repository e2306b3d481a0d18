"""Makes a document of plain data: what its members say, and every problem with its place."""

from collections.abc import Callable, Mapping
from gettext import gettext as _
from typing import TypeVar

from app.core import calendar, preference, text
from app.core.application import Application
from app.core.document import FORMAT, VERSION, Document, Kind, ReadDocument, Remarks, place
from app.core.document_checks import check, check_derived
from app.core.document_key import KEY_MEMBERS, read_key
from app.core.document_record import Record
from app.core.errors import N_, DocumentForeignError, DocumentNewerError, FieldError
from app.core.identity import (
    AccountId,
    ApplicationId,
    KeyId,
    OrganisationId,
    ReplacementId,
    TodoId,
    UseId,
)
from app.core.organisation import LONGEST_LIFETIME_MONTHS, Account, Organisation
from app.core.permission import PermissionLevel
from app.core.replacement import Reason, Replacement
from app.core.todo import Todo, TodoKind
from app.core.use import Use

T = TypeVar("T")
_MADE = ("at", "by", "program", "chosen", "filter", "keys", "keys_in_inventory", "values")
_TRAIL = ("entries", "head", "head_words")
_LEVELS = "permission_levels"
_PREFERENCES = {one.name: one for one in preference.ALL if one not in preference.OF_ONE_COMPUTER}
_TOP = ("format", "version", "made", "audit", "left_out", _LEVELS, *(one.value for one in Kind))
_ORGANISATION = (
    *("id", "name", "domain", "number", "time_zone", "reports_api", "lifetime_months"),
    *("parent", "also_tell", "created_at"),
)
_ACCOUNT = ("id", "name", "email", "organisation", "expires_on", "created_at")
_LEVEL = ("id", "label", "can", "cannot", "operations", "needs_reports_api")
_APPLICATION = (
    *("id", "name", "kind", "organisation", "place", "address", "contact_name"),
    *("contact_email", "contact_phone", "notes", "created_at", "removed_at"),
)
_USE = (
    *("id", "application", "key", "since", "begun_by", "ended_at", "ended_by", "note"),
    "moved_to",
)
_REPLACEMENT = (
    *("id", "old", "new", "reason", "planned_on", "created_at", "created_by", "begun_at"),
    *("closed_at", "cancelled_at"),
)
_TODO = ("id", "key", "kind", "before", "after", "since", "done_at", "done_by")


def read_document(data: Mapping[str, object], name: str) -> ReadDocument:
    """Return the document that *data* is, with all that is wrong in it.

    Raise DocumentForeignError or DocumentNewerError for what is none of ours.
    """
    _require_ours(data, name)
    problems, warnings = Remarks(), Remarks()
    reader = _DocumentReader(data, problems)
    document, derived = reader.document()
    check(document, problems, warnings)
    if not problems.count:
        check_derived(document, derived, warnings)
    return ReadDocument(
        document=document,
        problems=tuple(problems.told),
        problem_count=problems.count,
        warnings=tuple(warnings.told),
    )


def _require_ours(data: Mapping[str, object], name: str) -> None:
    version = data.get("version")
    if data.get("format") != FORMAT or not isinstance(version, int) or version is True:
        raise DocumentForeignError(name=name)
    if version != VERSION:
        raise DocumentNewerError(name=name, version=version, known=VERSION)


class _DocumentReader:
    def __init__(self, data: Mapping[str, object], problems: Remarks) -> None:
        self._top = Record(data, "", problems, _TOP)
        self._problems = problems

    def document(self) -> tuple[Document, list[Mapping[str, str]]]:
        """Return the document, and what each of its keys says that follows from the rest."""
        made = self._object("made", _MADE)
        values, keys = made.flag("values"), made.number("keys")
        told = self._list(Kind.KEY.value, KEY_MEMBERS, lambda record: read_key(record, values))
        if len(told) != keys and made.has("keys"):
            made.refuse("keys", _("There are not as many keys in the document: it is not whole."))
        made.optional("filter", made.string)
        self._look_at_the_rest()
        document = Document(
            made_at=made.moment("at"),
            made_by=made.text("by"),
            program=made.text("program"),
            chosen=made.optional("chosen", lambda one: made.text(one, text.clean_notes)) or "",
            whole=keys == made.number("keys_in_inventory"),
            with_values=values,
            organisations=self._list(Kind.ORGANISATION.value, _ORGANISATION, _organisation),
            accounts=self._list(Kind.ACCOUNT.value, _ACCOUNT, _account),
            levels=self._list(_LEVELS, _LEVEL, _level),
            applications=self._list(Kind.APPLICATION.value, _APPLICATION, _application),
            keys=tuple(one.key for one in told),
            values={one.key.id: one.value for one in told if one.value is not None},
            uses=self._list(Kind.USE.value, _USE, _use),
            replacements=self._list(Kind.REPLACEMENT.value, _REPLACEMENT, _replacement),
            todos=self._list(Kind.TODO.value, _TODO, _todo),
            preferences=self._preferences(),
        )
        return document, [one.derived for one in told]

    def _look_at_the_rest(self) -> None:
        """Look at what is told of the source, and comes in nowhere."""
        trail = self._object("audit", _TRAIL)
        trail.number("entries")
        trail.text("head")
        trail.text("head_words")

        def left_out(record: Record) -> tuple[str | None, str | None]:
            return record.string("what"), record.string("why")

        self._list("left_out", ("what", "why"), left_out)

    def _object(self, member: str, known: tuple[str, ...]) -> Record:
        found = self._top.member(member, dict, N_("An object is expected here."))
        problems = self._problems if found is not None else Remarks()  # told already
        return Record(found, member, problems, known)

    def _list(
        self, member: str, known: tuple[str, ...], read: Callable[[Record], T]
    ) -> tuple[T, ...]:
        return tuple(
            read(Record(one, f"{member}[{at}]", self._problems, known))
            for at, one in enumerate(self._top.items(member))
        )

    def _preferences(self) -> dict[str, str]:
        member = Kind.PREFERENCE.value
        found = self._top.member(member, dict, N_("An object is expected here."))
        preferences = {}
        for name, said in (found or {}).items():
            try:
                preferences[name] = _preference(name, said)
            except FieldError as error:
                self._problems.add(place(member, name), str(error))
        return preferences


def _preference(name: str, said: object) -> str:
    """Return a preference's text as it stands; raise FieldError."""
    what = _PREFERENCES.get(name)
    if what is None:
        raise FieldError(name, _("No document holds such a preference."))
    if not isinstance(said, str):
        raise FieldError(name, _("A text is expected here."))
    if preference.text_of(what.parse(said)) != said:
        raise FieldError(name, _("It is {allowed}.").format(allowed=what.kind.told()))
    return said


def _organisation(record: Record) -> Organisation:
    zone, months = record.text("time_zone"), record.number("lifetime_months")
    if record.has("time_zone") and not calendar.is_zone(zone):
        record.refuse("time_zone", _("This is not a time zone. Use a name like Europe/London."))
    if record.has("lifetime_months") and not 1 <= months <= LONGEST_LIFETIME_MONTHS:
        told = _("A key's lifetime is 1 to {most} months.").format(most=LONGEST_LIFETIME_MONTHS)
        record.refuse("lifetime_months", told)
    parent = record.optional("parent", record.id)
    return Organisation(
        id=OrganisationId(record.id("id")),
        name=record.text("name", text.clean_name),
        domain=record.text("domain", text.clean_domain),
        number=record.text("number", text.clean_number),
        time_zone=zone,
        reports_api=record.flag("reports_api"),
        lifetime_months=months,
        parent=None if parent is None else OrganisationId(parent),
        also_tell=record.emails("also_tell"),
        created_at=record.moment("created_at"),
    )


def _account(record: Record) -> Account:
    return Account(
        id=AccountId(record.id("id")),
        name=record.text("name", text.clean_name),
        email=record.text("email", text.clean_email),
        organisation=OrganisationId(record.id("organisation")),
        expires_on=record.optional("expires_on", record.day),
        created_at=record.moment("created_at"),
    )


def _level(record: Record) -> PermissionLevel:
    return PermissionLevel(
        id=record.text("id", text.clean_name),
        label=record.text("label"),
        can=record.texts("can"),
        cannot=record.texts("cannot"),
        operations=frozenset(record.texts("operations")),
        needs_reports_api=record.flag("needs_reports_api"),
    )


def _application(record: Record) -> Application:
    def address(field: str, said: str) -> str:
        return text.clean_line(field, said, limit=text.ADDRESS_LIMIT)

    return Application(
        id=ApplicationId(record.id("id")),
        name=record.text("name", text.clean_name),
        kind=record.text("kind", text.clean_name),
        organisation=OrganisationId(record.id("organisation")),
        place=record.text("place"),
        address=record.text("address", address),
        contact_name=record.text("contact_name"),
        contact_email=record.text("contact_email", text.clean_email),
        contact_phone=record.text("contact_phone"),
        notes=record.text("notes", text.clean_notes),
        created_at=record.moment("created_at"),
        removed_at=record.optional("removed_at", record.moment),
    )


def _use(record: Record) -> Use:
    moved_to = record.optional("moved_to", record.id)
    use = Use(
        id=UseId(record.id("id")),
        application=ApplicationId(record.id("application")),
        key=KeyId(record.id("key")),
        since=record.moment("since"),
        begun_by=record.text("begun_by"),
        ended_at=record.optional("ended_at", record.moment),
        ended_by=record.text("ended_by"),
        note=record.text("note"),
        moved_to=None if moved_to is None else UseId(moved_to),
    )
    if use.is_open and (use.ended_by or use.note or use.is_moved):
        record.refuse("ended_at", _("The use has not ended, and how it ended is told."))
    return use


def _replacement(record: Record) -> Replacement:
    new = record.optional("new", record.id)
    one = Replacement(
        id=ReplacementId(record.id("id")),
        old=KeyId(record.id("old")),
        new=None if new is None else KeyId(new),
        reason=record.one_of("reason", Reason),
        planned_on=record.optional("planned_on", record.day),
        created_at=record.moment("created_at"),
        created_by=record.text("created_by"),
        begun_at=record.optional("begun_at", record.moment),
        closed_at=record.optional("closed_at", record.moment),
        cancelled_at=record.optional("cancelled_at", record.moment),
    )
    if one.old and one.old == one.new:
        record.refuse("new", _("A key cannot take its own place."))
    return one


def _todo(record: Record) -> Todo:
    return Todo(
        id=TodoId(record.id("id")),
        key=KeyId(record.id("key")),
        kind=record.one_of("kind", TodoKind),
        before=record.text("before"),
        after=record.text("after"),
        since=record.moment("since"),
        done_at=record.optional("done_at", record.moment),
        done_by=record.text("done_by"),
    )
