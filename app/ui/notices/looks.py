"""How notices and messages look: a word, a shape and a tone each."""

from gettext import gettext as _

from app.core import notice_words
from app.core.delivery import PENDING, ChannelName, Delivery, DeliveryState
from app.core.notice import NoticeState
from app.services.notice_list import Line
from app.ui import dates
from app.ui.kit.badge import BadgeLook, Shape
from app.ui.kit.tokens import Tone

_NOTICES = {
    NoticeState.OPEN: (Tone.EXPIRING, Shape.TRIANGLE),
    NoticeState.SNOOZED: (Tone.DISABLED, Shape.PAUSE),
    NoticeState.ACKNOWLEDGED: (Tone.ACTIVE, Shape.CHECK),
}
_PAST = (Tone.DISABLED, Shape.RING)
_MESSAGES = {
    DeliveryState.QUEUED: (Tone.INFO, Shape.RING),
    DeliveryState.WAITING: (Tone.EXPIRING, Shape.PAUSE),
    DeliveryState.SENDING: (Tone.INFO, Shape.PIE),
    DeliveryState.SENT: (Tone.ACTIVE, Shape.CHECK),
    DeliveryState.FAILED: (Tone.EXPIRED, Shape.CROSS),
    DeliveryState.DROPPED: _PAST,
}


def notice_look(line: Line) -> BadgeLook:
    """Return the badge of a notice; an open one of what has stopped already is red."""
    tone, shape = _NOTICES.get(line.state, _PAST)
    if line.state is NoticeState.OPEN and line.days_left <= 0:
        tone = Tone.EXPIRED
    return BadgeLook(notice_words.state(line.state), tone, shape)


def message_look(delivery: Delivery) -> BadgeLook:
    """Return the badge of a message."""
    tone, shape = _MESSAGES[delivery.state]
    return BadgeLook(_message_word(delivery.state), tone, shape)


def told(line: Line) -> str:
    """Say whom the notice has reached, and what is under way."""
    mails = [one for one in line.deliveries if one.channel is ChannelName.EMAIL]
    shown = any(
        one.channel is ChannelName.DESKTOP and one.state is DeliveryState.SENT
        for one in line.deliveries
    )
    sent = sum(one.state is DeliveryState.SENT for one in mails)
    waiting = sum(one.state in PENDING for one in mails)
    failed = sum(one.state is DeliveryState.FAILED for one in mails)
    parts = [
        _("desktop") if shown else "",
        _("{n} by e-mail").format(n=sent) if sent else "",
        _("{n} waiting").format(n=waiting) if waiting else "",
        _("{n} given up").format(n=failed) if failed else "",
    ]
    return ", ".join(part for part in parts if part) or _("this list")


def next_attempt(delivery: Delivery) -> str:
    """Say when a message is tried next, or when it ended."""
    if delivery.settled_at is not None:
        return dates.moment_text(delivery.settled_at)
    if delivery.state is DeliveryState.SENDING:
        return _("now")
    return _("next {moment}").format(moment=dates.moment_text(delivery.next_attempt_at))


def _message_word(state: DeliveryState) -> str:
    return {
        DeliveryState.QUEUED: _("Waiting"),
        DeliveryState.WAITING: _("Vault locked"),
        DeliveryState.SENDING: _("Sending"),
        DeliveryState.SENT: _("Sent"),
        DeliveryState.FAILED: _("Given up"),
        DeliveryState.DROPPED: _("Not needed"),
    }[state]
