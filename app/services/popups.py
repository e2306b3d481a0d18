"""Notices on the desktop: one digest, by name or by count alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from app.core import notice_words
from app.core.delivery import ChannelName, Delivery
from app.core.errors import AppError
from app.core.preference import DESKTOP_NAMES, DESKTOP_NOTICES
from app.services import letters
from app.services.outbox import Outbox
from app.services.workplace import Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Popup:
    """What the desktop shows; the texts are plain, whoever shows them escapes them."""

    title: str
    body: str
    urgent: bool
    deliveries: tuple[Delivery, ...]


class Popups:
    """Takes what waits for the desktop out of the outbox, as one digest."""

    def __init__(self, workplace: Workplace, outbox: Outbox) -> None:
        self._workplace = workplace
        self._outbox = outbox

    def take(self) -> Popup | None:
        """Return what is to be shown now, if anything."""
        if not self._workplace.inventory.preferences.load().get(DESKTOP_NOTICES):
            return None
        parcels = self._outbox.take(ChannelName.DESKTOP)
        told = {entry.notice.id: (entry, day) for one in parcels for entry, day in one.entries}
        if not told:
            return None
        first, *others = sorted(told.values(), key=lambda one: one[0].subject.expires_on)
        subject, day = first[0].subject, first[1]
        title, body = self._words(notice_words.sentence(subject, day), len(others))
        return Popup(
            title=title,
            body=body or notice_words.last_day(subject),
            urgent=subject.days_left(day) <= 1,
            deliveries=tuple(one.delivery for one in parcels),
        )

    def settle(self, popup: Popup, error: AppError | None) -> None:
        """Note that it was shown, or why not; then it is tried again later."""
        self._outbox.settle([(delivery, error) for delivery in popup.deliveries])

    def _words(self, first: str, others: int) -> Sequence[str]:
        if not self._workplace.inventory.preferences.load().get(DESKTOP_NAMES):
            count = notice_words.notices_counted(others + 1)
            return count, _("Open Keyholder to see which keys or accounts expire.")
        more = ngettext("and {n} more notice", "and {n} more notices", others).format(n=others)
        return letters.one_line(first), more if others else ""
