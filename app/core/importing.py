"""Makes the plan of an import: of each line whether it is new, changed, the same, or a problem."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from gettext import gettext as _

from app.core import column_map, day_reading, text
from app.core.day_reading import Decision
from app.core.errors import N_
from app.core.identity import ApplicationId, KeyId
from app.core.import_draft import Draft, by_ending, refuse_twins
from app.core.import_names import ImportNames
from app.core.import_plan import Choices, ImportPlan, Known, Line, LineState, counted
from app.core.import_row import ImportRow, clean_emails, clean_name, predecessor_of, shown
from app.core.key import Key, Origin, ending_of
from app.core.ordering import in_circles
from app.core.progress import Progress
from app.core.sheet import Row, Sheet
from app.core.value import has_usual_shape, in_clear

_STEP = 100
_EDITABLE = ("name", "permission", "owner", "notes", "also_tell")
"""What an import changes of a key that is known."""
_RETIRED = N_("The key is removed or superseded: it cannot be changed.")


def plan(sheet: Sheet, choices: Choices, known: Known, progress: Progress) -> ImportPlan:
    """Return what an import of *sheet* will do; raise CancelledError."""
    return _Planner(sheet, choices, known).plan(progress)


class _Planner:
    def __init__(self, sheet: Sheet, choices: Choices, known: Known) -> None:
        self._sheet = sheet
        self._choices = choices
        self._known = known
        self._source = column_map.source_of(sheet.headers)
        self._names = ImportNames(known, choices)
        self._decision = self._decided()
        self._order = choices.order or self._decision.order
        self._alike = by_ending(known.keys.values())
        self._ids: dict[str, str] = {}
        self._succeeded: set[str] = set()
        self._circles: set[str] = set()

    def plan(self, progress: Progress) -> ImportPlan:
        """Return the plan."""
        drafts = []
        for number, row in enumerate(self._sheet.rows):
            if number % _STEP == 0:
                progress(number, len(self._sheet.rows))
            drafts.append(self._read(row))
        self._ids = {one.id: one.id if one.match is None else one.match.id for one in drafts}
        self._succeeded = {predecessor_of(one.row) for one in drafts}
        self._circles = in_circles({one.id: predecessor_of(one.row) for one in drafts})
        refuse_twins(drafts)
        lines = tuple(self._line(one) for one in drafts)
        columns = self._choices.columns
        return ImportPlan(
            source=self._source,
            order=self._order,
            asks_order=self._decision.order is None,
            lines=lines,
            makes=self._names.makes,
            missing=self._names.missing,
            asks_level=columns.column_of("permission") is None,
            asks_expiry=columns.column_of("expires_on") is None,
            counts=counted(lines),
        )

    def _decided(self) -> Decision:
        column = self._choices.columns.column_of("expires_on")
        if column is None:
            return Decision(day_reading.Order.ISO)
        return day_reading.decided(
            row.cell(column) for row in self._sheet.rows if column not in row.dates
        )

    def _read(self, row: Row) -> Draft:
        reader = ImportRow(row, self._sheet, self._source, self._choices)
        value, ending = reader.value(), reader.ending()
        draft = Draft(
            row=reader,
            id=reader.id(),
            value=value,
            ending=ending_of(value.reveal()) if value is not None else ending,
            expires_on=reader.day(self._order),
            organisation=self._names.organisation(reader),
            retired=bool(reader.text("superseded_at").strip()),
        )
        draft.match = self._match(draft)
        if draft.match is not None and not reader.text("organisation").strip():
            draft.organisation = self._names.of_key(draft.match)
        return draft

    def _match(self, draft: Draft) -> Key | None:
        """Return the key that a row is about: by its id, its value, or its ending and expiry."""
        if draft.id in self._known.keys:
            return self._known.keys[KeyId(draft.id)]
        if draft.value is not None and not draft.retired:
            holder = self._known.holder(draft.value)
            if holder is not None:
                return self._known.keys[holder]
        if draft.id or not draft.ending or draft.expires_on is None:
            return None
        place = (draft.organisation.id, draft.ending, draft.expires_on)
        alike = self._alike.get(place, [])
        if draft.value is not None:  # with a value of its own it is another key
            alike = [one for one in alike if not one.has_value]
        if len(alike) > 1 and draft.value is None:
            draft.row.refuse("ending", _("Several keys here end so: give the value or the id."))
        return alike[0] if len(alike) == 1 else None

    def _line(self, draft: Draft) -> Line:
        row = draft.row
        applications = self._names.applications(row, draft.organisation)
        fields: tuple[str, ...] = ()
        if draft.match is None:
            key = self._new(draft)
        else:
            key, fields = self._changed(draft, draft.match)
            applications = self._added(draft.match, applications)
            if applications and draft.match.retired:
                row.refuse("applications", _(_RETIRED))
            fields += ("applications",) if applications else ()
        if row.problems:
            state = LineState.PROBLEM
        elif draft.match is None:
            state = LineState.NEW
        else:
            state = LineState.CHANGED if fields else LineState.SAME
        stored = draft.value if draft.match is None or "value" in fields else None
        return Line(
            number=row.line,
            state=state,
            name=shown(row.text("name").strip()),
            key=key,
            value=stored,
            fields=fields,
            applications=applications,
            problems=tuple(row.problems),
            warnings=tuple(row.warnings),
        )

    def _added(self, key: Key, wanted: Iterable[ApplicationId]) -> tuple[ApplicationId, ...]:
        known = self._known.uses.get(key.id, frozenset())
        return tuple(one for one in wanted if one not in known)

    def _new(self, draft: Draft) -> Key:
        row, organisation = draft.row, draft.organisation
        expires_on = draft.expires_on or self._choices.expires_on
        if expires_on is None and not row.text("expires_on").strip():
            row.refuse("expires_on", _("The expiry date is missing."))
        destroyed_at, origin = row.moment("destroyed_at"), row.origin()
        self._require_value(draft, origin, destroyed=destroyed_at is not None)
        key = Key(
            id=KeyId(draft.id or self._known.new_id()),
            name=row.read("name", clean_name, ""),
            permission=self._names.level(row, organisation),
            organisation=organisation.id,
            owner=self._names.owner(row, organisation),
            origin=origin,
            ending=draft.ending,
            has_value=draft.value is not None,
            created_at=row.moment("created_at") or self._known.now,
            expires_on=expires_on or date.max,
            disabled_at=row.moment("disabled_at"),
            removed_at=row.moment("removed_at"),
            destroyed_at=destroyed_at,
            superseded_at=row.moment("superseded_at"),
            predecessor=self._predecessor(draft),
            notes=row.read("notes", text.clean_notes, ""),
            also_tell=row.read("also_tell", clean_emails, ()),
            compared_at=row.moment("compared_at"),
            compared_by=row.read("compared_by", text.clean_line, ""),
            unused_at=row.moment("unused_at"),
            unused_by=row.read("unused_by", text.clean_line, ""),
        )
        self._require_sense(row, key)
        self._warn(draft, key)
        return key

    def _require_sense(self, row: ImportRow, key: Key) -> None:
        """Note what contradicts itself."""
        if key.destroyed_at is not None and key.removed_at is None:
            row.refuse("destroyed_at", _("The value was destroyed, and the key is not removed."))
        old = None if key.predecessor is None else self._known.keys.get(key.predecessor)
        if old is not None and not key.has_value and not old.retired and old.ending == key.ending:
            told = _("It seems to be “{name}”, corrected: use Correct there, or bring its value.")
            row.refuse("predecessor", told.format(name=old.name))
        if key.superseded_at is not None and key.id not in self._succeeded:
            row.refuse("superseded_at", _("What took its place is not in the file."))

    def _require_value(self, draft: Draft, origin: Origin, *, destroyed: bool) -> None:
        row = draft.row
        if destroyed and draft.value is not None:
            row.refuse("value", _("The value is there, and the line says that it was destroyed."))
        if destroyed or draft.value is not None or row.problems:
            return
        if origin is Origin.MADE_HERE:
            row.refuse(
                "value",
                _("It was made in Keyholder, and its value is not in the file: export it with."),
            )
        elif not draft.ending:
            row.refuse("value", _("Neither the value nor its last four characters are there."))

    def _predecessor(self, draft: Draft) -> KeyId | None:
        row, said = draft.row, predecessor_of(draft.row)
        if not said:
            return None
        if draft.id in self._circles:
            row.refuse("predecessor", _("It names itself, by way of others."))
            return None
        if said in self._known.keys or said in self._ids:
            return KeyId(self._ids.get(said, said))
        row.warn("predecessor", _("The key that it took the place of is not known: left out."))
        return None

    def _warn(self, draft: Draft, key: Key) -> None:
        row = draft.row
        if draft.value is not None and not has_usual_shape(draft.value):
            row.warn("value", _("It does not have the usual form of a key: was it copied whole?"))
        for field, told in in_clear(key.name, key.notes):
            row.warn(field, told)
        if not key.retired and key.expires_on <= draft.organisation.today(self._known.now):
            row.warn("expires_on", _("The key has expired already."))

    def _changed(self, draft: Draft, before: Key) -> tuple[Key, tuple[str, ...]]:
        """Return a known key as it will be, and which fields change. An empty cell changes none."""
        row = draft.row
        filled = self._require_same(draft, before)
        given = {one for one in _EDITABLE if row.text(one).strip()}
        after = replace(
            before,
            name=row.read("name", clean_name, "") if "name" in given else before.name,
            permission=self._names.level(row, draft.organisation, before.permission)
            if "permission" in given
            else before.permission,
            owner=self._names.owner(row, draft.organisation) if "owner" in given else before.owner,
            notes=row.read("notes", text.clean_notes, "") if "notes" in given else before.notes,
            also_tell=row.read("also_tell", clean_emails, ())
            if "also_tell" in given
            else before.also_tell,
        )
        fields = tuple(one for one in _EDITABLE if getattr(before, one) != getattr(after, one))
        if fields and before.retired:
            row.refuse("", _(_RETIRED))
        return after, (*fields, *(("value",) if filled else ()))

    def _require_same(self, draft: Draft, before: Key) -> bool:
        """Note what differs and never changes; tell whether the value is now filled in."""
        row = draft.row
        if draft.expires_on not in {None, before.expires_on}:
            row.refuse(
                "expires_on",
                _(
                    "“{name}” is known and expires on {day}: an expiry date never changes. If it "
                    "was a slip, use Correct."
                ).format(name=before.name, day=before.expires_on.isoformat()),
            )
        if row.text("organisation").strip() and draft.organisation.id != before.organisation:
            row.refuse("organisation", _("A key's organisation never changes."))
        if draft.value is None:
            if draft.ending not in {"", before.ending}:
                row.refuse("ending", _("The known key ends otherwise: use Correct."))
            return False
        holder = self._known.holder(draft.value)
        if holder == before.id or before.superseded_at is not None:
            return False
        if holder is not None:
            told = _("The key “{name}” has this value.").format(name=self._known.keys[holder].name)
            row.refuse("value", told)
            return False
        fits = not before.has_value and before.origin is Origin.PORTAL and not before.retired
        if not fits or not draft.value.reveal().endswith(before.ending):
            row.refuse(
                "value",
                _("“{name}” is known with another value, which never changes: use Correct.").format(
                    name=before.name
                ),
            )
        return fits
