"""A page of one thing that cannot be read: nothing of the former one is left to be used."""

from typing import Any

from app.core.errors import DatabaseBusyError
from app.ui.key.page import KeyPage
from app.ui.kit.text import PlainLabel
from app.ui.replacements.checklist_page import ChecklistPage
from tests.ui import walk
from tests.ui.replacements.conftest import KOHA, begin, find
from tests.ui.window import WindowStage, button

OLD = "Old catalogue"


def fail(_services: object) -> Any:
    raise DatabaseBusyError


def shown(opened: WindowStage) -> str:
    return "\n".join(one.text() for one in opened.page.findChildren(PlainLabel) if one.isVisible())


def test_the_former_key_is_gone_until_the_wanted_one_is_read(opened, monkeypatch):
    page = opened.go("key", key=opened.stored(lambda services: find(services, KOHA).id))
    with monkeypatch.context() as patch:
        patch.setattr(KeyPage, "reader", lambda _page, _wanted: fail)
        opened.go("key", key=opened.stored(lambda services: find(services, OLD).id))
        assert page.banner.isVisible()
        assert page.story is None
        assert KOHA not in shown(opened)
        assert page.head.title_label.text() == "API key"
        for one in (page.replace_button, page.edit_button, page.more_button, page.use_card):
            assert not one.isVisible()
        opened.press("Ctrl+R", page)
        assert not opened.dialogs
        assert walk.name_of(opened.app.focusWidget()) == "Retry"
    opened.click(button(page.banner, "Retry"))
    assert page.head.title_label.text() == OLD
    assert not page.banner.isVisible()
    assert walk.name_of(opened.app.focusWidget()) == "Replace…"


def test_the_former_checklist_is_gone_as_well(opened, monkeypatch):
    page = begin(opened)
    monkeypatch.setattr(ChecklistPage, "reader", lambda _page, _wanted: fail)
    opened.go("replacement", replacement="another")
    assert page.rows == []
    assert not page.cancel_button.isVisible()
    assert not page.steps_card.isVisible()
    assert page.banner.isVisible()


def test_the_late_failure_of_another_one_is_not_said(opened):
    page = opened.go("key", key=opened.stored(lambda services: find(services, KOHA).id))
    page._on_failed("the one before", DatabaseBusyError())
    assert not page.banner.isVisible()
    assert page.head.title_label.text() == KOHA


def test_what_was_read_stays_where_it_cannot_be_read_again(opened, monkeypatch):
    page = opened.go("key", key=opened.stored(lambda services: find(services, KOHA).id))
    monkeypatch.setattr(KeyPage, "reader", lambda _page, _wanted: fail)
    opened.session.changed.emit()
    opened.settle()
    assert page.banner.isVisible()
    assert page.head.title_label.text() == KOHA
    assert page.use_card.isVisible()
