from app.core.key import KeyState
from app.core.notice import NoticeState
from app.core.organisation import OrganisationDraft
from app.services.key_change import KeyEdit
from app.services.suite import Services
from app.ui import dates
from tests.services.replacing import application, of, successor
from tests.stage import NOON, add_key, listed
from tests.ui import rows
from tests.ui.window import WindowStage, button

KOHA, OLD = "Koha, main library", "Old catalogue"
URGENCY = [OLD, KOHA, "Grace · account", "Evergreen", "Rehearsal"]


def what(page) -> list[str]:
    """Return what each row is about, from top to bottom."""
    return [row[1] for row in rows.rows(page)]


def chips(page) -> list[str]:
    return [one.accessibleName() for one in page.chips.buttons.values()]


def states(services: Services) -> dict[str, NoticeState]:
    return {line.subject.name: line.state for line in services.notice_list.current()}


def key_named(services: Services, name: str, state: KeyState | None = None):
    return next(key for key in listed(services, state=state) if key.name == name)


def test_what_needs_somebody_is_listed_by_urgency_with_its_last_working_day(page):
    assert [row[:4] for row in rows.rows(page)] == [
        ["stopped 5 days ago · worked to 9 Jun", OLD, "Open", "5 days after"],
        ["stops in 3 days · works to 17 Jun", KOHA, "Open", "3 days before"],
        ["expires in 7 days · works to 21 Jun", "Grace · account", "Open", "7 days before"],
        ["stops in 25 days · works to 9 Jul", "Evergreen", "Open", "30 days before"],
        ["stops in 30 days · works to 14 Jul", "Rehearsal", "Open", "30 days before"],
    ]
    assert chips(page) == ["Open: 5", "Snoozed: 0", "Acknowledged: 0", "History"]


def test_the_page_says_where_notices_are_told_and_what_does_not_remind(opened, page):
    line = page.head.line_label.text()
    assert line.startswith("Notices arrive: here, on this desktop. ")
    assert "While this computer is off, only calendars that have the file" in line
    assert {row[4] for row in rows.rows(page)} == {"desktop"}


def test_the_chosen_notice_says_what_would_break_and_whom_to_call(opened, page):
    def use(services: Services) -> None:
        [key] = [one for one in listed(services) if one.name == KOHA]
        for name in ("Koha", "Law library"):
            application(services, name, key, place="oaapikey", contact_name=f"Kim of {name}")
        successor(services, key)
        course = of(services, key)
        services.replacements.move(course.replacement.id, services.applications.find("Koha").id)

    opened.fill(use)
    opened.session.look_for_changes()
    opened.settle()
    assert f"{KOHA} · 1 of 2 places still to do" in [row[1] for row in rows.rows(page)]
    rows.select(opened, KOHA)
    opened.settle()
    assert page.foot.isVisible()
    assert "Its successor is there" in page.foot.head_label.text()
    assert page.foot.places_label.text() == (
        "1 application uses it and would be refused:\n"
        "• Law library; in oaapikey; call Kim of Law library"
    )
    rows.select(opened, "Grace")
    opened.settle()
    assert "Have the account extended" in page.foot.head_label.text()
    assert not page.foot.places_label.isVisible()


def test_enter_and_down_lead_from_the_filter_into_the_list(opened, page):
    opened.type_into(page.filter_edit, "koha")
    opened.settle()
    opened.press("Down", page.filter_edit)
    assert page.table.hasFocus()
    assert page.table.currentIndex().row() == 0


def test_the_mouse_acknowledges_in_the_row(opened, page):
    rows.click(opened, KOHA, "Acknowledge")
    assert opened.toast == "Acknowledged 1 notice."
    assert KOHA not in what(page)
    assert chips(page)[:3] == ["Open: 4", "Snoozed: 0", "Acknowledged: 1"]
    opened.click(opened.window.toast.undo_button)
    assert what(page) == URGENCY
    assert opened.toast == "Taken back: Acknowledged 1 notice."


def test_space_acknowledges_and_ctrl_z_takes_it_back(opened, page):
    rows.press(opened, OLD, "Space")
    opened.click(page.chips.buttons["acknowledged"])
    assert [row[1:3] for row in rows.rows(page)] == [[OLD, "Acknowledged"]]
    assert opened.stored(states)[OLD] is NoticeState.ACKNOWLEDGED
    opened.press("Ctrl+Z", page.table)
    assert what(page) == []
    assert opened.stored(states)[OLD] is NoticeState.OPEN


def test_it_stays_silent_until_its_next_stage(opened, page, clock):
    rows.press(opened, KOHA, "Space")
    clock.turn(hours=10, minutes=59)
    opened.window.lookout.look()
    opened.settle()
    assert KOHA not in what(page)
    clock.turn(minutes=1)  # and in London it is tomorrow
    opened.window.lookout.look()
    opened.settle()
    assert rows.rows(page)[rows.row_of(page, KOHA)][2:4] == ["Open", "2 days before"]


def test_all_that_are_listed_are_acknowledged_at_once_and_back(opened, page):
    opened.type_into(page.filter_edit, "kóha")
    opened.settle()
    assert what(page) == [KOHA]
    opened.click(page.all_button)
    assert opened.toast == "Acknowledged 1 notice."
    assert page.empty.sentence_label.text() == "No notice fits the filter: “kóha”."
    page.filter_edit.clear()
    opened.settle()
    opened.click(page.all_button)
    assert opened.toast == "Acknowledged 4 notices."
    assert chips(page)[:3] == ["Open: 0", "Snoozed: 0", "Acknowledged: 5"]
    assert not page.all_button.isEnabled()
    opened.press("Ctrl+Z", opened.window)
    assert len(what(page)) == 4


def test_each_empty_list_says_so_in_its_own_words(opened, page):
    opened.click(page.all_button)
    assert page.stack.currentWidget() is page.empty
    assert page.empty.sentence_label.text() == "Nothing needs you now."
    opened.click(page.chips.buttons["snoozed"])
    assert page.empty.sentence_label.text() == "No notice is snoozed."
    opened.press("Ctrl+Z", opened.window)
    opened.click(page.chips.buttons["acknowledged"])
    assert page.empty.sentence_label.text() == "No notice is acknowledged."


def test_where_nothing_ever_expired_the_history_says_when_the_first_comes(empty):
    page = empty.go("notices")
    empty.click(page.chips.buttons["history"])
    assert page.empty.isVisible()
    assert page.empty.sentence_label.text().startswith("No notice was raised yet.")


def test_the_history_tells_what_was_skipped_and_when(opened, page):
    opened.click(page.chips.buttons["history"])
    table = [row[1:] for row in rows.rows(page) if row[1] == OLD]
    assert table[0] == [OLD, "Open", "5 days after", dates.moment_text(NOON)]
    assert table[1] == [OLD, "Skipped", "1 day after to 4 days after", dates.moment_text(NOON)]
    assert {row[1] for row in table[1:]} == {"Skipped"}


def test_what_is_past_cannot_be_answered_any_more(opened, page):
    opened.click(page.chips.buttons["history"])
    page.table.selectRow([row[2] for row in rows.rows(page)].index("Skipped"))
    for keys in ("Space", "Ctrl+S", "Ctrl+R"):
        opened.press(keys, page.table)
    assert not opened.dialogs
    assert not opened.toast
    assert set(opened.stored(states).values()) == {NoticeState.OPEN}


def test_an_answer_is_taken_back_from_the_menu(opened, page):
    rows.press(opened, KOHA, "Space")
    opened.click(page.chips.buttons["acknowledged"])
    rows.select(opened, KOHA)
    _act(opened, page, "Open again")
    assert opened.stored(states)[KOHA] is NoticeState.OPEN
    assert what(page) == []


def _act(opened: WindowStage, page, label: str) -> None:
    """Choose *label* in the menu of the current row."""
    [action] = [one for one in page.table.actions() if one.text() == label]
    assert action.isEnabled()
    action.trigger()
    opened.settle()


def test_enter_opens_the_key_and_a_double_click_does(opened, page):
    rows.press(opened, KOHA, "Return")
    assert opened.window.current_id == "key"
    assert opened.window.page.head.title_label.text() == KOHA
    opened.press("Alt+Left")
    assert opened.window.current_id == "notices"


def test_enter_on_an_account_leads_to_the_administrators(opened, page):
    rows.press(opened, "Grace", "Return")
    assert opened.window.current_id == "administrators"
    assert not opened.dialogs


def test_an_account_can_be_acknowledged_but_has_no_successor(opened, page):
    rows.press(opened, "Grace", "Ctrl+R")
    assert not opened.dialogs
    rows.press(opened, "Grace", "Space")
    assert opened.stored(states)["Grace"] is NoticeState.ACKNOWLEDGED


def test_all_works_while_the_vault_is_locked(opened, page):
    opened.press("Ctrl+L")
    rows.press(opened, KOHA, "Space")
    assert not opened.dialogs, "nobody is asked for a passphrase"
    opened.press("Ctrl+Z", opened.window)
    rows.press(opened, KOHA, "Ctrl+S")
    opened.click(opened.dialog().primary_button)
    assert not opened.dialogs
    assert not opened.session.is_open
    assert opened.stored(states)[KOHA] is NoticeState.SNOOZED


def test_a_removed_key_is_told_of_until_the_portal_knows(opened, page):
    opened.fill(lambda services: services.change.remove([key_named(services, KOHA).id]))
    opened.session.look_for_changes()
    opened.settle()
    assert f"{KOHA} · still in the portal" in what(page)
    opened.fill(lambda services: services.todos.tick(services.todos.all()[0].id))
    opened.session.look_for_changes()
    opened.settle()
    assert what(page) == [OLD, *URGENCY[2:]]
    opened.click(page.chips.buttons["history"])
    assert "Settled" in [row[2] for row in rows.rows(page) if row[1] == KOHA]


def test_a_key_that_is_disabled_here_and_was_made_here_needs_nobody(opened, page):
    opened.fill(lambda services: services.change.disable([key_named(services, "Rehearsal").id]))
    opened.session.look_for_changes()
    opened.settle()
    assert "Rehearsal" not in what(page)
    assert chips(page)[0] == "Open: 4"


def test_a_key_that_is_renamed_elsewhere_is_told_of_by_its_new_name(opened, page):
    opened.fill(
        lambda services: services.change.edit(
            key_named(services, OLD).id, KeyEdit(name="Older catalogue")
        )
    )
    opened.session.look_for_changes()
    opened.settle()
    assert what(page)[0] == "Older catalogue"


def test_only_the_organisation_in_view_is_listed_and_counted(opened, page):
    def fill(services: Services) -> None:
        campus = services.organisations.create(OrganisationDraft(name="Campus"))
        key = services.keys.next_to_expire(None, 1)[0]
        add_key(services, "Campus key", organisation=campus.id, expires_on=key.expires_on)
        services.notices.look()

    opened.fill(fill)
    opened.session.look_for_changes()
    opened.settle()
    assert len(what(page)) == 6
    opened.choose(opened.window.header.organisation_menu, "Campus")
    assert what(page) == ["Campus key"]
    assert chips(page)[0] == "Open: 1"


def test_the_settings_are_one_click_away(opened, page):
    opened.click(button(page, "Settings"))
    assert opened.window.current_id == "notice-settings"
