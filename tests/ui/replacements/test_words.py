"""What a checklist says of its two keys."""

from datetime import date, timedelta

from app.core.replacement import Reason
from app.ui.kit.text import PlainLabel
from tests.ui.replacements.conftest import KOHA, begin, find
from tests.ui.window import WindowStage

OLD = "Old catalogue"


def said(opened: WindowStage) -> str:
    card = opened.page.keys_card
    return "\n".join(one.text() for one in card.findChildren(PlainLabel) if one.isVisible())


def test_both_keys_are_told_apart_by_their_endings_and_dates(opened):
    course = begin(opened, KOHA).course
    for key in (course.old, course.new):
        assert f"••••{key.ending}" in said(opened)
        assert f"expires {key.expires_on.day} " in said(opened)


def test_both_keys_work_only_where_there_are_two(opened):
    begin(opened)
    assert "Both keys work for 365 days more, through " in said(opened)
    planned = opened.stored(
        lambda services: services.replacements.plan(
            [(find(services, OLD).id, date(2026, 6, 16))], Reason.EXPIRY
        ).planned[0],
        locked=False,
    )
    opened.go("replacement", replacement=planned.id)
    assert "The old key works for 12 days more, through " in said(opened)


def test_a_key_that_has_stopped_is_said_to_have_stopped_once(opened, stage):
    page = begin(opened)
    stage.clock.moment += page.course.old.expires_on - stage.clock.now().date() + timedelta(days=5)
    opened.session.changed.emit()
    opened.settle()
    assert said(opened).endswith(
        "The old key stopped 5 days ago. Places still to do are being refused."
    )
