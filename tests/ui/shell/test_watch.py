"""What the window notices by itself: another program's changes, and another day."""

from datetime import date

from app.core.key import KeyState
from app.services.key_change import KeyEdit
from tests.stage import VALUE, add_key, listed, names
from tests.ui.window import WindowStage


def counts(opened: WindowStage) -> dict[str, str]:
    tiles = opened.page.tiles
    return {state.value: tile.accessibleName().rsplit(" ", 1)[-1] for state, tile in tiles.items()}


def key_names(opened: WindowStage) -> list[str]:
    model = opened.page.model
    return [model.key_at(row).name for row in range(model.rowCount())]


def test_what_another_program_adds_shows_after_a_look(opened):
    opened.go("keys")
    opened.fill(lambda services: add_key(services, "Added elsewhere"))
    assert "Added elsewhere" not in key_names(opened)
    opened.session.look_for_changes()
    opened.settle()
    assert "Added elsewhere" in key_names(opened)


def test_the_window_looks_by_itself(opened):
    opened.go("keys")
    opened.fill(lambda services: add_key(services, "Added elsewhere"))
    opened.window._look_timer.setInterval(20)
    opened.wait(lambda: "Added elsewhere" in key_names(opened))


def test_every_page_in_view_follows(opened):
    opened.go("dashboard")
    assert counts(opened)["active"] == "2"
    opened.fill(lambda services: add_key(services, "Added elsewhere"))
    opened.session.look_for_changes()
    opened.settle()
    assert counts(opened)["active"] == "3"


def test_a_page_out_of_view_follows_when_it_is_visited(opened):
    opened.go("keys")
    opened.go("dashboard")
    opened.fill(
        lambda services: services.change.edit(
            listed(services)[0].id, KeyEdit(name="Renamed elsewhere")
        )
    )
    opened.session.look_for_changes()
    opened.go("keys")
    assert "Renamed elsewhere" in key_names(opened)


def test_another_day_shows_other_states(opened, clock):
    opened.go("dashboard")
    assert counts(opened) == {
        "expired": "0", "expiring": "0", "active": "2", "disabled": "0", "removed": "0",
    }  # fmt: skip
    for days, state in ((5, "expiring"), (30, "expired")):
        clock.turn(days=days)
        opened.session.tick()
        opened.settle()
        assert counts(opened)[state] == "1"
    assert counts(opened)["active"] == "1"


def test_the_day_is_the_organisations_own(opened, clock):
    """In London it is the next day already an hour before midnight in UTC, in summer."""
    opened.go("dashboard")
    opened.fill(lambda services: add_key(services, "Soon", expires_on=date(2026, 6, 16)))
    opened.session.look_for_changes()
    opened.settle()
    assert counts(opened)["expiring"] == "1"
    clock.turn(hours=11, minutes=30)  # half past eleven in UTC
    opened.session.tick()
    opened.settle()
    assert counts(opened)["expired"] == "1"


def test_values_are_destroyed_thirty_days_after_removal(opened, clock):
    opened.fill(lambda services: services.change.remove([of(services, "Koha, main library").id]))
    clock.turn(days=29, hours=23)
    opened.session.tick()
    opened.settle()
    assert opened.stored(lambda services: of(services, "Koha, main library").has_value)
    clock.turn(hours=1)
    opened.session.tick()
    opened.settle()
    key = opened.stored(lambda services: of(services, "Koha, main library"))
    assert not key.has_value
    assert key.destroyed_at == clock.now()
    assert key.ending == VALUE.reveal()[-4:]


def test_a_locked_vault_destroys_what_is_due_once_it_is_open(opened, clock):
    opened.fill(lambda services: services.change.remove([of(services, "Koha, main library").id]))
    opened.press("Ctrl+L")
    clock.turn(days=31)
    opened.session.tick()
    opened.settle()
    assert opened.stored(lambda services: of(services, "Koha, main library").has_value)
    opened.open()
    assert not opened.stored(lambda services: of(services, "Koha, main library").has_value)


def of(services, name: str):
    """Return the key called *name*, removed or not."""
    everywhere = [*listed(services), *listed(services, state=KeyState.REMOVED)]
    return next(key for key in everywhere if key.name == name)


def test_a_restore_elsewhere_keeps_the_value(opened, clock):
    opened.fill(lambda services: services.change.remove([of(services, "Koha, main library").id]))
    clock.turn(days=20)
    opened.fill(lambda services: services.change.restore([of(services, "Koha, main library").id]))
    clock.turn(days=20)
    opened.session.tick()
    opened.settle()
    assert opened.stored(lambda services: of(services, "Koha, main library").has_value)
    assert "Koha, main library" in opened.stored(names)
