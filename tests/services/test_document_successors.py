"""A corrected key in a document: its record here never goes without what takes its place."""

from datetime import date

from app.services.key_secret import Correction
from app.services.suite import Services
from tests.services import documents
from tests.stage import OTHER_VALUE, VALUE, add_key, listed, make_inventory


def two(tmp_path, value=VALUE) -> tuple[Services, Services, str]:
    """Return two inventories with the same key; in the first one its expiry date was a slip."""
    there, here = make_inventory(tmp_path / "there"), make_inventory(tmp_path / "here")
    key = add_key(there, "Koha", value=value)
    documents.bring_in(here, documents.data_of(there), tmp_path)
    there.secret.correct(key.id, Correction(expires_on=date(2027, 4, 1)))
    return there, here, key.id


def close(*all_of_them: Services) -> None:
    for one in all_of_them:
        one.inventory.close()


def test_a_key_stays_where_its_successor_would_come_in_without_its_value(tmp_path):
    there, here, key = two(tmp_path)
    found = documents.plan(here, documents.data_of(there, values=False), tmp_path)
    assert "without the value that is here" in " ".join(documents.problems(found).values())
    assert here.keys.find(key).superseded_at is None
    close(there, here)


def test_with_values_the_successor_takes_its_place(tmp_path):
    there, here, key = two(tmp_path)
    documents.bring_in(here, documents.data_of(there), tmp_path)
    (now,) = listed(here)
    assert (now.predecessor, now.expires_on) == (key, date(2027, 4, 1))
    assert here.secret.copy(now.id) == VALUE
    close(there, here)


def test_a_key_stays_where_its_successor_is_another_key_here(tmp_path):
    there, here = make_inventory(tmp_path / "there"), make_inventory(tmp_path / "here")
    key = add_key(there, "Koha", value=VALUE)
    documents.bring_in(here, documents.data_of(there), tmp_path)
    there.secret.correct(key.id, Correction(value=OTHER_VALUE))
    add_key(here, "By hand", value=OTHER_VALUE)
    found = documents.plan(here, documents.data_of(there), tmp_path)
    assert "does not come in as that" in " ".join(documents.problems(found).values())
    close(there, here)
