"""keyholder check."""

from datetime import date

import pytest

from app.core.key import Key
from app.core.organisation import OrganisationDraft
from tests.stage import OTHER_VALUE, VALUE, add_key, create_key

UNKNOWN = "00000000-1111-4222-8333-4444444400cc"
SESSION = ("check", "--operation", "local-auth-session")


@pytest.fixture
def koha(services) -> Key:
    return add_key(services, "Koha", value=VALUE, expires_on=date(2026, 8, 1))


def test_each_key_is_told_with_what_it_may_do_and_no_value(keyholder, koha):
    content = f"# koha\nkey: {VALUE.reveal()}\nother: {UNKNOWN}\n"
    answer = keyholder.opened("check", typed=content)
    assert (answer.code, answer.err) == (0, "")
    lines = [" ".join(line.split()) for line in answer.lines]
    assert lines[0] == "Predicted from this inventory: OpenAthens is not asked."
    for line in (
        "••••44aa, line 2",
        "Name Koha",
        "State Active",
        "Last working day 2026-07-31",
        "local-auth-session POST login /organisation/{organisation}/local-auth/session Allowed -",
        "report GET reports /report Refused Authentication API does not allow it.",
        "••••00cc, line 3: No key of this inventory has this value.",
    ):
        assert line in lines
    assert VALUE.reveal() not in answer.out
    assert UNKNOWN not in answer.out


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (("--operation", "local-auth-session"), 0),
        (("--operation", "report"), 1),
        (("--request", "POST /organisation/7/local-auth/session"), 0),
        (("--request", "POST /login/api/v1/example.org/organisation/7/local-auth/session"), 0),
        (("--request", "POST /api/v1/example.org/account/5/modify"), 1),
        (("--request", "POST /api/v1/elsewhere.org/organisation/x/local-auth/session"), 1),
        (("--operation", "local-auth-session", "--on", "2026-07-31"), 0),
        (("--operation", "local-auth-session", "--on", "2026-08-01"), 1),
    ],
)
def test_the_exit_code_says_whether_it_is_allowed(keyholder, koha, asked, code):
    answer = keyholder.opened("check", *asked, typed=VALUE.reveal())
    assert (answer.code, answer.err) == (code, "")
    assert answer.lines[-1].startswith("Refused: " if code else "Allowed: ")


def test_a_refusal_says_why(keyholder, koha):
    answer = keyholder.opened(*SESSION, "--on", "2026-08-01", typed=VALUE.reveal())
    assert answer.lines[-1] == (
        "Refused: local-auth-session. It has expired: on its expiry date it no longer works."
    )


def test_json_tells_the_same(keyholder, koha):
    answer = keyholder.opened(*SESSION, "--json", typed=f"{VALUE.reveal()}\n{UNKNOWN}")
    assert answer.code == 0
    assert (answer.json["answer"], answer.json["operation"]) == ("allowed", "local-auth-session")
    known, unknown = answer.json["values"]
    assert (known["known"], unknown) == (
        "value",
        {"key_ending": "00cc", "lines": [2], "known": "unknown", "keys": []},
    )
    [key] = known["keys"]
    assert (key["id"], key["on"], key["state"]) == (koha.id, "2026-06-15", "active")
    assert key["operations"] == [
        {
            "id": "local-auth-session",
            "base": "login",
            "method": "POST",
            "path": "/organisation/{organisation}/local-auth/session",
            "allowed": True,
            "reason": None,
            "status": 200,
            "told_by": "vendor",
        }
    ]


@pytest.mark.parametrize("asked", [(), ("--operation", "report")])
def test_a_value_that_no_key_has_is_refused(keyholder, koha, asked):
    answer = keyholder.opened("check", *asked, "--json", typed=UNKNOWN)
    assert (answer.code, answer.json["answer"]) == (1, "refused")


def test_a_text_without_a_key_tells_nothing(keyholder, koha):
    answer = keyholder.opened("check", "--json", typed="nothing here")
    assert (answer.code, answer.json["answer"], answer.json["values"]) == (3, "unknown", [])
    assert answer.told() == "There is no key in the text."


def test_of_a_masked_value_no_more_is_told_than_is_known(keyholder, koha, services):
    assert keyholder.opened("check", typed="key …44aa").code == 0
    answer = keyholder.opened(*SESSION, typed="key …44aa")
    assert answer.code == 3
    assert "it may be:" in answer.out
    assert keyholder.opened("check", "--operation", "report", typed="key …44aa").code == 1


def test_one_key_of_several_that_is_refused_decides(keyholder, koha, services):
    add_key(services, "Reports", value=OTHER_VALUE, permission="reports")
    content = f"{VALUE.reveal()} {OTHER_VALUE.reveal()}"
    assert keyholder.opened(*SESSION, typed=content).code == 1


def test_a_key_is_checked_by_its_id(keyholder, services):
    key = create_key(services, "Reports", permission="full")
    answer = keyholder.opened("check", "--key", key.id[:8], "--operation", "report")
    assert answer.code == 0
    assert "Made here, not known to OpenAthens" in answer.out


def test_a_record_that_was_changed_elsewhere_could_not_be_told(keyholder, koha):
    keyholder.tamper("UPDATE key SET permission = 'full'")
    assert keyholder.opened(*SESSION, typed=VALUE.reveal()).code == 3


def test_the_rest_of_the_input_is_the_text_where_the_passphrase_comes_first(keyholder, koha):
    passphrase = keyholder.passphrase_file.read_text("utf-8")
    typed = f"{passphrase}{VALUE.reveal()}"
    answer = keyholder("--passphrase-file", "-", *SESSION, typed=typed)
    assert answer.code == 0


def test_a_shut_vault_could_not_tell(keyholder, koha):
    answer = keyholder(*SESSION, typed=VALUE.reveal())
    assert answer.code == 3
    assert "--passphrase-file" in answer.err


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--operation", "everything"), "Choose one of: local-auth-session"),
        (("--request", "GET /everything"), "like GET /report"),
        (("--operation", "report", "--request", "GET /report"), "either"),
        (("--on", "tomorrow"), "2027-03-01"),
    ],
)
def test_what_is_asked_wrongly_is_told(keyholder, koha, asked, told):
    answer = keyholder.opened("check", *asked, typed=VALUE.reveal())
    assert answer.code == 2
    assert told in answer.err


def test_too_long_a_text_is_refused(keyholder, koha):
    answer = keyholder.opened("check", typed="x" * 10_000_001)
    assert answer.code == 2
    assert "more than 10 MB" in answer.err


def test_a_key_that_is_not_known_is_no_refusal(keyholder, koha):
    answer = keyholder.opened("check", "--key", "00000000", *SESSION[1:])
    assert answer.code == 3
    assert answer.out == ""


def test_the_organisation_of_others_is_refused(keyholder, koha, services):
    services.organisations.create(OrganisationDraft(name="Other", number="999"))
    asked = "POST /organisation/999/local-auth/session"
    answer = keyholder.opened("check", "--request", asked, typed=VALUE.reveal())
    assert answer.code == 1
