"""The window's pages, in the order of the portal's menu: to add or remove one, change this list."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.ui.advice.page import AdvicePage
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
from app.ui.replacements.checklist_page import ChecklistPage
from app.ui.replacements.page import ReplacementsPage
from app.ui.statistics.page import (
    ForecastPage,
    KeyFiguresPage,
    NoticeFiguresPage,
    ReplacementFiguresPage,
)


def tabs() -> list[TabSpec]:
    """Return the portal's menu; a tab shows as soon as it has a page."""
    return [
        TabSpec("accounts", lambda: _("Accounts")),
        TabSpec("resources", lambda: _("Resources")),
        TabSpec("statistics", lambda: _("Statistics")),
        TabSpec("preferences", lambda: _("Preferences")),
        TabSpec("management", lambda: _("Management")),
    ]


def site(desk: Desk) -> Site:
    """Return the pages; the first one is home."""

    def page(
        page_id: str,
        tab: str,
        title: Callable[[], str],
        kind: Callable[[Desk], QWidget],
        *,
        under: str = "",
    ) -> PageSpec:
        return PageSpec(id=page_id, tab=tab, title=title, factory=lambda: kind(desk), under=under)

    pages = [
        page("dashboard", "", lambda: _("Dashboard"), DashboardPage),
        page("administrators", "accounts", lambda: _("Administrators"), AdministratorsPage),
        page("organisations", "accounts", lambda: _("Organisations"), OrganisationsPage),
        page("statistics-forecast", "statistics", lambda: _("Forecast"), ForecastPage),
        page("statistics-keys", "statistics", lambda: _("Keys"), KeyFiguresPage),
        page(
            "statistics-replacements",
            "statistics",
            lambda: _("Replacements"),
            ReplacementFiguresPage,
        ),
        page("statistics-notices", "statistics", lambda: _("Notices"), NoticeFiguresPage),
        page("organisation", "preferences", lambda: _("Organisation"), OrganisationPage),
        page("notice-settings", "preferences", lambda: _("Notices"), NoticeSettingsPage),
        page("mail", "preferences", lambda: _("E-mail"), MailPage),
        page("security", "preferences", lambda: _("Security"), SecurityPage),
        page("appearance", "preferences", lambda: _("Appearance"), AppearancePage),
        page("keys", "management", lambda: _("API keys"), KeysPage),
        page("key", "management", lambda: _("API key"), KeyPage, under="keys"),
        page("replacements", "management", lambda: _("Replacements"), ReplacementsPage),
        page(
            "replacement",
            "management",
            lambda: _("Replacement"),
            ChecklistPage,
            under="replacements",
        ),
        page("advice", "management", lambda: _("Advice"), AdvicePage),
        page("todos", "management", lambda: _("Portal to-dos"), TodosPage),
        page("notices", "management", lambda: _("Notices"), NoticesPage),
        page("messages", "management", lambda: _("Messages"), MessagesPage),
    ]
    return Site(tabs=tabs(), pages=pages)
