"""The window's pages, in the order of the portal's menu: to add or remove one, change this list."""

from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.errors import N_
from app.ui.advice.page import AdvicePage
from app.ui.applications.application_page import ApplicationPage
from app.ui.applications.applications_page import ApplicationsPage
from app.ui.audit.page import AuditPage
from app.ui.backups.page import BackupsPage
from app.ui.check.page import CheckPage
from app.ui.desk import Desk
from app.ui.frame.page import PageSpec, TabSpec
from app.ui.frame.site import Site
from app.ui.key.page import KeyPage
from app.ui.keys.page import KeysPage
from app.ui.notices.messages_page import MessagesPage
from app.ui.notices.page import NoticesPage
from app.ui.overview.dashboard_page import DashboardPage
from app.ui.overview.todos_page import TodosPage
from app.ui.people.administrators_page import AdministratorsPage
from app.ui.people.organisations_page import OrganisationsPage
from app.ui.preferences.appearance_page import AppearancePage
from app.ui.preferences.mail_page import MailPage
from app.ui.preferences.notices_page import NoticeSettingsPage
from app.ui.preferences.organisation_page import OrganisationPage
from app.ui.preferences.security_page import SecurityPage
from app.ui.reconcile.page import ReconcilePage
from app.ui.replacements.checklist_page import ChecklistPage
from app.ui.replacements.page import ReplacementsPage
from app.ui.search.page import SearchPage
from app.ui.stand_in.page import StandInPage
from app.ui.statistics.page import (
    ForecastPage,
    KeyFiguresPage,
    NoticeFiguresPage,
    ReplacementFiguresPage,
)
from app.ui.transfer.import_page import ImportPage
from app.ui.transfer.page import TransferPage


def tabs() -> list[TabSpec]:
    """Return the portal's menu; a tab shows as soon as it has a page."""
    return [
        TabSpec("accounts", lambda: _("Accounts")),
        TabSpec("resources", lambda: _("Resources")),
        TabSpec("statistics", lambda: _("Statistics")),
        TabSpec("preferences", lambda: _("Preferences")),
        TabSpec("management", lambda: _("Management")),
    ]


@dataclass(frozen=True, slots=True)
class _Room:
    """A page: its id, its tab, its title, what makes it, and the list that it belongs *under*."""

    id: str
    tab: str
    title: str
    kind: Callable[[Desk], QWidget]
    under: str = ""

    def spec(self, desk: Desk) -> PageSpec:
        """Return what the window must know of it."""
        return PageSpec(
            id=self.id,
            tab=self.tab,
            title=lambda: _(self.title),
            factory=lambda: self.kind(desk),
            under=self.under,
        )


_ROOMS = (
    _Room("dashboard", "", N_("Dashboard"), DashboardPage),
    _Room("administrators", "accounts", N_("Administrators"), AdministratorsPage),
    _Room("organisations", "accounts", N_("Organisations"), OrganisationsPage),
    _Room("applications", "resources", N_("Applications"), ApplicationsPage),
    _Room("application", "resources", N_("Application"), ApplicationPage, under="applications"),
    _Room("statistics-forecast", "statistics", N_("Forecast"), ForecastPage),
    _Room("statistics-keys", "statistics", N_("Keys"), KeyFiguresPage),
    _Room("statistics-replacements", "statistics", N_("Replacements"), ReplacementFiguresPage),
    _Room("statistics-notices", "statistics", N_("Notices"), NoticeFiguresPage),
    _Room("organisation", "preferences", N_("Organisation"), OrganisationPage),
    _Room("notice-settings", "preferences", N_("Notices"), NoticeSettingsPage),
    _Room("mail", "preferences", N_("E-mail"), MailPage),
    _Room("security", "preferences", N_("Security"), SecurityPage),
    _Room("appearance", "preferences", N_("Appearance"), AppearancePage),
    _Room("keys", "management", N_("API keys"), KeysPage),
    _Room("key", "management", N_("API key"), KeyPage, under="keys"),
    _Room("replacements", "management", N_("Replacements"), ReplacementsPage),
    _Room("replacement", "management", N_("Replacement"), ChecklistPage, under="replacements"),
    _Room("advice", "management", N_("Advice"), AdvicePage),
    _Room("todos", "management", N_("Portal to-dos"), TodosPage),
    _Room("notices", "management", N_("Notices"), NoticesPage),
    _Room("messages", "management", N_("Messages"), MessagesPage),
    _Room("check", "management", N_("Check a key"), CheckPage),
    _Room("search", "management", N_("Find in files"), SearchPage),
    _Room("stand-in", "management", N_("Stand-in API"), StandInPage),
    _Room("transfer", "management", N_("Import and export"), TransferPage),
    _Room("import", "management", N_("Import"), ImportPage, under="transfer"),
    _Room(
        "reconcile",
        "management",
        N_("Compare with the portal"),
        ReconcilePage,
        under="transfer",
    ),
    _Room("audit", "management", N_("Audit"), AuditPage),
    _Room("backups", "management", N_("Backups"), BackupsPage),
)


def site(desk: Desk) -> Site:
    """Return the pages; the first one is home."""
    return Site(tabs=tabs(), pages=[room.spec(desk) for room in _ROOMS])
