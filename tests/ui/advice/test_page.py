"""Management > Advice: the list, the kinds, where they lead, and nothing at all."""

from dataclasses import replace

import pytest

from app.core.application import ApplicationDraft
from app.core.errors import DatabaseBusyError
from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from tests.stage import Stage, add_key, create_key
from tests.ui import arrivals, rows
from tests.ui.window import WindowStage, button

SHARED = (
    "Give each application its own key: OpenAthens advises it, to tell them apart in "
    "activity streams."
)


def fill(services: Services) -> None:
    """Give something to advise: a shared key, an idle application, an owner, a college."""
    home = services.organisations.default().id
    ada = services.accounts.find("Ada Tester")
    shared = create_key(services, "Shared", owner=ada.id, also_tell=("desk@example.org",))
    for name, keys in (("Koha", [shared.id]), ("Evergreen", [shared.id]), ("Idle", [])):
        services.applications.create(
            ApplicationDraft(name=name, kind="koha", organisation=home), keys
        )
    college = services.organisations.create(
        OrganisationDraft(name="College", also_tell=("a@example.org", "b@example.org"))
    )
    services.change.confirm_unused([add_key(services, "Theirs", organisation=college.id).id])
    services.accounts.edit(ada.id, replace(ada, expires_on=services.workplace.now().date()))


@pytest.fixture
def opened(window_stage: WindowStage, stage: Stage) -> WindowStage:
    services = stage.make(keyring=True)
    fill(services)
    services.inventory.close()
    window_stage.open().go("advice")
    return window_stage


def chips(on: WindowStage) -> list[str]:
    return [chip.accessibleName() for chip in on.page.chips.buttons.values()]


def test_advice_is_listed_with_its_reasons_what_matters_most_first(opened):
    assert [row[0] for row in rows.rows(opened.page)] == [
        *("No administrator", "Owner out of reach", "Shared key", "No key recorded"),
    ]
    assert rows.rows(opened.page)[2] == [
        "Shared key",
        "Shared · key",
        f"2 applications use it: Evergreen, Koha. \N{MIDDLE DOT} {SHARED}",
    ]
    assert "Nothing here keeps you from anything" in opened.page.head.line_label.text()


def test_only_kinds_of_which_there_is_any_are_offered_and_each_with_its_count(opened):
    assert chips(opened) == [
        *("All: 4", "No administrator: 1", "Owner out of reach: 1"),
        *("Shared key: 1", "No key recorded: 1"),
    ]
    opened.click(opened.page.chips.buttons["shared"])
    assert [row[1] for row in rows.rows(opened.page)] == ["Shared · key"]


def test_the_current_one_is_told_in_full(opened):
    rows.select(opened, "Idle")
    foot = opened.page.foot
    assert foot.why_label.text() == "Idle: It uses no key, as far as is recorded."
    assert foot.what_label.text() == "Record which key it uses, or remove the application."


@pytest.mark.parametrize(
    ("words", "page", "name"),
    [
        ("Shared key", "key", "key"),
        ("Idle", "application", "application"),
        ("Ada Tester", "administrators", "account"),
        ("College", "organisations", "organisation"),
    ],
)
def test_each_opens_what_it_is_about(opened, words, page, name):
    arrivals.watch(opened, "key", "application", "administrators", "organisations")
    there = opened.page
    row = rows.row_of(there, words)
    wanted = there.model.record(row).id
    rows.press(opened, words, "Return")
    assert arrivals.arrived(opened) == (page, {name: wanted})
    opened.press("Alt+Left", opened.window)
    rows.click(opened, words, "Open")
    assert arrivals.arrived(opened) == (page, {name: wanted})


def test_a_kind_of_keys_leads_to_the_list_of_just_these(opened):
    opened.click(opened.page.chips.buttons["shared"])
    opened.click(button(opened.page, "Show 1 key in the list of keys"))
    assert opened.window.current_id == "keys"
    assert opened.page.bar.text == "used:several -state:disabled"
    assert [opened.page.model.key_at(0).name] == ["Shared"]
    assert opened.page.model.rowCount() == 1


def test_other_kinds_have_no_list_to_lead_to(opened):
    opened.click(opened.page.chips.buttons["owner"])
    assert not opened.page.foot.all_button.isVisible()


def test_more_than_are_listed_are_counted(opened):
    def add_many(services: Services) -> None:
        with services.workplace.change():
            for number in range(203):
                add_key(services, f"Key {number:03}", ending=f"{number:04}")

    opened.fill(add_many)
    opened.session.look_for_changes()
    opened.settle()
    page = opened.page
    assert page.chips.buttons["unknown_use"].chip.count == 203
    opened.click(page.chips.buttons["unknown_use"])
    assert page.model.rowCount() == 200
    assert page.foot.more_label.text() == "and 3 more, not listed here"
    opened.click(button(page, "Show 203 keys in the list of keys"))
    assert opened.page.model.rowCount() == 203


def test_a_change_is_seen_at_once(opened):
    def remove(services: Services) -> None:
        services.applications.remove(services.applications.find("Idle").id)

    opened.fill(remove)
    opened.session.look_for_changes()
    opened.settle()
    assert "No key recorded: 1" not in chips(opened)
    assert len(rows.rows(opened.page)) == 3


def test_a_kind_that_was_chosen_stays_though_none_is_left(opened):
    opened.click(opened.page.chips.buttons["no_key"])
    opened.fill(lambda one: one.applications.remove(one.applications.find("Idle").id))
    opened.session.look_for_changes()
    opened.settle()
    assert opened.page.chips.value() == "no_key"
    assert opened.page.stack.currentWidget() is opened.page.empty
    assert not opened.page.foot.isVisible()


def test_only_the_organisation_in_view_is_advised_on(opened):
    opened.choose(opened.window.header.organisation_menu, "College")
    assert chips(opened) == ["All: 1", "No administrator: 1"]


def test_with_nothing_to_advise_the_page_says_so(window_stage, stage):
    stage.make(keyring=True).inventory.close()
    page = window_stage.open().go("advice")
    assert page.empty.sentence_label.text() == "Nothing to advise."
    assert page.stack.currentWidget() is page.empty
    assert not page.foot.isVisible()


def test_what_goes_wrong_is_said_and_can_be_tried_again(opened):
    opened.page._on_failed(DatabaseBusyError())
    opened.settle()
    assert opened.page.banner.isVisible()
    assert len(rows.rows(opened.page)) == 4, "what was there stays"
    opened.click(button(opened.page.banner, "Retry"))
    assert not opened.page.banner.isVisible()


def test_many_kinds_take_a_second_line_in_a_narrow_window(opened):
    opened.fill(lambda services: create_key(services, "Unknown", permission="full"))
    opened.session.look_for_changes()
    opened.settle()
    chips = opened.page.chips
    one_line = chips.height()
    opened.window.resize(720, 480)
    opened.settle()
    assert opened.window.width() == 720
    assert all(one.geometry().right() <= chips.width() for one in chips.buttons.values())
    assert chips.height() > one_line
