"""Keys go from one administrator to another, and what a leaver knows is replaced."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import DatabaseBusyError
from app.core.identity import Actor
from app.core.key import KeyState
from app.core.organisation import AccountDraft
from app.core.replacement import Reason, ReplacementState
from app.services.evidence import EvidenceRoom
from app.services.suite import Services
from app.ui.kit.roles import Role
from app.ui.people.account_columns import EXPIRES
from tests.stage import NOON, VALUE, Stage, add_key, create_key, listed
from tests.ui import rows
from tests.ui.window import LEFT, WindowStage


@pytest.fixture
def opened(opened: WindowStage, stage: Stage) -> WindowStage:
    """Grace owns one key; she copied another, and a third is Ada's alone."""
    opened.fill(lambda services: add_key(services, "Koha", value=VALUE))
    opened.fill(lambda services: create_key(services, "Ada's", permission="full"))

    def copy(services: Services) -> None:
        services.secret.copy(next(key for key in listed(services) if key.name == "Koha").id)

    hers = replace(stage, actor=Actor("grace"))
    WindowStage(opened.qtbot, opened.app, opened.icons, hers).fill(copy)
    opened.session.look_for_changes()
    opened.settle()
    return opened


@pytest.fixture
def page(opened: WindowStage):
    return opened.go("administrators")


def owners(services: Services) -> dict[str, str]:
    people = services.keys.people()
    return {key.name: people.owner_name(key) for key in listed(services)}


def planned(services: Services) -> set[str]:
    return {
        one.old.name
        for one in services.replacement_list.running()
        if one.state is ReplacementState.PLANNED
        and one.replacement.reason is Reason.PERSON_LEFT
        and one.replacement.planned_on == NOON.date()
    }


def picks(dialog) -> dict[str, str]:
    model = dialog.key_list.list_view.model()
    found = [model.index(row, 0) for row in range(model.rowCount())]
    return {index.data(): index.data(Role.MUTED_TEXT) for index in found}


def choose(on: WindowStage, page, words: str, label: str) -> None:
    rows.select(on, words)
    on.choose(page.table.menu, label)


@pytest.mark.parametrize(
    ("label", "text", "names"),
    [
        ("Keys owned", 'owner:"Grace Example"', ["Proxy"]),
        ("Keys told of", "told:grace@example.org", ["Proxy"]),
    ],
)
def test_the_numbers_lead_to_their_keys(opened, page, label, text, names):
    choose(opened, page, "Grace", label)
    assert opened.window.current_id == "keys"
    assert opened.page.bar.text == text
    assert [opened.page.model.key_at(0).name] == names
    assert opened.page.model.rowCount() == 1


def test_the_mouse_goes_to_the_keys_from_the_number_itself(opened, page):
    index = page.model.index(rows.row_of(page, "Grace"), 3)
    area = page.table.visualRect(index)
    delegate = page.table.itemDelegateForIndex(index)
    [place] = delegate.places(area, index)
    opened.qtbot.mouseMove(page.table.viewport(), place.area.center())
    opened.qtbot.mouseClick(page.table.viewport(), LEFT, pos=place.area.center())
    opened.settle()
    assert opened.page.bar.text == 'owner:"Grace Example"'


def test_a_name_that_others_have_too_is_told_apart(opened, page):
    home = opened.stored(lambda services: services.organisations.default().id)
    opened.fill(
        lambda services: services.accounts.create(
            AccountDraft(name="Grace Example junior", organisation=home)
        )
    )
    opened.session.look_for_changes()
    opened.settle()
    row = next(one for one in page.model.records if one.account.name == "Grace Example")
    page.acts.show_owned(row)
    opened.settle()
    assert opened.page.bar.text == f"owner:{row.account.id}"
    assert opened.page.model.rowCount() == 1


def test_numbers_that_are_nought_lead_nowhere(opened, page):
    opened.fill(lambda services: services.change.remove([key.id for key in listed(services)]))
    opened.session.look_for_changes()
    opened.settle()
    rows.select(opened, "Ada")
    enabled = {one.text(): one.isEnabled() for one in page.table.menu.actions()}
    assert not enabled["Keys owned"]
    assert not enabled["Keys told of"]


def test_all_keys_are_handed_over_and_that_can_be_taken_back(opened, page):
    def add_removed(services: Services) -> None:
        grace = services.accounts.find("Grace Example").id
        services.change.remove([create_key(services, "gone", owner=grace).id])

    opened.fill(add_removed)
    choose(opened, page, "Grace", "Hand over…")
    dialog = opened.dialog()
    assert dialog.windowTitle() == "Hand over the keys of “Grace Example”"
    assert dialog.count_label.text() == "The account owns 2 keys, 1 of them removed or corrected."
    assert set(dialog.key_list.texts()) == {"Proxy Active", "gone Removed"}
    assert dialog.reason_label.text() == "Choose who gets the keys, or nobody."
    dialog.taker_box.setCurrentText("Ada Tester")
    opened.click(dialog.primary_button)
    assert opened.toast == "Handed over 2 keys."
    assert opened.stored(owners)["Proxy"] == "Ada Tester"
    assert rows.rows(page)[1][3] == "0"
    opened.press("Ctrl+Z")
    assert opened.stored(owners)["Proxy"] == "Grace Example"


def test_keys_may_go_to_nobody_and_none_to_hand_over_is_said(opened, page):
    choose(opened, page, "Ada", "Hand over…")
    assert opened.dialog().reason_label.text() == "There is nothing to hand over."
    opened.press("Esc")
    choose(opened, page, "Grace", "Hand over…")
    box = opened.dialog().taker_box
    assert [box.itemText(at) for at in range(box.count())] == ["Nobody", "Ada Tester"]
    box.setCurrentText("Nobody")
    opened.click(opened.dialog().primary_button)
    assert opened.stored(owners)["Proxy"] == ""


def test_a_leavers_login_is_guessed_and_what_it_had_is_ticked(opened, page):
    choose(opened, page, "Grace", "Person leaves…")
    dialog = opened.dialog()
    assert dialog.actor_box.currentText() == "grace"
    assert picks(dialog) == {
        "Proxy": "Authentication API · owned",
        "Koha": "Authentication API · copied 15 Jun 2026",
    }
    assert len(dialog.known) == 2
    dialog.actor_box.setCurrentText("Nobody on this computer")
    opened.settle()
    assert set(picks(dialog)) == {"Proxy"}
    dialog.actor_box.setCurrentText("tester")
    opened.settle()
    assert next(iter(picks(dialog))) == "Ada's"  # the most powerful first


def test_what_a_leaver_knows_is_planned_and_handed_over_in_one_go(opened, page):
    choose(opened, page, "Grace", "Person leaves…")
    dialog = opened.dialog()
    assert not dialog.primary_button.isEnabled()
    dialog.taker_box.setCurrentText("Ada Tester")
    opened.click(dialog.primary_button)
    assert opened.toast == "Planned to replace 2 keys; handed over 1 key."
    assert opened.window.current_id == "replacements"
    assert opened.stored(planned) == {"Proxy", "Koha"}
    assert opened.stored(owners)["Proxy"] == "Ada Tester"
    opened.press("Ctrl+Z")
    assert opened.stored(planned) == set()
    assert opened.stored(owners)["Proxy"] == "Grace Example"


def test_nothing_is_handed_over_before_it_is_known_what_to_replace(opened, page, monkeypatch):
    def fail(*_given: object) -> None:
        raise DatabaseBusyError

    monkeypatch.setattr(EvidenceRoom, "of", fail)
    choose(opened, page, "Grace", "Person leaves…")
    dialog = opened.dialog()
    dialog.taker_box.setCurrentText("Ada Tester")
    opened.settle()
    assert not dialog.primary_button.isEnabled()
    assert dialog.reason_label.text() == "What the person may know could not be read."
    assert dialog.notice.isVisible()
    monkeypatch.undo()
    dialog.actor_box.setCurrentText("Nobody on this computer")
    assert dialog.reason_label.text() == "Looking what the person may know…"
    opened.settle()
    assert dialog.primary_button.isEnabled()


def test_what_is_not_ticked_is_left_alone(opened, page):
    choose(opened, page, "Grace", "Person leaves…")
    dialog = opened.dialog()
    dialog.taker_box.setCurrentText("Nobody")
    opened.type_into(dialog.key_list.filter_edit, "koha")
    opened.press("Down", dialog.key_list.filter_edit)
    opened.press("Space", dialog.key_list.list_view)
    opened.click(dialog.primary_button)
    assert opened.stored(planned) == {"Proxy"}


def test_what_does_not_work_any_more_is_shown_and_not_ticked(opened, page):
    opened.fill(
        lambda services: services.change.disable(
            [key.id for key in listed(services) if key.name == "Koha"]
        )
    )
    choose(opened, page, "Grace", "Person leaves…")
    dialog = opened.dialog()
    assert picks(dialog)["Koha"].startswith("Disabled · ")
    assert len(dialog.known) == 1


def test_an_account_that_ends_soon_or_has_ended_stands_out(opened, page):
    assert _badge(page, "Ada Tester") is None
    assert _badge(page, "Grace Example") == "25 Jun 2026 · in 10 days"
    for day, label in ((date(2026, 6, 15), "15 Jun 2026 · today"), (date(2026, 7, 16), None)):
        opened.fill(lambda services, day=day: _end(services, day))
        opened.session.look_for_changes()
        opened.settle()
        assert _badge(page, "Grace Example") == label


def _badge(page, name: str) -> str | None:
    found = page.model.index(rows.row_of(page, name), EXPIRES).data(Role.BADGE)
    return None if found is None else found.label


def _end(services: Services, day: date) -> None:
    grace = services.accounts.find("Grace Example")
    services.accounts.edit(
        grace.id, AccountDraft(name=grace.name, organisation=grace.organisation, expires_on=day)
    )


def test_an_account_is_chosen_on_arrival(opened, page):
    grace = opened.stored(lambda services: services.accounts.find("Grace Example").id)
    opened.go("keys", state=KeyState.ACTIVE)
    arrived = opened.go("administrators", account=grace)
    row = arrived.model.record(arrived.table.currentIndex().row())
    assert row.account.id == grace
    campus = row.account.organisation
    arrived = opened.go("organisations", organisation=campus)
    row = arrived.model.record(arrived.table.currentIndex().row())
    assert row.organisation.id == campus
