"""Files that come in: what is planned of each line, and what is written."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.core import column_map
from app.core.audit import Act
from app.core.day_reading import Order
from app.core.errors import CancelledError, FieldError, ImportRefusedError, VaultLockedError
from app.core.import_plan import ImportPlan, LineState
from app.core.key import Origin
from app.core.secret import Secret
from app.services.imports import Imported, Intake
from app.services.suite import Services
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key, listed, names

HEADER = "Name,Permission,Expires,Key\n"
VALUES = [f"00000000-1111-4222-8333-{number:012x}" for number in range(50)]


def intake(services: Services, text: str, tmp_path: Path, **choices: object) -> Intake:
    path = tmp_path / "keys.csv"
    path.write_text(text, "utf-8")
    read = services.imports.read(str(path))
    return replace(read, choices=replace(read.choices, **choices))  # type: ignore[arg-type]  # as given


@pytest.fixture
def plan(services, tmp_path):
    def planned(text: str, **choices: object) -> ImportPlan:
        found: ImportPlan = services.imports.plan(intake(services, text, tmp_path, **choices))
        return found

    return planned


@pytest.fixture
def run(services, tmp_path):
    def done(text: str, **choices: object) -> Imported:
        imported: Imported = services.imports.run(intake(services, text, tmp_path, **choices))
        return imported

    return done


def line(name: str = "Koha", level: str = "Authentication", day: str = "2027-03-01") -> str:
    return HEADER + f"{name},{level},{day},{VALUES[0]}\n"


def told(plan: ImportPlan) -> str:
    return " ".join(one.told for one in plan.problems)


def test_a_list_of_the_portal_becomes_portal_keys(services, run):
    assert run(line()).new == 1
    (key,) = listed(services)
    assert (key.name, key.permission, key.expires_on) == (
        "Koha",
        "authentication",
        date(2027, 3, 1),
    )
    assert key.origin is Origin.PORTAL
    assert key.owner == services.accounts.mine()
    assert services.secret.copy(key.id).reveal() == VALUES[0]
    entries = services.inventory.audit.latest(5)
    assert [one.act for one in entries][1:3] == [Act.IMPORTED, Act.ADDED]
    assert entries[1].after["file"] == "keys.csv"
    assert services.verify() == []


def test_the_same_file_again_changes_nothing(services, run, plan):
    run(line())
    assert plan(line()).count(LineState.SAME) == 1
    assert run(line()) == Imported(new=0, changed=0, same=1)


def test_what_differs_is_changed(services, run, plan):
    run(line())
    changed = plan(line("Koha main", "Full access"))
    assert changed.lines[0].fields == ("name", "permission")
    assert run(line("Koha main", "Full access")).changed == 1
    assert names(services) == ["Koha main"]
    assert services.verify() == []


def test_an_empty_cell_changes_nothing(services, plan):
    key = add_key(services, "Koha", notes="kept", value=VALUE, expires_on=date(2027, 3, 1))
    text = f"Name,Key,Expires,Notes\n{key.name},{VALUE.reveal()},2027-03-01,\n"
    assert plan(text).count(LineState.SAME) == 1


def test_a_key_recorded_by_its_ending_gets_its_value(services, run):
    key = add_key(services, ending="aaaa", expires_on=date(2027, 3, 1))
    value = "00000000-1111-4222-8333-44444444aaaa"
    text = f"Key,Expires,Last four\n{value},2027-03-01,\n"
    assert run(text).changed == 1
    assert services.secret.copy(key.id).reveal() == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (line("A\u202eB"), "U+202E"),
        (line("x" * 201), "201 characters"),
        (line(""), "A name is needed"),
        (line(level="Root"), "There are: Authentication"),
        (line(day=""), "expiry date is missing"),
        (line(day="soon"), "not a date"),
        (line(day="01/02/2027"), "cannot be told"),
        (HEADER + "Koha,authentication,2027-03-01,\n", "Neither the value"),
        (HEADER + f"Koha,authentication,2027-03-01,{VALUES[0]},more\n", "more cells"),
        (line() + f"Koha 2,authentication,2027-03-01,{VALUES[0]}\n", "about the same key: 2, 3"),
        (f"Name,Organisation,Key,Expires\nA,Elsewhere,{VALUES[0]},2027-03-01\n", "“Elsewhere”"),
    ],
)
def test_a_problem_is_told_with_its_line_and_nothing_is_written(services, plan, run, text, says):
    before = services.inventory.audit.head()
    found = plan(text)
    assert says in told(found)
    assert {one.line for one in found.problems} <= {2, 3}
    with pytest.raises(ImportRefusedError):
        run(text)
    assert names(services) == []
    assert services.inventory.audit.head() == before


def test_a_known_value_with_another_date_is_for_correct(services, plan):
    add_key(services, value=VALUE)
    assert "use Correct" in told(plan(HEADER + f"A,reports,2027-03-02,{VALUE.reveal()}\n"))


def test_a_column_taken_for_another_tells_no_value(plan):
    text = f"Name,Owner,Expires\nKoha,{VALUES[0]},2027-03-01\n"
    found = plan(text)
    assert VALUES[0] not in told(found) + " ".join(found.missing)
    found = plan(f"Name,Key,Expires\n{VALUES[0]},Koha,2027-03-01\n")
    assert VALUES[0] not in told(found) + found.lines[0].name


def test_one_day_tells_the_order_of_all(plan):
    text = HEADER + "".join(
        f"K{n},authentication,{day},{VALUES[n]}\n"
        for n, day in enumerate(("01/02/2027", "13/02/2027"))
    )
    found = plan(text)
    assert found.order is Order.DAY_FIRST
    assert [one.key and one.key.expires_on for one in found.lines] == [
        date(2027, 2, 1),
        date(2027, 2, 13),
    ]
    chosen = plan(line(day="01/02/2027"), order=Order.MONTH_FIRST)
    assert chosen.lines[0].key is not None
    assert chosen.lines[0].key.expires_on == date(2027, 1, 2)


def test_missing_names_are_made_where_that_is_chosen(services, run):
    text = (
        "Name,Permission,Organisation,Owner,Expires,Key,Applications\n"
        f'Koha,authentication,North campus,grace@example.org,2027-03-01,{VALUES[0]},"Koha\nAlma"\n'
    )
    done = run(text, create_missing=True)
    assert set(done.made) == {"North campus", "grace@example.org", "Koha", "Alma"}
    (key,) = listed(services)
    assert services.organisations.find("North campus").id == key.organisation
    assert {one.application.name for one in services.uses.of_key(key.id)} == {"Koha", "Alma"}
    assert services.verify() == []


def test_the_order_of_lines_changes_nothing(services, plan):
    add_key(services, "K1", value=OTHER_VALUE, expires_on=date(2027, 3, 1))
    rows = [f"K{n},authentication,2027-03-01,{VALUES[n]}\n" for n in range(10)]
    rows += [f"K1,full_access,2027-03-01,{OTHER_VALUE.reveal()}\n", "bad,none,x,\n"]
    seen = set()
    for seed in range(6):
        random.Random(seed).shuffle(rows)
        found = plan(HEADER + "".join(rows))
        seen.add(tuple(sorted((one.name, one.state, one.fields) for one in found.lines)))
    assert len(seen) == 1


def test_what_a_column_is_is_remembered(services, tmp_path):
    text = f"Bezeichnung,Level,Valid until,Key\nKoha,authentication,2027-03-01,{VALUES[0]}\n"
    first = intake(services, text, tmp_path)
    columns = column_map.changed(first.choices.columns, first.sheet.headers, ["Bezeichnung=name"])
    services.imports.run(replace(first, choices=replace(first.choices, columns=columns)))
    assert intake(services, text, tmp_path).choices.columns == columns
    assert services.verify() == []


def test_cancel_takes_everything_back(services, tmp_path):
    rows = "".join(f"K{n},authentication,2027-03-01,{VALUES[n]}\n" for n in range(50))
    given = intake(services, HEADER + rows, tmp_path)

    def cancel(done: int, _total: int) -> None:
        if done >= 20:
            raise CancelledError

    before = services.inventory.audit.head()
    with pytest.raises(CancelledError):
        services.imports.run(given, cancel)
    assert names(services) == []
    assert services.inventory.audit.head() == before


def test_it_is_checked_again_when_it_is_done(services, tmp_path):
    given = intake(services, line(), tmp_path)
    assert not services.imports.plan(given).problems
    add_key(services, value=Secret(VALUES[0]), expires_on=date(2028, 1, 1))
    with pytest.raises(ImportRefusedError):
        services.imports.run(given)


def test_a_locked_vault_takes_nothing(services, tmp_path):
    given = intake(services, line(), tmp_path)
    services.access.lock()
    with pytest.raises(VaultLockedError):
        services.imports.plan(given)
    with pytest.raises(VaultLockedError):
        services.imports.run(given)


def test_bitwarden_is_known_and_asked_for_the_rest(services, plan, run):
    text = (
        "folder,favorite,type,name,notes,fields,reprompt,login_uri,login_username,"
        "login_password,login_totp\n"
        f",,login,Koha,Old notes,,0,https://example.org,ada,{VALUES[0]},secret\n"
    )
    found = plan(text)
    assert (found.source, found.asks_level, found.asks_expiry) == ("bitwarden", True, True)
    assert len(found.problems) == 2
    run(text, permission="authentication", expires_on=date(2027, 3, 1))
    assert listed(services)[0].notes == "Old notes"


def test_a_key_made_here_needs_its_value(services, tmp_path):
    create_key(services)
    text = "id,name,permission,origin,expires_on,ending\n"
    text += "00000000-0000-4000-8000-000000000001,A,reports,made_here,2027-03-01,abcd\n"
    found = services.imports.plan(intake(services, text, tmp_path))
    assert "made in Keyholder" in told(found)


def test_a_file_without_names_of_columns_is_refused_and_shows_no_value(services, tmp_path):
    path = tmp_path / "keys.csv"
    path.write_text(f"Koha,{VALUES[0]},2027-03-01\nAlma,{VALUES[1]},2027-03-01\n", "utf-8")
    with pytest.raises(FieldError, match="does not name the columns") as raised:
        services.imports.read(str(path))
    assert VALUES[0] not in str(raised.value)


def test_keys_that_took_each_others_place_are_a_problem(plan):
    ids = [f"00000000-0000-4000-8000-00000000000{letter}" for letter in "ab"]
    lines = [
        f"{one},Koha,full,2027-01-01,{one[-1] * 4},{other}"
        for one, other in zip(ids, reversed(ids), strict=True)
    ]
    header = "id,name,permission,expires_on,ending,predecessor\n"
    assert "It names itself" in told(plan(header + "\n".join(lines)))
