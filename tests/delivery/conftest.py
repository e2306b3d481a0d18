"""What the tests of delivery share: an authority, mail servers, and letters."""

import shutil
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.mail import Letter
from app.core.preference import MailSecurity
from app.delivery.smtp import SmtpPostman
from app.services.suite import Services
from tests.delivery.authority import Authority, server_context
from tests.delivery.mail_server import MailServer, Manners
from tests.delivery.serving import serving
from tests.stage import NOON, FakeClock, MemoryKeyring, Stage

LETTER = Letter(
    message_id="<one@example.org>",
    sender="keyholder@example.org",
    recipient="ada@example.org",
    subject="The key “Koha” stops in 7 days",
    text="The key “Koha” stops in 7 days.\n",
    html="<p>The key “Koha” stops in 7 days.</p>\n",
    written_at=NOON,
)

Serve = Callable[..., MailServer]
Write = Callable[..., Letter]


@pytest.fixture(scope="session")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def serve(authority: Authority) -> Iterator[Serve]:
    """What starts a mail server with these manners; all of them stop at the end."""
    with ExitStack() as running:

        def serve(
            security: MailSecurity = MailSecurity.TLS,
            *,
            context: ssl.SSLContext | None = None,
            **manners: object,
        ) -> MailServer:
            shown = context or server_context(authority.right)
            given = Manners(**manners)  # type: ignore[arg-type]  # each test knows its fields
            return running.enter_context(serving(shown, security, given))

        yield serve


@pytest.fixture
def postman(authority: Authority) -> SmtpPostman:
    """The program's own postman, who trusts the tests' authority alone."""
    return SmtpPostman(context=authority.trusting, time_limit_s=10)


@pytest.fixture
def letter() -> Write:
    """What writes a letter; the fields given differ from LETTER's."""

    def letter(**fields: object) -> Letter:
        return replace(LETTER, **fields)  # type: ignore[arg-type]  # as above

    return letter


@pytest.fixture(scope="session")
def quick_postman(authority: Authority) -> SmtpPostman:
    """The same, who reads this computer's authorities only once."""
    context = authority.trusting()
    return SmtpPostman(context=lambda: context, time_limit_s=10)


@pytest.fixture
def stage(
    tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring, quick_postman: SmtpPostman
) -> Stage:
    """A stage whose services send to the tests' servers."""
    return Stage(folder=tmp_path / "inventory", clock=clock, keyring=keyring, postman=quick_postman)


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inventory that is copied for each test: quicker than to set one up."""
    folder = tmp_path_factory.mktemp("original") / "inventory"
    Stage(folder=folder).make().inventory.close()
    return folder


@pytest.fixture
def services(stage: Stage, original: Path) -> Iterator[Services]:
    """Services over a new inventory, its vault open."""
    shutil.copytree(original, stage.folder)
    opened = stage.open()
    yield opened
    opened.inventory.close()
