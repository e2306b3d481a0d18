"""Dialogs over one parent, opened and shown to fail in one way."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from app.core.errors import AppError
from app.core.ports import Progress
from app.services.suite import Services
from app.ui.form_dialog import FormDialog
from app.ui.kit.dialogs import Confirm, Dialog, ErrorDialog
from app.ui.session import Session, T


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


def form(
    dialog: FormDialog,
    session: Session,
    work: Callable[[Services, Progress], T],
    done: Callable[[T], object] | None = None,
) -> None:
    """Open *dialog*, and save with *work* as often as Save is pressed until it is saved."""
    dialog.submitted.connect(lambda: save(dialog, session, work, done))
    show_dialog(dialog)
