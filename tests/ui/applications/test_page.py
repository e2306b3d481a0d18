from functools import partial

import pytest

from app.core.application import Application
from app.services.suite import Services
from app.ui.kit.text import PlainLabel
from tests.stage import listed
from tests.ui.window import WindowStage, button


def named(services: Services, name: str) -> Application:
    return next(one for one in services.applications.all() if one.name == name)


def show(opened: WindowStage, name: str):
    one = opened.stored(partial(named, name=name))
    return opened.go("application", application=one.id)


@pytest.fixture
def koha(opened: WindowStage):
    return show(opened, "Koha, main library")


def said(widget) -> list[str]:
    """Return what the visible labels say."""
    return [one.text() for one in widget.findChildren(PlainLabel) if one.isVisible()]


def key_names(rows) -> list[str]:
    return [one.accessibleName() for one in rows.key_buttons]


def test_it_tells_everything_and_its_name_in_the_breadcrumb(opened, koha):
    assert koha.head.title_label.text() == "Koha, main library"
    assert koha.head.line_label.text() == "Koha, OpenAthens plugin"
    facts = said(koha.facts)
    for told in (
        *("oaapikey", "https://koha.example.org/", "Grace Example, grace@example.org"),
        "Example University",
    ):
        assert told in facts
    assert "Notes" not in facts
    assert key_names(koha.used) == ["Koha key", "Reports key"]
    assert "27 Jun 2026 · 12 days left" in said(koha.used)
    assert "Created" in said(koha.history)
    trail = [label.text() for label in opened.window.breadcrumb.findChildren(PlainLabel)]
    assert "Koha, main library" in trail


def test_place_and_address_are_copied(opened, koha):
    for what, text in (("Place", "oaapikey"), ("Address", "https://koha.example.org/")):
        opened.click(koha.facts.copy_buttons[what])
        assert opened.app.clipboard().text() == text
        assert opened.toast == f"Copied: {what}."


def test_a_use_is_ended_and_that_can_be_taken_back(opened, koha):
    assert koha.used.end_buttons[0].accessibleName() == "Uses “Koha key” no longer"
    opened.click(koha.used.end_buttons[0])
    assert opened.toast == "“Koha, main library” uses “Koha key” no longer."
    assert key_names(koha.used) == ["Reports key"]
    assert key_names(koha.former) == ["Koha key"]
    assert any(one.endswith("by tester") and one.startswith("ended ") for one in said(koha.former))
    opened.press("Ctrl+Z")
    assert key_names(koha.used) == ["Koha key", "Reports key"]
    assert not koha.former.isVisible()


def test_a_key_that_it_was_moved_from_says_where_to_and_the_note(opened, koha):
    def move(services: Services) -> None:
        uses = services.uses.of_application(koha.application.id)
        campus = next(key for key in listed(services) if key.name == "Campus key")
        services.uses.move(uses[0][0].id, campus.id, "restarted Apache")

    opened.fill(move)
    opened.session.look_for_changes()
    opened.settle()
    [told] = [one for one in said(koha.former) if "moved to" in one]
    assert "Was moved from “Koha key” to “Campus key” (restarted Apache)" in said(koha.history)
    assert told.startswith("moved to “Campus key”: ")
    assert told.endswith("by tester: restarted Apache")


def test_a_key_opens_its_page(opened, koha):
    opened.click(koha.used.key_buttons[0])
    assert opened.window.current_id == "key"
    assert opened.page.story.key.name == "Koha key"


def test_keys_are_added_from_a_list(opened, koha):
    opened.click(koha.keys_button)
    dialog = opened.dialog()
    assert len(dialog.keys()) == 2
    opened.type_into(dialog.key_list.filter_edit, "camp")
    opened.press("Down", dialog.key_list.filter_edit)
    opened.press("Space", dialog.key_list.list_view)
    opened.click(dialog.primary_button)
    assert "Campus key" in key_names(koha.used)


def test_it_is_edited_from_here(opened, koha):
    opened.press("F2")
    opened.wait(lambda: opened.dialogs)  # the button is seen to be pressed
    opened.type_into(opened.dialog().fields.name_edit, "Koha everywhere")
    opened.click(opened.dialog().primary_button)
    assert koha.head.title_label.text() == "Koha everywhere"
    assert any("Changed: name was" in one for one in said(koha.history))


def test_a_removed_one_stays_to_be_read_and_cannot_be_changed(opened, koha):
    opened.click(koha.remove_button)
    opened.click(opened.dialog().primary_button)
    assert opened.window.current_id == "application"
    assert koha.banner.text_label.text().startswith("This application was removed: ")
    assert not koha.edit_button.isVisible()
    assert not koha.keys_button.isVisible()
    assert key_names(koha.former) == ["Koha key", "Reports key"]
    opened.click(opened.window.toast.undo_button)
    assert koha.edit_button.isVisible()
    assert not koha.banner.isVisible()
    assert key_names(koha.used) == ["Koha key", "Reports key"]


@pytest.mark.parametrize("where", [{"application": "unknown"}, {}])
def test_one_that_is_not_there_is_a_sentence(opened, where):
    page = opened.go("application", **where)
    assert page.nothing.sentence_label.text() == "This application is not in the inventory."
    assert page.nothing.isVisible()
    assert not page.edit_button.isVisible()
    assert not opened.dialogs


def test_another_one_takes_the_place_of_the_first(opened, koha):
    page = show(opened, "Évergreen")
    assert page is koha
    assert page.head.title_label.text() == "Évergreen"
    assert "No key is recorded that it uses." in said(page.used)
    assert "Nobody is recorded" in said(page.facts)
    opened.window.back()
    opened.settle()
    assert page.head.title_label.text() == "Koha, main library"
    opened.click(button(opened.window.breadcrumb, "Applications"))
    assert opened.window.current_id == "applications"
