"""Exports from the window: asked for in a dialog, shown as they go, told in a toast."""

from collections.abc import Callable
from datetime import date
from gettext import gettext as _
from typing import Protocol

from PySide6.QtWidgets import QWidget

from app.core import words
from app.core.errors import AppError, CancelledError
from app.core.export import Format
from app.core.identity import KeyId
from app.services.export_order import Exported
from app.services.export_reader import Choice
from app.services.key_list import View
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.transfer.export_dialog import ExportDialog, Offer

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
            dialog.submitted.connect(lambda: self._export(dialog))
            dialog.open()

        self._session.ask(read, opened)

    def _export(self, dialog: ExportDialog) -> None:
        path, order = dialog.path, dialog.order()

        def done(result: Exported) -> None:
            dialog.busy.end()
            dialog.settle()
            told = _("Exported {keys} to {file}.").format(
                keys=words.keys_counted(result.keys), file=result.path
            )
            self._session.told.emit(told, False)

        def failed(error: AppError) -> None:
            dialog.busy.end()
            if isinstance(error, CancelledError):
                dialog.answered()
                dialog.refresh_blocked()
            else:
                dialog.fail(error)

        doing = self._session.act(
            lambda services, report: services.exports.save(path, order, report),
            done,
            failed,
            dialog.busy.advance,
        )
        dialog.busy.begin(_("Exporting…"), doing.cancel)


def _all(services: Services) -> list[Offer]:
    return [
        _offer(services, _("All keys in use"), Choice(retired=False)),
        _offer(services, _("All keys, removed and superseded ones too"), Choice(retired=True)),
    ]


def _offer(services: Services, label: str, choice: Choice) -> Offer:
    count = services.exports.count(choice, services.exports.formats[0])
    return Offer(_("{what} ({n})").format(what=label, n=count), choice)
