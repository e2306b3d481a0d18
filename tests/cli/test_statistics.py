"""keyholder statistics."""

from datetime import date, timedelta
from typing import Any

import pytest

from app.core.organisation import OrganisationDraft
from tests.cli.conftest import Answer
from tests.stage import add_key, create_key


@pytest.fixture
def cluster(inventory):
    """Twelve keys that expire in one week of November, one that has expired, one of a college."""
    college = inventory.organisations.create(OrganisationDraft(name="Plain College")).id
    for number in range(12):
        add_key(
            inventory,
            f"Koha {number}",
            ending=f"{number:04}",
            expires_on=date(2026, 11, 9) + timedelta(days=number % 7),
            permission="full" if number < 2 else "authentication",
        )
    old = add_key(inventory, "Old", ending="aaaa", expires_on=date(2026, 6, 10))
    create_key(inventory, "Old, next", predecessor=old.id)
    add_key(inventory, "Moodle", ending="bbbb", organisation=college)
    inventory.notices.look()
    return inventory


def chart(answer: Answer, chart_id: str) -> Any:
    [found] = [one for one in answer.json["charts"] if one["id"] == chart_id]
    return found


def test_everything_is_printed_for_a_person(keyholder, cluster):
    answer = keyholder("statistics")
    assert (answer.code, answer.err) == (0, "")
    lines = answer.lines
    assert lines[0] == "All organisations, Mon 15 Jun 2026"
    assert lines[2] == "Expiry forecast (keys in use, by the month in which they expire)"
    assert lines[3].split() == [
        *("Month", "Authentication", "API", "Reports", "API", "Full", "access", "Total")
    ]
    assert lines[4].split() == ["Jun", "2026", "0", "0", "0", "0"]
    assert lines[9].split() == ["Nov", "2026", "10", "0", "2", "12"]
    assert "1 key has expired already and is not disabled." in lines
    assert "12 keys expire in the week of Mon 9 Nov 2026." in lines
    for title in ("Keys by state", "Keys by age", "Days of lead", "Notices by stage"):
        assert any(line.startswith(f"{title} (") for line in lines)


def test_numbers_stand_at_the_right(keyholder, cluster):
    table = keyholder("statistics").lines[3:28]
    assert len({len(line) for line in table}) == 1


def test_json_has_every_chart_and_the_lists_that_they_count(keyholder, cluster):
    answer = keyholder("statistics", "--json")
    assert (answer.json["day"], answer.json["organisation"]) == ("2026-06-15", None)
    assert [one["id"] for one in answer.json["charts"]] == [
        *("forecast", "states", "permissions", "organisations", "ages"),
        *("replacements", "leads", "overlaps", "notice-stages", "notice-outcomes"),
    ]
    forecast = chart(answer, "forecast")
    assert (forecast["counts"], forecast["series"]) == (
        "keys",
        ["authentication", "reports", "full"],
    )
    assert forecast["bars"][5] == {
        "id": "2026-11",
        "label": "Nov 2026",
        "values": {"authentication": 10, "reports": 0, "full": 2},
        "total": 12,
        "page": "keys",
        "state": None,
        "filter": "expires>=2026-11-01 expires<=2026-11-30 -state:disabled,expired",
    }
    assert forecast["remarks"][1] == {
        "id": "cluster",
        "text": "12 keys expire in the week of Mon 9 Nov 2026.",
        "count": 12,
        "from": "2026-11-09",
        "to": "2026-11-15",
        "page": "keys",
        "state": None,
        "filter": "expires>=2026-11-09 expires<=2026-11-15 -state:disabled,expired",
    }
    assert chart(answer, "leads")["bars"][0]["filter"] is None


def test_each_filter_lists_as_many_keys_as_the_bar_counts(keyholder, cluster):
    answer = keyholder("statistics", "--json")
    tried = 0
    for one in (one for found in answer.json["charts"] for one in found["bars"]):
        if one["page"] == "keys" and one["total"]:
            words = ["--state", one["state"]] if one["state"] else ["--filter", one["filter"]]
            assert len(keyholder("keys", "list", *words, "--json").json) == one["total"]
            tried += 1
    assert tried >= 10


def test_one_organisation_is_counted_alone(keyholder, cluster):
    answer = keyholder("statistics", "--organisation", "plain college", "--json")
    assert answer.json["organisation_name"] == "Plain College"
    assert chart(answer, "permissions")["total"] == 1
    assert chart(answer, "notice-outcomes")["total"] == 0
    assert keyholder("statistics", "--organisation", "nowhere").code == 1


def test_an_empty_inventory_has_its_sentences(keyholder, services):
    answer = keyholder("statistics")
    assert answer.code == 0
    assert "No key in use expires in the next 24 months." in answer.lines
    assert "No key was replaced yet." in answer.lines
    assert "No notice was raised yet." in answer.lines
