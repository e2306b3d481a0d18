"""Where the comparison with the portal can be reached from."""

from app.core.advice import AdviceKind
from app.core.organisation import OrganisationDraft
from app.services.suite import Services
from app.ui.reconcile.page import ReconcilePage
from tests.stage import OTHER_VALUE, add_key
from tests.ui.window import WindowStage, button


def test_the_list_of_keys_leads_to_it(opened):
    opened.click(opened.go("keys").compare_button)
    assert isinstance(opened.page, ReconcilePage)


def test_a_keys_page_leads_to_it_from_where_it_says_when_that_was(opened):
    koha = opened.stored(lambda services: services.keys.find("Koha").id)
    page = opened.go("key", key=koha)
    opened.click(button(page, "Compare with the portal's list…"))
    assert isinstance(opened.page, ReconcilePage)


def test_a_key_that_the_portal_does_not_know_has_no_such_link(opened):
    made = opened.stored(lambda services: services.keys.find("Made here").id)
    opened.go("key", key=made)
    assert "Compare with the portal's list…" not in [
        one.text() for one in opened.page.facts_card.findChildren(type(opened.page.trail_button))
    ]


def test_advice_on_what_was_long_not_compared_leads_to_it_for_that_organisation(opened):
    def fill(services: Services) -> None:
        college = services.organisations.create(OrganisationDraft(name="College"))
        add_key(services, "Theirs", organisation=college.id, value=OTHER_VALUE)

    opened.fill(fill)
    opened.stage.clock.turn(days=181)
    page = opened.go("advice")
    opened.click(page.chips.buttons[AdviceKind.NOT_COMPARED.value])
    names = [one.name for one in page.model.records]
    page.table.choose_row(names.index("Theirs"))
    compare(opened, page)
    college = opened.stored(lambda services: services.organisations.find("College").id)
    assert isinstance(opened.page, ReconcilePage)
    assert opened.session.scope == college


def compare(opened: WindowStage, page) -> None:
    """Choose *Compare…* of the current row, as its menu has it."""
    [action] = [one for one in page.table.actions() if one.text() == "Compare…"]
    assert action.isEnabled()
    action.trigger()
    opened.settle()
