"""mail password, forget-password, test, list, retry."""

from datetime import date

import pytest

from app.core import preference
from app.core.errors import LoginRefusedError, RecipientUnknownError, ServerUnreachableError
from app.core.secret import Secret
from app.services.suite import Services
from tests.cli.conftest import Keyholder
from tests.edges import MAIL, FakePostman, set_preferences
from tests.stage import add_key

PASSWORD = "dummy mail password"  # noqa: S105 - opens nothing
HOST = "mail.example.org"
DOWN = ServerUnreachableError(host=HOST, port=465, reason="Connection refused")
GONE = RecipientUnknownError(host=HOST, recipient="ada@example.org", reason="550 no such user")


@pytest.fixture
def mailing(keyholder: Keyholder, inventory: Services) -> Services:
    """An inventory whose notices go by e-mail to a server that asks for no password."""
    set_preferences(inventory, MAIL)
    add_key(inventory, "Koha", expires_on=date(2026, 6, 18), also_tell=("desk@example.org",))
    return inventory


def states(keyholder: Keyholder) -> dict[str, str]:
    """Return how the message to each recipient stands."""
    found = keyholder("mail", "list", "--json").json
    return {one["recipient"]: one["state"] for one in found}


def fail(keyholder: Keyholder, postman: FakePostman, trouble=DOWN) -> list[str]:
    """Raise notices while the server fails, and return the ids of the messages by recipient."""
    postman.trouble = trouble
    keyholder("notices", "raise")
    postman.trouble = None
    found = keyholder("mail", "list", "--json").json
    return [one["id"] for one in sorted(found, key=lambda one: one["recipient"])]


def test_a_password_is_read_from_standard_input_and_sealed(keyholder, inventory):
    set_preferences(inventory, MAIL)
    inventory.settings.set_text(preference.MAIL_USER.name, "keyholder")
    answer = keyholder.opened("mail", "password", typed=f"{PASSWORD}\n")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "The mail server's password is kept, sealed in the vault.\n"
    assert inventory.mail.server().password == Secret(PASSWORD)
    assert PASSWORD not in answer.out
    assert PASSWORD.encode() not in keyholder.stage.place.database.read_bytes()


def test_a_password_is_forgotten(keyholder, inventory):
    inventory.mail.set_password(Secret(PASSWORD))
    answer = keyholder.opened("mail", "forget-password")
    assert (answer.code, answer.out) == (0, "The mail server's password is forgotten.\n")
    assert not inventory.mail.has_password()


@pytest.mark.parametrize("typed", ["", "\n", "x" * 2000 + "\n"])
def test_what_is_no_password_is_wrong_usage(keyholder, inventory, typed):
    answer = keyholder.opened("mail", "password", typed=typed)
    assert answer.code == 2
    assert "xxx" not in answer.err
    assert not inventory.mail.has_password()


@pytest.mark.parametrize("verb", ["password", "forget-password"])
def test_a_password_needs_the_vault(keyholder, inventory, verb):
    inventory.mail.set_password(Secret(PASSWORD))
    answer = keyholder("mail", verb, typed="another\n")
    assert answer.code == 3
    assert answer.told().startswith("The vault is locked.")
    assert inventory.mail.has_password()


def test_a_test_says_that_the_server_took_it(keyholder, mailing, postman):
    answer = keyholder("mail", "test", "desk@example.org")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == "The mail server took the test message for desk@example.org.\n"
    [letter] = postman.letters
    assert (letter.recipient, letter.subject) == (
        *("desk@example.org", "Keyholder: a test message"),
    )
    assert states(keyholder) == {}, "it is no notice"


def test_a_test_uses_the_sealed_password(keyholder, mailing, postman):
    mailing.settings.set_text(preference.MAIL_USER.name, "keyholder")
    mailing.mail.set_password(Secret(PASSWORD))
    answer = keyholder("mail", "test", "ada@example.org")
    assert (answer.code, postman.letters) == (3, [])
    assert answer.told().startswith("E-mail waits for the vault.")
    assert keyholder.opened("mail", "test", "ada@example.org").code == 0
    assert postman.servers[0].password == Secret(PASSWORD)


@pytest.mark.parametrize("trouble", [DOWN, LoginRefusedError(host=HOST)])
def test_a_test_that_fails_says_why_on_one_line(keyholder, mailing, postman, trouble):
    postman.trouble = trouble
    answer = keyholder("mail", "test", "ada@example.org")
    assert (answer.code, answer.out) == (3, "")
    assert answer.told().startswith(trouble.what())
    assert answer.told().endswith(trouble.then())


def test_a_test_without_a_server_says_what_is_missing(keyholder, inventory):
    answer = keyholder("mail", "test", "ada@example.org")
    assert (answer.code, answer.out) == (3, "")
    assert answer.told().startswith("E-mail is not set up.")


@pytest.mark.parametrize("address", ["nobody at all", "", "@example.org"])
def test_a_test_to_no_address_is_wrong_usage(keyholder, mailing, postman, address):
    assert keyholder("mail", "test", address).code == 2
    assert postman.letters == []


def test_the_list_has_every_field(keyholder, mailing, postman):
    keyholder("notices", "raise")
    [line] = mailing.notice_list.current()
    found = keyholder("mail", "list", "--json").json
    assert {one["recipient"] for one in found} == {"ada@example.org", "desk@example.org"}
    [ada] = [one for one in found if one["recipient"] == "ada@example.org"]
    [letter] = [one for one in postman.letters if one.recipient == "ada@example.org"]
    assert ada == {
        "id": ada["id"],
        "recipient": "ada@example.org",
        "state": "sent",
        "notices": [line.notice.id],
        "attempts": 1,
        "created_at": "2026-06-15T12:00:00+00:00",
        "next_attempt_at": None,
        "settled_at": "2026-06-15T12:00:00+00:00",
        "last_error": None,
        "message_id": letter.message_id,
    }


def test_the_table_tells_what_waits_and_why(keyholder, mailing, postman):
    ids = fail(keyholder, postman)
    heading, *rows = keyholder("mail", "list").lines
    assert heading.split("  ")[0] == "Id"
    assert sorted(row.split()[0] for row in rows) == sorted(one[:8] for one in ids)
    assert {row.split()[2] for row in rows} == {"queued"}
    assert all(str(DOWN) in row for row in rows)
    [waiting, _other] = keyholder("mail", "list", "--json").json
    assert waiting["next_attempt_at"] > "2026-06-15T12:00"
    assert (waiting["settled_at"], waiting["last_error"]) == (None, str(DOWN))


def test_an_empty_outbox_is_told_beside_the_output(keyholder, inventory):
    answer = keyholder("mail", "list")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "No message was written yet."
    assert keyholder("mail", "list", "--json").json == []


def test_all_that_waits_is_sent_again_at_once(keyholder, mailing, postman):
    fail(keyholder, postman)
    answer = keyholder("mail", "retry")
    assert (answer.code, answer.err) == (0, "")
    assert sorted(answer.lines) == ["Sent to ada@example.org.", "Sent to desk@example.org."]
    assert set(states(keyholder).values()) == {"sent"}


def test_one_message_is_sent_again_alone(keyholder, mailing, postman):
    ada, _desk = fail(keyholder, postman)
    answer = keyholder("mail", "retry", ada[:8])
    assert (answer.code, answer.lines) == (0, ["Sent to ada@example.org."])
    assert states(keyholder) == {"ada@example.org": "sent", "desk@example.org": "queued"}


def test_what_was_given_up_is_sent_again(keyholder, mailing, postman):
    fail(keyholder, postman, GONE)
    assert set(states(keyholder).values()) == {"failed"}
    assert keyholder("mail", "retry").code == 0
    assert set(states(keyholder).values()) == {"sent"}


def test_a_retry_that_fails_says_why_and_could_not_tell(keyholder, mailing, postman):
    fail(keyholder, postman)
    postman.trouble = DOWN
    answer = keyholder("mail", "retry")
    assert (answer.code, answer.out) == (3, "")
    assert answer.told() == str(DOWN)


def test_where_nothing_waits_that_is_said(keyholder, mailing):
    answer = keyholder("mail", "retry")
    assert (answer.code, answer.out) == (0, "")
    assert answer.told() == "Nothing was sent: see keyholder mail list."


def test_an_unknown_message_or_one_that_was_sent_is_refused(keyholder, mailing, postman):
    keyholder("notices", "raise")
    sent = keyholder("mail", "list", "--json").json[0]["id"]
    for given, said in (("zzz", "There is no message zzz."), (sent, "nothing left to send")):
        answer = keyholder("mail", "retry", given)
        assert answer.code == 1
        assert said in answer.told()
    assert len(postman.letters) == 2
