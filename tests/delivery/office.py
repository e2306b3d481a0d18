"""An inventory whose notices go by e-mail to a server of the tests."""

from datetime import date, timedelta

from app.core.delivery import ChannelName, Delivery, DeliveryState
from app.core.key import Key
from app.core.mail import Server
from app.core.organisation import Account, AccountDraft
from app.services.suite import Services
from tests.delivery.mail_server import MailServer
from tests.stage import NOON, FakeClock, add_key

TODAY = NOON.date()
ADA, BOB, CAROL = "ada@example.org", "bob@example.org", "carol@example.org"


def turn_on(services: Services, server: Server) -> None:
    """Let notices go by e-mail to *server*; its password is kept, if it has one."""
    with services.workplace.change():
        for name, text in {
            "mail-on": "true",
            "mail-host": server.host,
            "mail-port": str(server.port),
            "mail-security": server.security.value,
            "mail-user": server.user,
            "mail-sender": "keyholder@example.org",
        }.items():
            services.settings.set_text(name, text)
        services.mail.set_password(server.password)


def turn_to(services: Services, server: MailServer) -> None:
    """Let notices go to another server from now on."""
    services.settings.set_text("mail-port", str(server.port))


def add_account(services: Services, name: str, email: str) -> Account:
    """Add an administrator, who is told of every key."""
    organisation = services.organisations.default().id
    return services.accounts.create(AccountDraft(name=name, email=email, organisation=organisation))


def expiring(services: Services, name: str = "Koha", *, days: int = 7, **fields: object) -> Key:
    """Add a key of the portal that expires in so many *days*."""
    return add_key(services, name, expires_on=in_days(days), **fields)


def in_days(days: int) -> date:
    """Return the day that comes in so many *days*, counted from the first."""
    return TODAY + timedelta(days=days)


def tell(services: Services) -> None:
    """Raise what is due, and send what is to be sent."""
    services.notices.look()
    services.mail.deliver()


def mails(services: Services) -> dict[str, Delivery]:
    """Return the e-mails of the outbox by their recipients; each has one at most."""
    found = services.outbox.latest(1_000, ChannelName.EMAIL)
    assert len({one.recipient for one in found}) == len(found)
    return {one.recipient: one for one in found}


def states(services: Services) -> dict[str, DeliveryState]:
    """Return how the e-mail to each recipient stands."""
    return {recipient: one.state for recipient, one in mails(services).items()}


def wait_for_next(services: Services, clock: FakeClock, recipient: str = ADA) -> None:
    """Turn the clock to when the e-mail to *recipient* is to be tried again."""
    clock.moment = mails(services)[recipient].next_attempt_at
