"""keys impact."""

import pytest

from tests.cli.places import add_application
from tests.stage import add_key, create_key


@pytest.fixture
def used(inventory):
    """A key that two applications use."""
    key = add_key(inventory, "Old & used")
    add_application(
        inventory, "Koha <main>", key, place="oaapikey", contact_name="Grace", address="https://x"
    )
    add_application(inventory, "Moodle", key, kind="other")
    return key


@pytest.fixture
def unknown(inventory):
    return create_key(inventory, "Unknown")


def test_each_place_is_told_with_whom_to_call(keyholder, used):
    assert keyholder("keys", "impact", used.id[:8]).lines == [
        f"{used.id[:8]}  Old & used  active, 259 days left",
        "2 applications use it and would be refused:",
        "- Koha <main>; in oaapikey; at https://x; call Grace",
        "- Moodle; no contact recorded",
    ]


def test_of_an_unused_key_it_is_told_what_is_known(keyholder, inventory, used, unknown):
    free = create_key(inventory, "Free")
    keyholder.opened("uses", "none", free.id)
    lines = keyholder("keys", "impact", unknown.id, free.id, used.id, unknown.id).lines
    assert lines[1:6] == [
        "No application is recorded: it is not known whether anything would break.",
        "",
        f"{free.id[:8]}  Free  active, 365 days left",
        "Nothing uses it, as tester confirmed on 2026-06-15.",
        "",
    ]
    assert lines[-1] == "- Moodle; no contact recorded"


def test_json_has_the_key_and_its_places(keyholder, used, unknown):
    [first, second] = keyholder("keys", "impact", used.id, unknown.id, "--json").json
    [shown, _other] = [
        one
        for one in keyholder("keys", "list", "--json").json
        if one["id"] in (used.id, unknown.id)
    ]
    assert {name: first[name] for name in shown} == shown
    assert [(one["application_name"], one["contact_name"]) for one in first["places"]] == [
        ("Koha <main>", "Grace"),
        ("Moodle", ""),
    ]
    assert first["places"][0]["ended_at"] is None
    assert (second["id"], second["places"]) == (unknown.id, [])


def test_a_page_is_written_to_be_printed(keyholder, used, unknown, tmp_path):
    file = tmp_path / "page.html"
    answer = keyholder("keys", "impact", used.id, unknown.id, "--output", str(file))
    assert (answer.code, answer.out) == (0, "")
    written, unused = answer.notes
    assert written == f"keyholder: Written: {file}"
    assert unused == (
        "keyholder: “Unknown”: No application is recorded: it is not known whether anything "
        "would break."
    )
    page = file.read_text("utf-8")
    assert '<meta charset="utf-8">' in page
    assert "<h1>What would break without 2 keys</h1>" in page
    assert "Mon 15 Jun 2026" in page
    assert "<h2>Old &amp; used</h2>" in page
    assert "Koha &lt;main&gt;" in page
    printed = keyholder("keys", "impact", used.id, "--output", "-").out
    assert "<h1>What would break without “Old &amp; used”</h1>" in printed


def test_a_page_that_cannot_be_written_is_told(keyholder, used, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    answer = keyholder("keys", "impact", used.id, "--output", str(folder))
    assert answer.code == 3
    assert answer.told().startswith(f"The file {folder} could not be written (")
    assert list(folder.iterdir()) == []
    assert not (tmp_path / ".folder.part").exists()


@pytest.mark.parametrize("words", [(), ("KEY", "--json", "--output", "x.html")])
def test_no_key_or_two_outputs_are_wrong_usage(keyholder, used, words):
    given = [used.id if word == "KEY" else word for word in words]
    assert keyholder("keys", "impact", *given).code == 2


def test_it_reads_with_the_vault_locked_and_refuses_an_unknown_key(keyholder, used):
    assert keyholder("keys", "impact", used.id).code == 0
    answer = keyholder("keys", "impact", used.id, "zzz")
    assert (answer.code, answer.out) == (1, "")
