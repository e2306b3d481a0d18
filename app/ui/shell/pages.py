"""The window's pages, in the order of the portal's menu: to add or remove one, change this list."""

from gettext import gettext as _

from app.ui.desk import Desk
from app.ui.frame.page import PageSpec, TabSpec
from app.ui.frame.site import Site
from app.ui.keys.page import KeysPage
from app.ui.overview.dashboard_page import DashboardPage
from app.ui.overview.todos_page import TodosPage
from app.ui.people.administrators_page import AdministratorsPage
from app.ui.people.organisations_page import OrganisationsPage
from app.ui.preferences.appearance_page import AppearancePage
from app.ui.preferences.organisation_page import OrganisationPage
from app.ui.preferences.security_page import SecurityPage


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
    pages = [
        PageSpec(
            id="dashboard",
            tab="",
            title=lambda: _("Dashboard"),
            factory=lambda: DashboardPage(desk),
        ),
        PageSpec(
            id="administrators",
            tab="accounts",
            title=lambda: _("Administrators"),
            factory=lambda: AdministratorsPage(desk),
        ),
        PageSpec(
            id="organisations",
            tab="accounts",
            title=lambda: _("Organisations"),
            factory=lambda: OrganisationsPage(desk),
        ),
        PageSpec(
            id="organisation",
            tab="preferences",
            title=lambda: _("Organisation"),
            factory=lambda: OrganisationPage(desk),
        ),
        PageSpec(
            id="security",
            tab="preferences",
            title=lambda: _("Security"),
            factory=lambda: SecurityPage(desk),
        ),
        PageSpec(
            id="appearance",
            tab="preferences",
            title=lambda: _("Appearance"),
            factory=lambda: AppearancePage(desk),
        ),
        PageSpec(
            id="keys",
            tab="management",
            title=lambda: _("API keys"),
            factory=lambda: KeysPage(desk),
        ),
        PageSpec(
            id="todos",
            tab="management",
            title=lambda: _("Portal to-dos"),
            factory=lambda: TodosPage(desk),
        ),
    ]
    return Site(tabs=tabs(), pages=pages)
