"""What a person answers to notices, wherever they are shown; each can be undone."""

from collections.abc import Callable, Sequence
from gettext import gettext as _
from gettext import ngettext

from app.core.identity import NoticeId
from app.core.preference import MAIL_ON
from app.services.notice_list import Former
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.session import Session


def acknowledge(desk: Desk, ids: Sequence[NoticeId]) -> None:
    """Silence the keys of these notices until their next stage."""

    def told(former: Former) -> None:
        count = len(former)
        sentence = ngettext("Acknowledged {n} notice.", "Acknowledged {n} notices.", count)
        tell_answered(desk.session, sentence.format(n=count), former)

    desk.session.act(lambda services, _report: services.notice_list.acknowledge(ids), told)


def reopen(desk: Desk, ids: Sequence[NoticeId]) -> None:
    """Take an answer back."""
    desk.session.act(
        lambda services, _report: services.notice_list.reopen(ids),
        lambda former: tell_answered(desk.session, _("Open again."), former),
    )


def tell_answered(session: Session, sentence: str, former: Former) -> None:
    """Say what was answered, and let it be taken back."""
    session.tell_undoable(sentence, lambda services: services.notice_list.put_back(former))


def retry(desk: Desk, again: Callable[[Services], object]) -> None:
    """Try messages again now, or say why they would not be sent."""

    def work(services: Services, _report: object) -> bool:
        on = services.settings.load().get(MAIL_ON)
        if on:
            again(services)
        return on

    def done(on: bool) -> None:  # noqa: FBT001 - the state itself
        if not on:
            desk.session.told.emit(_("E-mail is switched off: see Preferences, E-mail."), False)

    desk.session.act(work, done)
