"""Archives of the audit trail: what may go, the signed file, and a trail without a gap."""

import json
import stat
from datetime import UTC, date, datetime

import pytest

from app.core.audit import Act
from app.core.errors import (
    ArchiveFileError,
    ArchiveUnsoundError,
    CancelledError,
    FieldError,
    ImmutableError,
    NothingToArchiveError,
    VaultLockedError,
)
from app.core.key import KeyState
from app.core.organisation import OrganisationDraft
from app.services.period_reports import html
from app.services.suite import Services
from tests.stage import Stage, add_key, create_key
from tests.storage.hand import attacking, plain, told


def entries(services: Services) -> int:
    return services.checks.head().entries


def stored_numbers(stage: Stage) -> list[int]:
    with plain(stage.place.database) as connection:
        return [number for (number,) in connection.execute("SELECT number FROM audit ORDER BY 1")]


def test_what_is_older_goes_into_a_file_and_the_trail_stays_whole(old, stage, file):
    count = entries(old)
    plan = old.archives.plan(2)
    assert (plan.first, plan.kept_for) == (1, "")
    assert 0 < plan.count < count
    made = old.archives.make(str(file), 2)
    assert (made.first, made.last, made.name) == (1, plan.last, "archive.jsonl")
    assert made.until < plan.moment
    assert stored_numbers(stage) == list(range(made.last + 1, count + 2))
    assert old.verify() == []
    assert entries(old) == count + 1
    create_key(old, "Later")
    assert old.verify() == []


def test_the_file_holds_each_entry_to_a_line_for_this_person_alone(old, file):
    made = old.archives.make(str(file), 2)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    header, *told_entries, signature = lines
    assert (header["format"], header["version"]) == ("keyholder audit archive", 1)
    assert [one["number"] for one in told_entries] == list(range(1, made.last + 1))
    assert told_entries[0]["act"] == "set_up"
    assert told_entries[-1]["hash"] == header["head"] == made.head
    assert list(signature) == ["signature"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_trail_tells_of_it(old, file):
    made = old.archives.make(str(file), 2)
    (entry,) = old.inventory.audit.latest(1)
    assert entry.act is Act.ARCHIVED
    assert entry.after == {
        "file": "archive.jsonl",
        "count": made.count,
        "first": 1,
        "last": made.last,
        "head": made.head,
    }


def test_one_archive_follows_the_other(old, stage, file, tmp_path):
    first = old.archives.make(str(file), 2)
    stage.clock.turn(days=800)
    second = old.archives.make(str(tmp_path / "second.jsonl"), 2)
    assert second.first == first.last + 1
    assert [one.last for one in old.archives.all()] == [first.last, second.last]
    for name, made in (("archive.jsonl", first), ("second.jsonl", second)):
        checked = old.archives.check(str(tmp_path / name))
        assert checked.known == made
    assert checked.header.previous == first.head
    assert old.verify() == []


def test_the_history_of_a_key_in_use_stays(services, stage, file):
    create_key(services, "Gone")
    stage.clock.turn(days=10)
    added = add_key(services, "Long-lived", expires_on=date(2036, 1, 1))
    stage.clock.turn(days=1_500)
    plan = services.archives.plan(2)
    assert plan.kept_for == "Long-lived"
    assert plan.moment == added.created_at
    services.archives.make(str(file), 2)
    assert services.inventory.audit.of_things([added.id], 1)[0].act is Act.ADDED


def test_a_key_counts_until_its_last_day_ends_where_it_is(services, stage):
    create_key(services, "Gone")
    stage.clock.turn(days=10)
    for name, zone in (("West", "Pacific/Pago_Pago"), ("East", "Pacific/Kiritimati")):
        services.organisations.create(OrganisationDraft(name=name, time_zone=zone))
    west = services.organisations.find("West")
    key = add_key(services, "Works", organisation=west.id, expires_on=date(2030, 7, 2))
    stage.clock.moment = datetime(2030, 7, 1, 11, 30, tzinfo=UTC)  # in the East it is 2 July
    assert key.state_on(west.today(stage.clock.now())) is KeyState.EXPIRING
    assert services.archives.plan(1).kept_for == "Works"
    stage.clock.turn(days=1)
    assert services.archives.plan(1).kept_for == ""


@pytest.mark.parametrize(
    ("years", "told"), [(0, "last year"), (-1, "last year"), (5_000, "hundred")]
)
def test_the_years_are_between_one_and_a_hundred(services, years, told):
    with pytest.raises(FieldError, match=told):
        services.archives.plan(years)


def test_where_nothing_is_that_old_nothing_happens(services, file):
    create_key(services)
    assert services.archives.plan(1).count == 0
    with pytest.raises(NothingToArchiveError):
        services.archives.make(str(file), 1)
    assert not file.exists()


def test_a_leap_day_is_a_day_too(services, stage):
    stage.clock.moment = datetime(2028, 2, 29, 12, tzinfo=UTC)
    assert services.archives.plan(1).moment == datetime(2027, 2, 28, 12, tzinfo=UTC)


def test_what_was_changed_outside_is_never_signed(old, stage, file):
    with attacking(stage.place.database) as connection:
        connection.execute("UPDATE audit SET actor = 'mallory' WHERE number = 2")
    with pytest.raises(ArchiveUnsoundError, match="at entry 2"):
        old.archives.make(str(file), 2)
    assert not file.exists()


def test_a_locked_vault_signs_nothing(old, file):
    old.access.lock()
    with pytest.raises(VaultLockedError):
        old.archives.make(str(file), 2)


def test_a_file_that_is_there_is_never_written_over(old, stage, file):
    file.write_text("precious")
    before = stored_numbers(stage)
    with pytest.raises(ArchiveFileError, match="there is a file of that name"):
        old.archives.make(str(file), 2)
    assert file.read_text() == "precious"
    assert stored_numbers(stage) == before


def test_a_folder_that_is_not_there_is_told(old, stage, tmp_path):
    with pytest.raises(ArchiveFileError, match="No such file"):
        old.archives.make(str(tmp_path / "nowhere" / "archive.jsonl"), 2)
    assert old.verify() == []


@pytest.mark.parametrize("share", [0.0, 0.2, 0.5])
def test_cancelling_leaves_the_trail_and_no_file(old, stage, file, share):
    before = stored_numbers(stage)

    def stop(done: int, total: int) -> None:
        if done >= total * share:
            raise CancelledError

    with pytest.raises(CancelledError):
        old.archives.make(str(file), 2, stop)
    assert stored_numbers(stage) == before
    assert list(file.parent.glob("archive*")) == []


def test_archived_entries_cannot_be_put_back_nor_others_deleted(old, stage, file):
    made = old.archives.make(str(file), 2)
    with plain(stage.place.database) as connection:
        for statement in (
            f"DELETE FROM audit WHERE number = {made.last + 1}",
            "INSERT INTO audit SELECT 1, at, '', act, thing, '', '', '', hash FROM audit LIMIT 1",
            "DELETE FROM archive",
            "UPDATE archive SET last = last + 1",
        ):
            with pytest.raises(Exception, match=r"appended only|never"):
                connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE archive SET last = last + 1",
        "UPDATE archive SET head = lower(hex(randomblob(32)))",
        "UPDATE archive SET sha256 = 'x'",
        "DELETE FROM archive",
        "DELETE FROM audit WHERE number = (SELECT min(number) FROM audit)",
    ],
)
def test_a_forged_archive_shows(old, stage, file, statement):
    old.archives.make(str(file), 2)
    with attacking(stage.place.database) as connection:
        connection.execute(statement)
    assert told(old) != ""


def test_an_older_state_from_before_the_archive_shows(old, stage, file):
    saved = stage.place.database.read_bytes()
    old.archives.make(str(file), 2)
    old.inventory.close()
    stage.place.database.write_bytes(saved)
    services = stage.open()
    assert "An older state of the inventory" in told(services)
    services.inventory.close()


def test_evidence_for_an_archived_period_says_where_the_rest_is(old, stage, file):
    old.archives.make(str(file), 2)
    today = stage.clock.now().date()
    report = old.reports.of(today.replace(year=today.year - 4), today)
    assert report.archived_in == ("archive.jsonl",)
    assert "they were moved into archive.jsonl" in html(report)
    recent = old.reports.of(today.replace(year=today.year - 1), today)
    assert recent.archived_in == ()


def test_a_trail_that_is_cut_after_all_of_it_was_archived_shows(services, stage, clock, file):
    """The last sealed entry is among those that go: what comes after is sealed all the same."""
    services.change.remove([create_key(services, "Gone").id])
    clock.turn(days=800)
    services.archives.make(str(file), 2)
    for number in range(5):
        create_key(services, f"Later {number}")
    assert services.verify() == []
    with attacking(stage.place.database) as connection:
        connection.execute("DELETE FROM audit WHERE number > (SELECT max(number) - 3 FROM audit)")
    assert "ends after" in told(services)


def test_a_file_whose_entries_did_not_go_is_withdrawn(old, stage, file):
    before = stored_numbers(stage)

    def forbid(done: int, total: int) -> None:
        """Once all is checked, let the database refuse the record of an archive."""
        if done >= total / 2:
            with plain(stage.place.database) as connection:
                connection.execute(
                    "CREATE TRIGGER IF NOT EXISTS no_more BEFORE INSERT ON archive"
                    " BEGIN SELECT RAISE(ABORT, 'no'); END"
                )

    with pytest.raises(ImmutableError):
        old.archives.make(str(file), 2, forbid)
    assert stored_numbers(stage) == before
    assert not file.exists()
