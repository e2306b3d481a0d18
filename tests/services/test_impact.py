"""What would break: the places that use keys, and whom to call about each."""

from app.core import place_words
from app.core.identity import KeyId
from app.services.key_secret import Correction
from tests.services.replacing import application, use_of
from tests.stage import add_key, create_key

UNKNOWN = KeyId("00000000-0000-4000-8000-000000000000")


def test_keys_are_told_with_their_places_the_next_to_expire_first(services):
    late, soon, free = create_key(services, "late"), add_key(services, "soon"), create_key(services)
    application(services, "Koha", late, soon)
    application(services, "alma", soon)
    impact = services.impacts.of([free.id, late.id, soon.id])
    assert [
        (key.name, [place.application.name for place in some]) for key, some in impact.keys
    ] == [
        ("soon", ["alma", "Koha"]),
        ("late", ["Koha"]),
    ]
    assert impact.count == 2
    assert impact


def test_keys_that_nothing_uses_have_no_impact(services):
    free, used = create_key(services), add_key(services)
    koha = application(services, "Koha", used)
    services.uses.end(use_of(services, koha, used).id)
    for ids in ([], [free.id], [free.id, used.id], [UNKNOWN]):
        impact = services.impacts.of(ids)
        assert (impact.count, bool(impact)) == (0, False)
        assert services.impacts.places(ids) == {}


def test_a_move_moves_the_impact(services):
    old, new = add_key(services), create_key(services)
    koha = application(services, "Koha", old)
    services.uses.move(use_of(services, koha, old).id, new.id)
    assert list(services.impacts.places([old.id, new.id])) == [new.id]


def test_a_corrected_key_takes_its_impact_along(services):
    old = add_key(services)
    application(services, "Koha", old)
    new = services.secret.correct(old.id, Correction(ending="dddd"))
    assert list(services.impacts.places([old.id, new.id])) == [new.id]


def test_a_removed_application_is_no_impact_and_a_removed_key_is(services):
    gone, used = add_key(services), create_key(services)
    application(services, "Koha", used)
    services.applications.remove(application(services, "Alma", gone).id)
    services.change.remove([used.id])
    assert list(services.impacts.places([gone.id, used.id])) == [used.id]


def test_each_place_is_told_with_whom_to_call(services):
    key = add_key(services)
    application(services, "Koha", key, place="oaapikey", contact_name="Bob")
    [place] = services.impacts.places([key.id])[key.id]
    assert place_words.line(place.application) == "Koha; in oaapikey; call Bob"


def test_many_keys_are_looked_up_at_once(services):
    with services.workplace.change():
        keys = [create_key(services, f"key {number}") for number in range(1_200)]
        application(services, "Koha", *keys[::100])
    impact = services.impacts.of([key.id for key in keys])
    assert (len(impact.keys), impact.count) == (12, 1)
