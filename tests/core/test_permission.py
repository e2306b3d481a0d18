import pytest

from app.core.errors import FieldError
from app.core.permission import PermissionLevels
from tests.core.api import LEVELS, data

ADDED = {"id": "auditing", "label": "Auditing", "can": ["read the audit log", "count accounts"]}


@pytest.fixture
def levels() -> PermissionLevels:
    return LEVELS


@pytest.fixture
def more() -> PermissionLevels:
    """The levels after one was added to the data file."""
    content = data("permission-levels")
    content["levels"].append(ADDED)
    return PermissionLevels.from_data(content)


def test_three_levels_are_shipped(levels):
    assert [level.id for level in levels] == ["authentication", "reports", "full"]


def test_each_shipped_level_says_what_it_can_do(levels):
    for level in levels:
        assert level.label
        assert level.explained().startswith("Can: ")


def test_a_level_says_what_it_cannot_do(levels):
    reports = levels.require("reports", reports_api=True)
    assert reports.explained() == (
        "Can: use the reports API. Cannot: create or manage accounts; use any other function."
    )


def test_full_access_has_nothing_it_cannot_do(levels):
    assert "Cannot" not in levels.require("full", reports_api=False).explained()


def test_the_reports_level_is_offered_where_the_reports_api_is_enabled(levels):
    assert [one.id for one in levels.offered(reports_api=False)] == ["authentication", "full"]
    assert len(levels.offered(reports_api=True)) == 3


def test_a_level_that_is_not_enabled_is_refused_with_what_to_do(levels):
    with pytest.raises(FieldError, match="Enable it in Preferences") as caught:
        levels.require("reports", reports_api=False)
    assert caught.value.field == "permission"


def test_a_level_that_does_not_exist_is_refused_with_those_that_do(levels):
    with pytest.raises(FieldError, match="Choose one of: authentication, reports, full"):
        levels.require("root", reports_api=True)


def test_a_level_added_to_the_data_works_without_a_change_of_code(more):
    assert "auditing" in more
    assert more.label("auditing") == "Auditing"
    assert more.offered(reports_api=False)[-1].id == "auditing"
    added = more.require("auditing", reports_api=False)
    assert added.explained() == "Can: read the audit log; count accounts."


def test_a_level_that_the_data_lost_is_called_by_its_id(levels):
    assert "auditing" not in levels
    assert levels.label("auditing") == "auditing"


@pytest.mark.parametrize("broken", [{}, {"levels": [{"id": "x"}]}, {"levels": 3}, {"levels": [3]}])
def test_data_that_is_off_is_noticed_at_once(broken):
    with pytest.raises((KeyError, TypeError)):
        PermissionLevels.from_data(broken)
