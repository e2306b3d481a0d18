"""The page of the audit trail: the list, what narrows it, one entry, and files of it."""

import json
from datetime import date

from app.core.audit import Act, Thing
from app.core.identity import KeyId
from app.services.key_change import KeyEdit
from app.services.trail import TrailView
from app.ui.audit.entry_dialog import EntryDialog
from app.ui.audit.model import PAGE
from app.ui.dates import moment_text
from app.ui.kit.choice_box import choose
from app.ui.kit.text import PlainLabel
from app.ui.transfer.evidence_dialog import EvidenceDialog
from tests.stage import create_key
from tests.ui.window import button


def cells(page, column: int = 3) -> list[str]:
    model = page.model
    return [model.index(row, column).data() for row in range(model.rowCount())]


def search(opened, page, text: str) -> None:
    opened.type_into(page.bar.filter_edit, text)
    opened.press("Return", page.bar.filter_edit)


def key_called(opened, name: str) -> KeyId:
    found: KeyId = opened.stored(lambda services: services.keys.find(name).id)
    return found


def test_the_latest_entry_comes_first_with_the_head_above(opened):
    page = opened.go("audit")
    count = opened.stored(lambda services: services.trail.count(TrailView()))
    assert page.model.rowCount() == count
    assert cells(page, 2)[0] == "API key “disabled”"
    assert str(opened.stored(lambda services: services.checks.head())) in (
        page.head.line_label.text()
    )


def test_kind_person_period_and_words_narrow_it(opened):
    page = opened.go("audit")
    choose(page.bar.thing_box, Thing.ORGANISATION)
    opened.settle()
    assert cells(page) == ["Created"]
    choose(page.bar.thing_box, None)
    search(opened, page, "Primo")
    assert {"“Primo” uses it", "“Primo” uses it no longer"} <= set(cells(page))
    page.bar.last_edit.set_value(date(2020, 1, 1))
    opened.settle()
    assert page.no_match.isVisible()
    opened.click(page.clear_button)
    assert page.table.isVisible()
    assert page.model.rowCount() > 3


def test_a_period_that_ends_too_early_is_said(opened):
    page = opened.go("audit")
    page.bar.first_edit.set_value(date(2026, 2, 1))
    page.bar.last_edit.set_value(date(2026, 1, 1))
    opened.settle()
    assert "ends before it begins" in page.banner.text_label.text()


def test_an_entry_is_shown_whole_by_keyboard_and_leads_to_its_thing(opened):
    key = key_called(opened, "portal")
    opened.fill(lambda services: services.change.edit(key, KeyEdit(name="renamed")))
    page = opened.go("audit")
    page.table.choose_row(0)
    page.table.setFocus()
    opened.press("Return", page.table)
    dialog = opened.dialog(EntryDialog)
    labels = [one.text() for one in dialog.facts.findChildren(type(dialog.title_label))]
    assert "portal → renamed" in labels
    dialog.close()
    page.entry_actions.open.trigger()
    opened.settle()
    assert opened.page.head.title_label.text() == "renamed"


def test_a_keys_page_leads_to_all_of_its_history(opened):
    page = opened.go("key", key=key_called(opened, "made here"))
    opened.click(page.trail_button)
    assert set(cells(opened.page, 2)) <= {
        "API key “made here”",
        "Replacement “by ending”",
    }
    assert "made here" in opened.page.only_banner.text_label.text()
    before = opened.page.model.rowCount()
    opened.click(button(opened.page.only_banner, "Show everything"))
    assert opened.page.model.rowCount() > before


def test_a_long_trail_is_read_as_it_is_looked_at(opened):
    def many(services) -> None:
        with services.workplace.unsealed():
            for number in range(3 * PAGE):
                told = {"count": number}
                services.workplace.record(Act.RAISED, Thing.NOTICE, "", after=told)

    opened.fill(many)
    page = opened.go("audit")
    last = page.model.rowCount() - 1
    assert page.model.line_at(last) is None
    opened.wait(lambda: page.model.line_at(last))
    assert page.model.line_at(last).told == "The inventory was set up"


def test_what_the_list_shows_goes_into_a_file(opened, tmp_path):
    page = opened.go("audit")
    search(opened, page, "portal")
    count = page.model.rowCount()
    path = tmp_path / "trail.jsonl"
    page.export.save_to(str(path), page.model.view)
    opened.settle()
    assert opened.toast == "Exported the audit trail to trail.jsonl."
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert len(lines) == count
    page.bar.clear()
    opened.settle()
    assert cells(page)[0] == f"The audit trail was exported to trail.jsonl: entries {count}"


def test_a_file_that_cannot_be_written_is_said(opened, tmp_path):
    page = opened.go("audit")
    page.export.save_to(str(tmp_path / "missing" / "trail.csv"), page.model.view)
    opened.settle()
    assert opened.dialogs
    opened.dialog().close()


def test_evidence_is_asked_for_here_too(opened):
    page = opened.go("audit")
    opened.click(page.evidence_button)
    opened.dialog(EvidenceDialog).reject()


def test_a_new_key_shows_at_once(opened):
    page = opened.go("audit")
    opened.session.act(lambda services, _report: create_key(services, "brand new"))
    opened.settle()
    assert cells(page, 2)[0] == "API key “brand new”"


def test_a_search_waits_until_the_typing_pauses(opened):
    page = opened.go("audit")
    searches: list[str] = []
    page.bar.changed.connect(lambda: searches.append(page.bar.filter_edit.text()))
    opened.type_into(page.bar.filter_edit, "primo")
    assert not searches
    opened.wait(lambda: searches)
    assert searches == ["primo"]


def test_facts_are_told_in_words_and_moments_as_they_are_read_here(opened):
    key = key_called(opened, "portal")
    opened.fill(lambda services: services.change.disable([key]))
    page = opened.go("audit")
    page.entry_actions.show(page.model.line_at(0))
    dialog = opened.dialog(EntryDialog)
    texts = [one.text() for one in dialog.facts.findChildren(PlainLabel)]
    moment = opened.stored(lambda services: services.keys.get(key).disabled_at)
    assert texts[texts.index("Disabled at") + 1] == moment_text(moment)
    dialog.close()
