"""keyholder audit list, and export."""

import json

from app.core.preference import LOCK_MINUTES
from tests.stage import create_key


def test_entries_are_listed_narrowed_and_as_json(keyholder, inventory, koha):
    create_key(inventory, "Alma")
    answer = keyholder("audit", "list")
    assert "API key “Alma”" in answer.lines[1]
    assert answer.lines[0].split() == ["When", "By", "On", "What"]
    [line] = keyholder("audit", "list", "--key", koha.id[:8], "--json").json
    assert (line["name"], line["act"]) == ("Koha", "added")
    assert keyholder("audit", "list", "--search", "alma", "--json").json[0]["name"] == "Alma"
    assert keyholder("audit", "list", "--by", "nobody").told() == "No entry fits."
    assert keyholder("audit", "list", "--thing", "organisation", "--json").json == []
    assert keyholder("audit", "list", "--from", "2026-06-16", "--json").json == []


def test_a_period_that_ends_too_early_is_told_of_the_option(keyholder, koha):
    answer = keyholder("audit", "list", "--from", "2026-06-16", "--to", "2026-06-15")
    assert answer.code == 2
    assert "--to" in answer.err


def test_only_the_latest_are_listed_unless_all_are_wanted(keyholder, inventory):
    for number in range(201):
        inventory.settings.set(LOCK_MINUTES, 5 + number % 2)
    assert len(keyholder("audit", "list", "--json").json) == 200
    assert "--all" in keyholder("audit", "list").told()
    assert len(keyholder("audit", "list", "--all", "--json").json) > 200


def test_files_by_the_ending_of_the_name(keyholder, koha, tmp_path):
    table, lines = tmp_path / "trail.csv", tmp_path / "trail.jsonl"
    assert keyholder("audit", "export", str(table)).told() == f"Written: {table}"
    assert keyholder("audit", "export", str(lines), "--search", "koha").code == 0
    assert "Koha" in table.read_text("utf-8-sig")
    [line] = map(json.loads, lines.read_text("utf-8").splitlines())
    assert line["name"] == "Koha"
    assert keyholder("audit", "export", str(tmp_path / "trail.txt")).code == 2
    assert keyholder("audit", "list", "--search", "exported", "--json").code == 0
