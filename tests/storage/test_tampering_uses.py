"""Uses, applications and replacements edited behind our back: nothing is built on them."""

from collections.abc import Callable

import pytest

from app.core.errors import TamperedError
from app.services.key_list import View
from app.services.suite import Services
from tests.services.replacing import draft_of, use_of
from tests.stage import listed
from tests.storage.conftest import Opener
from tests.storage.hand import attacking, dump, told

MOMENT = "2027-01-01T00:00:00+00:00"
NOWHERE = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def services(reopen: Opener) -> Services:
    """Services over the specimen."""
    return reopen()


def edited(services: Services, statement: str) -> None:
    """Change the file behind the services' back."""
    database = services.inventory._database  # type: ignore[attr-defined]  # SQLite's own
    with attacking(database.path) as connection:
        assert connection.execute(statement).rowcount > 0


def require_refused(services: Services, *acts: Callable[[], object]) -> None:
    """Require that each act is refused and changes nothing."""
    path = services.inventory._database.path  # type: ignore[attr-defined]  # SQLite's own
    before = dump(path)
    for act in acts:
        with pytest.raises(TamperedError, match="outside Keyholder"):
            act()
    assert dump(path) == before


def test_an_edited_application_is_neither_edited_nor_removed(services):
    koha = services.applications.find("Koha")
    edited(services, "UPDATE application SET contact_phone = '1' WHERE name = 'Koha'")
    applications = services.applications
    require_refused(
        services,
        lambda: applications.edit(koha.id, draft_of(koha, name="Koha 2")),
        lambda: applications.remove(koha.id),
    )
    assert "The application “Koha” was changed outside Keyholder" in told(services)


def test_an_edited_use_is_neither_ended_moved_nor_taken_back(services):
    koha, alma = (services.applications.find(name) for name in ("Koha", "Alma"))
    [course] = [one for one in services.replacement_list.running() if one.new]
    edited(services, "UPDATE use SET begun_by = 'mallory'")
    uses, used = services.uses, [use_of(services, one, course.old).id for one in (koha, alma)]
    require_refused(
        services,
        lambda: uses.end(used[0]),
        lambda: uses.move(used[0], course.replacement.new),
        lambda: uses.take_back(used[1]),
        lambda: services.replacements.move(course.replacement.id, koha.id),
        lambda: services.applications.remove(koha.id),
    )


def test_an_edited_replacement_is_neither_closed_cancelled_nor_filled(services):
    running = services.replacement_list.running()
    edited(services, "UPDATE replacement SET created_by = 'mallory'")
    [begun] = [one for one in running if one.new]
    [planned] = [one for one in running if not one.new]
    require_refused(services, lambda: services.replacements.cancel(begun.replacement.id))
    require_refused(services, lambda: services.replacements.cancel(planned.replacement.id))
    [step] = [step for step in begun.checklist.steps if step.use.is_open]
    services.replacements.move(begun.replacement.id, step.application.id)
    require_refused(
        services,
        lambda: services.replacements.close(begun.replacement.id, disable=True, remove=False),
        lambda: services.change.remove([begun.old.id]),
    )


@pytest.mark.parametrize("to", ["NULL", "'2026-01-01T00:00:00+00:00'"])
def test_an_edited_confirmation_that_nothing_uses_a_key_is_told(services, to):
    confirmed = "IS NOT NULL" if to == "NULL" else "IS NULL AND disabled_at IS NULL"
    edited(services, f"UPDATE key SET unused_at = {to} WHERE unused_at {confirmed}")
    assert "outside Keyholder" in told(services)
    key = next(key for key in listed(services) if not key.intact and not key.used_by)
    require_refused(services, lambda: services.change.disable([key.id]))


@pytest.mark.parametrize("column", ["created_at", "removed_at"])
def test_an_application_that_cannot_be_read_is_named_and_keeps_the_keys_readable(services, column):
    edited(services, f"UPDATE application SET {column} = 'long ago' WHERE name = 'Koha'")
    keys = listed(services)
    assert services.keys.count(services.keys.query(View())) == len(keys)
    [course] = [one for one in services.inventory.replacements.running() if one.new]
    with pytest.raises(TamperedError, match="“Koha”"):
        services.uses.of_key(course.old)
    assert "“Koha”" in told(services)


@pytest.mark.parametrize(
    ("table", "column"),
    [("use", "application"), ("use", "key"), ("replacement", "old"), ("replacement", "new")],
)
def test_what_refers_to_nothing_is_told_and_no_crash(services, table, column):
    edited(services, f"UPDATE {table} SET {column} = '{NOWHERE}' WHERE rowid = 1")
    assert "refers to something that is gone" in told(services)
    course = services.inventory.replacements.running()
    looks: list[Callable[[], object]] = [
        services.applications.listed,
        services.replacement_list.running,
        lambda: [services.uses.of_key(one.old, ended=True) for one in course],
        lambda: [services.chain.of(one.old) for one in course],
        lambda: services.impacts.of([key.id for key in listed(services)]),
    ]
    failures = 0
    for look in looks:
        try:
            look()
        except TamperedError:
            failures += 1
    assert failures
