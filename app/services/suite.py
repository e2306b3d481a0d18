"""All services over one inventory."""

from dataclasses import dataclass

from app.core.notice_ports import CalendarWriter, Postman
from app.core.ports import Finding, Inventory, Progress
from app.services.accounts import Accounts
from app.services.advice import Advisor
from app.services.applications import Applications
from app.services.evidence import EvidenceRoom
from app.services.exposure import Exposure
from app.services.finder import Finder
from app.services.history import Histories
from app.services.impact import Impacts
from app.services.key_chain import KeyChain
from app.services.key_change import KeyChange
from app.services.key_creation import KeyCreation
from app.services.key_destruction import KeyDestruction
from app.services.key_list import KeyList
from app.services.key_secret import KeySecret
from app.services.key_suite import key_services
from app.services.mail import Mail
from app.services.notice_calendar import NoticeCalendar
from app.services.notice_list import NoticeList
from app.services.notices import Notices
from app.services.organisations import Organisations
from app.services.outbox import Outbox
from app.services.overview import Overviews
from app.services.popups import Popups
from app.services.replacement_list import ReplacementList
from app.services.replacement_plan import ReplacementPlans
from app.services.replacements import Replacements
from app.services.settings import Settings
from app.services.statistics import Figures
from app.services.todos import Todos
from app.services.use_list import UseList
from app.services.uses import Uses
from app.services.vault_access import VaultAccess
from app.services.workplace import NO_PROGRESS, Workplace


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What a person can do with an open inventory, from the window or the command line."""

    workplace: Workplace
    access: VaultAccess
    organisations: Organisations
    accounts: Accounts
    keys: KeyList
    creation: KeyCreation
    change: KeyChange
    secret: KeySecret
    destruction: KeyDestruction
    chain: KeyChain
    applications: Applications
    uses: Uses
    use_list: UseList
    replacements: Replacements
    replacement_list: ReplacementList
    plans: ReplacementPlans
    exposure: Exposure
    impacts: Impacts
    advice: Advisor
    finder: Finder
    histories: Histories
    evidence: EvidenceRoom
    todos: Todos
    settings: Settings
    overviews: Overviews
    statistics: Figures
    notices: Notices
    notice_list: NoticeList
    outbox: Outbox
    mail: Mail
    popups: Popups
    calendar: NoticeCalendar

    @classmethod
    def over(
        cls, workplace: Workplace, *, postman: Postman, calendar_writer: CalendarWriter
    ) -> "Services":
        """Return the services that work at *workplace*."""
        keys, todos, outbox = KeyList(workplace), Todos(workplace), Outbox(workplace)
        notices, settings = NoticeList(workplace), Settings(workplace)
        return cls(
            workplace=workplace,
            access=VaultAccess(workplace),
            organisations=Organisations(workplace),
            accounts=Accounts(workplace),
            keys=keys,
            todos=todos,
            settings=settings,
            overviews=Overviews(workplace, keys=keys, outbox=outbox),
            notices=Notices(workplace, outbox),
            notice_list=notices,
            outbox=outbox,
            mail=Mail(workplace, outbox, postman),
            advice=Advisor(workplace, keys),
            finder=Finder(workplace, keys),
            evidence=EvidenceRoom(workplace, keys),
            popups=Popups(workplace, outbox),
            calendar=NoticeCalendar(workplace, keys, calendar_writer),
            statistics=Figures(workplace, keys=keys, replacements=ReplacementList(workplace)),
            **key_services(workplace, keys),
        )

    @property
    def inventory(self) -> Inventory:
        """The inventory itself."""
        return self.workplace.inventory

    def verify(self, progress: Progress = NO_PROGRESS) -> list[Finding]:
        """Check the whole inventory and return what is wrong."""
        return self.workplace.inventory.verify(progress)
