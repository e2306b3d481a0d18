"""Values and the mail server's password go through every notice, message and calendar."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.bootstrap import FolderDoor
from app.core import preference
from app.core.delivery import ChannelName
from app.core.errors import LoginRefusedError
from app.core.mail import Letter, Server
from app.core.preference import Preference
from app.core.secret import Secret
from app.services.suite import Services
from tests.canary.conftest import Cage
from tests.canary.watch import places_of
from tests.services.replacing import application
from tests.stage import RECOVERY_CODE, FakeClock, Stage, add_key, create_key

KEYS = 20
MAIL: dict[Preference[Any], str] = {
    preference.MAIL_ON: "true",
    preference.MAIL_HOST: "mail.example.org",
    preference.MAIL_SENDER: "keyholder@example.org",
    preference.MAIL_USER: "keyholder",
}


@dataclass
class Desk:
    """A mail server's front desk, which takes every other letter and keeps what it was given."""

    letters: list[str] = field(default_factory=list)
    passwords: set[str] = field(default_factory=set)

    def send(self, letter: Letter, server: Server) -> None:
        self.letters.append(repr(letter) + letter.text + letter.html)
        if server.password is not None:
            self.passwords.add(server.password.reveal())
        if len(self.letters) % 2:
            raise LoginRefusedError(host=server.host)


def test_values_and_the_mail_password_stay_out_of_all_that_is_told(
    stage: Stage, cage: Cage, clock: FakeClock, tmp_path
) -> None:
    stage.make().inventory.close()
    desk = Desk()
    door = FolderDoor(
        place=stage.place, surroundings=stage.surroundings, actor=stage.actor, postman=desk
    )
    services = door.open()
    services.access.unlock(RECOVERY_CODE)
    password = cage.value()
    services.mail.set_password(Secret(password))
    for what, text in MAIL.items():
        services.settings.set_text(what.name, text)
    calendar = tmp_path / "told" / "keys.ics"
    calendar.parent.mkdir()
    services.settings.set_text(preference.CALENDAR_FILE.name, str(calendar))
    for number in range(KEYS):
        value = Secret(cage.value())
        key = add_key(services, f"Key {number}", value=value, expires_on=date(2026, 6, 20))
        application(services, f"Koha {number}", key, contact_name="Bob")
        if number % 2:
            made = create_key(services, f"After {number}", predecessor=key.id)
            cage.watch(services.secret.copy(made.id).reveal())
    popups = [told for _day in range(8) for told in _one_day(services, clock)]
    assert services.verify() == []
    services.inventory.close()
    assert desk.passwords == {password}
    for name in ("Key 7", "Koha 7"):
        assert name in "".join(desk.letters)
        assert name in calendar.read_text("utf-8").replace("\n ", "")
    assert "1 of 1 place still to do" in "".join(desk.letters)
    assert cage.escaped() == []
    told = {"letters": "\n".join(desk.letters), "popups": "\n".join(popups)}
    assert places_of(list(cage.values), calendar.parent, told) == []


def _one_day(services: Services, clock: FakeClock) -> list[str]:
    """Look, tell, answer, and let a day go by; return what the desktop was told."""
    services.notices.look()
    popup = services.popups.take()
    services.mail.deliver()
    services.outbox.retry_all(ChannelName.EMAIL)
    services.calendar.keep_up_to_date()
    services.notice_list.acknowledge(
        [line.notice.id for line in services.notice_list.current()[:3]]
    )
    clock.turn(days=1)
    return [] if popup is None else [popup.title, popup.body, repr(popup)]
