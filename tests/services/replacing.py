"""Applications, the keys that they use, and successors: what tests of replacements begin with."""

from dataclasses import fields, replace
from datetime import date

from app.core.application import Application, ApplicationDraft
from app.core.identity import ReplacementId
from app.core.key import Key
from app.core.replacement import Reason
from app.core.use import Use
from app.services.replacement_list import Course
from app.services.suite import Services
from tests.stage import add_key, create_key


def application(
    services: Services, name: str = "Koha", *keys: Key, **fields: object
) -> Application:
    """Create an application that uses *keys*; *fields* go to its draft."""
    drafted = ApplicationDraft(
        name=name, kind="koha", organisation=services.organisations.default().id
    )
    draft = replace(drafted, **fields)  # type: ignore[arg-type]  # each test knows its fields
    return services.applications.create(draft, [key.id for key in keys])


def draft_of(one: Application, **changes: object) -> ApplicationDraft:
    """Return what the record of an application says, with *changes*."""
    drafted = {field.name: getattr(one, field.name) for field in fields(ApplicationDraft)}
    return ApplicationDraft(**(drafted | changes))


def use_of(services: Services, one: Application, key: Key) -> Use:
    """Return the latest use of a key by an application."""
    [*_, latest] = [
        place.use
        for place in sorted(
            services.uses.of_key(key.id, ended=True), key=lambda place: place.use.since
        )
        if place.application.id == one.id
    ]
    return latest


def users(services: Services, key: Key) -> list[str]:
    """Return the names of the applications that use a key."""
    return [place.application.name for place in services.uses.of_key(key.id)]


def successor(services: Services, key: Key, name: str = "New", **fields: object) -> Key:
    """Create a key that is to take the place of *key*, which begins its replacement."""
    return create_key(services, name, predecessor=key.id, **fields)


def begun(services: Services, *names: str) -> tuple[Key, Key, ReplacementId]:
    """Return a key of the portal that applications of these *names* use, its successor, and
    their replacement.
    """
    old = add_key(services, "Old")
    for name in names:
        application(services, name, old)
    return old, (new := successor(services, old)), of(services, new).replacement.id


def of(services: Services, key: Key) -> Course:
    """Return the last replacement in which *key* is the old key or the successor."""
    return services.replacement_list.of_key(key.id)[-1]


def course(services: Services, replacement_id: ReplacementId) -> Course:
    """Return how a replacement stands."""
    return services.replacement_list.get(replacement_id)


def planned(services: Services, key: Key, day: date) -> ReplacementId:
    """Plan the replacement of *key* for a *day*."""
    [one] = services.replacements.plan([(key.id, day)], Reason.EXPIRY).planned
    return one.id


def move_all(services: Services, replacement_id: ReplacementId) -> None:
    """Tick each place that is still to do."""
    for step in course(services, replacement_id).checklist.steps:
        if step.use.is_open:
            services.replacements.move(replacement_id, step.application.id)
