"""notices list, acknowledge, snooze, reopen, calendar."""

from pathlib import Path

import pytest

from app.core.key import Key
from app.services.suite import Services
from tests.cli.conftest import Keyholder
from tests.stage import create_key

KOHA = "The key “Koha” stops in 3 days"


@pytest.fixture
def notice(keyholder: Keyholder, inventory: Services, koha: Key) -> str:
    """The id of a notice that is open."""
    inventory.notices.look()
    [line] = inventory.notice_list.current()
    return line.notice.id


def states(keyholder: Keyholder) -> dict[str, str]:
    """Return how each notice stands, by the name of what it is about."""
    found = keyholder("notices", "list", "--json").json
    return {one["key_name"] or one["account_name"]: one["state"] for one in found}


def test_list_is_a_table_by_urgency(keyholder, three):
    keyholder("notices", "raise")
    heading, *rows = keyholder("notices", "list").lines
    assert heading.split() == ["Id", "State", "Stage", "What", "Expires", "When"]
    assert [row.split()[1] for row in rows] == ["open"] * 3
    assert [row.rsplit("  ", 1)[-1] for row in rows] == ["5 days ago", "in 3 days", "in 7 days"]


def test_list_as_json_has_every_field(keyholder, inventory, koha):
    keyholder("notices", "raise")
    [line] = inventory.notice_list.current()
    assert keyholder("notices", "list", "--json").json == [
        {
            "id": line.notice.id,
            "subject": "key",
            "key_id": koha.id,
            "key_name": "Koha",
            "account_id": None,
            "account_name": None,
            "stage": 3,
            "due_on": "2026-06-15",
            "raised_at": "2026-06-15T12:00:00+00:00",
            "state": "open",
            "last_working_day": "2026-06-17",
            "expires_on": "2026-06-18",
            "days_left": 3,
        }
    ]


def test_list_of_an_account_names_the_account(keyholder, grace):
    keyholder("notices", "raise")
    [found] = keyholder("notices", "list", "--json").json
    told = ("subject", "account_id", "account_name", "key_id", "key_name")
    assert [found[name] for name in told] == ["account", grace.id, "Grace", None, None]


def test_list_of_all_has_what_was_skipped_and_what_has_passed(keyholder, koha, clock):
    keyholder("notices", "raise")
    clock.turn(days=1)
    keyholder("notices", "raise")
    found = keyholder("notices", "list", "--state", "all", "--json").json
    assert [(one["stage"], one["state"]) for one in found[:3]] == [
        *((2, "open"), (3, "passed"), (5, "skipped")),
    ]
    assert [one["stage"] for one in keyholder("notices", "list", "--json").json] == [2]


@pytest.mark.parametrize("state", ["open", "snoozed", "acknowledged"])
def test_one_state_is_listed_alone(keyholder, three, state):
    keyholder("notices", "raise")
    ids = [one["id"] for one in keyholder("notices", "list", "--json").json]
    keyholder("notices", "acknowledge", ids[0])
    keyholder("notices", "snooze", ids[1], "--days", "1")
    [found] = keyholder("notices", "list", "--state", state, "--json").json
    assert found["state"] == state


def test_a_state_that_there_is_not_is_wrong_usage(keyholder, inventory):
    assert keyholder("notices", "list", "--state", "gone").code == 2


def test_an_empty_list_is_told_beside_the_output(keyholder, inventory):
    answer = keyholder("notices", "list", "--state", "snoozed")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "There are no such notices."
    assert keyholder("notices", "list", "--json").json == []


def test_acknowledge_and_reopen_need_no_vault(keyholder, notice):
    answer = keyholder("notices", "acknowledge", notice[:8])
    assert (answer.code, answer.out, answer.err) == (0, f"Acknowledged: {KOHA}.\n", "")
    assert states(keyholder) == {"Koha": "acknowledged"}
    answer = keyholder("notices", "reopen", notice)
    assert (answer.code, answer.out) == (0, f"Open again: {KOHA}.\n")
    assert states(keyholder) == {"Koha": "open"}


def test_several_are_acknowledged_at_once_or_none(keyholder, three):
    keyholder("notices", "raise")
    ids = [one["id"] for one in keyholder("notices", "list", "--json").json]
    answer = keyholder("notices", "acknowledge", ids[0], "zzz")
    assert (answer.code, answer.out) == (1, "")
    assert answer.told() == "There is no notice zzz. List them to see their names and ids."
    assert set(states(keyholder).values()) == {"open"}
    assert len(keyholder("notices", "acknowledge", *ids).lines) == 3
    assert set(states(keyholder).values()) == {"acknowledged"}


def test_what_has_passed_cannot_be_acknowledged(keyholder, notice, clock):
    clock.turn(days=1)
    keyholder("notices", "raise")
    answer = keyholder("notices", "acknowledge", notice)
    assert answer.code == 1
    assert answer.told() == "“Koha” cannot be changed like this: this notice is passed."


@pytest.mark.parametrize("verb", ["acknowledge", "reopen", "snooze"])
def test_an_id_is_needed(keyholder, inventory, verb):
    answer = keyholder("notices", verb)
    assert answer.code == 2
    assert "Missing argument" in answer.told()


@pytest.mark.parametrize("words", [["--days", "2"], ["--until", "2026-06-17"]])
def test_snooze_says_until_when_and_silences_stages_between(keyholder, notice, clock, words):
    answer = keyholder("notices", "snooze", notice, *words)
    assert (answer.code, answer.out) == (0, f"Snoozed until 2026-06-17: {KOHA}.\n")
    assert states(keyholder) == {"Koha": "snoozed"}
    clock.turn(days=1)
    assert keyholder("notices", "raise").out == ""
    clock.turn(days=1)
    assert keyholder("notices", "raise").out == "The key “Koha” stops tomorrow\n"
    assert states(keyholder) == {"Koha": "open"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Say for how long: give --days or --until."),
        (["--days", "1", "--until", "2026-06-17"], "Give either --days or --until."),
        (["--days", "0"], "--days"),
        (["--days", "4"], "“Koha” expires on Thu 18 Jun 2026: that is the last day"),
        (["--until", "2026-06-19"], "“Koha” expires on Thu 18 Jun 2026: that is the last day"),
        (["--until", "2026-06-15"], "Snooze until a day after today."),
        (["--until", "soon"], "“soon” is not a date."),
    ],
)
def test_a_wrong_length_is_wrong_usage_and_changes_nothing(keyholder, notice, words, said):
    answer = keyholder("notices", "snooze", notice, *words)
    assert answer.code == 2
    assert said in answer.told()
    assert states(keyholder) == {"Koha": "open"}


def test_what_has_stopped_is_not_snoozed(keyholder, notice, clock):
    clock.turn(days=3)
    keyholder("notices", "raise")
    [found] = keyholder("notices", "list", "--json").json
    answer = keyholder("notices", "snooze", found["id"], "--days", "1")
    assert answer.code == 1
    assert "it has expired, so its notices cannot wait" in answer.told()


def test_a_calendar_of_all_keys_is_written(keyholder, koha, tmp_path):
    path = tmp_path / "keys.ics"
    answer = keyholder("notices", "calendar", str(path))
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == f"Written: {path}"
    content = path.read_text("utf-8")
    assert "SUMMARY:API key “Koha”: last working day" in content
    assert "DTSTART;VALUE=DATE:20260617" in content


def test_a_calendar_of_some_keys_goes_to_standard_output(keyholder, inventory, koha):
    create_key(inventory, "Another")
    answer = keyholder("notices", "calendar", "--key", koha.id[:8], "-")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("BEGIN:VCALENDAR")
    assert ("“Koha”" in answer.out, "“Another”" in answer.out) == (True, False)
    assert "“Another”" in keyholder("notices", "calendar", "-").out


def test_a_path_is_taken_from_where_one_stands(keyholder, koha, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert keyholder("notices", "calendar", "here.ics").code == 0
    assert (tmp_path / "here.ics").exists()


def test_an_unknown_key_writes_nothing(keyholder, koha, tmp_path):
    path = tmp_path / "keys.ics"
    answer = keyholder("notices", "calendar", "--key", "zzz", str(path))
    assert answer.code == 1
    assert not path.exists()


def test_a_file_that_cannot_be_written_could_not_tell(keyholder, koha, tmp_path):
    path = Path(tmp_path) / "missing" / "keys.ics"
    answer = keyholder("notices", "calendar", str(path))
    assert answer.code == 3
    assert answer.told().startswith(f"The calendar file {path} could not be written")
