"""The dashboard's warnings."""

from dataclasses import replace

import pytest

from app.core.errors import RecipientUnknownError
from app.core.preference import MAIL_ON
from app.services.suite import Services
from tests.edges import MAIL, EdgeStage, set_preferences
from tests.stage import add_key, create_key
from tests.ui.window import WindowStage, button

GONE = RecipientUnknownError(
    host="mail.example.org", recipient="ada@example.org", reason="550 no such user"
)


def forget_address(services: Services) -> None:
    """Take away the only address there is."""
    [ada] = services.accounts.all()
    services.accounts.edit(ada.id, replace(ada, email=""))


@pytest.fixture
def untold(window_stage: WindowStage, stage: EdgeStage) -> WindowStage:
    """The dashboard where two of three keys would be told to nobody."""
    services = stage.make(keyring=True)
    forget_address(services)
    create_key(services, "Told", also_tell=("desk@example.org",))
    create_key(services, "Untold")
    add_key(services, "Untold as well")
    services.inventory.close()
    return window_stage.open()


def said(banner) -> str:
    return banner.text_label.text() if banner.isVisible() else ""


def test_keys_that_nobody_would_be_told_of_are_counted_and_listed(untold):
    warning = untold.page.warnings.untold
    assert said(warning) == "Nobody would be told of 2 keys: no address is known."
    untold.click(button(warning, "Show them"))
    assert untold.window.current_id == "keys"
    model = untold.page.model
    assert {model.key_at(row).name for row in range(model.rowCount())} == {
        *("Untold", "Untold as well"),
    }
    assert untold.page.bar.filter_edit.text() == "told:none -state:disabled"


def test_the_warning_goes_once_somebody_would_be_told(untold):
    def add_address(services: Services) -> None:
        home = services.organisations.default()
        services.organisations.edit(home.id, replace(home, also_tell=("desk@example.org",)))

    untold.fill(add_address)
    untold.session.look_for_changes()
    untold.settle()
    assert said(untold.page.warnings.untold) == ""


def test_only_keys_in_use_count_and_one_is_one(untold):
    def remove_one(services: Services) -> None:
        key = services.keys.find(services.keys.next_to_expire(None, 1)[0].id)
        assert key.name == "Untold as well"
        services.change.remove([key.id])

    untold.fill(remove_one)
    untold.session.look_for_changes()
    untold.settle()
    assert said(untold.page.warnings.untold).startswith("Nobody would be told of 1 key:")


def test_where_everybody_is_told_nothing_is_said(opened):
    assert said(opened.page.warnings.untold) == ""
    assert said(opened.page.warnings.given_up) == ""


def test_e_mail_that_is_not_set_up_is_said_with_the_way_there(opened):
    warning = opened.page.warnings.alone
    assert said(warning) == "E-mail is not set up: notices show on this computer alone."
    opened.click(button(warning, "Set up e-mail"))
    assert opened.window.current_id == "mail"


def test_e_mail_that_is_set_up_needs_no_word(opened):
    opened.fill(lambda services: set_preferences(services, MAIL))
    opened.session.look_for_changes()
    opened.settle()
    assert not said(opened.page.warnings.alone)
    opened.fill(lambda services: services.settings.set_text(MAIL_ON.name, "false"))
    opened.session.look_for_changes()
    opened.settle()
    assert opened.page.warnings.alone.isVisible()


def test_e_mails_that_were_given_up_are_said_with_the_way_there(opened, stage, clock):
    stage.postman.trouble = GONE
    opened.fill(lambda services: set_preferences(services, MAIL))
    clock.turn(days=2)
    opened.window.lookout.look()
    opened.settle()
    warning = opened.page.warnings.given_up
    assert said(warning) == "1 e-mail with notices was given up."
    opened.click(button(warning, "Messages"))
    assert opened.window.current_id == "messages"
    stage.postman.trouble = None
    opened.click(opened.page.retry_button)
    assert said(opened.go("dashboard").warnings.given_up) == ""
