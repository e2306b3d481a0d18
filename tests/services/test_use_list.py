"""Lists of uses, over all keys and applications."""

import pytest

from app.core.application import ApplicationDraft
from tests.stage import create_key


@pytest.fixture
def application(services):
    draft = ApplicationDraft(
        name="Koha", kind="koha", organisation=services.organisations.default().id
    )
    return services.applications.create(draft)


def test_open_uses_come_by_application_and_ended_ones_after_them(services, application):
    first, second = create_key(services, "First"), create_key(services, "Second")
    services.uses.end(services.uses.add(application.id, first.id).id)
    services.uses.add(application.id, second.id)
    listed = services.use_list.listed
    assert [line.key.name for line in listed()] == ["Second"]
    assert [line.key.name for line in listed(ended=True)] == ["Second", "First"]
    assert [line.key.name for line in listed(key=first.id, ended=True)] == ["First"]
    assert listed(key=first.id) == []


def test_the_uses_of_a_removed_application_are_told_as_well(services, application):
    key = create_key(services)
    services.uses.add(application.id, key.id)
    services.applications.remove(application.id)
    for narrowed in ({}, {"key": key.id}, {"application": application.id}):
        [line] = services.use_list.listed(ended=True, **narrowed)
        assert (line.application.name, line.key.id) == ("Koha", key.id)
        assert not line.use.is_open
