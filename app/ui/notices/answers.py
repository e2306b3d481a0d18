"""What a person answers to notices, wherever they are shown; each can be undone."""

from collections.abc import Sequence
from gettext import ngettext

from app.core.identity import NoticeId
from app.ui.desk import Desk
from app.ui.session import Session


def acknowledge(desk: Desk, ids: Sequence[NoticeId]) -> None:
    """Silence the keys of these notices until their next stage."""
    told = ngettext("Acknowledged {n} notice.", "Acknowledged {n} notices.", len(ids))
    desk.session.act(
        lambda services, _report: services.notice_list.acknowledge(ids),
        lambda _nothing: tell_answered(desk.session, told.format(n=len(ids)), ids),
    )


def tell_answered(session: Session, sentence: str, ids: Sequence[NoticeId]) -> None:
    """Say what was answered, and let it be taken back."""
    session.remember_act(sentence, lambda services: services.notice_list.reopen(ids))
    session.told.emit(sentence, True)
