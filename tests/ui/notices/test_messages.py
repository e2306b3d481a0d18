import threading
from dataclasses import replace

import pytest

from app.core import preference
from app.core.delivery import ChannelName
from app.core.errors import RecipientUnknownError, ServerUnreachableError
from app.core.mail import Letter, Server
from app.core.secret import Secret
from app.services.suite import Services
from app.ui import dates
from tests.edges import MAIL, EdgeStage, FakePostman, Original, set_preferences
from tests.stage import NOON, PASSPHRASE, FakeClock, listed
from tests.ui import rows
from tests.ui.window import WindowStage, button

ADA, DESK = "ada@example.org · 5 notices", "desk@example.org · 1 notice"
DOWN = ServerUnreachableError(host="mail.example.org", port=465, reason="Connection refused")
GONE = RecipientUnknownError(
    host="mail.example.org", recipient="ada@example.org", reason="550 no such user"
)


@pytest.fixture
def mailing(window_stage: WindowStage, stage: EdgeStage, original: Original) -> WindowStage:
    """The program not yet started, where notices go by e-mail to Ada and the desk."""
    original.copy_to(stage)
    return window_stage.fill(lambda services: set_preferences(services, MAIL))


@pytest.fixture
def down(mailing: WindowStage, postman: FakePostman):
    """The page where the mail server was away."""
    postman.trouble = DOWN
    return mailing.open().go("messages")


def by_state(page) -> dict[str, str]:
    """Return each recipient with the state of its message."""
    return {row[1]: row[2] for row in rows.rows(page)}


def errors(page) -> set[str]:
    return {row[5] for row in rows.rows(page)}


def test_each_recipient_gets_one_message_and_it_is_listed_as_sent(mailing, postman):
    page = mailing.open().go("messages")
    sent = dates.moment_text(NOON)
    assert sorted(rows.rows(page), key=lambda row: row[1]) == [
        [sent, ADA, "Sent", "1", sent, ""],
        [sent, DESK, "Sent", "1", sent, ""],
    ]
    assert {one.recipient for one in postman.letters} == {"ada@example.org", "desk@example.org"}
    notices = mailing.go("notices")
    assert rows.rows(notices)[rows.row_of(notices, "Rehearsal")][4] == "desktop, 2 by e-mail"


def test_a_server_that_is_away_is_told_with_the_time_of_the_next_try(down):
    assert set(by_state(down).values()) == {"Waiting"}
    assert errors(down) == {str(DOWN)}
    assert all(row[4].startswith(f"next {dates.day_text(NOON.date())}") for row in rows.rows(down))


def test_it_is_tried_again_by_itself_and_the_error_goes(mailing, down, postman, clock: FakeClock):
    postman.trouble = None
    clock.turn(minutes=2)
    mailing.window.lookout.look()
    mailing.settle()
    assert by_state(down) == {ADA: "Sent", DESK: "Sent"}
    assert errors(down) == {""}
    assert {row[3] for row in rows.rows(down)} == {"2"}


def test_one_message_is_tried_again_at_once(mailing, down, postman):
    postman.trouble = None
    rows.click(mailing, DESK, "Try again now")
    assert by_state(down) == {ADA: "Waiting", DESK: "Sent"}
    assert [one.recipient for one in postman.letters] == ["desk@example.org"]
    rows.press(mailing, ADA, "Space")
    assert by_state(down) == {ADA: "Sent", DESK: "Sent"}


def test_all_messages_are_tried_again_at_once(mailing, down, postman):
    postman.trouble = None
    mailing.click(down.retry_button)
    assert by_state(down) == {ADA: "Sent", DESK: "Sent"}


def test_what_was_sent_is_not_sent_again(mailing, postman):
    mailing.open().go("messages")
    rows.press(mailing, ADA, "Space")
    mailing.click(mailing.page.retry_button)
    assert len(postman.letters) == 2


def test_the_notices_page_tells_of_the_trouble_and_tries_again(mailing, down, postman):
    page = mailing.go("notices")
    assert page.trouble.text_label.text() == f"2 e-mails wait. {DOWN}"
    assert rows.rows(page)[rows.row_of(page, "Rehearsal")][4] == "desktop, 2 waiting"
    postman.trouble = None
    mailing.app.processEvents()
    mailing.click(button(page.trouble, "Try again now"))
    assert not page.trouble.isVisible()
    assert len(postman.letters) == 2


def test_an_address_that_is_unknown_is_given_up_and_said_everywhere(mailing, postman):
    postman.trouble = GONE
    page = mailing.open().go("messages")
    assert set(by_state(page).values()) == {"Given up"}
    assert errors(page) == {str(GONE)}
    assert mailing.window.footer.statuses["mail"].text().startswith("⚠ 2 e-mail")
    notices = mailing.go("notices")
    assert notices.trouble.text_label.text() == f"2 e-mails were given up. {GONE}"
    mailing.app.processEvents()
    mailing.click(button(notices.trouble, "Messages"))
    assert mailing.window.current_id == "messages"


def test_a_message_that_was_given_up_can_be_tried_again(mailing, postman):
    postman.trouble = GONE
    page = mailing.open().go("messages")
    postman.trouble = None
    rows.press(mailing, ADA, "Space")
    assert by_state(page) == {ADA: "Sent", DESK: "Given up"}
    assert mailing.window.footer.statuses["mail"].text().startswith("⚠ 1 e-mail")
    mailing.click(page.retry_button)
    assert not mailing.window.footer.statuses["mail"].isVisible()


def test_a_message_with_nothing_left_to_tell_is_not_sent(mailing, down, postman):
    def disable(services: Services) -> None:
        [key] = listed(services, filter="rehearsal")
        services.change.disable([key.id])

    mailing.fill(disable)
    postman.trouble = None
    mailing.click(down.retry_button)
    assert by_state(down) == {ADA: "Sent", DESK: "Not needed"}


def seal(services: Services) -> None:
    """Keep a password of the mail server."""
    services.settings.set_text(preference.MAIL_USER.name, "keyholder")
    services.mail.set_password(Secret("dummy mail password"))


def test_messages_go_on_while_the_vault_is_locked(mailing, postman, clock):
    mailing.fill(seal).open().press("Ctrl+L")
    clock.turn(days=1)
    mailing.window.lookout.look()
    page = mailing.go("messages")
    assert not mailing.session.is_open
    assert by_state(page)["ada@example.org · 2 notices"] == "Sent"
    assert len(postman.letters) == 3


def test_messages_wait_for_a_vault_that_was_never_opened(mailing, postman):
    mailing.fill(seal)
    mailing.stage = replace(mailing.stage, keyring=None)
    mailing.open()
    mailing.press("Esc", mailing.dialog())
    page = mailing.go("messages")
    assert set(by_state(page).values()) == {"Vault locked"}
    assert all(one.startswith("E-mail waits for the vault.") for one in errors(page))
    assert {row[3] for row in rows.rows(page)} == {"0"}, "that is no attempt"
    mailing.window.unlock()
    mailing.type_into(mailing.dialog().secret_edit, PASSPHRASE.reveal())
    mailing.click(mailing.dialog().primary_button)
    mailing.window.lookout.look()
    mailing.settle()
    assert by_state(page) == {ADA: "Sent", DESK: "Sent"}
    assert len(postman.letters) == 2


class SlowPostman(FakePostman):
    """Takes its time, until it is told to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()

    def send(self, letter: Letter, server: Server) -> None:
        self.go_on.wait(timeout=20)
        super().send(letter, server)


def test_what_is_under_way_says_so_and_nothing_waits_for_it(mailing):
    slow = SlowPostman()
    mailing.fill(lambda services: services.settings.set_text("mail-on", "false"))
    mailing.stage = replace(mailing.stage, postman=slow)
    page = mailing.open().go("messages")
    mailing.fill(lambda services: set_preferences(services, MAIL))
    mailing.stage.clock.turn(days=1)
    mailing.window.lookout.look()
    mailing.wait(page.model.rowCount)
    mailing.window.go("messages")
    mailing.wait(lambda: set(by_state(page).values()) == {"Sending"})
    assert {row[4] for row in rows.rows(page)} == {"now"}
    slow.go_on.set()
    mailing.settle()
    assert set(by_state(page).values()) == {"Sent"}


def test_where_no_message_was_written_the_page_says_what_will_be_here(empty):
    page = empty.go("messages")
    assert page.empty.isVisible()
    assert "The e-mails that tell of notices will be listed here." in (
        page.empty.sentence_label.text()
    )
    empty.click(page.settings_button)
    assert empty.window.current_id == "mail"


def test_messages_say_what_the_list_says_and_hold_no_value(mailing, postman):
    mailing.open()
    [desk] = [one for one in postman.letters if one.recipient == "desk@example.org"]
    assert desk.subject == "The key “Rehearsal” stops in 30 days"
    value = mailing.stored(
        lambda services: services.secret.copy(listed(services, filter="rehearsal")[0].id),
        locked=False,
    )
    assert value.reveal() not in desk.text + desk.html
    assert mailing.stored(
        lambda services: {one.state.value for one in services.outbox.latest(9, ChannelName.EMAIL)}
    ) == {"sent"}
