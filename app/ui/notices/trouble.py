"""What keeps e-mails from arriving, and the way to try again."""

from dataclasses import dataclass
from gettext import gettext as _
from gettext import ngettext

from app.core.delivery import UNSENT, ChannelName, DeliveryState
from app.core.preference import MAIL_ON
from app.services.suite import Services
from app.ui.desk import Desk
from app.ui.kit.banner import Banner, Level
from app.ui.notices.answers import retry

_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class Messages:
    """How many e-mails there are in each state, and the last thing that went wrong."""

    counts: dict[DeliveryState, int]
    error: str
    mail_on: bool

    def trouble(self) -> str:
        """Say what is wrong with the messages, if anything."""
        waiting = sum(self.counts[one] for one in (DeliveryState.QUEUED, DeliveryState.WAITING))
        failed = self.counts[DeliveryState.FAILED]
        parts = []
        if failed:
            parts.append(
                ngettext("{n} e-mail was given up.", "{n} e-mails were given up.", failed).format(
                    n=failed
                )
            )
        if waiting and self.error and self.mail_on:
            parts.append(
                ngettext("{n} e-mail waits.", "{n} e-mails wait.", waiting).format(n=waiting)
            )
        return " ".join([*parts, self.error]) if parts else ""


def _messages(services: Services) -> Messages:
    latest = services.outbox.latest(_LOOKED_AT, ChannelName.EMAIL)
    errors = [one.last_error for one in latest if one.last_error and one.state in UNSENT]
    return Messages(
        services.outbox.counts(ChannelName.EMAIL),
        next(iter(errors), ""),
        services.settings.load().get(MAIL_ON),
    )


class TroubleBanner(Banner):
    """Says how many e-mails wait or were given up, and why; hidden where none does."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.icons)
        self._desk = desk

    def refresh(self) -> None:
        """Look again."""
        self._desk.session.ask(_messages, self._show)

    def _show(self, found: Messages) -> None:
        trouble = found.trouble()
        if not trouble:
            self.clear()
            return
        self.say(trouble, level=Level.WARNING)
        self.add_button(_("Try again now"), self._retry)
        self.add_button(_("Messages"), lambda: self._desk.go("messages"))

    def _retry(self) -> None:
        retry(self._desk, lambda services: services.outbox.retry_all())
