"""What is done with a replacement: its steps, its end; each can be taken back."""

from collections.abc import Callable
from functools import partial
from gettext import gettext as _

from PySide6.QtWidgets import QWidget

from app.core.errors import WrongStateError
from app.core.identity import KeyId, ReplacementId
from app.core.use import Place
from app.services.key_changer import Done
from app.services.replacement_list import Course
from app.services.suite import Services
from app.ui import prompts
from app.ui.desk import Desk
from app.ui.doing import Busy
from app.ui.kit.dialogs import Confirm


def cancel_replacement(desk: Desk, course: Course, parent: QWidget) -> None:
    """Ask, and cancel: what has moved stays where it is."""
    question = Confirm(
        title=_("Cancel the replacement of “{name}”?").format(name=course.old.name),
        text=_(
            "Places that have moved keep the new key; the others keep the old one, and you are "
            "told of its expiry as before. Nothing is disabled or removed."
        ),
        verb=_("Cancel the replacement"),
        danger=True,
        parent=parent,
    )
    question.cancel_button.setText(_("Keep it"))  # “Cancel” would be either
    prompts.confirm(question, partial(_cancel, desk, course.replacement.id))


def _cancel(desk: Desk, replacement_id: ReplacementId) -> None:
    sentence = _("The replacement was cancelled.")

    def done(undo: Callable[[], None]) -> None:
        desk.session.tell_undoable(sentence, lambda _services: undo())

    desk.session.act(lambda services, _report: services.replacements.cancel(replacement_id), done)


def move_step(desk: Desk, course: Course, step: Place, note: str) -> None:
    """Note that a place was given the new key."""
    application = step.application
    sentence = _("“{name}” has moved.").format(name=application.name)

    def done(_nothing: object) -> None:
        desk.session.tell_undoable(sentence, partial(take_step_back, step))

    desk.session.act(
        lambda services, _report: services.replacements.move(
            course.replacement.id, application.id, note
        ),
        done,
    )


def undo_step(desk: Desk, step: Place) -> None:
    """Take back that a place was moved; that can be taken back as well."""
    sentence = _("“{name}” uses the old key again.").format(name=step.application.name)

    def work(services: Services, _report: object) -> KeyId:
        uses = services.inventory.uses
        former = uses.get(step.use.id)
        key_id = uses.get(former.moved_to or former.id).key
        take_step_back(step, services)
        return key_id

    def done(key_id: KeyId) -> None:
        desk.session.tell_undoable(
            sentence, lambda services: services.uses.move(step.use.id, key_id, step.use.note)
        )

    desk.session.act(work, done)


def take_step_back(step: Place, services: Services) -> None:
    """Let a place use the old key as before."""
    services.uses.take_back(step.use.id)


def end_step(desk: Desk, step: Place) -> None:
    """Note that a place uses the old key no longer, and needs no new one."""
    sentence = _("“{name}” needs no key any more.").format(name=step.application.name)

    def done(_use: object) -> None:
        desk.session.tell_undoable(sentence, partial(take_step_back, step))

    desk.session.act(lambda services, _report: services.uses.end(step.use.id), done)


def disable_old(desk: Desk, course: Course, busy: Busy) -> None:
    """Disable the old key, all of whose places have moved."""
    sentence = _("Disabled “{name}”.").format(name=course.old.name)
    _change_old(desk, course, lambda services: services.change.disable, sentence, busy)


def remove_old(desk: Desk, course: Course, busy: Busy) -> None:
    """Remove the old key, all of whose places have moved: that closes the replacement."""
    sentence = _("Removed “{name}”; can be restored for 30 days.").format(name=course.old.name)
    _change_old(desk, course, lambda services: services.change.remove, sentence, busy)


def _change_old(
    desk: Desk,
    course: Course,
    change: Callable[[Services], Callable[[list[KeyId]], Done]],
    sentence: str,
    busy: Busy,
) -> None:
    """Change the old key; what takes that back also gives the replacement its former state."""

    def work(services: Services, _report: object) -> Done:
        with services.workplace.change():
            if not services.replacement_list.get(course.replacement.id).checklist.is_done:
                raise WrongStateError(name=course.old.name, reason=_("a place uses it again"))
            return change(services)([course.old.id])

    desk.session.act_undoably(work, lambda _done: sentence, busy)


def close_replacement(desk: Desk, course: Course) -> None:
    """Close a replacement whose old key works no more."""
    desk.session.act(
        lambda services, _report: services.replacements.close(
            course.replacement.id, disable=False, remove=False
        ),
        lambda _nothing: desk.session.told.emit(_("The replacement is closed."), False),
    )
