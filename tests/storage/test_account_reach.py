"""Of how many keys an account is told: what SQL counts is what the filter finds."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import settings as rules
from hypothesis import strategies as st

from app.core.identity import AccountId, OrganisationId
from app.core.organisation import AccountDraft, OrganisationDraft
from app.services.address_book import AddressBook
from app.services.suite import Services
from tests.core.rule import RULE
from tests.stage import Stage, create_key, listed
from tests.storage.hand import plain

ADDRESSES = (
    *("", "ada@example.org", "ADA@example.org", "desk@example.org"),
    *("ZOË@example.org", "zoë@example.org", "Zoe\u0308@Example.org"),
)
MIXED = rules(RULE, max_examples=60)

address = st.sampled_from(ADDRESSES)
addresses = st.lists(st.sampled_from(ADDRESSES[1:]), max_size=2, unique_by=str.lower)
account = st.tuples(address, st.integers(0, 1))
key = st.tuples(st.integers(0, 1), st.integers(0, 3), addresses, st.sampled_from("kkkdr"))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Iterator[Services]:
    services = Stage(folder=tmp_path_factory.mktemp("reach") / "inventory").make()
    services.organisations.create(OrganisationDraft(name="Campus"))
    yield services
    services.inventory.close()


class _Back(Exception):  # noqa: N818 - undoes an example
    """Take the whole example back."""


@given(
    also=st.tuples(addresses, addresses),
    accounts=st.lists(account, min_size=1, max_size=3),
    keys=st.lists(key, max_size=6),
)
@MIXED
def test_the_count_is_what_the_filter_finds(made, also, accounts, keys):
    with suppress(_Back), made.workplace.change():
        organisations = _organisations(made, also)
        owners: list[AccountId | None] = [None]
        for at, (email, where) in enumerate(accounts):
            draft = AccountDraft(name=f"a{at}", email=email, organisation=organisations[where])
            owners.append(made.accounts.create(draft).id)
        for at, (where, owner, told, fate) in enumerate(keys):
            _add(made, f"k{at}", organisations[where], owners[owner % len(owners)], told, fate)
        _agree(made)
        raise _Back


def _organisations(made: Services, also: tuple[list[str], list[str]]) -> list[OrganisationId]:
    found = made.organisations.all()
    for one, given_addresses in zip(found, also, strict=True):
        draft = OrganisationDraft(name=one.name, also_tell=tuple(given_addresses))
        made.organisations.edit(one.id, draft)
    return [one.id for one in found]


def _add(
    made: Services,
    name: str,
    organisation: OrganisationId,
    owner: AccountId | None,
    told: list[str],
    fate: str,
) -> None:
    added = create_key(made, name, organisation=organisation, owner=owner, also_tell=tuple(told))
    if fate == "d":
        made.change.disable([added.id])
    if fate == "r":
        made.change.remove([added.id])


def _agree(made: Services) -> None:
    book, keys = AddressBook.of(made.inventory), listed(made)
    told = {key.id: {address.lower() for address in book.recipients(key)} for key in keys}
    for one in made.accounts.all():
        reached = [key for key in keys if one.email.lower() in told[key.id]]
        assert one.keys_told == len(reached), one
        if one.email:
            assert listed(made, filter=f"told:{one.email}") == reached
    for count, word in enumerate(("none", "one")):
        assert listed(made, filter=f"told:{word}") == [
            key for key in keys if len(told[key.id]) == count
        ]


def test_an_address_is_found_however_it_is_typed(made):
    with suppress(_Back), made.workplace.change():
        one = create_key(made, also_tell=("ZOË@example.org",))
        for typed in ("zoë@example.org", "ZOË@EXAMPLE.ORG", "zoe\u0308@example.org"):
            assert listed(made, filter=f"told:{typed}") == [one]
        assert listed(made, filter="told:zoe@example.org") == []
        raise _Back


def test_a_damaged_list_of_addresses_hides_no_account(stage):
    services = stage.make()
    created = create_key(services, also_tell=("desk@example.org",))
    with plain(stage.place.database) as database:
        database.execute("UPDATE key SET also_tell = 'nonsense' WHERE id = ?", (created.id,))
    [ada] = services.accounts.all()
    services.inventory.close()
    assert ada.keys_told == 1
