"""Applications for tests of the command line, and what they use."""

from app.core.application import Application, ApplicationDraft
from app.core.identity import ReplacementId
from app.core.key import Key
from app.services.suite import Services


def add_application(
    services: Services, name: str = "Koha main", *keys: Key, **fields: object
) -> Application:
    """Record an application that uses *keys*; *fields* go to its draft."""
    given = {"kind": "koha", "organisation": services.organisations.default().id} | fields
    draft = ApplicationDraft(name=name, **given)  # type: ignore[arg-type]  # tests know its fields
    return services.applications.create(draft, [key.id for key in keys])


def users(services: Services, key: Key) -> list[str]:
    """Return the names of the applications that use *key*, as recorded."""
    return [place.application.name for place in services.uses.of_key(key.id)]


def running(services: Services) -> ReplacementId:
    """Return the one replacement that is planned or under way."""
    [course] = services.replacement_list.running()
    return course.replacement.id
