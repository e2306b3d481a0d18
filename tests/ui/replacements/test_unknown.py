"""A key of which nobody knows whether anything uses it: asked, confirmed, never assumed."""

from datetime import date
from typing import Any

from app.services.suite import Services
from tests.ui.replacements.conftest import find, state_of
from tests.ui.window import WindowStage

OLD = "Old catalogue"


def begin(opened: WindowStage) -> Any:
    """Replace the portal key that no application is recorded for."""
    page = opened.go("key", key=opened.stored(lambda services: find(services, OLD).id))
    opened.click(page.replace_button)
    form = opened.dialog()
    opened.type_into(form.ending_edit, "77bb")
    opened.type_into(form.expiry_edit.line_edit, "2027-06-01")
    opened.click(form.primary_button)
    return opened.page


def test_it_cannot_close_before_somebody_confirms(opened):
    page = begin(opened)
    assert opened.window.current_id == "replacement"
    assert not page.close_buttons.isVisible()
    assert "it is not known what would break" in page.next_label.text()
    opened.click(page.unused_button)
    assert page.close_buttons.isVisible()
    opened.click(page.close_buttons.remove_button)
    assert state_of(opened) == "closed"
    opened.press("Ctrl+Z")
    assert state_of(opened) == "open"


def test_its_notices_go_on_until_then(opened):
    def open_ones(services: Services) -> list[str]:
        services.notices.look()
        return [line.subject.name for line in services.notice_list.current()]

    assert opened.stored(open_ones) == [OLD]
    page = begin(opened)
    assert opened.stored(open_ones) == [OLD]
    opened.click(page.unused_button)
    assert opened.stored(open_ones) == []


def test_an_application_is_added_to_the_checklist(opened):
    page = begin(opened)
    opened.click(page.add_place_button)
    dialog = opened.dialog()
    assert not dialog.primary_button.isEnabled()
    opened.type_into(dialog.pick_list.filter_edit, "ever")
    opened.press("Down", dialog.pick_list.filter_edit)
    opened.press("Space", dialog.pick_list.list_view)
    opened.click(dialog.primary_button)
    assert [row.step.application.name for row in page.rows] == ["Evergreen"]
    assert not page.unused_button.isVisible()


def test_the_form_of_a_portal_key_offers_the_applications_and_keeps_the_name(opened):
    page = opened.go("key", key=opened.stored(lambda services: find(services, OLD).id))
    opened.click(page.replace_button)
    form = opened.dialog()
    picks = form.use_fields.pick_list
    opened.type_into(picks.filter_edit, "law")
    opened.press("Down", picks.filter_edit)
    opened.press("Space", picks.list_view)
    opened.type_into(form.ending_edit, "77bb")
    opened.type_into(form.expiry_edit.line_edit, "2027-06-01")
    opened.click(form.primary_button)
    course = opened.page.course
    assert (course.new.name, course.new.expires_on) == (OLD, date(2027, 6, 1))
    assert [row.step.application.name for row in opened.page.rows] == ["Law library"]
