"""Keys of every kind: states, zones, dates near today, names in many scripts."""

import random
import uuid
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from app.core.application import ApplicationDraft
from app.core.identity import KeyId, UseId
from app.core.key import Key, KeyState, Origin
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.query import Sort
from app.core.use import Use
from app.services.suite import Services
from tests.storage import oracle
from tests.storage.oracle import CALLS, Term, Wanted, World

TODAY = date(2026, 6, 15)
MOMENTS = [
    datetime(2026, 6, 15, 10, 30, tzinfo=UTC),  # three days at once round the world
    datetime(2026, 6, 15, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 6, 16, 0, 0, tzinfo=UTC),
    datetime(2027, 2, 28, 12, 0, tzinfo=UTC),
]
ZONES = ["Europe/London", "Pacific/Kiritimati", "Pacific/Pago_Pago", "UTC"]
WORDS = [
    "Koha", "koha", "kohaha", "Main-lib", "main lib", "main_lib", "O'Neil", "Ünïversity", "a",
    "université", "e\u0301cole", "library", "library2", "2", "v1.2", "東京 図書館", "Ελλάδα", "ﬁle",
    "…", "(test)", "❤",
]  # fmt: skip
ENDINGS = ["", "44aa", "c15b", "C15B", "ab+/", "ÀÉ12"]
LEVELS = ["authentication", "reports", "full"]
OWNERS = [
    ("Ada Smith", "ada@example.org", 0),
    ("Bob Smithers", "", 1),
    ("Ünal Ö.", "Ünal@Example.org", 2),
]
"""Names, addresses, and which organisation they belong to."""
TOLD = ["ada@example.org", "ÜNAL@example.org", "desk@example.org"]
KINDS = [*CALLS, "other"]


def populate(services: Services, count: int, seed: int) -> None:
    """Add organisations, accounts and *count* keys, the same for the same *seed*."""
    chance = random.Random(seed)
    with services.workplace.change():
        organisations = [services.organisations.default().id] + [
            services.organisations.create(
                OrganisationDraft(
                    name=f"{WORDS[at * 4]} organisation",
                    time_zone=zone,
                    reports_api=at % 2 == 1,
                    also_tell=("Desk@example.org",) * (at == 3),
                )
            ).id
            for at, zone in enumerate(ZONES)
        ]
        owners = [None] + [
            services.accounts.create(
                AccountDraft(name=name, email=email, organisation=organisations[where])
            ).id
            for name, email, where in OWNERS
        ]
        more = random.Random(-seed)
        for _ in range(count):
            moments = [moment(chance) for _ in range(3)]
            services.inventory.keys.add(
                Key(
                    id=KeyId(str(uuid.UUID(int=chance.getrandbits(128)))),
                    name=" ".join(chance.choices(WORDS, k=chance.choice([1, 1, 2, 3]))),
                    permission=chance.choice(LEVELS),
                    organisation=chance.choice(organisations),
                    owner=chance.choice(owners),
                    origin=chance.choice(list(Origin)),
                    ending=chance.choice(ENDINGS),
                    has_value=False,
                    created_at=MOMENTS[0] - timedelta(days=more.choice([0, 179, 180, 181, 400])),
                    expires_on=near(chance),
                    disabled_at=moments[0],
                    removed_at=moments[1] if chance.random() < 0.5 else None,
                    superseded_at=moments[2] if chance.random() < 0.5 else None,
                    notes=chance.choice(["", "", "Ask Bob", "the library's école\nsecond line"]),
                    also_tell=tuple(more.sample(TOLD, more.choice([0, 0, 0, 1, 1, 2]))),
                    compared_at=_compared(more),
                    unused_at=MOMENTS[0] if more.random() < 0.2 else None,
                ),
                None,
            )
        _use(services, more)


def _compared(chance: random.Random) -> datetime | None:
    days = chance.choice([None, None, 0, 179, 180, 181, 300])
    return None if days is None else MOMENTS[0] - timedelta(days=days)


def _use(services: Services, chance: random.Random) -> None:
    """Let applications use some of the keys, or have used them."""
    home = services.organisations.default().id
    applications = [
        services.applications.create(ApplicationDraft(name=kind, kind=kind, organisation=home)).id
        for kind in KINDS
    ]
    for key_id in all_ids(services):
        for application in chance.sample(applications, chance.choice([0, 0, 1, 1, 2, 3])):
            services.inventory.uses.add(
                Use(
                    id=UseId(str(uuid.UUID(int=chance.getrandbits(128)))),
                    application=application,
                    key=key_id,
                    since=MOMENTS[0],
                    begun_by="tester",
                    ended_at=moment(chance),
                )
            )


def moment(chance: random.Random) -> datetime | None:
    """Return no moment for the most part; else one of few, so that some are the same."""
    return chance.choice([None, None, None, MOMENTS[0], MOMENTS[1]])


def near(chance: random.Random) -> date:
    """Return a date near the boundaries of the states, of few, so that some are the same."""
    return TODAY + timedelta(days=chance.choice([-300, -2, -1, 0, 1, 2, 29, 30, 31, 32, 33, 300]))


def all_ids(services: Services) -> list[KeyId]:
    """Return the ids of all keys, in the order in which they were stored."""
    database = services.inventory.keys._database  # type: ignore[attr-defined]  # SQLite's own
    return [row[0] for row in database.sql("SELECT id FROM key ORDER BY number")]


def world_of(services: Services) -> World:
    """Return everything that is in the inventory, as the repositories return it one by one."""
    repository = services.inventory.keys
    ids = all_ids(services)
    organisations = services.organisations.all()
    now = services.workplace.now()
    return World(
        keys=tuple(repository.get(KeyId(one)) for one in ids),
        place={one: at for at, one in enumerate(ids)},
        organisations={one.id: one for one in organisations},
        accounts={one.id: one for one in services.accounts.all()},
        today={one.id: one.today(now) for one in organisations},
        kinds=_kinds(services, ids),
        now=now,
    )


def _kinds(services: Services, ids: list[KeyId]) -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for use in services.inventory.uses.of_keys(ids, ended=False):
        kinds.setdefault(use.key, []).append(services.applications.get(use.application).kind)
    return kinds


DATES = st.sampled_from([-301, -1, 0, 1, 2, 29, 30, 31, 32, 301]).map(
    lambda days: TODAY + timedelta(days=days)
)


def terms() -> st.SearchStrategy[Term]:
    """Return any term of a filter."""
    one = st.one_of(
        st.sampled_from(WORDS).flatmap(beginning).map(oracle.word),
        st.lists(st.sampled_from(list(KeyState)), min_size=1, max_size=3).map(
            lambda states: oracle.state(*states)
        ),
        st.lists(st.sampled_from(LEVELS), min_size=1, max_size=2).map(
            lambda levels: oracle.permission(*levels)
        ),
        st.sampled_from(["organisation", "ünïv", "Koha", "example", "nowhere", "%"]).map(
            oracle.organisation
        ),
        st.sampled_from(["smith", "ADA", "ünal", "o", "nobody of that name"]).map(oracle.owner),
        st.just(oracle.nobody()),
        st.sampled_from(["portal", "made_here"]).map(oracle.origin),
        st.sampled_from(["44aa", "c15b", "C15B", "AB+/", "zzzz"]).map(oracle.ending),
        st.sampled_from(["none", "one", "ada@example.org", "desk@example.org"]).map(oracle.told),
        st.lists(st.sampled_from(["unknown", "nothing", "one", "several"]), min_size=1).map(
            lambda how: oracle.used(*how)
        ),
        st.just(oracle.needs_less()),
        st.sampled_from([("old",), ("never",), ("old", "never")]).map(
            lambda when: oracle.compared(*when)
        ),
        st.builds(oracle.expires, st.sampled_from([":", "=", "<", "<=", ">", ">="]), DATES),
    )
    return st.tuples(one, st.booleans()).map(lambda pair: pair[0].denied() if pair[1] else pair[0])


def beginning(text: str) -> st.SearchStrategy[str]:
    """Return the beginnings of the first word of *text*."""
    first = text.split(maxsplit=1)[0]
    return st.integers(1, len(first)).map(lambda length: first[:length])


def wanted(organisations: Iterable[str]) -> st.SearchStrategy[Wanted]:
    """Return any list that somebody can ask for."""
    return st.builds(
        Wanted,
        terms=st.lists(terms(), max_size=3).map(tuple),
        state=st.none() | st.sampled_from(list(KeyState)),
        organisation=st.none() | st.sampled_from(sorted(organisations)),
        permission=st.none() | st.sampled_from(LEVELS),
        sort=st.sampled_from(list(Sort)),
        descending=st.booleans(),
    )
