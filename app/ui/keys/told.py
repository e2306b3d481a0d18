"""How changes of keys are told, and remembered to be taken back."""

from gettext import gettext as _

from app.core import words
from app.services.key_changer import Done
from app.ui.session import Session


def tell_changed(session: Session, sentence: str, done: Done) -> None:
    """Say *sentence* of the keys that were changed, and let it be taken back."""
    if done.keys:
        told = sentence.format(keys=named(done))
        session.tell_undoable(told, lambda _services: done.undo())


def named(done: Done) -> str:
    """Name the one key that was changed, or count them."""
    if len(done.keys) == 1:
        return _("“{name}”").format(name=done.keys[0].name)
    return words.keys_counted(len(done.keys))
