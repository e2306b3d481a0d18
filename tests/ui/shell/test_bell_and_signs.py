"""What the window shows of its looking: the bell, the last look, and what is wrong."""

from datetime import UTC, date, datetime

import pytest

from app.core.errors import RecipientUnknownError
from app.core.notice import NoticeState
from app.services.suite import Services
from tests.edges import MAIL, set_preferences
from tests.stage import NOON, add_key
from tests.ui import rows
from tests.ui.window import WindowStage, button


def add_two(services: Services) -> None:
    add_key(services, "Sooner", expires_on=date(2026, 6, 18))
    add_key(services, "Later", expires_on=date(2026, 7, 10), ending="88aa")


@pytest.fixture
def noticed(opened: WindowStage) -> WindowStage:
    """The window where two keys are about to expire."""
    opened.fill(add_two)
    look(opened)
    return opened


def look(opened: WindowStage) -> None:
    opened.window.lookout.look()
    opened.settle()


def states(services: Services) -> dict[str, NoticeState]:
    return {line.subject.name: line.state for line in services.notice_list.current()}


def banner(opened: WindowStage) -> str:
    said = opened.window._signs.banner
    return said.text_label.text() if said.isVisible() else ""


def last_look(opened: WindowStage) -> str:
    return opened.window.footer.statuses["look"].text()


def told(moment: datetime) -> str:
    return f"Last look {moment.astimezone():%H:%M}"


def test_the_bell_counts_what_is_open(opened):
    bell = opened.window.bell
    assert (bell.text(), bell.accessibleName()) == ("", "No open notice")
    opened.fill(add_two)
    look(opened)
    assert (bell.text(), bell.accessibleName()) == ("2", "2 notices")
    assert "2 notices (Ctrl+B)" in bell.toolTip()


def test_a_click_on_the_bell_opens_the_notices(noticed):
    noticed.click(noticed.window.bell)
    assert noticed.window.current_id == "notices"


def test_ctrl_b_opens_the_notices_from_anywhere(noticed):
    for page in ("keys", "mail"):
        noticed.go(page)
        noticed.press("Ctrl+B", noticed.window)
        assert noticed.window.current_id == "notices"


def test_the_bell_follows_what_is_answered_here_and_elsewhere(noticed):
    bell = noticed.window.bell
    noticed.go("notices")
    rows.press(noticed, "Sooner", "Space")
    assert bell.text() == "1"
    noticed.press("Ctrl+Z", noticed.window)
    assert bell.text() == "2"

    def acknowledge_all(services: Services) -> None:
        lines = services.notice_list.current()
        services.notice_list.acknowledge([line.notice.id for line in lines])

    noticed.fill(acknowledge_all)
    noticed.session.look_for_changes()
    noticed.settle()
    assert (bell.text(), bell.accessibleName()) == ("", "No open notice")


def test_the_bell_counts_all_organisations_whatever_is_in_view(two):
    bell = two.window.bell
    assert bell.text() == "1"
    two.choose(two.window.header.organisation_menu, "North & South campus")
    assert bell.text() == "1"


def test_the_footer_says_when_it_looked_last(opened, clock):
    assert last_look(opened) == told(NOON)
    clock.turn(minutes=7)
    look(opened)
    assert last_look(opened) == told(clock.now())
    assert "every minute" in opened.window.footer.statuses["look"].toolTip()


def test_it_goes_on_looking_while_the_vault_is_locked(opened, clock):
    opened.press("Ctrl+L")
    clock.turn(days=5)  # the key of the portal comes into its last thirty days
    look(opened)
    assert opened.window.bell.text() == "1"


def test_a_clock_that_says_a_year_before_the_program_raises_nothing_and_is_told_of(opened, clock):
    clock.moment = datetime(2025, 6, 16, 12, tzinfo=UTC)
    opened.fill(lambda services: add_key(services, "Soon", expires_on=date(2025, 6, 18)))
    opened.open()
    assert banner(opened) == (
        "This computer's clock is wrong: it says 2025-06-16. No notice is raised until it is set "
        "right."
    )
    assert opened.window.bell.text() == ""
    assert opened.stored(states) == {}
    clock.moment = NOON
    look(opened)
    assert opened.window.bell.text() == "1"


def test_notices_of_a_clock_that_was_ahead_are_void_and_come_again_on_their_day(noticed, clock):
    clock.turn(days=20)
    look(noticed)
    assert noticed.window.bell.text() == "3"
    assert banner(noticed) == ""
    clock.turn(days=-20)
    look(noticed)
    assert banner(noticed).startswith("This computer's clock had been ahead.")
    assert "are raised again when their day comes" in banner(noticed)
    assert noticed.window.bell.text() == "2"
    clock.turn(days=5)
    look(noticed)
    assert noticed.window.bell.text() == "3"


def test_the_banner_can_be_closed_and_does_not_come_back_by_itself(noticed, clock):
    clock.turn(days=20)
    look(noticed)
    clock.turn(days=-20)
    look(noticed)
    noticed.click(button(noticed.window._signs.banner, "Close"))
    clock.turn(minutes=1)
    look(noticed)
    assert banner(noticed) == ""


def test_an_e_mail_that_was_given_up_stands_in_the_footer(opened, stage):
    stage.postman.trouble = RecipientUnknownError(
        host="mail.example.org", recipient="ada@example.org", reason="550 no such user"
    )
    opened.fill(lambda services: set_preferences(services, MAIL)).fill(add_two)
    look(opened)
    status = opened.window.footer.statuses["mail"]
    assert status.text() == "⚠ 1 e-mail given up"
    assert "Management, Messages" in status.toolTip()
    stage.postman.trouble = None
    opened.click(opened.go("messages").retry_button)
    assert not status.isVisible()
