"""Every kind of key, whatever happened to it, out into a file and in again elsewhere: equal."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.core.key import Key, Origin
from app.core.organisation import AccountDraft, OrganisationDraft
from app.core.secret import Secret
from app.services.export_order import Order
from app.services.export_reader import Choice
from app.services.key_list import View
from app.services.key_secret import Correction
from app.services.suite import Services
from tests.edges import EdgeStage
from tests.services.replacing import application
from tests.stage import PASSPHRASE, FakeClock, add_key, create_key

FORMATS = ("csv", "xlsx")
STRANGE = (
    "=1+1",
    "'=1",
    "@SUM(A1)",
    "+49 30",
    "-1",
    "Größe, “Ä”",
    'a "quoted" name',
    "名前 ٣",
    "a;b",
)


def fill(services: Services, count: int) -> None:
    """Put *count* keys in, each its own way through what can happen to a key."""
    chance = random.Random(1)
    college = services.organisations.create(OrganisationDraft(name="Plain; College"))
    owners = [None, services.workplace.my_account()]
    for name, email in (("Ben", "b@example.org"), ("Eve", "b@example.org"), ("Kim", "")):
        draft = AccountDraft(name=name, email=email, organisation=college.id)
        owners.append(services.accounts.create(draft).id)
    with services.workplace.change():
        for number in range(count):
            grown(services, number, chance, owners, college.id)


def grown(
    services: Services, number: int, chance: random.Random, owners: list[Any], college: Any
) -> None:
    """Make one key, and let something happen to it."""
    name = f"{chance.choice(STRANGE)} {number}" if number % 3 == 0 else f"Key {number}"
    fields: dict[str, Any] = {
        "owner": chance.choice(owners),
        "notes": chance.choice(("", "one line", "=2+2\nand more\n\nlast", "'quoted")),
        "also_tell": chance.choice(((), ("a@example.org",), ("a@example.org", "b@example.org"))),
        "permission": chance.choice(("authentication", "full")),
    }
    if number % 4 == 0:
        fields["organisation"] = college
    if number % 2:
        key = create_key(services, name, **fields)
    else:
        key = add_key(
            services,
            name,
            value=Secret(f"00000000-1111-4222-8333-{number:012x}"),
            expires_on=date(2026, 6, 20) + timedelta(days=number % 900),
            **fields,
        )
    happen(services, key, number)


def happen(services: Services, key: Key, number: int) -> None:
    """Let one of the things that can happen to a key happen."""
    match number % 11:
        case 1:
            services.change.disable([key.id])
        case 2:
            services.change.compared([key.id])
        case 3:
            services.change.remove([key.id])
        case 4 if key.origin is Origin.PORTAL:
            services.secret.correct(key.id, Correction(expires_on=date(2028, 2, 29)))
        case 5:
            services.change.confirm_unused([key.id])
        case 6:
            application(services, f"Application {number}, main", key)
        case 7:
            services.change.remove([key.id])
            services.destruction.destroy(key.id)
        case _:
            pass


def everything(services: Services) -> dict[str, tuple[object, ...]]:
    """Return all that is told of each key, its value and who uses it included."""
    order = services.exports
    material = order._reader.material(Choice(retired=True), order.named("csv"), values=True)
    names = material.around
    return {
        key.id: (
            comparable(key, names),
            values_of(services, key),
            sorted(names.applications.get(key.id, ())),
        )
        for key in material.keys
    }


def comparable(key: Key, around: Any) -> object:
    """Return a key with names instead of the ids of what is around it."""
    organisation, owner = around.organisations[key.organisation], around.owners.get(key.owner)
    return replace(key, organisation=organisation, owner=owner, used_by=0, use_known=False)


def values_of(services: Services, key: Key) -> str:
    return services.inventory.keys.value_of(key.id).reveal() if key.has_value else ""


def out_and_in(source: Services, target: Services, path: Path) -> None:
    """Write all keys of *source* into the file at *path*, and import it into *target*."""
    order = Order(
        format=path.suffix[1:], choice=Choice(retired=True), values=True, proof=PASSPHRASE
    )
    source.exports.save(str(path), order)
    read = target.imports.read(str(path))
    chosen = replace(read, choices=replace(read.choices, create_missing=True))
    assert [one.told for one in target.imports.plan(chosen).problems] == []
    target.imports.run(chosen)


def differing(one: dict[str, Any], other: dict[str, Any]) -> Iterable[object]:
    return [
        (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)
    ]


def come_back(services: Services, tmp_path: Path, clock: FakeClock, ending: str) -> None:
    """Take the keys out, in elsewhere, and compare."""
    target = EdgeStage(folder=tmp_path / "elsewhere", clock=clock).make()
    try:
        out_and_in(services, target, tmp_path / f"keys.{ending}")
        known, come = everything(services), everything(target)
        assert list(differing(known, come))[:3] == []
        assert target.verify() == []
        assert target.keys.count(target.keys.query(View())) == services.keys.count(
            services.keys.query(View())
        )
    finally:
        target.inventory.close()


@pytest.mark.parametrize("ending", FORMATS)
def test_keys_come_back_as_they_were(services, tmp_path, clock, ending):
    fill(services, 66)
    come_back(services, tmp_path, clock, ending)
