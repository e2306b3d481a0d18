"""Check a key: which keys a text holds, and what each may do on a day."""

from datetime import date

import pytest

from app.core.errors import SheetTooBigError, SheetUnreachableError, VaultLockedError
from app.core.key import KeyState
from app.core.organisation import OrganisationDraft
from app.core.secret import Secret
from app.services import key_check
from app.services.key_check import Known, Ruling, Sighting
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services.scene import FILLED, watched
from tests.stage import OTHER_VALUE, VALUE, Stage, add_key, create_key

ODD = Secret("live/Q7.zz_19==Tk")  # a dummy value that is no UUID
SHORT = Secret("s3same")
UNKNOWN = "00000000-1111-4222-8333-4444444400cc"


def look(services: Services, content: str) -> list[tuple[str, Known, list[str], tuple[int, ...]]]:
    return [
        (one.ending, one.known, [key.name for key in one.keys], one.lines)
        for one in services.key_check.look(content)
    ]


def only(services: Services, content: str) -> Sighting:
    [found] = services.key_check.look(content)
    return found


def allowed(services: Services, key, on: date | None = None) -> set[str]:
    rulings = services.key_check.standing(key, on).rulings
    return {one.operation.id for one in rulings if one.decision.allowed}


def ruling(services: Services, key, request: str, on: date | None = None) -> Ruling:
    route = services.workplace.operations.read(request)
    return services.key_check.ruling(key, route, on)


def test_each_value_in_a_text_is_found_and_unknown_ones_told(services):
    add_key(services, "Koha", value=VALUE)
    add_key(services, "Odd", value=ODD)
    add_key(services, "Short", value=SHORT)
    content = (
        f"# settings\nkoha = {VALUE.reveal().upper()}\nodd='{ODD.reveal()}'\n"
        f"unknown: {UNKNOWN}\nshort: {SHORT.reveal()}, koha again: {VALUE.reveal()}\n"
    )
    assert look(services, content) == [
        ("44aa", Known.VALUE, ["Koha"], (2, 5)),
        ("==Tk", Known.VALUE, ["Odd"], (3,)),
        ("00cc", Known.UNKNOWN, [], (4,)),
        ("", Known.VALUE, ["Short"], (5,)),
    ]


def test_nothing_is_found_in_a_text_without_a_key(services):
    add_key(services, value=VALUE)
    assert look(services, "") == []
    assert look(services, "nothing \ud800 here, not even half a character") == []


def test_a_masked_value_beside_an_unknown_one_with_its_ending_is_told_too(services):
    add_key(services, "Koha", value=VALUE)
    unknown = "99999999-1111-4222-8333-4444444444aa"
    found = look(services, f"{unknown}\nmasked: ****44aa\n")
    assert [(known, keys) for _ending, known, keys, _lines in found] == [
        (Known.UNKNOWN, []),
        (Known.ENDING, ["Koha"]),
    ]


def test_a_masked_value_may_be_of_each_key_that_ends_so(services):
    add_key(services, "One", ending="c15b")
    add_key(services, "Two", ending="c15b")
    services.change.remove([services.keys.find("Two").id])
    for masked in ("…c15b", "****C15B", "xxxxc15b", "c15b"):
        assert look(services, masked) == [("c15b", Known.ENDING, ["One", "Two"], (1,))]
    assert look(services, "…00cc") == [("00cc", Known.UNKNOWN, [], (1,))]


def test_a_whole_value_may_be_of_a_key_whose_value_is_not_recorded(services, clock):
    add_key(services, "By its ending", ending="44aa")
    assert look(services, VALUE.reveal()) == [("44aa", Known.ENDING, ["By its ending"], (1,))]
    destroyed = add_key(services, "Destroyed", value=OTHER_VALUE)
    services.change.remove([destroyed.id])
    clock.turn(days=31)
    services.destruction.destroy_due()
    assert look(services, OTHER_VALUE.reveal()) == [("44bb", Known.ENDING, ["Destroyed"], (1,))]


def test_the_newest_record_of_a_value_decides(services):
    old = add_key(services, value=VALUE, permission="full", expires_on=date(2026, 7, 1))
    new = services.secret.correct(old.id, Correction(expires_on=date(2027, 7, 1)))
    found = only(services, VALUE.reveal())
    assert [key.id for key in found.keys] == [new.id]
    assert allowed(services, found.keys[0], date(2026, 12, 1))


def test_the_value_of_a_record_whose_slip_was_the_value_does_not_work(services):
    old = add_key(services, value=VALUE, permission="full")
    services.secret.correct(old.id, Correction(value=FILLED))
    [key] = only(services, VALUE.reveal()).keys
    standing = services.key_check.standing(key)
    assert (standing.state, standing.allowed) == (KeyState.SUPERSEDED, 0)
    assert standing.stopped == "A corrected record has taken its place."


def test_what_a_key_may_do_is_that_of_the_day(services):
    key = add_key(services, permission="reports", expires_on=date(2026, 8, 1))
    reports = {"report", "raw-report", "raw-task"}
    assert allowed(services, key) == allowed(services, key, date(2026, 7, 31)) == reports
    standing = services.key_check.standing(key, date(2026, 8, 1))
    assert standing.state is KeyState.EXPIRED
    assert {one.why for one in standing.rulings} == {standing.stopped}
    assert standing.stopped.startswith("It has expired")


@pytest.mark.parametrize(
    ("zone", "works"), [("Pacific/Kiritimati", False), ("America/Los_Angeles", True)]
)
def test_today_is_that_of_the_keys_organisation(services, clock, zone, works):
    college = services.organisations.create(OrganisationDraft(name="College", time_zone=zone))
    key = create_key(services, organisation=college.id)
    clock.moment = clock.moment.replace(
        year=key.expires_on.year, month=key.expires_on.month, day=key.expires_on.day
    )
    clock.turn(days=-1)  # noon by UTC of the last working day
    assert bool(allowed(services, key)) is works


def test_each_refusal_says_why(services):
    college = services.organisations.create(OrganisationDraft(name="College"))
    full = create_key(services, organisation=college.id, permission="full")
    rulings = {one.operation.id: one for one in services.key_check.standing(full).rulings}
    assert rulings["account-modify"].why == ""
    assert rulings["report"].why == "The reports API is not enabled for College."
    connector = create_key(services)
    assert ruling(services, connector, "GET /account/query").why == (
        "Authentication API does not allow it."
    )


@pytest.mark.parametrize(
    ("request_line", "works"),
    [
        ("POST /organisation/77/local-auth/session", True),
        ("POST /login/api/v1/Example.org/organisation/77/local-auth/session", True),
        ("POST /api/v1/elsewhere.org/organisation/77/local-auth/session", True),
        ("POST /organisation/<id>/local-auth/session", True),
        ("POST /organisation/88/local-auth/session", False),
        ("POST /organisation/99/local-auth/session", False),
        ("POST /login/api/v1/college.org/organisation/<id>/local-auth/session", False),
        ("POST /login/api/v1/elsewhere.org/organisation/<id>/local-auth/session", False),
    ],
)
def test_a_key_works_at_the_organisation_that_the_request_names_or_not(
    services, request_line, works
):
    home = services.organisations.default()
    college = OrganisationDraft(name="College", domain="college.org", number="88")
    services.organisations.create(college)
    ours = OrganisationDraft(name=home.name, domain="example.org", number="77")
    services.organisations.edit(home.id, ours)
    found = ruling(services, create_key(services), request_line)
    assert found.decision.allowed is works
    told = "" if works else f"It works at {home.name}, and the request names another."
    assert found.why == told


def test_a_record_that_was_changed_elsewhere_allows_nothing(services):
    key = create_key(services, permission="full")
    services.inventory.keys._database.sql("UPDATE key SET permission = 'reports'")
    found = services.key_check.standing(services.keys.get(key.id))
    assert (found.allowed, found.stopped.startswith("Its record was changed")) == (0, True)


def test_a_check_leaves_no_trace_and_works_while_values_are_locked(services):
    key = add_key(services, value=VALUE)
    services.access.lock()
    with watched(services) as added:
        assert only(services, VALUE.reveal()).keys == (key,)
        assert allowed(services, key)
    assert added == []


def test_a_vault_that_was_never_opened_cannot_tell(services, stage: Stage):
    key = add_key(services, value=VALUE)
    services.inventory.close()
    shut = stage.open(locked=True)
    with pytest.raises(VaultLockedError):
        shut.key_check.look("")
    with pytest.raises(VaultLockedError):
        shut.key_check.standing(key)
    shut.inventory.close()


def test_a_file_is_read_unless_it_is_too_long(services, tmp_path, monkeypatch):
    path = tmp_path / "koha.conf"
    path.write_text(f"key={VALUE.reveal()}", encoding="utf-16")
    assert services.key_check.read(str(path)) == f"key={VALUE.reveal()}"
    monkeypatch.setattr(key_check, "MOST_BYTES", 10)
    with pytest.raises(SheetTooBigError):
        services.key_check.read(str(path))
    with pytest.raises(SheetUnreachableError):
        services.key_check.read(str(tmp_path / "nowhere"))


def test_many_values_are_looked_up_at_once(services):
    add_key(services, "Koha", value=VALUE)
    add_key(services, "Gone", value=OTHER_VALUE)
    services.secret.correct(services.keys.find("Gone").id, Correction(value=FILLED))
    crowd = "\n".join(f"00000000-1111-4222-8333-{number:012x}" for number in range(2000))
    found = services.key_check.look(f"{crowd}\n{VALUE.reveal()}\n{OTHER_VALUE.reveal()}")
    assert len(found) == 2002
    assert [(one.known, one.lines) for one in found[-2:]] == [
        (Known.VALUE, (2001,)),
        (Known.VALUE, (2002,)),
    ]
