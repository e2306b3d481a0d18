"""A permission level that is added to the data file, from the creation of a key to its check."""


def test_it_is_offered_enforced_listed_and_explained(added_level, keyholder, inventory):
    made = keyholder.opened("keys", "create", "--name", "Figures", "--permission", added_level)
    assert made.code == 0, made.err
    assert "Choose one of: authentication, reports, full, counting" in (
        keyholder.opened("keys", "create", "--name", "x", "--permission", "none").err
    )
    listed = keyholder.opened("keys", "list", "--json").json
    assert [one["permission"] for one in listed] == [added_level]
    key = listed[0]["id"]
    checked = keyholder.opened("check", "--key", key, "--json").json["values"][0]["keys"][0]
    allowed = [one["id"] for one in checked["operations"] if one["allowed"]]
    assert allowed == ["report", "raw-report", "raw-task"]
    refused = keyholder.opened("check", "--key", key, "--operation", "account-query")
    assert (refused.code, refused.lines[-1]) == (
        1,
        "Refused: account-query. Counting does not allow it.",
    )
    keyholder.opened("organisations", "edit", "Example University", "--no-reports-api")
    answer = keyholder.opened("check", "--key", key, "--operation", "report")
    assert answer.lines[-1].endswith("The reports API is not enabled for Example University.")
    again = keyholder.opened("keys", "create", "--name", "Again", "--permission", added_level)
    assert (again.code, "Counting needs the reports API" in again.err) == (2, True)
