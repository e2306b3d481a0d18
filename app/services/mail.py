"""Notices by e-mail: the server, its password, and the letters that go to it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from gettext import gettext as _

from app.core import text
from app.core.audit import Act, Thing
from app.core.delivery import ChannelName, Delivery, DeliveryState
from app.core.errors import (
    AppError,
    DeliveryError,
    FieldError,
    MailNotSetUpError,
    MailPasswordLockedError,
    TamperedError,
    VaultLockedError,
)
from app.core.identity import KeyId, new_id
from app.core.mail import Letter, Server
from app.core.notice import Subject, SubjectKind
from app.core.notice_ports import Postman
from app.core.preference import (
    MAIL_HOST,
    MAIL_ON,
    MAIL_PORT,
    MAIL_SECURITY,
    MAIL_SENDER,
    MAIL_USER,
    MailSecurity,
    Preferences,
)
from app.core.secret import Secret
from app.core.use import Place
from app.services import letters
from app.services.impact import Impacts
from app.services.outbox import Outbox, Parcel
from app.services.workplace import Workplace

PASSWORD = "mail-password"  # noqa: S105 - the name of the credential
_LONGEST = 1024

_OF_SERVER = (MAIL_HOST, MAIL_PORT, MAIL_SECURITY, MAIL_USER, MAIL_SENDER, MAIL_ON)

Result = tuple[Delivery, DeliveryError | None]


@dataclass(frozen=True, slots=True)
class Mailbag:
    """A letter taken out of the outbox, and where it goes."""

    server: Server
    delivery: Delivery
    letter: Letter


class Mail:
    """Writes and sends letters; only *send* and *send_test* need the network, and take long."""

    def __init__(self, workplace: Workplace, outbox: Outbox, postman: Postman) -> None:
        self._workplace = workplace
        self._outbox = outbox
        self._postman = postman
        self._impacts = Impacts(workplace)

    def has_password(self) -> bool:
        """Tell whether a password of the mail server is kept."""
        return self._workplace.inventory.credentials.has(PASSWORD)

    def set_password(self, password: Secret | None) -> None:
        """Keep the mail server's password, sealed; None forgets it. Raise VaultLockedError."""
        if password is not None:
            _check_password(password)
        with self._workplace.change():
            self._workplace.inventory.credentials.set(PASSWORD, password)
            kept = {"password": "none" if password is None else "kept"}
            self._workplace.record(Act.EDITED, Thing.MAIL, PASSWORD, after=kept)

    def pack(self) -> Mailbag | None:
        """Take out the next letter that is to be sent now, if any.

        One at a time: so whatever stops the program, no more than one is sent again. What keeps
        letters back is noted on them.
        """
        preferences = self._workplace.inventory.preferences.load()
        if not preferences.get(MAIL_ON) or not self._outbox.due(ChannelName.EMAIL):
            return None
        try:
            server = self.server()
        except MailPasswordLockedError as error:
            self._outbox.hold(ChannelName.EMAIL, error, state=DeliveryState.WAITING)
            return None
        except AppError as error:
            self._outbox.hold(ChannelName.EMAIL, error, state=DeliveryState.QUEUED)
            return None
        sender = preferences.get(MAIL_SENDER)
        taken = self._outbox.take(ChannelName.EMAIL, message_id_at=_domain(sender), most=1)
        if not taken:
            return None
        return Mailbag(server, taken[0].delivery, self._letter(taken[0], sender))

    def send(self, bag: Mailbag) -> Result:
        """Send the letter and return what became of it.

        It leaves the inventory alone, so that it can run on any thread.
        """
        try:
            self._postman.send(bag.letter, bag.server)
        except DeliveryError as error:
            return bag.delivery, error
        return bag.delivery, None

    def settle(self, result: Result) -> None:
        """Note what became of a letter, of others too where the server would take none."""
        _delivery, error = result
        self._outbox.settle([result])
        if error is not None and not error.of_one_letter:
            self._outbox.put_off(ChannelName.EMAIL, error)

    def deliver(self) -> list[Result]:
        """Send whatever is to be sent now, and note what became of it."""
        results: list[Result] = []
        while (bag := self.pack()) is not None:
            result = self.send(bag)
            self.settle(result)
            results.append(result)
        return results

    def pack_test(self, recipient: str) -> tuple[Server, Letter]:
        """Return a letter that shows whether e-mail works; raise FieldError or DeliveryError."""
        address = text.clean_email("recipient", recipient)
        if not address:
            raise FieldError("recipient", _("Give the address that the test goes to."))
        server = self.server()
        sender = self._workplace.inventory.preferences.load().get(MAIL_SENDER)
        letter = Letter(
            message_id=f"<{new_id()}@{_domain(sender)}>",
            sender=sender,
            recipient=address,
            subject=letters.test_subject(),
            text=letters.test_text(),
            html=letters.test_html(),
            written_at=self._workplace.now(),
        )
        return server, letter

    def send_test(self, packed: tuple[Server, Letter]) -> None:
        """Send the letter of *pack_test*, on any thread; raise a DeliveryError."""
        server, letter = packed
        self._postman.send(letter, server)

    def server(self) -> Server:
        """Return the mail server as set; raise MailNotSetUpError or MailPasswordLockedError.

        Raise TamperedError where it was set outside Keyholder: it would be given the password.
        """
        self._workplace.inventory.preferences.require_intact(one.name for one in _OF_SERVER)
        preferences = self._workplace.inventory.preferences.load()
        if not preferences.get(MAIL_HOST) or not preferences.get(MAIL_SENDER):
            raise MailNotSetUpError
        return Server(
            host=preferences.get(MAIL_HOST),
            port=preferences.get(MAIL_PORT),
            security=MailSecurity(preferences.get(MAIL_SECURITY)),
            user=preferences.get(MAIL_USER),
            password=self._password(preferences),
        )

    def _password(self, preferences: Preferences) -> Secret | None:
        if not preferences.get(MAIL_USER):
            return None
        try:
            return self._workplace.inventory.credentials.get(PASSWORD)
        except VaultLockedError as error:
            raise MailPasswordLockedError from error

    def _known(self, subjects: Iterable[Subject]) -> letters.Known:
        """Return what a letter names; places that cannot be read hold no letter up."""
        organisations, _unreadable = self._workplace.inventory.organisations.readable()
        keys = [KeyId(one.id) for one in subjects if one.kind is SubjectKind.KEY]
        places: Mapping[KeyId, Sequence[Place]] = {}
        with suppress(TamperedError):
            places = self._impacts.places(keys)
        return letters.Known(
            {one.id: one.name for one in organisations},
            {str(key_id): some for key_id, some in places.items()},
        )

    def _letter(self, parcel: Parcel, sender: str) -> Letter:
        told = [(entry.subject, day) for entry, day in parcel.entries]
        known = self._known(subject for subject, _day in told)
        return Letter(
            message_id=parcel.delivery.message_id,
            sender=sender,
            recipient=parcel.delivery.recipient,
            subject=letters.subject_line(told),
            text=letters.text(told, known),
            html=letters.html(told, known),
            written_at=self._workplace.now(),
        )


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _check_password(password: Secret) -> None:
    given = password.reveal()
    if not given or len(given) > _LONGEST or not given.isprintable():
        raise FieldError(
            "password",
            _("A mail server's password has 1 to {n} characters, and no line break.").format(
                n=_LONGEST
            ),
        )
