"""The channels that notices go by: to add one, add it here and bring its messages out."""

from collections.abc import Callable
from dataclasses import dataclass

from app.core.delivery import ChannelName
from app.core.notice import Subject
from app.core.preference import DESKTOP_NOTICES, MAIL_ON, Preferences
from app.services.address_book import AddressBook

THIS_DESKTOP = ""
"""The recipient of what is shown on this computer's desktop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One way to tell people of notices."""

    name: ChannelName
    is_on: Callable[[Preferences], bool]
    recipients: Callable[[Subject, AddressBook], tuple[str, ...]]
    reminds: bool
    """Whether it also tells of a notice that comes back after a snooze."""


CHANNELS = (
    Channel(
        name=ChannelName.DESKTOP,
        is_on=lambda preferences: preferences.get(DESKTOP_NOTICES),
        recipients=lambda _subject, _book: (THIS_DESKTOP,),
        reminds=True,
    ),
    Channel(
        name=ChannelName.EMAIL,
        is_on=lambda preferences: preferences.get(MAIL_ON),
        recipients=lambda subject, book: book.recipients(subject),
        reminds=False,
    ),
)
