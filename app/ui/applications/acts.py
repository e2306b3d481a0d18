"""What is done with applications, from the list and from the page of one."""

from gettext import gettext as _
from gettext import ngettext

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.core.application import Application
from app.core.identity import ApplicationId, KeyId
from app.core.key import Key
from app.core.use import Use
from app.services.applications import Removed
from app.services.suite import Services
from app.ui import prompts
from app.ui.applications.application_dialog import ApplicationDialog
from app.ui.applications.choices import Choices, choices
from app.ui.applications.keys_dialog import KeysDialog
from app.ui.desk import Desk
from app.ui.kit.dialogs import Confirm

_NAMED = 5
"""So many keys are named in a question; the others are counted."""


class ApplicationActs:
    """Opens the forms, asks the questions and says what was done, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent

    def create(self) -> None:
        """Open the form of a new application."""
        scope = self._session.scope
        self._session.ask(
            lambda services: choices(services, scope),
            lambda offered: self._open(None, offered, ()),
        )

    def edit(self, application_id: ApplicationId) -> None:
        """Open the form of an application."""
        self._session.ask(lambda services: _read(services, application_id), self._open_read)

    def choose_keys(self, application_id: ApplicationId) -> None:
        """Open the list of the keys that it uses."""

        def opened(found: tuple[Application, Choices, tuple[KeyId, ...]]) -> None:
            application, offered, used = found
            dialog = KeysDialog(
                application=application,
                choices=offered,
                used=used,
                icons=self._desk.icons,
                parent=self._parent,
            )
            prompts.form(
                dialog,
                self._session,
                dialog.keys,
                lambda services, keys, _report: services.applications.set_keys(
                    application_id, keys
                ),
                lambda _nothing: self._say(_("Changed “{name}”."), application),
            )

        self._session.ask(lambda services: _read(services, application_id), opened)

    def remove(self, application: Application) -> None:
        """Ask, naming the keys that it uses, and remove it; that can be taken back."""
        self._session.ask(
            lambda services: services.uses.of_application(application.id),
            lambda used: self._ask_to_remove(application, [key for _use, key in used]),
        )

    def end_use(self, application: Application, use: Use, key: Key) -> None:
        """Note that the application uses a key no longer; that can be taken back."""
        sentence = _("“{name}” uses “{key}” no longer.").format(name=application.name, key=key.name)

        def ended(_use: Use) -> None:
            self._session.tell_undoable(sentence, lambda services: services.uses.take_back(use.id))

        self._session.act(lambda services, _report: services.uses.end(use.id), ended)

    def copy(self, text: str, what: str) -> None:
        """Copy *text*, which is no secret; *what* says what it is."""
        QGuiApplication.clipboard().setText(text)
        self._session.told.emit(_("Copied: {what}.").format(what=what), False)

    def _open_read(self, found: tuple[Application, Choices, tuple[KeyId, ...]]) -> None:
        self._open(*found)

    def _open(
        self, application: Application | None, offered: Choices, used: tuple[KeyId, ...]
    ) -> None:
        dialog = ApplicationDialog(
            application=application,
            choices=offered,
            used=used,
            icons=self._desk.icons,
            parent=self._parent,
        )

        def saved(stored: Application) -> None:
            if application is None:
                self._say_added(stored)
            else:
                self._say(_("Changed “{name}”."), stored)

        def save() -> None:
            draft, keys = dialog.draft(), dialog.keys()
            prompts.save(
                dialog,
                self._session,
                lambda services, _report: (
                    services.applications.create(draft, keys)
                    if application is None
                    else services.applications.edit(application.id, draft, keys)
                ),
                saved,
            )

        edited = None if application is None else application.id
        prompts.warning_form(
            dialog,
            self._session,
            dialog.draft,
            lambda services, draft: services.applications.warnings(draft, edited),
            save,
        )

    def restore(self, application: Application) -> None:
        """Take the removal of an application back; that can be taken back too."""
        sentence = _("Restored “{name}”.").format(name=application.name)

        def restored(_nothing: None) -> None:
            self._session.tell_undoable(
                sentence, lambda services: services.applications.remove(application.id)
            )

        self._session.act(
            lambda services, _report: services.applications.restore(
                services.applications.removal_of(application)
            ),
            restored,
        )

    def _ask_to_remove(self, application: Application, keys: list[Key]) -> None:
        question = Confirm(
            title=_("Remove “{name}”?").format(name=application.name),
            text=_meaning(keys),
            verb=_("Remove"),
            danger=True,
            parent=self._parent,
        )

        def removed(done: Removed) -> None:
            sentence = _("Removed “{name}”.").format(name=application.name)
            self._session.tell_undoable(
                sentence, lambda services: services.applications.restore(done)
            )

        prompts.confirm(
            question,
            lambda: self._session.act(
                lambda services, _report: services.applications.remove(application.id), removed
            ),
        )

    def _say_added(self, application: Application) -> None:
        sentence = _("Added “{name}”.").format(name=application.name)
        self._session.tell_undoable(
            sentence, lambda services: services.applications.remove(application.id)
        )

    def _say(self, sentence: str, application: Application) -> None:
        self._session.tell_final(sentence.format(name=application.name))


def _read(
    services: Services, application_id: ApplicationId
) -> tuple[Application, Choices, tuple[KeyId, ...]]:
    application = services.applications.get(application_id)
    keys = [key for _use, key in services.uses.of_application(application_id)]
    offered = choices(services, application.organisation, keys)
    return application, offered, tuple(key.id for key in keys)


def _meaning(keys: list[Key]) -> str:
    """Say what the removal means."""
    if not keys:
        return _("It uses no key, as far as is recorded. Its record stays in the history.")
    named = [_("“{name}”").format(name=key.name) for key in keys[:_NAMED]]
    if len(keys) > _NAMED:
        named.append(_("and {n} more").format(n=len(keys) - _NAMED))
    return ngettext(
        "It uses {n} key: {names}; that use ends. The key itself stays.",
        "It uses {n} keys: {names}; those uses end. The keys themselves stay.",
        len(keys),
    ).format(n=len(keys), names=", ".join(named))
