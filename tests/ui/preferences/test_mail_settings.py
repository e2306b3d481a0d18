"""Preferences › E-mail: the server that takes the notices, and a test of it."""

from typing import Any

import pytest

from app.core import preference
from app.core.errors import LoginRefusedError, ServerUnreachableError
from app.core.preference import MailSecurity, Preference
from app.core.secret import Secret
from app.services.suite import Services
from app.ui.preferences.mail_test_dialog import MailTestDialog
from tests.edges import MAIL, set_preferences
from tests.stage import PASSPHRASE
from tests.ui.window import WindowStage

PASSWORD = "dummy mail password"  # noqa: S105 - opens nothing
DOWN = ServerUnreachableError(host="mail.example.org", port=465, reason="Connection refused")


@pytest.fixture
def page(opened: WindowStage):
    """The page where nothing is set up."""
    return opened.go("mail")


@pytest.fixture
def set_up(opened: WindowStage):
    """The page where e-mail is set up, with a user and a password."""

    def keep(services: Services) -> None:
        set_preferences(services, MAIL)
        services.settings.set_text(preference.MAIL_USER.name, "keyholder")
        services.mail.set_password(Secret(PASSWORD))

    opened.fill(keep)
    return opened.go("mail")


def stored(opened: WindowStage) -> tuple[object, ...]:
    """Return host, port, encryption, user and sender as they are kept."""

    def read(services: Services) -> tuple[object, ...]:
        kept = services.settings.load()
        wanted: tuple[Preference[Any], ...] = (
            *(preference.MAIL_HOST, preference.MAIL_PORT, preference.MAIL_SECURITY),
            *(preference.MAIL_USER, preference.MAIL_SENDER),
        )
        return tuple(kept.get(one) for one in wanted)

    found: tuple[object, ...] = opened.stored(read)
    return found


def is_on(services: Services) -> bool:
    return services.settings.load().get(preference.MAIL_ON)


def password(services: Services) -> str:
    kept = services.mail.server().password
    assert kept is not None
    return kept.reveal()


def test_save_is_off_until_the_form_is_whole(opened, page):
    assert not page.save_button.isEnabled()
    opened.click(page.on_box)
    assert not page.save_button.isEnabled()
    assert page.save_button.accessibleDescription() == "Give the mail server."
    opened.type_into(page.host_edit, "mail.example.org")
    assert page.save_button.accessibleDescription() == "Give the sender's address."
    opened.type_into(page.sender_edit, "keyholder@example.org")
    assert page.save_button.isEnabled()
    opened.click(page.save_button)
    assert opened.toast == "Saved."
    assert not page.save_button.isEnabled()
    assert stored(opened) == ("mail.example.org", 465, "tls", "", "keyholder@example.org")
    assert opened.stored(is_on)


def test_what_was_saved_is_used_at_once_by_the_next_notice(opened, page, postman, clock):
    opened.click(page.on_box)
    opened.type_into(page.host_edit, "mail.example.org")
    opened.type_into(page.sender_edit, "keyholder@example.org")
    opened.click(page.save_button)
    clock.turn(days=340)
    opened.window.lookout.look()
    opened.settle()
    assert [one.recipient for one in postman.letters] == ["ada@example.org"]
    assert postman.servers[0].password is None


def test_the_usual_port_follows_the_encryption_and_another_one_stays(opened, page):
    cards = page.security_list.cards
    assert page.port_box.value() == 465
    opened.click(cards[MailSecurity.STARTTLS.value].radio)
    assert page.port_box.value() == 587
    opened.click(cards[MailSecurity.TLS.value].radio)
    assert page.port_box.value() == 465
    page.port_box.setValue(2465)
    opened.click(cards[MailSecurity.STARTTLS.value].radio)
    assert page.port_box.value() == 2465


def test_a_password_is_sealed_and_never_shown_again(opened, page):
    hint = page.form.fields["password"].hint_label
    assert hint.text() == "It will be sealed in the vault."
    opened.type_into(page.host_edit, "mail.example.org")
    opened.type_into(page.sender_edit, "keyholder@example.org")
    opened.type_into(page.user_edit, "keyholder")
    opened.type_into(page.password_edit, PASSWORD)
    assert page.password_edit.echoMode() == page.password_edit.EchoMode.Password
    opened.click(page.save_button)
    assert page.password_edit.text() == ""
    assert hint.text() == "One is kept, sealed in the vault. Type another to change it."
    assert opened.stored(password, locked=False) == PASSWORD
    assert PASSWORD.encode() not in opened.stage.place.database.read_bytes()
    opened.open()
    assert opened.go("mail").password_edit.text() == ""


def test_other_fields_change_without_the_password(opened, set_up):
    opened.type_into(set_up.host_edit, "smtp.example.org")
    opened.click(set_up.save_button)
    assert stored(opened)[0] == "smtp.example.org"
    assert opened.stored(password, locked=False) == PASSWORD
    opened.type_into(set_up.password_edit, "another dummy password")
    opened.click(set_up.save_button)
    assert opened.stored(password, locked=False) == "another dummy password"


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("mail-host", "mail server", "a server's name like mail.example.org"),
        ("mail-host", "https://mail.example.org", "a server's name like mail.example.org"),
        ("mail-sender", "keyholder at example.org", "an e-mail address"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved_or_lost(
    opened, set_up, field, typed, told
):
    edit = set_up.form.fields[field].control
    opened.type_into(set_up.user_edit, "somebody")
    opened.type_into(edit, typed)
    opened.click(set_up.save_button)
    assert set_up.form.fields[field].error_label.isVisible()
    assert told in set_up.form.fields[field].error
    assert (edit.text(), set_up.user_edit.text()) == (typed, "somebody")
    assert stored(opened)[3] == "keyholder", "all of it is saved, or nothing"
    assert opened.app.focusWidget() is edit


def test_a_password_that_no_server_takes_is_told_at_its_field(opened, set_up):
    opened.type_into(set_up.password_edit, "x" * 1025)
    opened.click(set_up.save_button)
    assert "1 to 1024 characters" in set_up.form.fields["password"].error
    assert opened.stored(password, locked=False) == PASSWORD


def test_a_locked_vault_is_asked_for_and_what_is_typed_stays(opened, set_up):
    opened.press("Ctrl+L")
    opened.type_into(set_up.host_edit, "smtp.example.org")
    opened.click(set_up.save_button)
    opened.press("Esc", opened.dialog())
    assert set_up.host_edit.text() == "smtp.example.org"
    opened.click(set_up.save_button)
    opened.type_into(opened.dialog().secret_edit, PASSPHRASE.reveal())
    opened.click(opened.dialog().primary_button)
    assert stored(opened)[0] == "smtp.example.org"


def test_what_is_typed_is_not_lost_on_other_pages(opened, set_up):
    opened.type_into(set_up.host_edit, "smtp.example.org")
    opened.go("keys")
    assert opened.go("mail").host_edit.text() == "smtp.example.org"
    assert set_up.save_button.isEnabled()


def test_a_test_is_off_until_all_is_saved(opened, page):
    assert not page.test_button.isEnabled()
    opened.type_into(page.host_edit, "mail.example.org")
    opened.type_into(page.sender_edit, "keyholder@example.org")
    assert not page.test_button.isEnabled()
    opened.click(page.save_button)
    assert page.test_button.isEnabled()
    opened.type_into(page.host_edit, "smtp.example.org")
    assert not page.test_button.isEnabled()


def test_a_test_goes_to_me_and_says_that_the_server_took_it(opened, set_up, postman):
    opened.click(set_up.test_button)
    dialog = opened.dialog(MailTestDialog)
    assert dialog.recipient_edit.text() == "ada@example.org"
    opened.click(dialog.primary_button)
    assert dialog.notice.text_label.text() == (
        "The mail server took the message. Look whether it arrives."
    )
    assert dialog.primary_button.isEnabled(), "it can be sent again"
    [letter] = postman.letters
    assert (letter.recipient, letter.sender) == ("ada@example.org", "keyholder@example.org")
    assert letter.subject == "Keyholder: a test message"
    [server] = postman.servers
    assert (server.user, server.password.reveal()) == ("keyholder", PASSWORD)
    assert dialog.cancel_button.text() == "Close"
    opened.click(dialog.cancel_button)
    assert not opened.dialogs


def test_a_failed_test_says_why_and_what_to_do_and_can_be_repeated(opened, set_up, postman):
    opened.click(set_up.test_button)
    dialog = opened.dialog(MailTestDialog)
    for trouble in (DOWN, LoginRefusedError(host="mail.example.org")):
        postman.trouble = trouble
        opened.click(dialog.primary_button)
        assert dialog.notice.text_label.text() == f"{trouble.what()} {trouble.then()}"
        assert "tried again" not in dialog.notice.text_label.text()
    postman.trouble = None
    opened.type_into(dialog.recipient_edit, "desk@example.org")
    opened.click(dialog.primary_button)
    assert dialog.notice.text_label.text().startswith("The mail server took the message.")
    assert [one.recipient for one in postman.letters] == ["desk@example.org"]


def test_a_test_to_no_address_is_off_and_to_a_wrong_one_told_at_its_field(opened, set_up):
    opened.click(set_up.test_button)
    dialog = opened.dialog(MailTestDialog)
    opened.type_into(dialog.recipient_edit, " ")
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == "Give an address."
    opened.type_into(dialog.recipient_edit, "nobody at all")
    opened.click(dialog.primary_button)
    assert dialog.form.fields["recipient"].error
    assert dialog.recipient_edit.text() == "nobody at all"
