"""The header's menus: which organisation the window looks at, and the profile."""

from functools import partial
from gettext import gettext as _

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app.core.identity import OrganisationId
from app.core.organisation import Organisation
from app.services.suite import Services
from app.ui.frame.header import Header
from app.ui.session import Session


class Switcher(QObject):
    """Keeps the header's organisation menu and initials true."""

    def __init__(self, *, header: Header, session: Session) -> None:
        super().__init__(header)
        self._header = header
        self._session = session
        session.changed.connect(self.refresh)
        session.scope_changed.connect(self.refresh)
        session.preferences_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Read organisations and accounts again."""
        self._session.ask(_names, self._show, lambda _error: None)  # the page says what is wrong

    def _show(self, names: tuple[list[Organisation], str]) -> None:
        organisations, me = names
        self._header.set_profile(_initials(me), me)
        known = {one.id: one.name for one in organisations}
        if self._session.scope not in {None, *known}:
            self._session.set_scope(None)
        if len(organisations) == 1:
            self._header.set_organisation(organisations[0].name)
        else:
            scope = self._session.scope
            self._header.set_organisation(known[scope] if scope else _("All organisations"))
        self._fill(self._header.organisation_menu, organisations)

    def _fill(self, menu: QMenu, organisations: list[Organisation]) -> None:
        menu.clear()
        group = QActionGroup(menu)
        if len(organisations) > 1:
            self._add(menu, group, _("All organisations"), None)
            menu.addSeparator()
        for organisation, depth in _in_order(organisations):
            indent = "    " * depth
            self._add(menu, group, indent + organisation.name, organisation.id)

    def _add(
        self, menu: QMenu, group: QActionGroup, name: str, scope: OrganisationId | None
    ) -> None:
        action = menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(scope == self._session.scope)
        action.triggered.connect(partial(self._session.set_scope, scope))
        group.addAction(action)


def _names(services: Services) -> tuple[list[Organisation], str]:
    mine = services.accounts.mine()
    people = services.keys.people()
    me = people.accounts.get(mine) if mine else None
    return list(people.organisations.values()), me.name if me else ""


def _initials(name: str) -> str:
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]  # noqa: PLR2004 - first and last
    return "".join(word[0] for word in chosen).upper() or "?"


def _in_order(
    organisations: list[Organisation],
    parent: OrganisationId | None = None,
    depth: int = 0,
) -> list[tuple[Organisation, int]]:
    """Return each organisation after the one it belongs to, with its depth."""
    ordered = []
    for one in organisations:
        if one.parent == parent:
            ordered.append((one, depth))
            ordered += _in_order(organisations, one.id, depth + 1)
    return ordered
