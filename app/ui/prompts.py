"""Dialogs over one parent, opened and shown to fail in one way."""

from collections.abc import Callable
from gettext import gettext as _
from typing import Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError, CancelledError
from app.core.progress import Progress
from app.services.suite import Services
from app.ui.form_dialog import FormDialog
from app.ui.kit.dialogs import Confirm, Dialog, ErrorDialog
from app.ui.kit.progress import BusyBar
from app.ui.session import Session, T

D = TypeVar("D")


class Named(Protocol):
    """Something that has a name."""

    @property
    def name(self) -> str:
        """The name."""


def show_dialog(dialog: Dialog) -> None:
    """Open *dialog*."""
    dialog.open()


def show_failure(error: AppError, parent: QWidget) -> None:
    """Say what went wrong, what it means and what to do."""
    show_dialog(
        ErrorDialog(title=error.what(), meaning=error.so(), hint=error.then(), parent=parent)
    )


def confirm(question: Confirm, confirmed: Callable[[], object]) -> None:
    """Ask *question* and call *confirmed* if the answer is yes."""
    question.accepted.connect(confirmed)
    show_dialog(question)


def save(
    dialog: FormDialog,
    session: Session,
    work: Callable[[Services, Progress], T],
    done: Callable[[T], object] | None = None,
) -> None:
    """Save what *dialog* holds: it closes when saved, and says why when it could not be."""

    def saved(result: T) -> None:
        dialog.settle()
        if done is not None:
            done(result)

    session.act(work, saved, dialog.fail)


def save_lasting(
    dialog: FormDialog,
    session: Session,
    busy: BusyBar,
    work: Callable[[Services, Progress], T],
    done: Callable[[T], object],
) -> None:
    """Save what *dialog* holds, which lasts: *busy* shows how far it is.

    Cancelled, it is open as before; closed meanwhile, it cancels.
    """

    def saved(result: T) -> None:
        busy.end()
        dialog.settle()
        done(result)

    doing = session.act(work, saved, lambda error: stopped(dialog, busy, error), busy.advance)
    busy.begin(dialog.reason_label.text(), doing.cancel)
    dialog.rejected.connect(doing.cancel)


def stopped(dialog: FormDialog, busy: BusyBar, error: AppError) -> None:
    """Say in *dialog* why what *busy* showed has ended; that it was cancelled is known."""
    busy.end()
    if isinstance(error, CancelledError):
        dialog.answered()
        dialog.refresh_blocked()
    else:
        dialog.fail(error)


def form(
    dialog: FormDialog,
    session: Session,
    read: Callable[[], D],
    work: Callable[[Services, D, Progress], T],
    done: Callable[[T], object] | None = None,
) -> None:
    """Open *dialog*; as often as Save is pressed until it is saved, save with *work*.

    *read* returns what was filled in: only the window's thread may look at a dialog.
    """

    def submitted() -> None:
        try:
            given = read()
        except AppError as error:
            dialog.fail(error)
        else:
            save(dialog, session, lambda services, report: work(services, given, report), done)

    dialog.submitted.connect(submitted)
    show_dialog(dialog)


def warning_form(
    dialog: FormDialog,
    session: Session,
    read: Callable[[], D],
    warnings: Callable[[Services, D], list[str]],
    save_it: Callable[[], object],
) -> None:
    """Open *dialog*; Save shows *warnings* of what was *read* once, and the next one saves."""

    def submitted() -> None:
        given = read()

        def warned(found: list[str]) -> None:
            if found and tuple(found) != dialog.accepted_warnings:
                dialog.warn(found)
            else:
                save_it()

        session.ask(lambda services: warnings(services, given), warned, dialog.fail)

    dialog.submitted.connect(submitted)
    show_dialog(dialog)


def tell_stored(session: Session, stored: Named) -> None:
    """Say that the record of something was stored."""
    session.tell_final(_("Saved “{name}”.").format(name=stored.name))
