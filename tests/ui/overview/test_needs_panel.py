"""The dashboard's panels of what needs a person, and of replacements."""

from datetime import date

from PySide6.QtWidgets import (
    QLabel,  # noqa: TID251 - looked at, never made
    QPushButton,
    QToolButton,
    QWidget,
)

from app.core.application import ApplicationDraft
from app.core.notice import NoticeState
from app.core.organisation import AccountDraft
from app.core.replacement import Reason
from app.services.suite import Services
from app.ui.kit.badge import Badge
from app.ui.overview.looks import course_look
from app.ui.overview.meter import Meter
from app.ui.replacements.looks import state_look
from tests.stage import add_key, create_key, listed
from tests.ui import arrivals
from tests.ui.window import WindowStage

DISABLE = "Disable “Disabled” in the portal; if it cannot be, remove it there."
REMOVE = "Remove “Removed” in the portal."
EXPIRED, EXPIRING = "The key “Expired” stopped 5 days ago.", "The key “Expiring” stops in 12 days."


def shown(panel: QWidget, kind: type[QWidget] = QLabel) -> list[str]:
    found = [one for one in panel.findChildren(kind) if one.isVisible()]
    return [one.text() if hasattr(one, "text") else one.accessibleName() for one in found]


def needs(on: WindowStage) -> list[str]:
    return [one for one in shown(on.page.needs_list) if not one.startswith("and ")]


def answer(on: WindowStage, about: str, label: str) -> None:
    """Click on what is called *label* beside the sentence *about*."""
    found = on.page.needs_list.findChildren(QToolButton)
    [button] = [
        one
        for one in found
        if one.isVisible() and (one.accessibleName(), one.accessibleDescription()) == (label, about)
    ]
    on.click(button)


def look(on: WindowStage) -> None:
    on.window.lookout.look()
    on.settle()
    on.session.look_for_changes()
    on.settle()


def states(services: Services) -> dict[str, NoticeState]:
    return {line.subject.name: line.state for line in services.notice_list.current()}


def key_id(on: WindowStage, name: str) -> str:
    return str(on.stored(lambda one: next(key.id for key in listed(one) if key.name == name)))


def test_all_that_needs_somebody_is_listed_most_urgent_first(opened):
    assert needs(opened) == [EXPIRED, DISABLE, REMOVE, EXPIRING]
    assert shown(opened.page.needs_list, Badge) == ["Expired", "To do", "To do", "Expiring"]


def test_a_notice_opens_its_key(opened):
    wanted = key_id(opened, "Expiring")
    arrivals.watch(opened, "key")
    answer(opened, EXPIRING, "Open the key")
    assert arrivals.arrived(opened) == ("key", {"key": wanted})


def test_a_notice_of_an_account_opens_the_account(opened):
    def add(services: Services) -> str:
        home = services.organisations.default().id
        draft = AccountDraft(name="Grace", organisation=home, expires_on=date(2026, 6, 18))
        return services.accounts.create(draft).id

    opened.fill(add)
    look(opened)
    arrivals.watch(opened, "administrators")
    answer(opened, "The account “Grace” expires in 3 days.", "Open the account")
    grace = opened.stored(lambda services: services.accounts.find("Grace").id)
    assert arrivals.arrived(opened) == ("administrators", {"account": grace})


def test_a_tick_acknowledges_and_the_toast_takes_it_back(opened):
    answer(opened, EXPIRED, "Acknowledge")
    assert opened.toast == "Acknowledged 1 notice."
    assert EXPIRED not in needs(opened)
    assert opened.stored(states)["Expired"] is NoticeState.ACKNOWLEDGED
    assert opened.window.bell.text() == "1"
    opened.click(opened.window.toast.undo_button)
    assert EXPIRED in needs(opened)
    assert opened.stored(states)["Expired"] is NoticeState.OPEN


def test_notices_are_answered_while_the_vault_is_locked(opened):
    opened.press("Ctrl+L")
    for one in (EXPIRED, EXPIRING):
        answer(opened, one, "Acknowledge")
    assert not opened.dialogs
    assert needs(opened) == [DISABLE, REMOVE]


def test_a_to_do_is_ticked_and_the_tick_undone_from_the_toast(opened):
    answer(opened, REMOVE, "Done in the portal")
    assert opened.toast == "Ticked as done in the portal."
    assert REMOVE not in needs(opened)
    assert opened.stored(lambda services: services.todos.count_open()) == 1
    opened.click(opened.window.toast.undo_button)
    assert opened.stored(lambda services: services.todos.count_open()) == 2
    assert REMOVE in needs(opened)
    assert opened.toast == "Taken back: Ticked as done in the portal."


def test_once_all_is_done_the_panel_says_so(opened):
    for about, label in (
        (EXPIRED, "Acknowledge"),
        (EXPIRING, "Acknowledge"),
        (DISABLE, "Done in the portal"),
        (REMOVE, "Done in the portal"),
    ):
        answer(opened, about, label)
    assert needs(opened) == ["Nothing needs you now."]


def test_more_than_fit_are_counted_and_led_to(opened):
    def add_many(services: Services) -> None:
        day = date(2026, 6, 15)
        for number in range(6):
            add_key(services, f"Soon {number}", expires_on=day, ending=f"00a{number}")
        gone = [add_key(services, f"Gone {n}", ending=f"00b{n}").id for n in range(3)]
        services.change.remove(gone)

    opened.fill(add_many)
    look(opened)
    panel = opened.page.needs_list
    assert len(needs(opened)) == 8
    assert "and 5 more:" in shown(panel)
    links = [one for one in shown(panel, QPushButton) if one]
    assert links == ["1 notice", "4 to-dos"]
    opened.click(next(one for one in panel.findChildren(QPushButton) if one.text() == "4 to-dos"))
    assert opened.window.current_id == "todos"
    assert opened.page.model.rowCount() == 5


def replace_some(services: Services) -> None:
    """Leave a replacement half done, and plan two: for today and for later."""
    keys = {key.name: key for key in listed(services)}
    home = services.organisations.default().id
    old = keys["Expired"]
    for name in ("Koha", "Evergreen"):
        draft = ApplicationDraft(name=name, kind="koha", organisation=home)
        services.applications.create(draft, [old.id])
    create_key(services, "Expired, its successor", predecessor=old.id)
    course = services.replacement_list.running_of(old.id)
    assert course is not None
    services.replacements.move(
        course.replacement.id, services.applications.find("Koha").id, "told by phone"
    )
    services.replacements.plan(
        [(keys["Active 01"].id, date(2026, 6, 15)), (keys["Active 02"].id, date(2026, 7, 1))],
        Reason.EXPIRY,
    )


def test_replacements_tell_how_far_they_are(opened):
    opened.fill(replace_some)
    look(opened)
    panel = opened.page.course_list
    assert shown(panel, QPushButton) == ["Expired", "Active 01", "Active 02"]
    assert shown(panel) == [
        "1 of 2 places still to do",
        "planned for 15 Jun 2026",
        "planned for 1 Jul 2026",
    ]
    assert shown(panel, Badge) == ["Late"]
    [meter] = [one for one in panel.findChildren(Meter) if one.isVisible()]
    assert meter.share == 0.5
    assert meter.accessibleName() == "1 of 2 places still to do"


def test_replacements_that_are_late_or_due_need_somebody(opened):
    opened.fill(replace_some)
    look(opened)
    late = "The key “Expired” is being replaced and works no more: 1 of 2 places still to do."
    due = "Replace the key “Active 01”: planned for 15 Jun, today."
    assert [one for one in needs(opened) if one in {late, due}] == [late, due]
    arrivals.watch(opened, "replacement", "replacements")
    wanted = opened.stored(lambda one: one.replacement_list.running()[0].replacement.id)
    answer(opened, late, "Open the replacement")
    assert arrivals.arrived(opened) == ("replacement", {"replacement": wanted})
    opened.press("Alt+Left", opened.window)
    opened.click(opened.page.course_list.findChildren(QPushButton)[-3])
    assert arrivals.arrived(opened) == ("replacement", {"replacement": wanted})
    opened.press("Alt+Left", opened.window)
    opened.click(opened.page.all_courses_button)
    assert opened.window.current_id == "replacements"


def test_without_replacements_the_panel_says_so(opened):
    assert shown(opened.page.course_list) == ["No key is being replaced."]


def test_an_exposed_key_is_said_to_be_exposed_before_what_stops_soon(opened):
    def expose(services: Services) -> None:
        keys = {key.name: key for key in listed(services)}
        pairs = [(keys[name].id, date(2026, 7, 1)) for name in ("Active 01", "Active 02")]
        services.replacements.plan(pairs, Reason.EXPOSED)
        home = services.organisations.default().id
        draft = ApplicationDraft(name="Koha", kind="koha", organisation=home)
        services.applications.create(draft, [keys["Active 02"].id])
        old = keys["Active 02"].id
        create_key(services, "Its successor", predecessor=old, reason=Reason.EXPOSED)

    opened.fill(expose)
    look(opened)
    assert needs(opened)[:3] == [
        EXPIRED,
        "Replace the exposed key “Active 01”: planned for 1 Jul, in 16 days.",
        "The exposed key “Active 02” is being replaced and works still: 1 of 1 place still to do.",
    ]


def test_a_late_replacement_looks_the_same_everywhere(opened):
    opened.fill(replace_some)
    look(opened)
    [course] = opened.stored(lambda services: services.replacement_list.running()[:1])
    assert course_look(course) == state_look(course.state)


def test_the_keyboard_goes_on_to_the_next_need(opened):
    def press(about: str, label: str) -> tuple[str, str]:
        found = opened.page.needs_list.findChildren(QToolButton)
        wanted = {(one.accessibleName(), one.accessibleDescription()): one for one in found}
        wanted[label, about].setFocus()
        opened.press("Space")
        here = opened.app.focusWidget()
        return here.accessibleName(), here.accessibleDescription()

    assert opened.app.focusWidget() is opened.page, "nothing is pressed by a key at the start"
    assert press(EXPIRED, "Acknowledge") == ("Acknowledge", EXPIRING)
    assert press(DISABLE, "Done in the portal") == ("Done in the portal", REMOVE)
    assert press(EXPIRING, "Acknowledge") == ("Expired: 1", "")
    assert opened.window.current_id == "dashboard"
