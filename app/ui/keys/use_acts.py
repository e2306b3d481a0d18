"""Recording which applications use a key."""

from collections.abc import Iterable
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core import place_words
from app.core.identity import ApplicationId, UseId
from app.core.key import Key
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.use_fields import pick_items
from app.ui.kit.pick_list import PickItem
from app.ui.pick_dialog import PickDialog


def add_applications(desk: Desk, key: Key, parent: QWidget) -> None:
    """Ask which applications use *key* as well, and record that."""

    def read(services: Services) -> list[PickItem]:
        known = {place.application.id for place in services.uses.of_key(key.id)}
        others = [one for one in services.applications.all() if one.id not in known]
        return pick_items(others, services.workplace.kinds, services.organisations.all())

    def opened(items: list[PickItem]) -> None:
        dialog = PickDialog(
            title=_("What uses “{name}”?").format(name=key.name),
            items=items,
            nothing=_("There is no other application. Add one under Resources first."),
            icons=desk.icons,
            parent=parent,
        )

        prompts.form(dialog, desk.session, dialog.chosen, save, added)

    def save(services: Services, chosen: Iterable[str], _report: object) -> list[UseId]:
        with services.workplace.change():
            return [services.uses.add(ApplicationId(one), key.id).id for one in chosen]

    def added(uses: list[UseId]) -> None:
        sentence = _("“{name}”: {applications} added.").format(
            name=key.name, applications=place_words.applications_counted(len(uses))
        )
        desk.session.tell_undoable(sentence, lambda services: withdraw(services, uses))

    def withdraw(services: Services, uses: list[UseId]) -> None:
        with services.workplace.change():
            for use in uses:
                services.uses.withdraw(use)

    desk.session.ask(read, opened)
