"""Where notices end on the command line: the last day, the expiry date, a test that fails."""

from datetime import date

from app.core.errors import ServerUnreachableError
from tests.edges import MAIL, EdgeStage, set_preferences
from tests.stage import add_key


def test_due_ends_with_the_last_day_there_is(keyholder, inventory):
    add_key(inventory, "Koha", expires_on=date(2026, 6, 18))
    answer = keyholder("notices", "due", "--on", "9999-12-31", "--days", "3", "--json")
    assert answer.code == 0
    assert [one["day"] for one in answer.json] == ["9999-12-31"]


def test_too_many_days_are_told_of_the_option_that_gave_them(keyholder, inventory):
    add_key(inventory, "Koha", expires_on=date(2026, 6, 18))
    inventory.notices.look()
    [line] = inventory.notice_list.current()
    answer = keyholder("notices", "snooze", line.notice.id, "--days", "9")
    assert answer.code == 2
    assert "'--days'" in answer.told()


def test_a_test_that_fails_does_not_speak_of_notices(keyholder, inventory, stage):
    keyholder.stage = EdgeStage(folder=stage.folder, clock=stage.clock, keyring=stage.keyring)
    set_preferences(inventory, MAIL)
    keyholder.stage.postman.trouble = ServerUnreachableError(
        host="mail.example.org", port=465, reason="Connection refused"
    )
    answer = keyholder("mail", "test", "ada@example.org")
    assert answer.code == 3
    assert "list of notices" not in answer.told()
    assert "tried again" not in answer.told()
