"""Lists of keys as a person asks for them: names instead of ids, chips, scope, another day."""

from datetime import UTC, date, datetime

import pytest

from app.core.errors import AmbiguousIdError, AmbiguousNameError, FilterError, NotFoundError
from app.core.key import KeyState
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.query import Sort
from app.services.key_list import View
from app.services.suite import Services
from tests.services.scene import Scene
from tests.stage import add_key, create_key, listed, names


def test_all_are_the_keys_of_every_day(scene):
    assert set(names(scene.services)) == {
        "made here",
        "portal",
        "by ending",
        "disabled",
        "corrected",
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("state:removed", {"removed"}),
        ("state:superseded", {"corrected"}),
        ("state:removed,disabled", {"removed", "disabled"}),
        ("-state:disabled", {"made here", "portal", "by ending", "corrected"}),
        ("origin:made_here", {"made here", "disabled"}),
        ("rack", {"portal"}),
        ("-rack -here", {"by ending", "disabled", "corrected"}),
        ("org:example", {"made here", "portal", "by ending", "disabled", "corrected"}),
        ("org:college", set()),
        ("owner:none", {"made here", "portal", "by ending", "disabled", "corrected"}),
        ("owner:nobody-known", set()),
        ("ending:C15B", {"by ending"}),
        ("expires>=2027-04-01 expires<2027-05-01", {"corrected"}),
        ("permission:full", set()),
        ('"made here"', {"made here"}),
        ("", {"made here", "portal", "by ending", "disabled", "corrected"}),
    ],
)
def test_a_filter_shows_what_it_says(scene, text, shown):
    assert set(names(scene.services, filter=text)) == shown


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("permission:admin", "There are: authentication, reports, full"),
        ("state:gone", "“gone” is none of"),
        ("expires<tomorrow", "is not a date"),
        ("colour:red", "knows no “colour:”"),
        ("owner:", "Give a value"),
        ('"open', "unfinished"),
    ],
)
def test_a_filter_that_cannot_be_read_says_why(services, text, told):
    with pytest.raises(FilterError, match=told):
        services.keys.query(View(filter=text))


def test_a_chip_and_a_state_in_the_filter_must_both_fit(scene):
    view = {"state": KeyState.ACTIVE, "filter": "state:disabled"}
    assert names(scene.services, **view) == []
    counts = scene.services.keys.counts(View(**view))  # type: ignore[arg-type]  # its own fields
    assert {state for state, count in counts.items() if count} == {KeyState.DISABLED}


def test_an_owner_or_organisation_is_named_by_a_part_of_its_name(services):
    ben = services.accounts.create(
        AccountDraft(name="Bénédicte Tester", organisation=services.organisations.default().id)
    )
    create_key(services, "hers", owner=ben.id)
    create_key(services, "mine", owner=services.accounts.mine())
    assert names(services, filter="owner:bened") == ["hers"]
    assert set(names(services, filter="owner:tester")) == {"hers", "mine"}
    assert names(services, filter="-owner:ada") == ["hers"]
    assert names(services, filter=f"owner:{ben.id}") == ["hers"]


def test_a_scope_and_a_level_narrow_the_list_and_its_counts(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    create_key(services, "a", permission="full")
    create_key(services, "b", permission="full", organisation=college.id)
    create_key(services, "c", organisation=college.id)
    assert names(services, organisation=college.id) == ["b", "c"]
    assert names(services, organisation=college.id, permission="full") == ["b"]
    view = View(organisation=college.id, permission="full")
    assert services.keys.counts(view)[KeyState.ACTIVE] == 1
    assert services.keys.count(services.keys.query(view)) == 1


@pytest.mark.parametrize("sort", Sort)
def test_a_list_can_be_sorted_and_turned_round(scene, sort):
    forth = names(scene.services, sort=sort)
    assert len(forth) == 5
    assert names(scene.services, sort=sort, descending=True) == forth[::-1]


def test_the_next_to_stop_comes_first(services):
    add_key(services, "later", expires_on=date(2027, 1, 1), ending="aaaa")
    add_key(services, "gone", expires_on=date(2026, 1, 1), ending="bbbb")
    add_key(services, "soon", expires_on=date(2026, 7, 1), ending="cccc")
    assert names(services) == ["gone", "soon", "later"]
    assert [key.name for key in services.keys.next_to_expire(None, 5)] == ["soon", "later"]


def test_states_can_be_those_of_another_day(services):
    key = add_key(services, "Koha", expires_on=date(2026, 8, 1))
    for day, state in (
        (date(2026, 7, 1), KeyState.ACTIVE),
        (date(2026, 7, 2), KeyState.EXPIRING),
        (date(2026, 7, 31), KeyState.EXPIRING),
        (date(2026, 8, 1), KeyState.EXPIRED),
    ):
        assert names(services, state=state, on=day) == ["Koha"]
        assert services.keys.counts(View(on=day))[state] == 1
        assert services.keys.people(day).day(key) == day


def test_a_key_stands_as_it_does_where_it_belongs(services, clock):
    """One moment, three dates: the same expiry date has come at one end of the world alone."""
    clock.moment = datetime(2026, 6, 15, 10, 30, tzinfo=UTC)
    for name, zone in (("east", "Pacific/Kiritimati"), ("west", "Pacific/Pago_Pago")):
        organisation = services.organisations.create(OrganisationDraft(name=name, time_zone=zone))
        for day in (14, 15, 16, 17):
            add_key(
                services,
                f"{name} {day}",
                expires_on=date(2026, 6, day),
                organisation=organisation.id,
                ending=f"{day:04}",
            )
    here = services.organisations.default().id
    add_key(services, "here 15", expires_on=date(2026, 6, 15), organisation=here)
    assert set(names(services, state=KeyState.EXPIRED)) == {
        "east 14",
        "east 15",
        "east 16",
        "here 15",
        "west 14",
    }


def test_a_key_is_found_by_the_beginning_of_its_id(scene: Scene):
    portal = scene.key("portal")
    assert scene.services.keys.find(f" {portal.id[:12].upper()} ") == portal
    assert scene.services.keys.find(scene.key("removed").id) == scene.key("removed")


def test_a_key_is_found_by_its_name_where_no_other_has_it(services):
    koha = create_key(services, "Koha, main library")
    assert services.keys.find(" koha, MAIN library ") == koha
    new = create_key(services, "Koha, main library", predecessor=koha.id)
    with pytest.raises(AmbiguousNameError, match="More than one key is called “Koha"):
        services.keys.find("Koha, main library")
    services.change.remove([koha.id])
    assert services.keys.find("Koha, main library").id == new.id
    services.change.remove([new.id])
    with pytest.raises(AmbiguousNameError):
        services.keys.find("Koha, main library")


def test_an_id_is_found_whole_and_unknown_ones_are_not(scene):
    for unknown in ("", "zzz", "%", "_"):
        with pytest.raises(NotFoundError):
            scene.services.keys.find(unknown)


def test_an_id_that_begins_several_is_too_short(services: Services):
    for number in range(17):
        create_key(services, f"Koha {number}")
    ids = [key.id for key in listed(services)]
    shared = next(one[0] for one in ids if sum(other[0] == one[0] for other in ids) > 1)
    with pytest.raises(AmbiguousIdError):
        services.keys.find(shared)


def test_ids_and_pages_are_pieces_of_the_same_list(services: Services):
    for number in range(25):
        create_key(services, f"Koha {number:02}")
    query = services.keys.query(View(sort=Sort.NAME))
    ids = services.keys.ids(query, 0, 100)
    pages = [services.keys.page(query, at, 10) for at in (0, 10, 20, 30)]
    assert [key.id for page in pages for key in page] == ids
    assert services.keys.count(query) == len(ids) == 25
    assert services.keys.ids(query, 7, 3) == ids[7:10]


def test_nobody_is_not_somebody_whose_name_has_none_in_it(services):
    organisation = services.organisations.default().id
    nonesuch = services.accounts.create(
        AccountDraft(name="Ida Nonesuch", organisation=organisation)
    )
    create_key(services, "owned", owner=nonesuch.id)
    create_key(services, "free")
    assert names(services, filter="owner:none") == ["free"]
    assert names(services, filter="owner:nonesuch") == ["owned"]
