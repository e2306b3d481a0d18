"""What lies beyond the program, as fakes: a desktop that shows notices, and a mail server."""

import shutil
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core import preference
from app.core.errors import DeliveryError, DesktopSilentError
from app.core.mail import Letter, Server
from app.core.notice_ports import Desktop
from app.core.organisation import OrganisationDraft
from app.core.preference import Preference
from app.services.suite import Services
from tests.stage import ORGANISATION, Stage

SILENT = DesktopSilentError(reason="nobody there")
MAIL: dict[Preference[Any], str] = {
    preference.MAIL_HOST: "mail.example.org",
    preference.MAIL_SENDER: "keyholder@example.org",
    preference.MAIL_ON: "true",
}
"""What e-mail needs at least; the server asks for no password."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A notification as a person sees it."""

    title: str
    body: str
    urgent: bool


@dataclass
class FakeDesktop:
    """Keeps what it is to show; or shows nothing and says why, while there is *trouble*."""

    trouble: Exception | None = None
    shown: list[Shown] = field(default_factory=list)
    closed: bool = False
    _clicked: Callable[[], object] = lambda: None

    def listen(self, clicked: Callable[[], object]) -> None:
        self._clicked = clicked

    def show(self, title: str, body: str, *, urgent: bool) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.shown.append(Shown(title, body, urgent))

    def close(self) -> None:
        self.closed = True

    def click(self) -> None:
        """Click on what is shown; that is told from another thread, as D-Bus does."""
        thread = threading.Thread(target=self._clicked)
        thread.start()
        thread.join()


@dataclass
class FakePostman:
    """Keeps the letters that it is given; or takes none, while there is *trouble*."""

    trouble: DeliveryError | None = None
    letters: list[Letter] = field(default_factory=list)
    servers: list[Server] = field(default_factory=list)

    def send(self, letter: Letter, server: Server) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.letters.append(letter)
        self.servers.append(server)


@dataclass(frozen=True, kw_only=True)
class EdgeStage(Stage):
    """A stage whose desktop and mail server are fakes too; None is a desktop without D-Bus."""

    desktop: Desktop | None = field(default_factory=FakeDesktop)
    postman: FakePostman = field(default_factory=FakePostman)


def set_preferences(services: Services, texts: Mapping[Preference[Any], str]) -> None:
    """Set preferences from their texts."""
    for what, text in texts.items():
        services.settings.set_text(what.name, text)


@dataclass(frozen=True)
class Original:
    """An inventory that was made once, to be copied for each test: quicker than making it."""

    folder: Path
    keyring: dict[tuple[str, str], str]

    @classmethod
    def made(
        cls,
        folder: Path,
        fill: Callable[[Services], object],
        organisation: OrganisationDraft = ORGANISATION,
    ) -> "Original":
        """Make one in *folder* that the keyring opens, and *fill* it."""
        stage = Stage(folder=folder)
        services = stage.make(keyring=True, organisation=organisation)
        fill(services)
        services.inventory.close()
        return cls(folder, dict(stage.keyring.entries if stage.keyring else {}))

    def copy_to(self, stage: Stage) -> None:
        """Put a copy on *stage*."""
        shutil.copytree(self.folder, stage.folder)
        if stage.keyring is not None:
            stage.keyring.entries |= self.keyring
