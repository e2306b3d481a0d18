"""Creating keys and adding existing ones, from the dialogs to the inventory."""

from collections.abc import Callable
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.key import Key, Origin
from app.core.secret import Secret
from app.services.replacement_list import Course
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.keys.add_dialog import AddDialog
from app.ui.keys.choices import Choices, with_choices
from app.ui.keys.copying import copy_value
from app.ui.keys.create_dialog import CreateDialog


class KeyCreationActs:
    """Opens the two forms for new records, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent

    def create(self) -> None:
        """Open the form for a key that is generated here."""
        with_choices(self._session, self._open_create)

    def add_existing(self) -> None:
        """Open the form for a key that the portal has."""
        with_choices(self._session, self._open_add)

    def replace(self, key: Key) -> None:
        """Open the form for the successor of *key*; where there is one, their replacement."""

        def looked(course: Course | None) -> None:
            if course is not None and course.new is not None:
                self._desk.go("replacement", replacement=course.replacement.id)
                return
            portal = key.origin is Origin.PORTAL
            open_form = self._open_add if portal else self._open_create
            with_choices(self._session, lambda offered: open_form(offered, key), key.id)

        self._session.ask(lambda services: services.replacement_list.running_of(key.id), looked)

    def _show_replacement(self, replaced: Key | None) -> None:
        """Go to the checklist of a key whose successor was made."""
        if replaced is not None:
            self._session.ask(
                lambda services: services.replacement_list.running_of(replaced.id),
                lambda course: (
                    self._desk.go("replacement", replacement=course.replacement.id)
                    if course
                    else None
                ),
            )

    def _open_create(self, offered: Choices, replaces: Key | None = None) -> None:
        dialog = CreateDialog(
            choices=offered, icons=self._desk.icons, replaces=replaces, parent=self._parent
        )

        def made(result: tuple[Key, Secret]) -> None:
            key, value = result
            sentence = _("Created “{name}”.").format(name=key.name)
            if not dialog.answered():
                self._session.tell_final(sentence)
                self._show_replacement(replaces)
                return
            self._session.undo.bar(sentence)
            dialog.show_made(key, value)
            dialog.copy_wanted.connect(lambda: copy_value(self._desk, key))
            dialog.finished.connect(lambda _result: self._show_replacement(replaces))

        def save() -> None:
            draft = dialog.draft()
            self._session.act(
                lambda services, _report: services.creation.create(draft), made, dialog.fail
            )

        self._open_form(dialog, save)

    def _open_add(self, offered: Choices, replaces: Key | None = None) -> None:
        dialog = AddDialog(
            choices=offered, icons=self._desk.icons, replaces=replaces, parent=self._parent
        )

        def added(key: Key) -> None:
            if dialog.for_another:
                self._session.undo.bar(_("Added “{name}”.").format(name=key.name))
                dialog.start_another(key.name)
                return
            dialog.settle()
            self._session.tell_final(_("Added “{name}”.").format(name=key.name))
            self._show_replacement(replaces)

        def save() -> None:
            draft = dialog.draft()
            self._session.act(
                lambda services, _report: services.creation.add_existing(draft),
                added,
                dialog.fail,
            )

        self._open_form(dialog, save)

    def _open_form(self, dialog: CreateDialog | AddDialog, save: Callable[[], object]) -> None:
        prompts.warning_form(
            dialog,
            self._session,
            dialog.draft,
            lambda services, draft: services.creation.warnings(draft),
            save,
        )
