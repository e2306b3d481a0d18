"""notices raise, notices due."""

from datetime import UTC, datetime

import pytest

from app.core import preference
from app.core.errors import ServerUnreachableError
from app.core.secret import Secret
from app.services.suite import Services
from tests.edges import MAIL, set_preferences
from tests.storage.hand import dump

OLD = "The key “Old catalogue” stopped 5 days ago"
KOHA = "The key “Koha” stops in 3 days"
GRACE = "The account “Grace” expires in 7 days"
DOWN = ServerUnreachableError(host="mail.example.org", port=465, reason="Connection refused")


def states(services: Services) -> dict[str, str]:
    return {line.subject.name: line.state.value for line in services.notice_list.current()}


def mail_with_password(inventory: Services) -> None:
    """Let notices go by e-mail to a server that asks for a password."""
    set_preferences(inventory, MAIL)
    inventory.settings.set_text(preference.MAIL_USER.name, "keyholder")
    inventory.mail.set_password(Secret("dummy mail password"))


def test_raise_says_what_it_raised_most_urgent_first(keyholder, inventory, three):
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines == [OLD, KOHA, GRACE]
    assert states(inventory) == dict.fromkeys(["Old catalogue", "Koha", "Grace"], "open")


def test_a_second_raise_raises_nothing(keyholder, inventory, three):
    keyholder("notices", "raise")
    before = dump(keyholder.stage.place.database)
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert dump(keyholder.stage.place.database) == before


def test_the_next_stage_is_raised_on_its_day(keyholder, koha, clock):
    keyholder("notices", "raise")
    clock.turn(days=1)
    assert keyholder("notices", "raise").lines == ["The key “Koha” stops in 2 days"]


def test_where_nothing_is_due_nothing_is_said(keyholder, inventory):
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.out, answer.err) == (0, "", "")


def test_raise_sends_e_mail_and_says_to_whom(keyholder, inventory, koha, postman):
    mail_with_password(inventory)
    answer = keyholder.opened("notices", "raise")
    assert (answer.code, answer.err) == (0, "")
    assert answer.lines == [KOHA, "Sent to ada@example.org."]
    assert [one.subject for one in postman.letters] == [KOHA]
    assert postman.servers[0].password == Secret("dummy mail password")


def test_raise_works_with_the_vault_shut_and_says_that_e_mail_waits(
    keyholder, inventory, koha, postman
):
    mail_with_password(inventory)
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.lines) == (0, [KOHA])
    assert answer.told() == (
        "1 message waits for the vault: give --passphrase-file before the verb."
    )
    assert postman.letters == []
    answer = keyholder.opened("notices", "raise")
    assert (answer.code, answer.lines) == (0, ["Sent to ada@example.org."])


def test_a_server_that_needs_no_password_needs_no_vault(keyholder, inventory, koha, postman):
    set_preferences(inventory, MAIL)
    assert keyholder("notices", "raise").lines == [KOHA, "Sent to ada@example.org."]


def test_a_wrong_passphrase_still_raises_and_could_not_tell(keyholder, inventory, koha):
    mail_with_password(inventory)
    keyholder.passphrase_file.write_text("a wrong dummy passphrase\n", "utf-8")
    answer = keyholder.opened("notices", "raise")
    assert (answer.code, answer.lines) == (3, [KOHA])
    assert answer.notes[0].endswith("before the verb.")
    assert answer.notes[1].startswith("keyholder: That does not open the vault.")
    assert states(inventory) == {"Koha": "open"}


def test_a_passphrase_file_that_is_missing_still_raises(keyholder, inventory, koha, tmp_path):
    answer = keyholder("--passphrase-file", str(tmp_path / "none"), "notices", "raise")
    assert (answer.code, answer.lines) == (3, [KOHA])
    assert "cannot be read" in answer.told()


def test_a_server_that_is_away_could_not_tell_and_is_tried_later(
    keyholder, inventory, koha, postman, clock
):
    set_preferences(inventory, MAIL)
    postman.trouble = DOWN
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.lines) == (3, [KOHA])
    assert answer.told() == str(DOWN)
    postman.trouble = None
    assert keyholder("notices", "raise").out == "", "not before its time"
    clock.turn(minutes=2)
    assert keyholder("notices", "raise").lines == ["Sent to ada@example.org."]


def test_raise_keeps_the_calendar_file_up_to_date(keyholder, inventory, koha, tmp_path):
    path = tmp_path / "keys.ics"
    set_preferences(inventory, {preference.CALENDAR_FILE: str(path)})
    assert keyholder("notices", "raise").code == 0
    assert "“Koha”" in path.read_text("utf-8")


def test_a_calendar_file_that_cannot_be_written_could_not_tell(
    keyholder, inventory, koha, tmp_path
):
    path = tmp_path / "missing" / "keys.ics"
    set_preferences(inventory, {preference.CALENDAR_FILE: str(path)})
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.lines) == (3, [KOHA])
    assert answer.told().startswith(f"The calendar file {path} could not be written")


def test_a_clock_before_this_program_raises_nothing_and_is_told_of(keyholder, koha, clock):
    clock.moment = datetime(2025, 12, 31, 12, tzinfo=UTC)
    answer = keyholder("notices", "raise")
    assert answer.out == ""
    assert answer.told() == "This computer's clock is wrong: it says 2025-12-31."


def test_a_clock_that_had_been_ahead_is_told_of(keyholder, koha, clock):
    clock.turn(days=2)
    assert keyholder("notices", "raise").lines == ["The key “Koha” stops tomorrow"]
    clock.turn(days=-2)
    answer = keyholder("notices", "raise")
    assert (answer.code, answer.lines) == (0, [KOHA])
    assert answer.told().startswith("This computer's clock had been ahead: ")


def test_due_tells_what_raise_would_and_changes_nothing(keyholder, inventory, three):
    before = dump(keyholder.stage.place.database)
    answer = keyholder("notices", "due")
    assert (answer.code, answer.err) == (0, "")
    heading, *rows = answer.lines
    assert heading.split("  ")[0] == "Day"
    assert [row.split()[0] for row in rows] == ["2026-06-15"] * 3
    assert [row.split("  ")[1].strip() for row in rows] == [
        *("5 days after", "3 days before", "7 days before"),
    ]
    assert "account Grace" in rows[2]
    assert dump(keyholder.stage.place.database) == before
    assert len(keyholder("notices", "raise").lines) == 3
    assert keyholder("notices", "due").told() == "Nothing is due."


def test_due_as_json_has_every_field(keyholder, koha, grace):
    key, account = keyholder("notices", "due", "--json").json
    assert key == {
        "id": None,
        "subject": "key",
        "key_id": koha.id,
        "key_name": "Koha",
        "account_id": None,
        "account_name": None,
        "stage": 3,
        "due_on": "2026-06-15",
        "raised_at": None,
        "state": "due",
        "last_working_day": "2026-06-17",
        "expires_on": "2026-06-18",
        "days_left": 3,
        "day": "2026-06-15",
    }
    assert (account["account_id"], account["key_id"]) == (grace.id, None)


def test_due_looks_from_another_day(keyholder, koha):
    [found] = keyholder("notices", "due", "--on", "2026-06-20", "--json").json
    assert (found["stage"], found["day"], found["days_left"]) == (-2, "2026-06-20", -2)
    assert keyholder("notices", "due", "--on", "2026-01-01", "--json").json == []


def test_due_looks_many_days_ahead_each_stage_once(keyholder, koha):
    found = keyholder("notices", "due", "--days", "4", "--json").json
    assert [(one["day"], one["stage"]) for one in found] == [
        *(("2026-06-15", 3), ("2026-06-16", 2), ("2026-06-17", 1)),
        *(("2026-06-18", 0), ("2026-06-19", -1)),
    ]
    [first, _second] = keyholder(
        *("notices", "due", "--on", "2026-06-17", "--days", "1", "--json")
    ).json
    assert (first["day"], first["stage"]) == ("2026-06-17", 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--on", "tomorrow"], "“tomorrow” is not a date"),
        (["--days", "-1"], "--days"),
        (["--days", "4000"], "--days"),
    ],
)
def test_what_is_no_day_is_wrong_usage(keyholder, koha, words, said):
    answer = keyholder("notices", "due", *words)
    assert answer.code == 2
    assert said in answer.told()
