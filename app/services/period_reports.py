"""Reports of a period: gathered from the audit trail, as a page to print."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from gettext import gettext as _
from zoneinfo import ZoneInfo

from app.core import history_words, page, period_report, words
from app.core.audit import AuditEntry
from app.core.errors import FieldError
from app.core.identity import KeyId, OrganisationId
from app.core.organisation import Organisation
from app.core.page import Draw, Heading, Line, Page, Table
from app.core.period_report import Line as ReportLine
from app.core.period_report import PeriodReport
from app.core.progress import Progress
from app.core.trail import AuditQuery, start_of
from app.services.checks import Checks
from app.services.history import Histories
from app.services.organisations import Organisations
from app.services.workplace import NO_PROGRESS, Workplace

_DAY = timedelta(days=1)
_WIDTHS = (18, 26, 38, 18)


class PeriodReports:
    """Tells what became of keys in a period."""

    def __init__(
        self, workplace: Workplace, *, checks: Checks, histories: Histories, draw: Draw
    ) -> None:
        self._workplace = workplace
        self._checks = checks
        self._histories = histories
        self._draw = draw

    def of(
        self, first: date, last: date, organisation_id: OrganisationId | None = None
    ) -> PeriodReport:
        """Return what was done from *first* to *last*, days of the organisation's time zone.

        Raise FieldError where the period ends before it begins.
        """
        if last < first:
            raise FieldError("last", _("The period ends before it begins."))
        organisation = self._organisation(organisation_id)
        zone = ZoneInfo(organisation.time_zone)
        start = start_of(first, zone)
        entries = [
            entry
            for entry in self._between(start, start_of(last + _DAY, zone))
            if period_report.chapter_of(entry) is not None
        ]
        keys = self._workplace.inventory.keys.some({KeyId(one.thing_id) for one in entries})
        names = self._histories.names(keys.values())
        lines = []
        for entry in entries:
            key = keys.get(KeyId(entry.thing_id))
            if organisation_id is not None and (key is None or key.organisation != organisation_id):
                continue
            name = key.name if key else str(entry.after.get("name") or entry.thing_id[:8])
            told = history_words.sentence(entry, names)
            lines.append((entry, ReportLine(entry.at.astimezone(zone), name, told, entry.actor)))
        return PeriodReport(
            first=first,
            last=last,
            organisation=organisation.name if organisation_id else "",
            made_at=self._workplace.now().astimezone(zone),
            made_by=self._workplace.actor,
            head=self._checks.head(),
            chapters=period_report.chapters(lines),
            archived_in=self._archived_since(start),
        )

    def _archived_since(self, start: datetime) -> tuple[str, ...]:
        archives = self._workplace.inventory.archives.all()
        return tuple(one.name for one in archives if one.until >= start)

    def _between(self, start: datetime, end: datetime) -> Iterator[AuditEntry]:
        """Yield the entries from *start* on and before *end*, oldest first."""
        trail, query = self._workplace.inventory.trail, AuditQuery(start=start, end=end)
        for one in reversed(trail.page(query, trail.count(query))):
            yield one.entry

    def _organisation(self, organisation_id: OrganisationId | None) -> Organisation:
        """Return the organisation whose days count: of all keys, that of whoever is here."""
        if organisation_id is None:
            return Organisations(self._workplace).default()
        return self._workplace.organisation(organisation_id)

    def pdf(self, report: PeriodReport, progress: Progress = NO_PROGRESS) -> bytes:
        """Return the report as a PDF file, on any thread; raise CancelledError."""
        return self._draw(_page(report, progress))


def html(report: PeriodReport) -> str:
    """Return the report as a page in HTML; names are shown as they are."""
    return page.html(_page(report, NO_PROGRESS))


def _page(report: PeriodReport, progress: Progress) -> Page:
    title = _("Evidence: API keys, {first} to {last}").format(
        first=words.day(report.first), last=words.day(report.last)
    )
    return Page(title, _parts(report, progress))


def _parts(report: PeriodReport, progress: Progress) -> Iterator[Heading | Line | Table]:
    for told in _about(report):
        yield Line(told)
    for chapter, lines in report.chapters.items():
        yield Heading(f"{period_report.title(chapter)}: {len(lines)}")
        if lines:
            yield _table(lines, progress)
        else:
            yield Line(_("Nothing in this period."))


def _about(report: PeriodReport) -> Iterator[str]:
    """Yield whose keys these are, who made the page, and where the trail stood."""
    yield _("Keys of {organisation}.").format(
        organisation=report.organisation or _("all organisations")
    )
    yield _("Made on {day} at {time} by {who} with Keyholder.").format(
        day=words.day(report.made_at.date()), time=f"{report.made_at:%H:%M %Z}", who=report.made_by
    )
    if report.archived_in:
        yield _(
            "Older entries of this period are not told here: they were moved into {files}."
        ).format(files=", ".join(report.archived_in))
    yield _("Audit trail: {count} entries, head {words} ({hash}).").format(
        count=report.head.entries, words=report.head, hash=report.head.hash
    )
    yield _(
        "Whoever sees the same four words under Keyholder's own check, or after “keyholder "
        "verify”, has the same trail as the one that this page was made from."
    )


def _table(lines: Sequence[ReportLine], progress: Progress) -> Table:
    return Table((_("When"), _("Key"), _("What"), _("By")), _WIDTHS, _rows(lines, progress))


def _rows(lines: Sequence[ReportLine], progress: Progress) -> Iterator[tuple[str, ...]]:
    for number, one in enumerate(lines):
        progress(number, len(lines))
        yield (f"{one.at:%Y-%m-%d %H:%M}", one.key, one.told, one.actor)
