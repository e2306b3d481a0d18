"""Evidence for a period, as an auditor reads it."""

from datetime import UTC, date, datetime

import pytest

from app.core.audit import Act, Thing
from app.core.errors import CancelledError, FieldError
from app.core.organisation import OrganisationDraft
from app.core.period_report import Chapter, PeriodReport, chapter_of, title
from app.services import period_reports
from app.services.key_change import KeyEdit
from app.services.suite import Services
from tests.pdf_reader import sheets
from tests.services.replacing import application
from tests.stage import VALUE, FakeClock, add_key, create_key

DAY = date(2026, 6, 15)


def report(
    services: Services, first: date = DAY, last: date = DAY, **chosen: object
) -> PeriodReport:
    return services.reports.of(first, last, **chosen)  # type: ignore[arg-type]  # as asked


def told(found: PeriodReport, chapter: Chapter) -> list[str]:
    return [f"{line.key}: {line.told}" for line in found.chapters[chapter]]


@pytest.fixture
def busy(services: Services) -> Services:
    """A day on which everything happened."""
    koha = add_key(services, "Koha", value=VALUE)
    made = create_key(services, "Made here")
    services.change.edit(made.id, KeyEdit(name="Renamed"))
    services.change.compared([koha.id])
    services.secret.copy(koha.id)
    application(services, "Portal", made)
    services.change.disable([made.id])
    services.change.remove([koha.id])
    return services


def test_each_act_is_told_in_its_chapter_with_the_keys_name_of_today(busy):
    found = report(busy)
    assert told(found, Chapter.CREATED) == [
        "Koha: Added, as the portal shows it",
        "Renamed: Created",
    ]
    assert told(found, Chapter.CHANGED) == [
        "Renamed: Changed: name was “Made here”, is “Renamed”",
        "Renamed: “Portal” uses it",
    ]
    assert told(found, Chapter.COMPARED) == ["Koha: Compared with the portal"]
    assert told(found, Chapter.VALUES) == ["Koha: Its value was copied"]
    assert told(found, Chapter.REMOVED) == ["Renamed: Disabled", "Koha: Removed"]
    assert told(found, Chapter.REPLACED) == []
    assert {line.actor for lines in found.chapters.values() for line in lines} == {"tester"}


def test_days_are_those_of_the_organisation(services, clock: FakeClock):
    clock.moment = datetime(2026, 6, 15, 22, 59, tzinfo=UTC)  # 23:59 in London
    create_key(services, "late")
    clock.moment = datetime(2026, 6, 15, 23, 0, tzinfo=UTC)
    create_key(services, "next day")
    next_day = date(2026, 6, 16)
    assert told(report(services), Chapter.CREATED) == ["late: Created"]
    assert told(report(services, next_day, next_day), Chapter.CREATED) == ["next day: Created"]
    assert report(services, DAY, next_day).count == 2
    assert report(services, date(2026, 6, 17), date(2026, 7, 1)).count == 0


def test_one_organisation_alone_can_be_asked_for(busy):
    college = busy.organisations.create(OrganisationDraft(name="Plain College"))
    create_key(busy, "of the college", organisation=college.id)
    found = report(busy, organisation_id=college.id)
    assert found.organisation == "Plain College"
    assert told(found, Chapter.CREATED) == ["of the college: Created"]
    assert found.count == 1


def test_a_period_that_ends_before_it_begins_is_refused(services):
    with pytest.raises(FieldError, match="ends before it begins"):
        report(services, DAY, date(2026, 6, 14))


def test_the_page_names_the_head_and_what_is_empty_and_never_a_value(busy):
    page = period_reports.html(report(busy))
    head = busy.checks.head()
    assert " ".join(head.words) in page
    assert head.hash in page
    assert "Nothing in this period." in page
    assert VALUE.reveal() not in page
    for chapter in Chapter:
        assert title(chapter) in page


def test_names_are_shown_as_they_are(services):
    create_key(services, "<img src=x> & co")
    page = period_reports.html(report(services))
    assert "<img" not in page
    assert "&lt;img src=x&gt; &amp; co" in page


def test_every_act_on_a_key_has_its_chapter(busy):
    entries = busy.inventory.audit.latest(1_000)
    acts = {entry.act for entry in entries if entry.thing is Thing.KEY}
    assert acts
    assert all(chapter_of(entry) for entry in entries if entry.thing is Thing.KEY)
    elsewhere = next(entry for entry in entries if entry.act is Act.SET_UP)
    assert chapter_of(elsewhere) is None


def test_it_becomes_a_pdf(busy):
    told = sheets(busy.reports.pdf(report(busy)))
    assert told[0].startswith("Evidence: API keys, Mon 15 Jun 2026 to Mon 15 Jun 2026")
    for part in ("Koha", "Its value was copied", "Nothing in this period.", "tester"):
        assert part in "\n".join(told)
    assert VALUE.reveal() not in "\n".join(told)


def test_paper_can_be_cancelled_while_it_is_drawn(busy):
    def cancel(_done: int, _total: int) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        busy.reports.pdf(report(busy), cancel)
