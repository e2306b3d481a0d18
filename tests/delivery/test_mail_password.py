"""The mail server's password: sealed, there while values are locked, and waited for."""

import base64

import pytest

from app.core.access import VaultState
from app.core.delivery import DeliveryState
from app.core.errors import (
    FieldError,
    MailPasswordLockedError,
    TamperedError,
    VaultLockedError,
)
from app.core.secret import Secret
from tests.delivery.mail_server import PASSWORD, USER
from tests.delivery.office import ADA, expiring, mails, states, tell, turn_on
from tests.stage import RECOVERY_CODE
from tests.storage.hand import attacking, dump, told

WORD = PASSWORD.reveal()


@pytest.fixture
def server(serve, services):
    """A mail server that the notices of *services* go to."""
    server = serve()
    turn_on(services, server.as_server())
    return server


@pytest.fixture
def shut(server, services, stage):
    """Services with a notice to tell, whose vault nobody opened."""
    expiring(services)
    services.notices.look()
    services.inventory.close()
    opened = stage.open(locked=True)
    yield opened
    opened.inventory.close()


def forms(word: str) -> list[bytes]:
    """Return a word as files may hold it."""
    plain = word.encode()
    shifted = [base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3)]
    return [
        plain,
        plain[::-1],
        word.encode("utf-16-le"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        base64.urlsafe_b64encode(plain).rstrip(b"="),
        *shifted,
    ]


def test_no_file_of_the_inventory_holds_the_password(server, services, stage):
    expiring(services)
    tell(services)
    assert server.logins == [("PLAIN", USER, WORD)]
    for path in stage.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert [form for form in forms(WORD) if form in content] == []
    assert WORD not in "\n".join(dump(stage.place.database))


def test_the_password_is_read_back_as_it_was_given(services, server, stage):
    services.inventory.close()
    again = stage.open()
    assert again.mail.has_password()
    assert again.mail.server().password == PASSWORD
    assert told(again) == ""
    again.inventory.close()


def test_notices_go_out_while_the_values_of_keys_are_locked(services, server):
    expiring(services)
    services.access.lock()
    assert services.access.state is VaultState.LOCKED
    tell(services)
    assert len(server.mails) == 1
    assert server.logins == [("PLAIN", USER, WORD)]


def test_while_the_vault_is_shut_messages_wait_and_that_is_no_attempt(server, shut, clock):
    for _ in range(3):
        tell(shut)
        waiting = mails(shut)[ADA]
        assert (waiting.state, waiting.attempts) == (DeliveryState.WAITING, 0)
        assert waiting.last_error == (
            "E-mail waits for the vault. The password of the mail server is sealed in it. "
            "Unlock the vault, or give --passphrase-file before the verb."
        )
        clock.turn(hours=1)
    assert server.connections == 0


def test_what_waited_for_the_vault_is_sent_once_it_is_open(server, shut, clock):
    tell(shut)
    clock.turn(days=30)
    shut.access.unlock(RECOVERY_CODE)
    shut.mail.deliver()
    assert states(shut) == {ADA: DeliveryState.SENT}
    assert server.logins[0] == ("PLAIN", USER, WORD)
    assert "stopped 23 days ago" in server.mails[0].message["Subject"]


def test_without_a_user_nothing_waits_for_the_vault(services, server, stage):
    services.settings.set_text("mail-user", "")
    expiring(services)
    services.inventory.close()
    shut = stage.open(locked=True)
    tell(shut)
    assert len(server.mails) == 1
    assert server.logins == []
    shut.inventory.close()


def test_a_test_message_needs_the_vault_for_the_password(shut):
    with pytest.raises(MailPasswordLockedError, match="E-mail waits for the vault"):
        shut.mail.pack_test(ADA)


def test_another_password_takes_the_place_of_the_first(services, server):
    services.mail.set_password(Secret("another dummy"))
    expiring(services)
    tell(services)
    assert {login[2] for login in server.logins} == {"another dummy"}
    assert states(services) == {ADA: DeliveryState.QUEUED}
    assert "another dummy" not in mails(services)[ADA].last_error


def test_a_password_that_is_forgotten_is_gone(services, server, stage):
    services.mail.set_password(None)
    assert not services.mail.has_password()
    assert services.mail.server().password is None
    with attacking(stage.place.database) as database:
        assert database.execute("SELECT count(*) FROM credential").fetchone() == (0,)
    assert told(services) == ""


def test_a_password_is_set_only_while_the_vault_is_open(services, server):
    services.access.lock()
    with pytest.raises(VaultLockedError):
        services.mail.set_password(Secret("another dummy"))
    assert services.mail.server().password == PASSWORD


@pytest.mark.parametrize("word", ["", "two\nlines", "a\0b", "x" * 1025])
def test_what_cannot_be_a_password_is_refused(services, server, word):
    with pytest.raises(FieldError, match="1 to 1024 characters") as refused:
        services.mail.set_password(Secret(word))
    assert not word or word not in str(refused.value)
    assert services.mail.server().password == PASSWORD


def test_the_trail_tells_that_a_password_was_set_and_not_which(services, server):
    entries = services.inventory.audit.latest(20)
    [entry] = [one for one in entries if one.thing_id == "mail-password"]
    assert entry.after == {"password": "kept"}
    assert WORD not in str(entries)


def test_a_password_that_was_changed_outside_is_not_sent(services, server, stage):
    expiring(services)
    services.notices.look()
    with attacking(stage.place.database) as database:
        database.execute("UPDATE credential SET value = ?", [b"x" * 60])
    with pytest.raises(TamperedError):
        services.mail.pack_test(ADA)
    services.mail.deliver()
    assert server.connections == 0
    assert states(services) == {ADA: DeliveryState.QUEUED}
    assert mails(services)[ADA].attempts == 0
    assert mails(services)[ADA].last_error
