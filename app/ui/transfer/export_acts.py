"""Exports from the window: asked for in a dialog, shown as they go, told in a toast."""

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from pathlib import PurePath
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.core import words
from app.core.errors import AppError, CancelledError
from app.core.export import Format
from app.core.identity import KeyId
from app.services.export_order import Exported, Order
from app.services.export_reader import Choice
from app.services.key_list import View
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.kit.dialogs import Confirm
from app.ui.transfer.export_dialog import ExportDialog, Offer
from app.ui.transfer.export_run import ExportRun

_LAST_FORMAT = "export/format"

Offers = Callable[[Services], list[Offer]]


class Some(Protocol):
    """Keys that were chosen: their ids, once somebody asks."""

    def ids(self, services: Services) -> list[KeyId]:
        """Return the ids."""


class ExportActs:
    """Exports keys, over *parent*."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._session = desk.session
        self._parent = parent

    def export_all(self) -> None:
        """Ask what is to go out of all keys."""
        self._open(_all)

    def export_view(self, view: View) -> None:
        """Ask what is to go out, the list as it is shown first."""

        def offers(services: Services) -> list[Offer]:
            return [_offer(services, _("The list as shown"), Choice(view=view)), *_all(services)]

        self._open(offers)

    def export_chosen(self, selected: Some) -> None:
        """Ask what is to go out, the selected keys first."""

        def offers(services: Services) -> list[Offer]:
            chosen = Choice(keys=tuple(selected.ids(services)))
            return [_offer(services, _("The selected keys"), chosen), *_all(services)]

        self._open(offers)

    def _open(self, offers: Offers) -> None:
        def read(services: Services) -> tuple[list[Offer], list[Format], date]:
            day = services.workplace.days().latest()
            return offers(services), list(services.exports.formats), day

        def opened(found: tuple[list[Offer], list[Format], date]) -> None:
            shown, formats, today = found
            dialog = ExportDialog(
                formats=formats,
                offers=shown,
                today=today,
                icons=self._desk.icons,
                parent=self._parent,
            )
            dialog.choose_format(str(self._desk.settings.value(_LAST_FORMAT, "")))
            dialog.submitted.connect(lambda: self._look(dialog))
            dialog.open()

        self._session.ask(read, opened)

    def _look(self, dialog: ExportDialog) -> None:
        """Ask first where another file is in the place, unless the file dialog asked already."""
        path, order = dialog.path, dialog.order()

        def look(services: Services) -> tuple[str, bool]:
            target = services.exports.target(path, sealed=order.seal is not None)
            return target, services.exports.is_taken(target)

        def looked(found: tuple[str, bool]) -> None:
            target, is_taken = found
            if not dialog.isVisible():
                dialog.reopen()
            elif is_taken and target != dialog.file_edit.agreed:
                self._ask_to_replace(dialog, target, order)
            else:
                self._export(dialog, target, order)

        self._session.ask(look, looked, dialog.fail)

    def _ask_to_replace(self, dialog: ExportDialog, target: str, order: Order) -> None:
        question = Confirm(
            title=_("Replace “{name}”?").format(name=PurePath(target).name),
            text=_("There is a file of that name already. What it holds would be lost."),
            verb=_("Replace"),
            danger=True,
            parent=dialog,
        )
        question.rejected.connect(dialog.reopen)
        prompts.confirm(question, lambda: self._export(dialog, target, order))

    def _export(self, dialog: ExportDialog, target: str, order: Order) -> None:
        def done(result: Exported) -> None:
            self._desk.settings.setValue(_LAST_FORMAT, result.format.id)
            dialog.settle()
            told = _("Exported {keys} to {file}.").format(
                keys=words.keys_counted(result.keys), file=result.path
            )
            self._session.told.emit(told, False)

        def failed(error: AppError) -> None:
            if isinstance(error, CancelledError):
                dialog.reopen()
            else:
                dialog.fail(error)

        run = ExportRun(self._session, dialog.busy, done=done, failed=failed)
        dialog.rejected.connect(run.cancel)
        run.begin(target, order)


def _all(services: Services) -> list[Offer]:
    return [
        _offer(services, _("All keys in use"), Choice(retired=False)),
        _offer(services, _("All keys, removed and superseded ones too"), Choice(retired=True)),
    ]


def _offer(services: Services, label: str, choice: Choice) -> Offer:
    count = services.exports.count(choice, services.exports.formats[0])
    return Offer(_("{what} ({n})").format(what=label, n=count), choice)
