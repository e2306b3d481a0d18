"""All services over one inventory."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from app.core.document import DocumentReader
from app.core.export import ExportFiles
from app.core.notice_ports import CalendarWriter, Postman
from app.core.page import Draw
from app.core.ports import Finding, Inventory
from app.core.progress import Progress
from app.core.scan import FileSearch
from app.core.sheet import SheetReader
from app.core.value_port import ContentReader
from app.services.accounts import Accounts
from app.services.advice import Advisor
from app.services.archives import Archives
from app.services.backups import Backups
from app.services.checks import Checks
from app.services.documents import Documents
from app.services.evidence import EvidenceRoom
from app.services.exports import Exports
from app.services.file_search import FileSearches
from app.services.finder import Finder
from app.services.imports import Imports
from app.services.key_list import KeyList
from app.services.key_suite import KeyServices, key_services
from app.services.mail import Mail
from app.services.notice_calendar import NoticeCalendar
from app.services.notice_list import NoticeList
from app.services.notices import Notices
from app.services.organisations import Organisations
from app.services.outbox import Outbox
from app.services.overview import Overviews
from app.services.period_reports import PeriodReports
from app.services.popups import Popups
from app.services.portal_lists import PortalLists
from app.services.replacement_list import ReplacementList
from app.services.rotation import Rotation
from app.services.settings import Settings
from app.services.stand_in import StandIn
from app.services.statistics import Figures
from app.services.todos import Todos
from app.services.trail import AuditTrail
from app.services.vault_access import VaultAccess
from app.services.ways import Ways
from app.services.workplace import NO_PROGRESS, Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """Where things go that leave the inventory, and where those come from that are brought in."""

    postman: Postman
    calendar_writer: CalendarWriter
    export_files: ExportFiles
    draw: Draw
    sheets: SheetReader
    contents: ContentReader
    files: FileSearch
    documents: DocumentReader


_ALONE: Mapping[str, Callable[[Workplace], Any]] = {
    "ways": Ways,
    "organisations": Organisations,
    "accounts": Accounts,
    "todos": Todos,
    "settings": Settings,
    "notice_list": NoticeList,
}
"""Services that need the workplace alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Services(KeyServices):
    """What a person can do with an open inventory, from the window or the command line."""

    workplace: Workplace
    outlets: Outlets
    access: VaultAccess
    ways: Ways
    rotation: Rotation
    checks: Checks
    organisations: Organisations
    accounts: Accounts
    backups: Backups
    keys: KeyList
    advice: Advisor
    finder: Finder
    evidence: EvidenceRoom
    todos: Todos
    settings: Settings
    overviews: Overviews
    statistics: Figures
    notices: Notices
    notice_list: NoticeList
    outbox: Outbox
    mail: Mail
    popups: Popups
    calendar: NoticeCalendar
    exports: Exports
    reports: PeriodReports
    imports: Imports
    portal_lists: PortalLists
    documents: Documents
    trail: AuditTrail
    archives: Archives
    file_search: FileSearches
    stand_in: StandIn

    @classmethod
    def over(cls, workplace: Workplace, outlets: Outlets) -> "Services":
        """Return the services that work at *workplace*."""
        keys, outbox, backups = KeyList(workplace), Outbox(workplace), Backups(workplace)
        access, checks = VaultAccess(workplace), Checks(workplace)
        about = key_services(workplace, keys, outlets.contents)
        return cls(
            workplace=workplace,
            outlets=outlets,
            access=access,
            rotation=Rotation(workplace, access, backups),
            checks=checks,
            backups=backups,
            keys=keys,
            overviews=Overviews(workplace, keys=keys, outbox=outbox),
            notices=Notices(workplace, outbox),
            outbox=outbox,
            mail=Mail(workplace, outbox, outlets.postman),
            advice=Advisor(workplace, keys),
            finder=Finder(workplace, keys),
            evidence=EvidenceRoom(workplace, keys),
            popups=Popups(workplace, outbox),
            calendar=NoticeCalendar(workplace, keys, outlets.calendar_writer),
            exports=Exports(workplace, keys=keys, access=access, files=outlets.export_files),
            trail=AuditTrail(workplace, about.histories),
            archives=Archives(workplace, backups),
            file_search=FileSearches(workplace, outlets.files),
            statistics=Figures(workplace, keys=keys, replacements=ReplacementList(workplace)),
            reports=PeriodReports(
                workplace, checks=checks, histories=about.histories, draw=outlets.draw
            ),
            imports=Imports(workplace, keys, outlets.sheets),
            portal_lists=PortalLists(workplace, outlets.sheets),
            documents=Documents(workplace, keys, outlets.documents),
            stand_in=StandIn(workplace, about.key_check),
            **{name: kind(workplace) for name, kind in _ALONE.items()},
            **_parts(about),
        )

    @property
    def inventory(self) -> Inventory:
        """The inventory itself."""
        return self.workplace.inventory

    def beside(self) -> "Services":
        """Return the same over a connection of its own, for the thread that calls this."""
        own = replace(self.workplace, inventory=self.inventory.beside())
        return Services.over(own, self.outlets)

    def verify(self, progress: Progress = NO_PROGRESS) -> list[Finding]:
        """Check the whole inventory and return what is wrong."""
        return self.checks.findings(progress)


def _parts(services: KeyServices) -> dict[str, Any]:
    """Return the services by their names."""
    return {field.name: getattr(services, field.name) for field in fields(services)}
