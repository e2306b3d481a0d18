"""A sample inventory to look around in: dummy values, dates spread round today, a year's story."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol

from app.core.application import ApplicationDraft
from app.core.identity import AccountId, ApplicationId, KeyId, OrganisationId
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.secret import Secret
from app.services.key_change import KeyEdit
from app.services.key_creation import KeyDraft, PortalKeyDraft
from app.services.sample_data import (
    APPLICATIONS,
    KEYS,
    REPLACEMENTS,
    SampleKey,
    SampleReplacement,
)
from app.services.set_up import SetUpForm
from app.services.suite import Services

PASSPHRASE = Secret("a sample to look around in")
"""It opens the sample's vault; there is nothing in it to protect."""
FORM = SetUpForm(
    organisation=OrganisationDraft(
        name="Example University",
        domain="example.org",
        number="70012340",
        time_zone="Europe/London",
        reports_api=True,
    ),
    account_name="Ada Example",
    account_email="ada@example.org",
)
_NORTH = "Example University, North campus"
_YEAR = 365
_FIRST_LOOK = 75


class TurnedClock(Protocol):
    """A clock that stands at *moment* until it is turned."""

    moment: datetime


@dataclass(slots=True)
class _Story:
    """What happens, and how many days ago; told in that order."""

    services: Services
    clock: TurnedClock
    now: datetime
    applications: dict[str, ApplicationId] = field(default_factory=dict)
    keys: dict[str, KeyId] = field(default_factory=dict)
    events: list[tuple[float, Callable[[], object]]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day on which the story ends."""
        return self.services.organisations.default().today(self.now)

    def at(self, days_ago: float, act: Callable[[], object]) -> None:
        """Let *act* happen so long ago."""
        self.events.append((days_ago, act))

    def tell(self) -> None:
        """Let everything happen in its time."""
        for days_ago, act in sorted(self.events, key=lambda event: -event[0]):
            self.clock.moment = self.now - timedelta(days=days_ago)
            act()
        self.clock.moment = self.now


def fill(services: Services, clock: TurnedClock) -> None:
    """Fill an inventory that was just set up; the clock ends where it stood."""
    story = _Story(services, clock, clock.moment)
    clock.moment = story.now - timedelta(days=_YEAR + 60)
    people = _people(story)
    for sample in APPLICATIONS:
        draft = ApplicationDraft(
            name=sample.name,
            kind=sample.kind,
            organisation=people.organisations[sample.north],
            place=sample.place,
            address=sample.address,
            contact_name=sample.contact[0],
            contact_email=sample.contact[1],
            contact_phone=sample.contact[2],
            notes=sample.notes,
        )
        story.applications[sample.name] = services.applications.create(draft).id
    for number, key in enumerate(KEYS):
        _add(story, people, key, number)
    for number, replacement in enumerate(REPLACEMENTS):
        _replace(story, replacement, 100 + number)
    _everyday(story, people)
    story.tell()


@dataclass(frozen=True, slots=True)
class _People:
    """The accounts by name, and the organisations: the first, and its sub-organisation."""

    accounts: dict[str, AccountId]
    organisations: tuple[OrganisationId, OrganisationId]


def _people(story: _Story) -> _People:
    services = story.services
    home = services.organisations.default().id
    north = services.organisations.create(
        OrganisationDraft(
            name=_NORTH,
            domain="north.example.org",
            number="70012345",
            time_zone="Europe/London",
            parent=home,
        )
    ).id
    mine = services.accounts.mine()
    accounts = {} if mine is None else {FORM.account_name: mine}
    for name, email, where, days in (
        ("Grace Example", "grace@example.org", north, 19),
        ("Ben Example", "", home, None),
    ):
        expires_on = None if days is None else story.today + timedelta(days=days)
        draft = AccountDraft(name=name, email=email, organisation=where, expires_on=expires_on)
        accounts[name] = services.accounts.create(draft).id
    return _People(accounts, (home, north))


def _add(story: _Story, people: _People, sample: SampleKey, number: int) -> None:
    services = story.services

    def add() -> None:
        key = services.creation.add_existing(
            PortalKeyDraft(
                name=sample.name,
                organisation=people.organisations[sample.north],
                permission=sample.permission,
                owner=people.accounts[sample.owner],
                also_tell=sample.also_tell,
                value=None if sample.by_ending else _dummy(number),
                ending="4f2e" if sample.by_ending else "",
                expires_on=story.today + timedelta(days=sample.days),
                applications=tuple(story.applications[name] for name in sample.used_by),
            )
        )
        story.keys[sample.name] = key.id

    story.at(_YEAR - sample.days if sample.days < _YEAR else 1, add)


def _replace(story: _Story, sample: SampleReplacement, number: int) -> None:
    services = story.services

    def begin() -> None:
        old = services.keys.get(story.keys[sample.old])
        services.creation.add_existing(
            PortalKeyDraft(
                name=sample.old.replace(", old key", ", branch library"),
                organisation=old.organisation,
                permission=old.permission,
                owner=old.owner,
                predecessor=old.id,
                reason=sample.reason,
                value=_dummy(number),
                expires_on=story.today + timedelta(days=sample.new_days),
            )
        )

    def move() -> None:
        course = services.replacement_list.running_of(story.keys[sample.old])
        if course is not None:
            step = next(one for one in course.checklist.steps if one.use.is_open)
            services.replacements.move(course.replacement.id, step.application.id, "tried, works")

    story.at(sample.begun, begin)
    for days_ago in sample.moved:
        story.at(days_ago, move)
    if sample.removed is not None:
        story.at(sample.removed, lambda: services.change.remove([story.keys[sample.old]]))


def _everyday(story: _Story, people: _People) -> None:
    """Let people do what they do: made keys, changes, to-dos, answers to notices."""
    services = story.services

    def make(name: str, owner: str) -> None:
        home = people.organisations[0]
        draft = KeyDraft(
            name=name,
            organisation=home,
            permission="authentication",
            owner=people.accounts[owner],
        )
        story.keys[name] = services.creation.create(draft)[0].id

    def acknowledge() -> None:
        for line in services.notice_list.current()[-1:]:
            services.notice_list.acknowledge([line.notice.id])

    def plan() -> None:
        soon = story.today + timedelta(days=4)
        [turn] = services.plans.turns([story.keys["Law library catalogue"]], soon)
        services.replacements.plan([(turn.key.id, turn.day)], REPLACEMENTS[0].reason)

    def rename() -> None:
        edit = KeyEdit(name="Medical library catalogue")
        services.change.edit(story.keys["Medical library, Koha"], edit)

    story.at(30, lambda: make("Rehearsal of the new connector", "Ada Example"))
    story.at(20, lambda: make("Test bench, local authentication", "Grace Example"))
    story.at(15, lambda: services.change.disable([story.keys["Interlibrary loan form"]]))
    story.at(14, rename)
    story.at(13, lambda: services.change.compared([story.keys["Koha, main library"]]))
    story.at(12, lambda: services.change.remove([story.keys["Old discovery layer"]]))
    story.at(11, lambda: services.change.confirm_unused([story.keys["Alumni portal"]]))
    story.at(10, lambda: services.secret.copy(story.keys["Usage reports"]))
    story.at(4, plan)
    for days_ago in range(_FIRST_LOOK, -1, -1):
        story.at(days_ago, services.notices.look)
    story.at(9.5, acknowledge)


def _dummy(number: int) -> Secret:
    """Return a value in the portal's form that is plainly none of the portal's."""
    return Secret(f"00000000-0000-4000-8000-{0xC0DE00 + number * 0x1F3:012x}")
